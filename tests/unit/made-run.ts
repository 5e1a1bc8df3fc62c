/** A made run of the benchmarks: invented figures of a likely size, seeded, in the shape of kept ones. Nothing measured them. */

import type { BenchmarkRun, SampleSeries, SuiteName, Unit } from '../../src/store/benchmark-run';
import type { Component } from '../../src/store/metric';
import type { Part } from '../../src/store/turn-record';

export const MADE_AT_MS = 1_790_000_000_000;

/** Numbers from 0 to 1, always the same (mulberry32). */
function madeRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const round = (value: number) => Math.round(value * 1000) / 1000;

/** About `typical`, spread by `spread` of it, with a long tail to the right as times have. */
function madeSamples(random: () => number, n: number, typical: number, spread = 0.08): number[] {
  return Array.from({ length: n }, () => {
    const bell = (random() + random() + random() + random() - 2) * 1.7;
    const tail = random() > 0.97 ? 1 + random() : 1;
    return round(Math.max(0, typical * (1 + spread * bell) * tail));
  });
}

interface Made {
  id: string;
  title: string;
  suite?: SuiteName;
  component: Component;
  typical: number;
  n?: number;
  spread?: number;
  unit?: Unit;
  cold?: boolean;
}

const COMPONENT_SERIES: readonly Made[] = [
  { id: 'capture.resample', title: 'One second of sound to 16 kHz', component: 'capture', typical: 2.1 },
  { id: 'vad.frame', title: 'Speech detection, one frame of 32 ms', component: 'vad', typical: 0.42 },
  { id: 'stt.partial.3s', title: 'Transcript of 3 s, first partial', component: 'stt', typical: 92 },
  { id: 'stt.partial.10s', title: 'Transcript of 10 s, first partial', component: 'stt', typical: 95 },
  { id: 'stt.final.1.5s', title: 'Transcript of 1.5 s, final', component: 'stt', typical: 118 },
  { id: 'stt.final.3s', title: 'Transcript of 3 s, final', component: 'stt', typical: 205 },
  { id: 'stt.final.5s', title: 'Transcript of 5 s, final', component: 'stt', typical: 322 },
  { id: 'stt.final.10s', title: 'Transcript of 10 s, final', component: 'stt', typical: 690 },
  { id: 'stt.final.30s', title: 'Transcript of 30 s, final', component: 'stt', typical: 2310 },
  { id: 'route.rules', title: 'Routing by rules', component: 'route', typical: 0.031 },
  { id: 'skill.calculator', title: 'Skill: calculator', component: 'tool', typical: 0.14 },
  { id: 'skill.clock', title: 'Skill: clock', component: 'tool', typical: 0.08 },
  {
    id: 'llm.first-token.cold',
    title: 'First token, nothing in the cache',
    component: 'llm',
    typical: 910,
    n: 20,
    cold: true,
  },
  { id: 'llm.first-token.reuse', title: 'First token, prompt in the cache', component: 'llm', typical: 164 },
  { id: 'llm.tokens-per-s', title: 'Tokens a second', component: 'llm', typical: 17.2, unit: 'per_s' },
  { id: 'llm.prefill-tokens-per-s', title: 'Tokens read a second', component: 'llm', typical: 118, unit: 'per_s' },
  { id: 'tts.first-pcm.4w', title: 'First sound of 4 words', component: 'tts', typical: 142 },
  { id: 'tts.first-pcm.8w', title: 'First sound of 8 words', component: 'tts', typical: 214 },
  { id: 'tts.first-pcm.20w', title: 'First sound of 20 words', component: 'tts', typical: 471 },
  { id: 'tts.rtf.4w', title: 'Work over sound, 4 words', component: 'tts', typical: 0.31, unit: 'ratio' },
  { id: 'tts.rtf.8w', title: 'Work over sound, 8 words', component: 'tts', typical: 0.27, unit: 'ratio' },
  { id: 'tts.rtf.20w', title: 'Work over sound, 20 words', component: 'tts', typical: 0.24, unit: 'ratio' },
  {
    id: 'playback.start',
    title: 'From the word to start to the first audible sample',
    component: 'playback',
    typical: 41,
  },
  { id: 'store.write', title: 'A thousand points written', component: 'system', typical: 38, spread: 0.2 },
  { id: 'store.read', title: 'A month read for a chart', component: 'system', typical: 22, spread: 0.2 },
  { id: 'load.stt.warm', title: 'Loading the recogniser, on the device', component: 'stt', typical: 1450, n: 5 },
  {
    id: 'load.stt.cold',
    title: 'Loading the recogniser, fetched first',
    component: 'stt',
    typical: 3120,
    n: 3,
    cold: true,
  },
  { id: 'load.llm.warm', title: 'Loading the language model, on the device', component: 'llm', typical: 2240, n: 5 },
];

