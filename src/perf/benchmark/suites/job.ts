/** A piece of a suite that is worked on by itself, and what it is given to work with. */
import type { BenchmarkPlan } from '../../../store/benchmark-run';
import type { BenchmarkClip, BenchmarkTargets } from '../targets';
import type { Outcome } from './attempt';
import type { SeriesBook, SeriesHead } from './series-book';

export interface Job {
  /** What it measures; it is left out when none of it is wanted. */
  heads: readonly SeriesHead[];
  /** Samples with their warm-ups, or seconds. */
  steps: number;
  /** A guess for a middling device: of use to the remaining time until one was measured. */
  expectedStepMs: number;
  /** It ends by the clock, and a step is a second. */
  byClock: boolean;
  /** Ends each of its series. Rejects only when the run is cancelled. */
  run(desk: Desk): Promise<void>;
}

/** What suites are made of: known before the first sample. */
export interface JobSource {
  plan: BenchmarkPlan;
  targets: BenchmarkTargets;
  clips: readonly BenchmarkClip[];
}

/** What a job works with. */
export interface Desk {
  plan: BenchmarkPlan;
  targets: BenchmarkTargets;
  book: SeriesBook;
  signal: AbortSignal;
  nowMs: () => number;
  /** Resolves when the page is seen, at once when it is: before every sample. Rejects when the run is cancelled. */
  ready(): Promise<void>;
  /** One piece of work within the plan's time limit. Rejects only when the run is cancelled. */
  attempt<T>(work: (signal: AbortSignal) => Promise<T>): Promise<Outcome<T>>;
  /** What is measured now. */
  title(title: string): void;
  /** So many steps are done in so many ms; undefined: skipped. */
  step(count: number, ms: number | undefined): void;
}
