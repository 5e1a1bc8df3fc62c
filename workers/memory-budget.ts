import { SottoError } from './rpc';

/**
 * How far a worker may grow before it is better started anew: libraries leak (transformers.js#1739, #860), and WebAssembly
 * gives nothing back. Growth is counted from the first question, when all is loaded and warm.
 */
export class MemoryBudget {
  #firstBytes: number | undefined;

  /** `held` tells the bytes held now, undefined where nobody knows. */
  constructor(
    private readonly held: () => number | undefined,
    private readonly growthBytes: number,
  ) {}

  /** @throws SottoError `out-of-memory` past the budget: the page then starts the worker anew. */
  check(): void {
    const bytes = this.held();
    if (bytes === undefined) return;
    this.#firstBytes ??= bytes;
    const grown = bytes - this.#firstBytes;
    if (grown <= this.growthBytes) return;
    throw new SottoError(
      'out-of-memory',
      `The worker has grown by ${Math.round(grown / 1e6)} MB since it was loaded, and is started anew.`,
    );
  }
}
