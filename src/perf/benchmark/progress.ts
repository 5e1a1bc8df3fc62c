/** How far a run is, and how long the rest will take by what was measured so far. */
import type { SuiteName } from '../../store/benchmark-run';

export interface BenchmarkProgress {
  suite: SuiteName;
  /** Of the series in hand. */
  title: string;
  /** Of the whole run: samples with their warm-ups, and seconds of what runs for a duration. Parts differ in what one takes. */
  done: number;
  total: number;
  elapsedS: number;
  /** Undefined before anything was measured. Time in which the page is hidden is not in it. */
  etaS: number | undefined;
  /** The page is hidden: the run waits until it is seen. */
  paused: boolean;
}

/** A part of the run as progress counts it. */
export interface PartOfRun {
  suite: SuiteName;
  title: string;
  steps: number;
  /** What a step takes on a middling device: a guess until one was measured. */
  expectedStepMs: number;
  /** A step is a second by the clock, whatever the device can do. */
  byClock: boolean;
}

interface PartState extends PartOfRun {
  done: number;
  measured: number;
  measuredMs: number;
  over: boolean;
  beganAtMs: number | undefined;
}

export class ProgressMeter {
  readonly #parts: PartState[];
  readonly #startedAtMs: number;
  #current: PartState | undefined;
  #paused = false;

  constructor(
    parts: readonly PartOfRun[],
    private readonly nowMs: () => number,
    private readonly onProgress: (progress: BenchmarkProgress) => void,
  ) {
    this.#startedAtMs = nowMs();
    this.#parts = parts.map((part) => ({
      ...part,
      done: 0,
      measured: 0,
      measuredMs: 0,
      over: false,
      beganAtMs: undefined,
    }));
  }

  /** Starts the part with this index; the one before it is over, whatever was left of it. */
  begin(index: number): void {
    this.#end();
    this.#current = this.#parts[index];
    if (this.#current) this.#current.beganAtMs = this.nowMs();
    this.report();
  }

  /** What is measured now. */
  title(title: string): void {
    if (!this.#current || this.#current.title === title) return;
    this.#current.title = title;
    this.report();
  }

  /** So many steps of the part in hand are done; `ms` is what they took together, undefined where they were skipped. */
  step(count: number, ms: number | undefined): void {
    const part = this.#current;
    if (!part) return;
    part.done = Math.min(part.steps, part.done + count);
    if (ms !== undefined) {
      part.measured += count;
      part.measuredMs += ms;
    }
    this.report();
  }

  pause(paused: boolean): void {
    if (this.#paused === paused) return;
    this.#paused = paused;
    this.report();
  }

  finish(): void {
    this.#end();
    this.report();
  }

  /** Hands the progress on as it is now: called by itself at every change, and by the runner once a second. */
  report(): void {
    const part = this.#current;
    if (!part) return;
    if (part.byClock && !part.over && part.beganAtMs !== undefined) {
      part.done = Math.min(part.steps, Math.floor((this.nowMs() - part.beganAtMs) / 1000));
    }
    this.onProgress({
      suite: part.suite,
      title: part.title,
      done: sumOf(this.#parts, ({ done }) => done),
      total: sumOf(this.#parts, ({ steps }) => steps),
      elapsedS: (this.nowMs() - this.#startedAtMs) / 1000,
      etaS: this.#etaS(),
      paused: this.#paused,
    });
  }

  #end(): void {
    if (!this.#current) return;
    this.#current.over = true;
    this.#current.done = this.#current.steps;
  }

  #etaS(): number | undefined {
    const measured = this.#parts.filter((part) => part.measured > 0);
    const ahead = this.#parts.filter((part) => !part.over);
    if (measured.length === 0 && ahead.some(({ byClock }) => !byClock)) return undefined;
    const expectedMs = sumOf(measured, (part) => part.measured * part.expectedStepMs);
    // This device against the middling one: what was not measured yet will be as much slower or faster as the rest.
    const pace = expectedMs > 0 ? sumOf(measured, ({ measuredMs }) => measuredMs) / expectedMs : 1;
    return sumOf(ahead, (part) => (part.steps - part.done) * stepMsOf(part, pace)) / 1000;
  }
}

function stepMsOf({ byClock, measured, measuredMs, expectedStepMs }: PartState, pace: number): number {
  if (byClock) return 1000;
  return measured > 0 ? measuredMs / measured : expectedStepMs * pace;
}

function sumOf<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}
