import type { DownloadProgress } from '../protocol';

/** Often enough for a bar to move evenly, seldom enough to cost the page nothing. */
const INTERVAL_MS = 100;
/** The rate is that of so long: steady to read, and soon true after a change. */
const WINDOW_MS = 5000;
/** Before that a rate would be a guess. */
const MINIMUM_MS = 500;

export interface DownloadMeterOptions {
  packId: string;
  report(progress: DownloadProgress): void;
  /** Milliseconds on any steady clock. */
  now(): number;
}

/** Counts the bytes of one download and reports them at most every 100 ms. */
export class DownloadMeter {
  totalBytes: number | undefined;
  loadedBytes = 0;
  fetchedBytes = 0;
  #step: DownloadProgress['step'] = 'asking';
  #lastAtMs = Number.NEGATIVE_INFINITY;
  /** Bytes fetched by a time, oldest first; at most one each 100 ms. */
  readonly #marks: { atMs: number; bytes: number }[] = [];

  constructor(private readonly options: DownloadMeterOptions) {}

  /** Tells a new step at once. */
  begin(step: DownloadProgress['step']): void {
    this.#step = step;
    this.send();
  }

  /** Bytes came over the network and are on the disk. */
  received(bytes: number): void {
    const nowMs = this.options.now();
    if (this.#marks.length === 0) this.#marks.push({ atMs: nowMs, bytes: this.fetchedBytes });
    this.fetchedBytes += bytes;
    this.loadedBytes += bytes;
    const last = this.#marks.at(-1);
    if (last && nowMs - last.atMs >= INTERVAL_MS) this.#marks.push({ atMs: nowMs, bytes: this.fetchedBytes });
    while (this.#marks.length > 2 && (this.#marks[1]?.atMs ?? nowMs) <= nowMs - WINDOW_MS) this.#marks.shift();
    this.touch();
  }

  /** Bytes were found on the disk, or (negative) are of no use any more. */
  found(bytes: number): void {
    this.loadedBytes += bytes;
  }

  /** Work goes on: reports if it is time to. */
  touch(): void {
    if (this.loadedBytes === this.totalBytes || this.options.now() - this.#lastAtMs >= INTERVAL_MS) this.send();
  }

  /** Nothing may have come for a while: tells what was held back, and a rate that falls. Not when all is there. */
  tick(): void {
    if (this.loadedBytes !== this.totalBytes) this.touch();
  }

  /** Reports now. */
  send(): void {
    const { packId, report, now } = this.options;
    this.#lastAtMs = now();
    const { loadedBytes, totalBytes, fetchedBytes } = this;
    report({ packId, loadedBytes, totalBytes, fetchedBytes, bytesPerSecond: this.#rate(), step: this.#step });
  }

  #rate(): number | undefined {
    const [first] = this.#marks;
    if (!first || this.#step !== 'fetching') return undefined;
    const elapsedMs = this.options.now() - first.atMs;
    return elapsedMs < MINIMUM_MS ? undefined : ((this.fetchedBytes - first.bytes) / elapsedMs) * 1000;
  }
}
