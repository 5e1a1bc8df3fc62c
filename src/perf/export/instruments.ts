/** Which series become which OpenTelemetry instruments. Units are UCUM's; ms and MBy are kept as the monitor measures them. */

export type InstrumentKind = 'histogram' | 'counter' | 'gauge';

export interface Instrument {
  name: string;
  kind: InstrumentKind;
  description: string;
  /** Where the unit of the series differs by component: an instrument has one. */
  unit?: string;
}

/** By the name of the series; each has the attribute `component`. What is not listed is not exported. */
export const INSTRUMENTS: Readonly<Record<string, Instrument>> = {
  latency: {
    name: 'voice.component.latency',
    kind: 'histogram',
    description: "The component's part of a turn on its critical path.",
  },
  work_ms: {
    name: 'voice.component.work',
    kind: 'histogram',
    description: "The component's work for a turn in full, hidden work included.",
  },
  first_token_ms: {
    name: 'voice.component.time_to_first_token',
    kind: 'histogram',
    description: 'From the request to the first token of the reply.',
  },
  tokens_per_s: {
    name: 'voice.component.token_rate',
    kind: 'histogram',
    description: 'Tokens a second while a reply is made.',
  },
  real_time_factor: {
    name: 'voice.component.real_time_factor',
    kind: 'histogram',
    description: 'Work over the length of the audio; below 1 is faster than speech.',
  },
  errors: { name: 'voice.component.errors', kind: 'counter', description: 'Failed operations of the component.' },
  operations: { name: 'voice.component.operations', kind: 'counter', description: 'Turns or calls that used it.' },
  tokens: { name: 'voice.component.tokens', kind: 'counter', description: 'Tokens made.' },
  audio_s: { name: 'voice.component.audio', kind: 'counter', description: 'Audio heard or made.' },
  cache_hits: {
    name: 'voice.component.cache.hits',
    kind: 'counter',
    unit: '{item}',
    description: 'Tokens or clauses in the cache.',
  },
  cache_misses: {
    name: 'voice.component.cache.misses',
    kind: 'counter',
    unit: '{item}',
    description: 'Tokens or clauses made.',
  },
  underruns: { name: 'voice.component.underruns', kind: 'counter', description: 'Holes in what was played.' },
  dropped_frames: { name: 'voice.component.dropped_frames', kind: 'counter', description: 'Frames lost on the way.' },
  queue: {
    name: 'voice.component.queue',
    kind: 'gauge',
    unit: '{item}',
    description: 'Frames, ms or turns that wait.',
  },
  busy_share: { name: 'voice.component.busy', kind: 'gauge', description: 'Share of the time its thread was at work.' },
  wasm_heap_mb: { name: 'voice.component.wasm_heap', kind: 'gauge', description: 'WebAssembly memory of its worker.' },
  memory_mb: { name: 'voice.system.memory', kind: 'gauge', description: 'Memory of the page and its workers.' },
  js_heap_mb: { name: 'voice.system.js_heap', kind: 'gauge', description: "The page's JavaScript heap." },
  storage_mb: { name: 'voice.system.storage', kind: 'gauge', description: 'What the app keeps on the device.' },
  pressure: {
    name: 'voice.system.pressure',
    kind: 'gauge',
    description: 'Compute pressure: 0 nominal, 1 fair, 2 serious, 3 critical.',
  },
};

/** Edges of the histograms in ms: fine where a turn is felt as quick, and on every limit that an alert watches. */
export const LATENCY_BOUNDS_MS: readonly number[] = [
  5, 10, 25, 50, 75, 100, 150, 200, 300, 400, 500, 650, 800, 1000, 1500, 2000, 3000, 4000, 5000, 7500, 10_000, 30_000,
];

/** Edges of the histograms whose values are no times: tokens a second, real-time factors. */
export const RATE_BOUNDS: readonly number[] = [
  0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1, 1.5, 2, 3, 5, 8, 12, 20, 35, 50, 100,
];
