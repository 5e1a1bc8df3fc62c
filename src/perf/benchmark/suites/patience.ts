/** When failing is enough. */
import type { Outcome } from './attempt';

/** How a series ended; `note` says why, where it did not end well. */
export type Ending =
  | { status: 'measured'; note: string | undefined }
  | { status: 'failed' | 'timed-out'; note: string };

/** Failures in a row that end a series: one may be chance, and more than these are no news. */
const MAX_FAILURES_IN_A_ROW = 3;

/** Looks at every outcome of a series. */
export class Patience {
  #failuresInARow = 0;
  #lastFailure: string | undefined;

  /** Of the last attempt that failed. */
  get lastFailure(): string | undefined {
    return this.#lastFailure;
  }

  /** @returns how the series has to end now; undefined: it goes on. */
  after(outcome: Outcome<unknown>): Ending | undefined {
    switch (outcome.kind) {
      case 'timed-out':
        return { status: 'timed-out', note: outcome.message };
      case 'failed':
        this.#failuresInARow += 1;
        this.#lastFailure = outcome.message;
        return this.#failuresInARow < MAX_FAILURES_IN_A_ROW ? undefined : { status: 'failed', note: outcome.message };
      case 'done':
        this.#failuresInARow = 0;
        return undefined;
    }
  }
}
