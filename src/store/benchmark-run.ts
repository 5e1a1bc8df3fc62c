/**
 * One run of the benchmarks as it is kept, exported and imported: everything that was measured, raw, and everything one must
 * know to measure it again. Grades, intervals and verdicts are not in it: they are worked out of it whenever it is shown.
 * `src/perf/benchmark/run-schema.ts` checks what comes from elsewhere against the same shape.
 */
import type { Component } from './metric';
import type { Part } from './turn-record';

/** The parts of the suite a user can choose. */
export type SuiteName = 'components' | 'latency' | 'throughput' | 'load' | 'sessions' | 'memory' | 'soak';

export const SUITES: readonly SuiteName[] = [
  'components',
  'latency',
  'throughput',
  'load',
  'sessions',
  'memory',
  'soak',
];

export type Unit = 'ms' | 'per_s' | 'mb' | 'share' | 'count' | 'ratio';

/**
 * What became of a series. `not-built`: Sotto cannot do this yet, and the series joins by itself once it can. `failed` and
 * `timed-out` say why in `note`, and keep the samples there were.
 */
export type SeriesStatus = 'measured' | 'not-built' | 'failed' | 'timed-out' | 'cancelled';

/** Samples of one thing measured, in the order they were taken. Nothing is left out. */
export interface SampleSeries {
  /** Never changes once published, as `stt.final.3s`: histories are compared by it. */
  id: string;
  suite: SuiteName;
  component: Component;
  /** For people, as `Transcript of 3 s, final`. */
  title: string;
  unit: Unit;
  better: 'less' | 'more';
  /** `cold`: with nothing ready, as a first time; never mixed with warm ones. */
  temperature: 'warm' | 'cold';
  status: SeriesStatus;
  note: string | undefined;
  /** Runs before the first sample that did not count. */
  warmUps: number;
  samples: number[];
  /** Attempts that failed; they have no sample. */
  errors: number;
  /** End to end only: what each stage added, one value for each sample; at every index the parts sum to the sample. */
  parts: Record<Part, number[]> | undefined;
}

/** Why a run does not count. */
export interface Disturbance {
  atMs: number;
  kind: 'hidden' | 'frozen' | 'pressure' | 'battery-saver' | 'monitor-lost';
  /** In words, as `compute pressure became serious`. */
  detail: string;
}

/** What the run was asked for; with the fingerprint it is enough to run it again. */
export interface BenchmarkPlan {
  suites: SuiteName[];
  /** Series of these components only; empty: all. */
  components: Component[];
  /** Samples of each component series (default 100), and of each end-to-end series (default 20). */
  componentIterations: number;
  endToEndIterations: number;
  warmUps: number;
  /** Of the throughput, load and soak suites each, in seconds. */
  durationS: number;
  /** Requests in flight at most, in the throughput suite. */
  concurrency: number;
  /** Simulated users of the load suite, one request a second each. */
  users: number;
  /** A single sample that takes longer ends its series. */
  timeoutS: number;
  /** Whether models are fetched anew to time a first load. */
  coldLoads: boolean;
  /** Of every random choice made in the run, and of the bootstrap. */
  seed: number;
}

/** What was measured on. Two runs are like with like when all of it is equal. Unknown is undefined, never a guess. */
export interface Fingerprint {
  appVersion: string;
  /** Of the build, or undefined for one that is not committed. */
  commit: string | undefined;
  browser: string;
  os: string;
  cores: number | undefined;
  /** As `navigator.deviceMemory` rounds it, in GB. */
  memoryGb: number | undefined;
  isolated: boolean;
  threads: number;
  gpu: string | undefined;
  /** `wasm` or `webgpu`, by role. */
  backends: Record<string, string>;
  /** Pack id with its revision, by role: the hash of the pack's manifest. */
  models: Record<string, string>;
  /** Of every setting that changes what is measured. */
  settingsHash: string;
}

export interface BenchmarkRun {
  /** Of this shape. */
  schema: 1;
  /** Unique over all devices. */
  id: string;
  startedAtMs: number;
  endedAtMs: number;
  /** A user's own word for it; empty without. */
  label: string;
  /** Where it came from: measured in the page, measured by the command line, or called by a program. */
  origin: 'page' | 'command' | 'program';
  plan: BenchmarkPlan;
  fingerprint: Fingerprint;
  /** Empty: the run counts. */
  disturbances: Disturbance[];
  /**
   * A fixed piece of work that uses no code that is measured, in ms, before, between and after the suites: how fast the
   * machine itself was.
   */
  referenceMs: number[];
  /** How memory was read, as `renderer PSS` or `JS heap and WASM heaps`; undefined when it was not. */
  memorySource: string | undefined;
  series: SampleSeries[];
}

/** What a history needs of a run, small enough that hundreds are read at once. */
export interface BenchmarkSummary {
  id: string;
  startedAtMs: number;
  label: string;
  origin: BenchmarkRun['origin'];
  /** Equal for runs that are like with like. */
  fingerprintKey: string;
  valid: boolean;
  /** By series id; the interval is the 95 % one of `summarise`. */
  medians: Record<string, { median: number; n: number; interval95: [number, number] | undefined }>;
}
