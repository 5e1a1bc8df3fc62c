/** Made turns and metrics for the dashboard: the same every time, shaped like real ones. */
import { MILESTONES, partsOf, settleMilestones, totalOf } from '../../src/agent/trace';
import type { DashboardData, WorkerMeasure } from '../../src/dashboard/data';
import { exactQuantile } from '../../src/dashboard/quantile';
import { TARGETS } from '../../src/dashboard/targets';
import type { AlertRecord } from '../../src/store/alert';
import type { HealthReport } from '../../src/store/health';
import {
  BUCKET_MS,
  type BucketWidth,
  type Component,
  type MetricBucket,
  type MetricPoint,
} from '../../src/store/metric';
import type { Milestone, TurnRecord } from '../../src/store/turn-record';

/** 14 March 2026, 10:30 UTC. */
export const NOW_MS = Date.UTC(2026, 2, 14, 10, 30);

/** Numbers from 0 to 1 that look random (Park and Miller's generator). */
export function madeRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

export interface MadeTurn {
  id?: string;
  startedAtMs?: number;
  /** From the end of speech, in ms. */
  marks?: Partial<Record<Milestone, number>>;
  changes?: Partial<TurnRecord>;
}

/** A turn that was guessed right: all but the last of its work was done before the decision at 445 ms. */
export function madeTurn({
  id = 'turn-1',
  startedAtMs = NOW_MS - 60_000,
  marks,
  changes = {},
}: MadeTurn = {}): TurnRecord {
  const passed = marks ?? {
    speechEnd: 0,
    turnDecided: 445,
    transcriptReady: 230,
    routed: 231,
    firstClause: 390,
    firstPcm: 528,
    firstAudible: 571,
  };
  const atMs = new Map(
    MILESTONES.flatMap((name) => (passed[name] === undefined ? [] : [[name, startedAtMs + passed[name]] as const])),
  );
  const heard = atMs.has('firstAudible');
  const milestones = heard ? settleMilestones(atMs) : undefined;
  return {
    id,
    startedAtMs,
    decidedAtMs: startedAtMs + (passed.turnDecided ?? 0),
    input: 'voice',
    outcome: 'answered',
    transcript: 'Explain why the sky is blue in one sentence.',
    reply: 'Air scatters blue light more than red light.',
    route: 'model',
    marks: Object.fromEntries(atMs),
    milestones,
    parts: milestones && partsOf(milestones),
    totalMs: milestones && totalOf(milestones),
    cold: false,
    work: {
      transcribeMs: 126,
      draftedTokens: 8,
      questionEndProbability: 0.9,
      audioMs: 2340,
      noSpeechProbability: 0.01,
      firstTokenMs: 61,
      tokens: 17,
      reusedTokens: 118,
      evaluatedTokens: 12,
      stop: 'end',
      replyAudioMs: 2810,
      underruns: 0,
      generateMs: 402,
      heldMs: 31,
      clauses: 2,
      cachedClauses: 0,
      speakMs: 236,
    },
    engines: { stt: 'whisper-tiny.en', llm: 'smollm2-135m', tts: 'piper-joe' },
    listening: { requiredSilenceMs: 400, guesses: 1, droppedGuesses: 0, keptGuesses: 0, wastedMs: 0 },
    error: undefined,
    ...changes,
  };
}

const QUESTIONS: readonly [string, string][] = [
  ['What is 25 times 7?', 'skill:calculator'],
  ['Explain why the sky is blue in one sentence.', 'model'],
  ['What time is it in Tokyo?', 'skill:clock'],
  ['Tell me something about the history of the lighthouse at Alexandria, please.', 'model'],
  ['How many days are left this year?', 'skill:clock'],
  ['Name a tall tree.', 'model'],
];

const NO_TOKENS = {
  ...{ firstTokenMs: undefined, tokens: undefined, reusedTokens: undefined, evaluatedTokens: undefined },
  stop: undefined,
};

