/** What all realms measured in the last minutes. */
import type { Measure } from '../../workers/protocol';

/** A turn makes some twenty: the last hundred turns, and well under a megabyte. */
const MAX_MEASURES = 2000;
/** Realms tell at most every 250 ms; twice that covers one that is busy. */
const SETTLE_MS = 500;

export class RecentMeasures {
  readonly #measures: Measure[] = [];

  add(measures: readonly Measure[]): void {
    this.#measures.push(...measures);
    if (this.#measures.length > MAX_MEASURES) this.#measures.splice(0, this.#measures.length - MAX_MEASURES);
  }

  /** Those that ended between two moments, in the order in which they were told. */
  between(fromMs: number, toMs: number): Measure[] {
    return this.#measures.filter(({ startAtMs, durationMs }) => {
      const endMs = startAtMs + durationMs;
      return endMs >= fromMs && endMs <= toMs;
    });
  }

  /** Resolves when what was measured until now has been told. */
  settled(): Promise<void> {
    return new Promise((resolve) => {
      setTimeout(resolve, SETTLE_MS);
    });
  }
}
