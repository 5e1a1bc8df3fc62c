import type { InstallProgress } from '../protocol';

/** Often enough for a bar to move evenly, seldom enough to cost the page nothing. */
const INTERVAL_MS = 100;

/** Counts bytes of one installation, pack by pack, and reports them at most every 100 ms, and once more at the end. */
export class ProgressMeter {
  fetchedBytes = 0;
  readonly #loaded: Map<string, number>;
  #lastAtMs = Number.NEGATIVE_INFINITY;

  /** @param loaded bytes of each pack that are on disk already. */
  constructor(
    loaded: Iterable<readonly [packId: string, loadedBytes: number]>,
    private readonly totalBytes: number,
    private readonly report: (progress: InstallProgress) => void,
  ) {
    this.#loaded = new Map(loaded);
  }

  /** Bytes came over the network. */
  received(packId: string, bytes: number): void {
    this.#add(packId, bytes);
    this.fetchedBytes += bytes;
    // The last byte is told at once: from then on only the disk is at work.
    if (this.#loadedBytes >= this.totalBytes || performance.now() - this.#lastAtMs >= INTERVAL_MS) this.send();
  }

  /** Bytes that came were of no use: they will come again. */
  dropped(packId: string, bytes: number): void {
    this.#add(packId, -bytes);
  }

  /** Reports now. */
  send(): void {
    this.#lastAtMs = performance.now();
    const packs = [...this.#loaded].map(([packId, loadedBytes]) => ({ packId, loadedBytes }));
    this.report({
      packs,
      loadedBytes: this.#loadedBytes,
      totalBytes: this.totalBytes,
      fetchedBytes: this.fetchedBytes,
    });
  }

  get #loadedBytes(): number {
    let sum = 0;
    for (const bytes of this.#loaded.values()) sum += bytes;
    return sum;
  }

  #add(packId: string, bytes: number): void {
    this.#loaded.set(packId, (this.#loaded.get(packId) ?? 0) + bytes);
  }
}
