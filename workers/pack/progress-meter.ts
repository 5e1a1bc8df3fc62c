import type { InstallProgress } from '../protocol';

/** Often enough for a bar to move evenly, seldom enough to cost the page nothing. */
const INTERVAL_MS = 100;

/** Counts bytes of one installation and reports them at most every 100 ms, and once more at the end. */
export class ProgressMeter {
  fetchedBytes = 0;
  #lastAtMs = Number.NEGATIVE_INFINITY;

  constructor(
    private packId: string,
    private loadedBytes: number,
    private readonly totalBytes: number,
    private readonly report: (progress: InstallProgress) => void,
  ) {}

  /** Bytes came over the network. */
  received(packId: string, bytes: number): void {
    this.packId = packId;
    this.loadedBytes += bytes;
    this.fetchedBytes += bytes;
    if (performance.now() - this.#lastAtMs >= INTERVAL_MS) this.send();
  }

  /** Bytes that came were of no use: they will come again. */
  dropped(bytes: number): void {
    this.loadedBytes -= bytes;
  }

  /** Reports now. */
  send(): void {
    this.#lastAtMs = performance.now();
    const { packId, loadedBytes, totalBytes, fetchedBytes } = this;
    this.report({ packId, loadedBytes, totalBytes, fetchedBytes });
  }
}
