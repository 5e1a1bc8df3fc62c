/** The page's own realm: its measures, its long frames, how late it answered, and what came over the network. */
import type { Measure } from '../../workers/protocol';
import type { MetricPoint } from '../store/metric';
import { measurePoints } from './measure-points';
import { fieldOf, measureOf, PREFIX } from './timeline-entry';

/** Events that took less are no wait to anybody; the API tells none under 16 ms. Event Timing §3.3, and web-vitals' choice. */
const EVENT_THRESHOLD_MS = 40;

/** The part of `PerformanceObserver` used here. */
export interface ObserverMaker {
  readonly supportedEntryTypes: readonly string[];
  new (
    callback: (list: { getEntries(): PerformanceEntry[] }) => void,
  ): {
    observe(options: { type: string; buffered?: boolean; durationThreshold?: number }): void;
    disconnect(): void;
  };
}

/** The part of `performance` used here. */
export interface Timeline {
  readonly timeOrigin: number;
  now(): number;
  clearMeasures(name: string): void;
  clearResourceTimings(): void;
}

export interface PageMeasuresOptions {
  onPoints: (points: readonly MetricPoint[]) => void;
  /** What the page measured, in full: the parts of turns too, which are no points. */
  onMeasures?: ((measures: readonly Measure[]) => void) | undefined;
  /** Undefined where the browser has none. The browser's own everywhere but in tests. */
  Observer?: ObserverMaker | undefined;
  timeline?: Timeline;
}

type Source = 'measure' | 'long-animation-frame' | 'longtask' | 'event' | 'resource';

/**
 * Watches the page from now on, and what the browser kept of before. Entries are taken off the timeline once they are read.
 * There is no timer: the browser calls when there is something to read.
 */
export class PageMeasures {
  readonly #timeline: Timeline;
  readonly #observers: { disconnect(): void }[] = [];
  readonly #watched = new Set<Source>();
  readonly #sinceMs: number;
  #selfMs = 0;
  #longMs = 0;
  #networkBytes = 0;

  constructor(private readonly options: PageMeasuresOptions) {
    this.#timeline = options.timeline ?? performance;
    this.#sinceMs = this.#timeline.now();
    this.#watch('measure', (entries) => this.#measures(entries));
    // A long task is what came before: the same, without the rendering.
    const frames = (entries: readonly PerformanceEntry[]) => this.#longFrames(entries);
    if (!this.#watch('long-animation-frame', frames, { buffered: true })) {
      this.#watch('longtask', frames, { buffered: true });
    }
    this.#watch('event', (entries) => this.#events(entries), {
      buffered: true,
      durationThreshold: EVENT_THRESHOLD_MS,
    });
    this.#watch('resource', (entries) => this.#resources(entries), { buffered: true });
  }

  /** What this browser does not tell, in the names of the API. */
  get unavailable(): readonly string[] {
    const frames = this.#watched.has('longtask') ? [] : (['long-animation-frame'] as const);
    return (['measure', ...frames, 'event', 'resource'] as const).filter((type) => !this.#watched.has(type));
  }

  /** Time in frames of more than 50 ms since this began, in ms; undefined when the browser does not tell. */
  get longMs(): number | undefined {
    return this.#watched.has('long-animation-frame') || this.#watched.has('longtask') ? this.#longMs : undefined;
  }

  /** What the page itself fetched over the network since it began; undefined when the browser does not tell. */
  get networkBytes(): number | undefined {
    return this.#watched.has('resource') ? this.#networkBytes : undefined;
  }

  /** What reading all this has taken, in ms. */
  get selfMs(): number {
    return this.#selfMs;
  }

  stop(): void {
    for (const observer of this.#observers.splice(0)) observer.disconnect();
  }

  #watch(
    type: Source,
    read: (entries: readonly PerformanceEntry[]) => void,
    options: { buffered?: boolean; durationThreshold?: number } = {},
  ): boolean {
    const Observer = 'Observer' in this.options ? this.options.Observer : globalThis.PerformanceObserver;
    if (!Observer?.supportedEntryTypes?.includes(type)) return false;
    const observer = new Observer((list) => {
      const start = this.#timeline.now();
      read(list.getEntries());
      this.#selfMs += this.#timeline.now() - start;
    });
    observer.observe({ type, ...options });
    this.#observers.push(observer);
    this.#watched.add(type);
    return true;
  }

  #measures(entries: readonly PerformanceEntry[]): void {
    const ours = entries.filter(({ name }) => name.startsWith(PREFIX));
    for (const name of new Set(ours.map((entry) => entry.name))) this.#timeline.clearMeasures(name);
    const measures = ours.map((entry) => measureOf(entry, this.#timeline.timeOrigin));
    if (measures.length) this.options.onMeasures?.(measures);
    this.#tell(measurePoints(measures));
  }

  #longFrames(entries: readonly PerformanceEntry[]): void {
    // The browser kept those of before for the points: they are no part of what is watched.
    for (const { startTime, duration } of entries) if (startTime >= this.#sinceMs) this.#longMs += duration;
    this.#tell(entries.map((entry) => this.#point('long_frame_ms', entry.startTime + entry.duration, entry.duration)));
  }

  /** Of each interaction (a key, a tap) the event that took longest, as Interaction to Next Paint counts it. */
  #events(entries: readonly PerformanceEntry[]): void {
    const longest = new Map<number, PerformanceEntry>();
    for (const entry of entries) {
      const id = fieldOf(entry, 'interactionId');
      if (id && entry.duration > (longest.get(id)?.duration ?? -1)) longest.set(id, entry);
    }
    this.#tell(
      [...longest.values()].flatMap((entry) => {
        const startedAt = fieldOf(entry, 'processingStart');
        const atMs = entry.startTime + entry.duration;
        const answered = this.#point('interaction_ms', atMs, entry.duration);
        if (startedAt === undefined) return [answered];
        return [this.#point('input_delay_ms', atMs, startedAt - entry.startTime), answered];
      }),
    );
  }

  #resources(entries: readonly PerformanceEntry[]): void {
    // What came from a cache, or from a server that keeps it to itself, is 0.
    for (const entry of entries) this.#networkBytes += fieldOf(entry, 'transferSize') ?? 0;
    this.#timeline.clearResourceTimings();
  }

  #point(name: string, sinceOriginMs: number, value: number): MetricPoint {
    return { name, component: 'system', atMs: this.#timeline.timeOrigin + sinceOriginMs, value };
  }

  #tell(points: readonly MetricPoint[]): void {
    if (points.length) this.options.onPoints(points);
  }
}
