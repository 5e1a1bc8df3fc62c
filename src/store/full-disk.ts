/** Writes that outlast a full disk: the oldest is taken away, and what still finds no room waits in memory, bounded. */
import type { MetricPoint } from './metric';

/** Some minutes of everything. */
export const MAX_HELD_POINTS = 10_000;
/** What was deleted is free only when the browser next tidies up its files, and each vain try takes some room itself. */
const RETRY_AFTER_MS = 10_000;
const RETRY_AT_LEAST_EVERY_MS = 600_000;

export interface FullDiskOptions {
  /** Writes points; rejects with a `QuotaExceededError`, and nothing written, where there is no room. */
  write(points: readonly MetricPoint[]): Promise<void>;
  /** Deletes what is oldest. @returns raw points deleted. */
  makeRoom(): Promise<number>;
  /** `droppedPoints` has changed. */
  onChange(): void;
  nowMs(): number;
  /** After a vain try the next is so much later, and twice as much after each further one. */
  retryAfterMs?: number | undefined;
}

export class FullDisk {
  readonly #options: FullDiskOptions;
  readonly #retryAfterMs: number;
  #held: readonly MetricPoint[] = [];
  #dropped: number | undefined;
  #retryAtMs = Number.NEGATIVE_INFINITY;
  #waitMs: number;

  constructor(options: FullDiskOptions) {
    this.#options = options;
    this.#retryAfterMs = options.retryAfterMs ?? RETRY_AFTER_MS;
    this.#waitMs = this.#retryAfterMs;
  }

  /** Points that are gone since the disk was first found full; undefined when it never was. */
  get droppedPoints(): number | undefined {
    return this.#dropped;
  }

  /** Writes points, and those held before. Rejects for any reason but a full disk. */
  async append(points: readonly MetricPoint[]): Promise<void> {
    if (this.#options.nowMs() < this.#retryAtMs) return this.hold(points);
    const all = this.#held.length ? [...this.#held, ...points] : points;
    this.#held = [];
    try {
      if (await this.#fits(all)) return;
      this.#drop(await this.#options.makeRoom());
      if (await this.#fits(all)) return;
    } catch (error) {
      // Those of this call are still the caller's.
      this.#held = [...all.slice(0, all.length - points.length), ...this.#held];
      throw error;
    }
    this.#retryAtMs = this.#options.nowMs() + this.#waitMs;
    this.#waitMs = Math.min(2 * this.#waitMs, RETRY_AT_LEAST_EVERY_MS);
    this.hold(all);
  }

  /** Keeps points in memory for the next `append`; where there are too many, the oldest go. */
  hold(points: readonly MetricPoint[]): void {
    const all = [...this.#held, ...points];
    this.#held = all.slice(-MAX_HELD_POINTS);
    if (all.length > MAX_HELD_POINTS) this.#drop(all.length - MAX_HELD_POINTS);
  }

  async #fits(points: readonly MetricPoint[]): Promise<boolean> {
    try {
      await this.#options.write(points);
    } catch (error) {
      if (error instanceof DOMException && error.name === 'QuotaExceededError') return false;
      throw error;
    }
    this.#waitMs = this.#retryAfterMs;
    return true;
  }

  #drop(points: number): void {
    this.#dropped = (this.#dropped ?? 0) + points;
    this.#options.onChange();
  }
}
