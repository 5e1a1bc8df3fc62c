/** Asks all probes every few seconds, and hands on what they tell. */
import type { MetricPoint } from '../../store/metric';
import type { Fact, Probe } from './probe';

/** Usually, and while somebody looks at the dashboard. */
export const USUAL_INTERVAL_MS = 5000;
export const WATCHED_INTERVAL_MS = 1000;

/** Runs `work` once, so many milliseconds from now; the answer takes that back. */
export type Later = (work: () => void, delayMs: number) => () => void;

export interface SystemProbeOptions {
  probes: readonly Probe[];
  onPoints: (points: readonly MetricPoint[]) => void;
  later?: Later;
  /** Milliseconds from anywhere. */
  now?: () => number;
}

const laterHere: Later = (work, delayMs) => {
  const timer = setTimeout(work, delayMs);
  return () => clearTimeout(timer);
};

/** Begins with `start`; until then, and after `stop`, nothing is asked. */
export class SystemProbe {
  readonly #later: Later;
  readonly #now: () => number;
  /** Not asked again before they have answered. */
  readonly #asked = new Set<Probe>();
  readonly #refused = new Set<Probe>();
  readonly #off = new Set<string>();
  #intervalMs = USUAL_INTERVAL_MS;
  #cancel: (() => void) | undefined;
  #selfMs = 0;

  constructor(private readonly options: SystemProbeOptions) {
    this.#later = options.later ?? laterHere;
    this.#now = options.now ?? (() => performance.now());
  }

  get running(): boolean {
    return this.#cancel !== undefined;
  }

  /** Asks after one interval for the first time, and then at every one. */
  start(): void {
    if (this.#cancel) return;
    this.#wait();
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  /** Takes effect at once: the wait in hand begins anew. */
  setInterval(intervalMs: number): void {
    if (intervalMs === this.#intervalMs) return;
    this.#intervalMs = intervalMs;
    if (!this.#cancel) return;
    this.#cancel();
    this.#wait();
  }

  /** Switches one probe off or on, by its name. */
  setEnabled(name: string, on: boolean): void {
    if (on) this.#off.delete(name);
    else this.#off.add(name);
  }

  /** Names of what this browser does not tell, or refused to when it was last asked. */
  get unavailable(): readonly string[] {
    return this.options.probes.filter((probe) => !probe.available || this.#refused.has(probe)).map(({ name }) => name);
  }

  /** What there is in words. */
  facts(): readonly Fact[] {
    return this.options.probes.flatMap((probe) => probe.facts?.() ?? []);
  }

  /** What asking has taken of this thread so far, in ms. */
  get selfMs(): number {
    return this.#selfMs;
  }

  #wait(): void {
    this.#cancel = this.#later(() => {
      this.#wait();
      for (const probe of this.options.probes) {
        if (probe.available && !this.#off.has(probe.name) && !this.#asked.has(probe)) void this.#ask(probe);
      }
    }, this.#intervalMs);
  }

  async #ask(probe: Probe): Promise<void> {
    this.#asked.add(probe);
    try {
      const start = this.#now();
      const sample = probe.sample();
      this.#selfMs += this.#now() - start;
      const points = await sample;
      this.#refused.delete(probe);
      if (points.length && this.#cancel && !this.#off.has(probe.name)) this.options.onPoints(points);
    } catch {
      // What is refused now may be told later: it is asked again.
      this.#refused.add(probe);
    } finally {
      this.#asked.delete(probe);
    }
  }
}