const OTHER_SERIES: readonly Made[] = [
  {
    id: 'throughput.requests-per-s',
    title: 'Requests a second',
    suite: 'throughput',
    component: 'pipeline',
    typical: 3.1,
    n: 60,
    unit: 'per_s',
    spread: 0.2,
  },
  {
    id: 'throughput.wait',
    title: 'Waiting for the turn',
    suite: 'throughput',
    component: 'pipeline',
    typical: 2900,
    n: 186,
    spread: 0.15,
  },
  {
    id: 'throughput.service',
    title: 'Work on a request',
    suite: 'throughput',
    component: 'pipeline',
    typical: 318,
    n: 186,
    spread: 0.25,
  },
  {
    id: 'throughput.error-rate',
    title: 'Requests that failed',
    suite: 'throughput',
    component: 'pipeline',
    typical: 0,
    n: 1,
    unit: 'share',
  },
  {
    id: 'throughput.vad-chunks-per-s',
    title: 'Frames a second through the detector',
    suite: 'throughput',
    component: 'vad',
    typical: 2380,
    n: 20,
    unit: 'per_s',
    spread: 0.04,
  },
  {
    id: 'throughput.tokens-per-s',
    title: 'Tokens a second',
    suite: 'throughput',
    component: 'llm',
    typical: 15.8,
    n: 30,
    unit: 'per_s',
  },
  {
    id: 'load.wait',
    title: 'Waiting since the request was due',
    suite: 'load',
    component: 'pipeline',
    typical: 14_200,
    n: 150,
    spread: 0.3,
  },
  {
    id: 'load.service',
    title: 'Work on a request',
    suite: 'load',
    component: 'pipeline',
    typical: 322,
    n: 150,
    spread: 0.25,
  },
  {
    id: 'load.error-rate',
    title: 'Requests that failed',
    suite: 'load',
    component: 'pipeline',
    typical: 0,
    n: 1,
    unit: 'share',
  },
  {
    id: 'sessions.held',
    title: 'Live sessions held in real time',
    suite: 'sessions',
    component: 'vad',
    typical: 150,
    n: 1,
    unit: 'count',
    spread: 0,
  },
  {
    id: 'sessions.step',
    title: 'Work for one step of all sessions',
    suite: 'sessions',
    component: 'vad',
    typical: 21.4,
    n: 310,
  },
  {
    id: 'sessions.memory',
    title: 'Memory of one more session',
    suite: 'sessions',
    component: 'vad',
    typical: 0.21,
    n: 1,
    unit: 'mb',
    spread: 0,
  },
];

/** Slug, question, and what each stage adds, in the order of `Part`. */
const QUESTIONS: readonly (readonly [slug: string, question: string, parts: readonly number[]])[] = [
  ['sum-2-2', 'What’s 2 + 2?', [212, 61, 0.2, 0.3, 0.1, 121, 43]],
  ['calc-15-23', 'Calculate 15 * 23', [228, 74, 0.2, 0.3, 0.1, 138, 43]],
  ['joke', 'Tell me a joke', [431, 12, 0.4, 0, 322, 187, 44]],
  ['calc-25-7', 'What is 25 times 7?', [219, 66, 0.2, 0.3, 0.1, 126, 43]],
  ['tip-45-50', 'Calculate 15% tip on $45.50', [244, 88, 0.2, 0.4, 0.1, 151, 43]],
];

const NOT_BUILT: readonly (readonly [slug: string, question: string])[] = [
  ['list-files', 'List files in current directory'],
  ['weather', 'What’s the weather like?'],
  ['weather-london', 'What’s the weather in London?'],
  ['list-files-2', 'List files in current directory'],
  ['weather-save', 'Get weather for Tokyo and save it'],
];

const PARTS: readonly Part[] = ['vad', 'stt', 'routing', 'tool', 'llm', 'tts', 'audioOut'];

function series(change: Partial<SampleSeries> & Pick<SampleSeries, 'id' | 'title'>): SampleSeries {
  return {
    suite: 'components',
    component: 'pipeline',
    unit: 'ms',
    better: 'less',
    temperature: 'warm',
    status: 'measured',
    note: undefined,
    warmUps: 2,
    samples: [],
    errors: 0,
    parts: undefined,
    ...change,
  };
}