/** So many turns, the last one shortly before `nowMs`, evenly over `lastMs`. */
export function madeTurns(count: number, lastMs: number, nowMs = NOW_MS): TurnRecord[] {
  const random = madeRandom(7);
  return Array.from({ length: count }, (_, i) => {
    const [transcript = '', route = ''] = QUESTIONS[i % QUESTIONS.length] ?? [];
    const isSkill = route !== 'model';
    const slow = random() < 0.12 ? 2.6 : 1;
    const turnDecided = 210 + random() * 320;
    const guessed = random() < 0.7;
    const began = guessed ? 105 : turnDecided;
    const transcriptReady = began + (110 + random() * 70) * slow;
    const routed = transcriptReady + 1 + random() * 3;
    const toolDone = isSkill ? routed + 2 + random() * 12 : undefined;
    const firstClause = (toolDone ?? routed) + (isSkill ? 0 : 130 + random() * 260 * slow);
    const firstPcm = Math.max(firstClause, turnDecided) + 60 + random() * 60;
    const firstAudible = firstPcm + 38 + random() * 14;
    const failed = i % 17 === 9;
    return madeTurn({
      id: `turn-${i}`,
      startedAtMs: nowMs - 9000 - ((count - 1 - i) / count) * (lastMs - 20_000),
      marks: failed
        ? { speechEnd: 0, turnDecided, transcriptReady }
        : {
            speechEnd: 0,
            turnDecided,
            transcriptReady,
            routed,
            ...(toolDone ? { toolDone } : {}),
            firstClause,
            firstPcm,
            firstAudible,
          },
      changes: {
        transcript,
        route,
        cold: i === 0,
        work: { ...madeTurn().work, ...(isSkill ? NO_TOKENS : {}) },
        outcome: failed ? 'failed' : 'answered',
        error: failed ? { code: 'inference-failed', message: 'The session was lost.' } : undefined,
      },
    });
  });
}

/** One point an interval for each series of the device. */
export function madeSystemPoints(lastMs: number, everyMs: number, nowMs = NOW_MS): MetricPoint[] {
  const random = madeRandom(11);
  const points: MetricPoint[] = [];
  for (let atMs = nowMs - lastMs; atMs < nowMs; atMs += everyMs) {
    const grown = 1 - (nowMs - atMs) / lastMs;
    const add = (name: string, value: number, component: Component = 'system') =>
      points.push({ name, component, atMs, value });
    add('memory_mb', 812 + grown * 46 + random() * 18);
    add('js_heap_mb', 24 + random() * 9);
    add('pressure', random() < 0.85 ? 0 : 1);
    add('busy_share', 0.02 + random() * 0.05);
    add('monitor_ms', (everyMs / 1000) * (1.1 + random()));
    add('storage_mb', 211);
    add('storage_share', 0.004);
    add('wasm_heap_mb', 168, 'stt');
    add('wasm_heap_mb', 431, 'llm');
    add('wasm_heap_mb', 92, 'tts');
    add('wasm_heap_mb', 34, 'vad');
    add('busy_share', 0.08 + random() * 0.02, 'vad');
    add('busy_share', random() * 0.2, 'stt');
    add('busy_share', random() * 0.35, 'llm');
    add('busy_share', random() * 0.12, 'tts');
  }
  return points;
}

/** What the agent's turns leave as points. */
export function madeTurnPoints(turns: readonly TurnRecord[]): MetricPoint[] {
  const random = madeRandom(23);
  return turns.flatMap(({ startedAtMs: atMs, route, error }) => {
    const point = (component: Component, name: string, value: number): MetricPoint => ({
      component,
      name,
      value,
      atMs,
    });
    const points = [
      point('stt', 'work_ms', 110 + random() * 60),
      point('stt', 'real_time_factor', 0.05 + random() * 0.02),
      point('stt', 'audio_s', 2 + random()),
      point('tts', 'work_ms', 190 + random() * 90),
      point('tts', 'real_time_factor', 0.08 + random() * 0.03),
      point('tts', 'audio_s', 3 + random()),
      point('tts', 'cache_hits', 1),
      point('tts', 'cache_misses', 2),
      point('capture', 'queue', Math.floor(random() * 3)),
    ];
    if (route === 'model') {
      points.push(point('llm', 'work_ms', 420 + random() * 300), point('llm', 'tokens_per_s', 38 + random() * 9));
      points.push(point('llm', 'cache_hits', 118), point('llm', 'cache_misses', 12));
      points.push(point('llm', 'first_token_ms', 55 + random() * 20));
    }
    if (error) points.push({ ...point('llm', 'errors', 1), tags: { code: error.code } });
    return points;
  });
}

/** Buckets that remember their points: named for what they are, a store without a sketch. */
export class FakeBuckets {
  readonly buckets: MetricBucket[] = [];
  readonly #values = new Map<MetricBucket, number[]>();

