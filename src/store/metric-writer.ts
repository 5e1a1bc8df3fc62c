/** Collects points and writes them in batches, one transaction each. */
import type { MetricPoint, Retention } from './metric';
import type { DurableMetricStore } from './metrics';

const FLUSH_AFTER_MS = 2000;
const FLUSH_AT_POINTS = 500;
const RETAIN_EVERY_MS = 600_000;
/** Points that wait while the store does not answer, as when another tab blocks it: half an hour of everything. */
export const MAX_WAITING_POINTS = 20_000;

/** Runs something later. @returns a function that calls it off. */
export type Timer = (run: () => void, afterMs: number) => () => void;

const realTimer: Timer = (run, afterMs) => {
  const id = setTimeout(run, afterMs);
  return () => clearTimeout(id);
};

/** What the writer needs of the document. */
export interface WatchedPage extends EventTarget {
  readonly visibilityState: string;
  readonly defaultView: EventTarget | null;
}

export interface MetricWriterOptions {
  store: Pick<DurableMetricStore, 'append' | 'appendAtOnce' | 'retain'>;
  retention: () => Retention;
  /** A write or a clean-up failed; its points wait for the next flush. */
  onError?: (error: unknown) => void;
  timer?: Timer;
  /** On the one clock. */
  nowMs?: () => number;
}

export class MetricWriter {
  readonly #options: MetricWriterOptions;
  readonly #timer: Timer;
  readonly #nowMs: () => number;
  #waiting: MetricPoint[] = [];
  #dropped = 0;
  #stopTimer: (() => void) | undefined;
  #flushing: Promise<void> | undefined;
  #retainAtMs: number;

  constructor(options: MetricWriterOptions) {
    this.#options = options;
    this.#timer = options.timer ?? realTimer;
    this.#nowMs = options.nowMs ?? (() => performance.timeOrigin + performance.now());
    this.#retainAtMs = this.#nowMs() + RETAIN_EVERY_MS;
  }

  /** Points that were never written, because more waited than there is room for. */
  get droppedPoints(): number {
    return this.#dropped;
  }

  record(point: MetricPoint): void {
    this.#waiting.push(point);
    this.#bound();
    if (this.#waiting.length >= FLUSH_AT_POINTS) void this.flush();
    else this.#schedule();
  }

  /** Writes what waits. Never rejects: see `onError`. One flush at a time: while one runs, its end is waited for. */
  flush(): Promise<void> {
    this.#flushing ??= this.#flush().finally(() => {
      this.#flushing = undefined;
      if (this.#waiting.length) this.#schedule();
    });
    return this.#flushing;
  }

  /** Writes what waits so that it is kept although the page may be gone before the answer. Never rejects. */
  async flushAtOnce(): Promise<void> {
    this.#unschedule();
    const batch = this.#waiting;
    this.#waiting = [];
    try {
      // Also without points: the store may be at work on some.
      await this.#options.store.appendAtOnce(batch);
    } catch (error) {
      this.#putBack(batch, error);
    }
  }

  /**
   * Writes at once whenever the page is hidden, which may be the last that it does.
   * @param lastWords is called before: whoever holds points back records them now. A second write that follows on the first
   * is lost when the page goes before the first has ended (Chromium 156).
   * @returns a function that ends it.
   */
  watch(page: WatchedPage, lastWords: () => void = () => {}): () => void {
    const view = page.defaultView;
    const onLeave = () => {
      lastWords();
      void this.flushAtOnce();
    };
    const onHidden = () => {
      if (page.visibilityState === 'hidden') onLeave();
    };
    page.addEventListener('visibilitychange', onHidden);
    view?.addEventListener('pagehide', onLeave);
    return () => {
      page.removeEventListener('visibilitychange', onHidden);
      view?.removeEventListener('pagehide', onLeave);
    };
  }

  /** Writes what waits for the last time. */
  async dispose(): Promise<void> {
    await this.#flushing;
    await this.flush();
    this.#unschedule();
  }

  async #flush(): Promise<void> {
    this.#unschedule();
    const batch = this.#waiting;
    this.#waiting = [];
    try {
      if (batch.length) await this.#options.store.append(batch);
    } catch (error) {
      this.#putBack(batch, error);
    }
    if (this.#nowMs() < this.#retainAtMs) return;
    this.#retainAtMs = this.#nowMs() + RETAIN_EVERY_MS;
    try {
      await this.#options.store.retain(this.#options.retention(), this.#nowMs());
    } catch (error) {
      this.#options.onError?.(error);
    }
  }

  #putBack(batch: readonly MetricPoint[], error: unknown): void {
    this.#waiting = [...batch, ...this.#waiting];
    this.#bound();
    this.#options.onError?.(error);
    this.#schedule();
  }

  /** The oldest go first. */
  #bound(): void {
    const surplus = this.#waiting.length - MAX_WAITING_POINTS;
    if (surplus <= 0) return;
    this.#waiting = this.#waiting.slice(surplus);
    this.#dropped += surplus;
  }

  #schedule(): void {
    this.#stopTimer ??= this.#timer(() => {
      this.#stopTimer = undefined;
      void this.flush();
    }, FLUSH_AFTER_MS);
  }

  #unschedule(): void {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
  }
}
