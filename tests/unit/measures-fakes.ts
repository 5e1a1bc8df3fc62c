import type { MetricPoint } from '../../src/store/metric';

/** A clock and its timers that move only when the test says so. */
export class HandClock {
  nowMs: number;
  #timers: { atMs: number; work: () => void }[] = [];

  constructor(startMs = 0) {
    this.nowMs = startMs;
  }

  readonly now = (): number => this.nowMs;

  /** `setTimeout`; the answer takes it back. */
  readonly later = (work: () => void, delayMs: number): (() => void) => {
    const timer = { atMs: this.nowMs + delayMs, work };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  };

  get pending(): number {
    return this.#timers.length;
  }

  /** Lets time pass, and runs what falls due on the way in its order. */
  advance(ms: number): void {
    const untilMs = this.nowMs + ms;
    for (;;) {
      const due = this.#timers.filter(({ atMs }) => atMs <= untilMs).sort((a, b) => a.atMs - b.atMs)[0];
      if (!due) break;
      this.#timers = this.#timers.filter((other) => other !== due);
      this.nowMs = due.atMs;
      due.work();
    }
    this.nowMs = untilMs;
  }
}

/** An entry of the performance timeline as a browser would make it. */
export function entryOf(
  name: string,
  startTime: number,
  duration: number,
  fields: Readonly<Record<string, unknown>> = {},
): PerformanceEntry {
  return Object.assign({ name, startTime, duration, entryType: 'measure', toJSON: () => ({}) }, fields);
}

/** Points as short lines: `component name value`. */
export const linesOf = (points: readonly MetricPoint[]) =>
  points.map(({ component, name, value }) => `${component} ${name} ${value}`);