function plainSeries(made: Made, random: () => number, factor: number): SampleSeries {
  const { id, title, component, typical, unit = 'ms', cold = false, n = 100, spread } = made;
  const more = unit === 'per_s' || id === 'sessions.held';
  return series({
    id,
    title,
    component,
    suite: made.suite ?? 'components',
    unit,
    better: more ? 'more' : 'less',
    temperature: cold ? 'cold' : 'warm',
    warmUps: cold ? 0 : 2,
    samples: madeSamples(random, n, more ? typical / factor : typical * factor, spread),
  });
}

/** Parts that sum to each sample, to the last bit. */
function questionSeries(
  input: 'typed' | 'spoken',
  slug: string,
  question: string,
  typical: readonly number[],
  random: () => number,
): SampleSeries {
  const parts = Object.fromEntries(
    PARTS.map((part, i) => {
      const hidden = input === 'typed' && (part === 'vad' || part === 'stt');
      return [part, madeSamples(random, 20, hidden ? 0 : (typical[i] ?? 0), 0.12)];
    }),
  ) as Record<Part, number[]>;
  const samples = Array.from({ length: 20 }, (_, i) => PARTS.reduce((sum, part) => sum + (parts[part][i] ?? 0), 0));
  const title = `${question} (${input})`;
  return series({ id: `latency.${input}.${slug}`, suite: 'latency', title, samples, parts });
}

function memorySeries(
  id: string,
  title: string,
  n: number,
  from: number,
  step: number,
  random: () => number,
): SampleSeries {
  const samples = Array.from({ length: n }, (_, i) => round(from + step * i + random() * 4));
  return series({ id, title, suite: 'memory', component: 'system', unit: 'mb', warmUps: 0, samples });
}

export interface MadeRunOptions {
  seed?: number;
  /** All times by this: 1.15 for a slowdown of 15 %. */
  factor?: number;
  change?: Partial<BenchmarkRun>;
}

/** A whole run of all suites but the soak, undisturbed; weather and files are not built. */
export function madeRun({ seed = 7, factor = 1, change = {} }: MadeRunOptions = {}): BenchmarkRun {
  const random = madeRandom(seed);
  const latency = (['typed', 'spoken'] as const).flatMap((input) => [
    ...QUESTIONS.map(([slug, question, parts]) => {
      const scaled = parts.map((part) => part * factor);
      return questionSeries(input, slug, question, scaled, random);
    }),
    ...NOT_BUILT.map(([slug, question]) =>
      series({
        id: `latency.${input}.${slug}`,
        suite: 'latency',
        title: `${question} (${input})`,
        status: 'not-built',
        note: 'Nobody answers this yet.',
      }),
    ),
  ]);
  return {
    schema: 1,
    id: `made-${seed}`,
    startedAtMs: MADE_AT_MS,
    endedAtMs: MADE_AT_MS + 1_460_000,
    label: 'After the shorter encoder',
    origin: 'command',
    plan: {
      suites: ['components', 'latency', 'throughput', 'load', 'sessions', 'memory'],
      components: [],
      componentIterations: 100,
      endToEndIterations: 20,
      warmUps: 2,
      durationS: 60,
      concurrency: 10,
      users: 10,
      timeoutS: 300,
      coldLoads: true,
      seed: 20_260_914,
    },
    fingerprint: {
      appVersion: '0.1.0',
      commit: '4f1c2ab',
      browser: 'Chromium 141.0',
      os: 'Linux x86_64',
      cores: 2,
      memoryGb: 8,
      isolated: true,
      threads: 2,
      gpu: undefined,
      backends: { vad: 'wasm', stt: 'wasm', llm: 'wasm', tts: 'wasm' },
      models: {
        vad: 'silero-v5@1f0a3c',
        stt: 'whisper-base-en-q8@77be10',
        llm: 'smollm2-135m-q4@c03d5e',
        tts: 'kitten-nano@9a41f2',
      },
      settingsHash: '6d0f11c2',
    },
    disturbances: [],
    referenceMs: madeSamples(random, 9, 48, 0.015),
    memorySource: 'renderer PSS',
    series: [
      ...COMPONENT_SERIES.map((made) => plainSeries(made, random, factor)),
      series({
        id: 'route.embeddings',
        title: 'Routing by embeddings',
        component: 'route',
        status: 'not-built',
        note: 'Sotto routes by rules alone.',
      }),
      series({
        id: 'route.hybrid',
        title: 'Routing, hybrid',
        component: 'route',
        status: 'not-built',
        note: 'Sotto routes by rules alone.',
      }),
      ...latency,
      ...OTHER_SERIES.map((made) => plainSeries(made, random, factor)),
      memorySeries('memory.samples', 'Memory over 100 requests', 11, 912, 1.6, random),
      memorySeries('memory.sla-samples', 'Memory over 50 requests', 6, 915, 1.2, random),
    ],
    ...change,
  };
}
