/**
 * Rules to begin with: one profile for each of the five documents that Sotto was asked to do better than.
 */
import {
  AGENT,
  BUDGET_RULES,
  BUSY_PAGE,
  CPU,
  DEFAULTS,
  ENOUGH,
  ERRORS,
  MEMORY,
  PRESSURE,
  type ProfileRule,
  QUEUES,
  ROUTING,
  STORAGE,
  slowReply,
} from './profile-rules';

export type ProfileId = '000' | '001' | '002' | '003' | '004';

export interface AlertProfile {
  id: ProfileId;
  title: string;
  rules: readonly ProfileRule[];
  /** What the document watches and this profile does not, and why. */
  leftOut: readonly string[];
}

export const DEFAULT_PROFILE: ProfileId = '000';

export const PROFILES: Readonly<Record<ProfileId, AlertProfile>> = {
  '000': {
    id: '000',
    title: 'Replies within three seconds',
    rules: [
      slowReply('latency > 3000', '000: “condition="latency > 3000"”, “action="log_warning"”'),
      {
        ...DEFAULTS,
        name: 'Very slow reply',
        condition: 'latency > 5000',
        action: 'degrade',
        severity: 'alert',
        quote: '000: “End-to-End Latency | < 2s | < 5s | > 5s”',
      },
      ...[ROUTING, AGENT, MEMORY, PRESSURE, BUSY_PAGE, ERRORS, STORAGE],
      ...QUEUES,
      ...BUDGET_RULES,
    ],
    leftOut: ['“temperature_celsius”, “gpu_percent”, “disk_io_mb_per_sec”: no browser tells them.'],
  },
  '001': {
    id: '001',
    title: 'Nothing slower than before',
    rules: [
      slowReply(
        `avg(latency) > p95(latency, 1d) and count(latency) >= ${ENOUGH}`,
        '001: “Regression detection - Performance degradation alerts”, “Set up alerts for performance degradation”',
      ),
      ...BUDGET_RULES,
      ERRORS,
    ],
    leftOut: ['“get_threshold(component)” has no figures there: the budgets are those of 000.'],
  },
  '002': {
    id: '002',
    title: 'Replies within five seconds on average',
    rules: [
      slowReply(
        `avg(latency) > 5000 and count(latency) >= ${ENOUGH}`,
        "002: “'total_processing': 5.0, # 5 seconds max”, held against the average",
        { severity: 'alert' },
      ),
      ...[ROUTING, AGENT],
      { ...MEMORY, condition: 'memory_mb > 8192', quote: '002: “Memory Usage | < 4GB | < 8GB”' },
      { ...PRESSURE, quote: `002: “CPU Usage | < 50% | < 80%”; ${CPU}` },
    ],
    leftOut: [
      '“memory.percent > 85” is of the whole machine, of which a page is told nothing.',
      '“Audio Latency” of the input: the microphone’s own delay is not told.',
    ],
  },
  '003': {
    id: '003',
    title: 'Replies within half a second',
    rules: [
      slowReply('latency > 500', '003: “Total latency > 500ms”'),
      ERRORS,
      { ...PRESSURE, quote: `003: “CPU usage > 80%”; ${CPU}` },
      BUSY_PAGE,
      STORAGE,
      ...QUEUES,
    ],
    leftOut: ['“GPU utilization”: no browser tells it.'],
  },
  '004': {
    id: '004',
    title: 'Replies within a fifth of a second',
    rules: [
      slowReply('latency > 200', '004: “Latency: <200ms for end-to-end processing”'),
      {
        ...MEMORY,
        name: 'Page holds much',
        condition: 'js_heap_mb > 100',
        quote:
          '004: “Memory: <100MB per session”, models aside: they are the server’s there, and in other threads here',
      },
      ERRORS,
    ],
    leftOut: [
      '“1000+ audio chunks/second”: one microphone makes 31 a second.',
      '“100+ concurrent sessions”: a tab has one.',
    ],
  },
};
