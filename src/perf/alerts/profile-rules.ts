/** The rules that profiles are made of, with the words each stands on. A figure that no document has is called a choice. */
import type { AlertRule } from '../../store/alert';
import { BUDGETS, LIMITS } from '../budgets';

export interface ProfileRule extends AlertRule {
  /** The words of a document, or why the rule is there without any. */
  quote: string;
}

/** What most rules say: at once, once a minute at most. Both are choices. */
export const DEFAULTS = { forMs: 0, action: 'log_warning', cooldownMs: 60_000, severity: 'warning' } as const;
/** Memory and storage change slowly, and a notification is loud. A choice. */
const SLOWLY = { cooldownMs: 600_000 } as const;
/** So many turns make an average worth a word; the issue's own example has them. */
export const ENOUGH = 5;

export const CPU =
  '000: “cpu_percent: 80”. A browser tells four states of pressure and no per cent; 80 % is “serious” in Chromium';

/** Under `serious` pressure for a minute: while it answers, Sotto itself makes it on two cores. */
export const PRESSURE: ProfileRule = {
  ...DEFAULTS,
  name: 'Device under pressure',
  condition: `pressure >= ${LIMITS.pressure}`,
  forMs: 60_000,
  quote: CPU,
};

export const BUSY_PAGE: ProfileRule = {
  ...DEFAULTS,
  name: 'Page thread busy',
  condition: 'avg(busy_share, 1m) > 80%',
  forMs: 30_000,
  quote: '000: “cpu_percent: 80”, of the one thread whose share a page can measure',
};

export const MEMORY: ProfileRule = {
  ...DEFAULTS,
  ...SLOWLY,
  name: 'Much memory',
  condition: `memory_mb > ${LIMITS.memoryMb}`,
  action: 'send_notification',
  severity: 'alert',
  quote: '000: “condition="memory_mb > 4096", action="send_notification"”',
};

/** One failure is told where it happens; two within the window are a pattern. */
export const ERRORS: ProfileRule = {
  ...DEFAULTS,
  name: 'Errors',
  condition: 'error_rate > 5% and sum(errors) >= 2',
  severity: 'alert',
  quote: '003: “Error rate > 5%”',
};

export const STORAGE: ProfileRule = {
  ...DEFAULTS,
  ...SLOWLY,
  name: 'Storage nearly full',
  condition: 'storage_share > 90%',
  action: 'send_notification',
  severity: 'alert',
  quote: '003: “Memory usage > 90%”. Of the machine’s memory a page knows nothing; of its quota it does',
};

export const QUEUES: readonly ProfileRule[] = [
  {
    ...DEFAULTS,
    name: 'Microphone frames waiting',
    condition: 'capture.queue > 32',
    forMs: 2000,
    quote: '003: “Queue sizes > threshold”. The threshold is a choice: 32 frames are a second of sound',
  },
  {
    ...DEFAULTS,
    name: 'Turns waiting',
    condition: 'pipeline.queue > 2',
    forMs: 2000,
    quote: '003: “Queue sizes > threshold”. The threshold is a choice: three questions wait for an answer',
  },
];

export const ROUTING: ProfileRule = {
  ...DEFAULTS,
  name: 'Slow routing',
  condition: `avg(route) > ${BUDGETS.route.budgetMs} and count(route) >= ${ENOUGH}`,
  quote: "002: “'agent_routing': 1.0”, held against the average",
};

export const AGENT: ProfileRule = {
  ...DEFAULTS,
  name: 'Slow agent',
  condition: `(avg(llm) > 3000 and count(llm) >= ${ENOUGH}) or (avg(tool) > 3000 and count(tool) >= ${ENOUGH})`,
  quote: "002: “'agent_processing': 3.0”. Here the agent is the model or the skill that answered",
};

function budgetRule(component: 'stt' | 'llm' | 'tts' | 'tool', title: string, key: string): ProfileRule {
  const { budgetMs } = BUDGETS[component];
  return {
    ...DEFAULTS,
    name: `${title} over budget`,
    condition: `p95(${component}) > ${budgetMs} and count(${component}) >= ${ENOUGH}`,
    quote: `000: “"${key}": ${budgetMs}”`,
  };
}

export const BUDGET_RULES: readonly ProfileRule[] = [
  budgetRule('stt', 'Speech recognition', 'stt_processing'),
  budgetRule('llm', 'Language model', 'llm_inference'),
  budgetRule('tts', 'Voice', 'tts_generation'),
  budgetRule('tool', 'Skills', 'tool_execution'),
];

/** For profiles that know one limit for a turn. */
export function slowReply(condition: string, quote: string, rest: Partial<AlertRule> = {}): ProfileRule {
  return { ...DEFAULTS, name: 'Slow reply', condition, quote, ...rest };
}