  constructor(points: readonly MetricPoint[], width: BucketWidth) {
    const found = new Map<string, MetricBucket>();
    for (const { name, component, atMs, value } of points) {
      const startMs = Math.floor(atMs / BUCKET_MS[width]) * BUCKET_MS[width];
      const key = `${component}/${name}/${startMs}`;
      const bucket = found.get(key) ?? {
        ...{ name, component, width, startMs, count: 0, sum: 0, min: value, max: value },
        sketch: { accuracy: 0, zeros: 0, positive: { offset: 0, counts: [] }, negative: { offset: 0, counts: [] } },
      };
      found.set(key, bucket);
      bucket.count++;
      bucket.sum += value;
      bucket.min = Math.min(bucket.min, value);
      bucket.max = Math.max(bucket.max, value);
      const values = this.#values.get(bucket) ?? [];
      values.push(value);
      this.#values.set(bucket, values);
    }
    this.buckets.push(...found.values());
  }

  readonly quantile = (buckets: readonly MetricBucket[], q: number): number | undefined =>
    exactQuantile(
      buckets.flatMap((bucket) => this.#values.get(bucket) ?? []),
      q,
    );
}

export const MADE_ALERTS: readonly AlertRecord[] = [
  {
    ...{ id: 'a1', rule: 'Slow reply', condition: 'latency > 3000', severity: 'warning', action: 'log_warning' },
    ...{ raisedAtMs: NOW_MS - 900_000, clearedAtMs: NOW_MS - 840_000, value: 3412, component: 'pipeline' },
  },
  {
    ...{ id: 'a2', rule: 'Speech to text over its budget', condition: 'p95(stt) > 800', severity: 'warning' },
    ...{ action: 'log_warning', raisedAtMs: NOW_MS - 120_000, clearedAtMs: undefined, value: 862, component: 'stt' },
  },
];

export const MADE_HEALTH: HealthReport = {
  atMs: NOW_MS - 30_000,
  checks: [
    { name: 'models', verdict: 'good', finding: 'All four models are loaded.', advice: undefined },
    { name: 'audio', verdict: 'good', finding: 'The sound is running.', advice: undefined },
    { name: 'storage', verdict: 'good', finding: 'Written and read back in 4 ms.', advice: undefined },
    {
      ...{ name: 'workers', verdict: 'bad', finding: 'The language model did not answer within 1 s.' },
      advice: 'Reload the page. If it happens again, close other tabs: memory may be short.',
    },
    { name: 'memory', verdict: 'good', finding: '858 MB of 4.1 GB.', advice: undefined },
    {
      name: 'pressure',
      verdict: 'unknown',
      finding: 'This browser does not tell how hard the device works.',
      advice: undefined,
    },
  ],
};

/** What the workers measured around a turn that `madeTurn` made. */
export function madeMeasures({ startedAtMs, marks }: TurnRecord): WorkerMeasure[] {
  const ready = marks.transcriptReady ?? startedAtMs;
  const clause = marks.firstClause ?? ready;
  return [
    { name: 'stt.mel', startAtMs: ready - 120, durationMs: 9 },
    { name: 'stt.encode', startAtMs: ready - 110, durationMs: 62 },
    { name: 'stt.decode', startAtMs: ready - 47, durationMs: 46 },
    { name: 'llm.prefill', startAtMs: ready + 3, durationMs: 44 },
    { name: 'llm.decode', startAtMs: ready + 48, durationMs: Math.max(20, clause - ready - 48) },
    { name: 'tts.phonemes', startAtMs: clause + 1, durationMs: 6 },
    { name: 'tts.first-window', startAtMs: clause + 8, durationMs: 74 },
  ];
}

/** An empty, working dashboard at `NOW_MS`, with changes. */
export function madeData(changes: Partial<DashboardData> = {}): DashboardData {
  return {
    nowMs: NOW_MS,
    range: '30m',
    component: 'all',
    turns: [],
    turnsIncomplete: false,
    points: [],
    buckets: [],
    alerts: [],
    health: undefined,
    checkingHealth: false,
    unavailable: [],
    facts: [],
    storage: { kind: 'persistent' },
    monitoring: true,
    profiles: [
      { id: '000', title: 'Replies within three seconds' },
      { id: '003', title: 'Replies within half a second' },
    ],
    activeProfile: '000',
    targets: TARGETS,
    collector: { url: '', status: '' },
    notifications: 'off',
    openTurnId: undefined,
    measures: [],
    quantile: () => undefined,
    ...changes,
  };
}
