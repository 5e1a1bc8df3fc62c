/** Entries of the performance timeline in, reports to the page out: the thinking of `measures.ts`. */
import { coveredMs, type Stretch } from './busy-time';
import type { Measure, RealmReport, RequestCount } from './protocol';

/** What tells our measures from those of libraries. */
export const PREFIX = 'sotto:';
/** One message per realm in so long, at most. */
export const REPORT_PERIOD_MS = 250;

/** Values that a measure may carry. */
export type Tags = Readonly<Record<string, string | number>>;

/** What a reporter needs of its realm. */
export interface ReporterOptions {
  realm: RealmReport['realm'];
  post: (report: RealmReport) => void;
  /** Measures that were made and not yet handed to `take`. */
  pending: () => readonly PerformanceEntry[];
  /** Takes the measures of one name off the timeline. */
  clear: (name: string) => void;
  /** Milliseconds since the realm began, and when that was. */
  now: () => number;
  timeOriginMs: number;
  /** Runs `work` once, so many milliseconds from now. */
  later: (work: () => void, delayMs: number) => void;
  wasmHeapBytes: () => number | undefined;
}

/** Batches what a realm measured. A timer runs only while something waits to be told. */
export class MeasureReporter {
  #measures: Measure[] = [];
  #stretches: Stretch[] = [];
  #requests = new Map<string, RequestCount>();
  #workedMs = 0;
  #selfMs = 0;
  #sinceMs: number;
  #waiting = false;

  constructor(private readonly options: ReporterOptions) {
    this.#sinceMs = this.#dateNow();
  }

  /** Reads entries of type `measure`, and takes ours off the timeline; counts those of type `resource` by origin. */
  take(entries: readonly PerformanceEntry[]): void {
    const start = this.options.now();
    const names = new Set<string>();
    for (const entry of entries) {
      if (entry.entryType === 'resource') this.#count(entry);
      if (!entry.name.startsWith(PREFIX)) continue;
      names.add(entry.name);
      const detail: unknown = 'detail' in entry ? entry.detail : undefined;
      this.#measures.push({
        name: entry.name.slice(PREFIX.length),
        startAtMs: this.options.timeOriginMs + entry.startTime,
        durationMs: entry.duration,
        tags: tagsOf(detail),
      });
      if (!waits(detail)) {
        this.#stretches.push({ startMs: entry.startTime, endMs: entry.startTime + entry.duration });
      }
    }
    for (const name of names) this.options.clear(name);
    if (names.size || this.#requests.size) this.#await();
    this.spent(this.options.now() - start);
  }

  /** Adds work that no measure counts: of steps too fine to be measured one by one. */
  worked(ms: number): void {
    this.#workedMs += ms;
    this.#await();
  }

  /** Adds what measuring itself took. */
  spent(ms: number): void {
    this.#selfMs += ms;
  }

  #count(entry: PerformanceEntry): void {
    const origin = originOf(entry.name);
    if (origin === undefined) return;
    const bytes = 'transferSize' in entry && typeof entry.transferSize === 'number' ? entry.transferSize : 0;
    const counted = this.#requests.get(origin) ?? { origin, requests: 0, transferredBytes: 0 };
    counted.requests += 1;
    counted.transferredBytes += bytes;
    this.#requests.set(origin, counted);
  }

  #await(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    this.options.later(this.#tell, REPORT_PERIOD_MS);
  }

  readonly #tell = (): void => {
    this.take(this.options.pending());
    const start = this.options.now();
    this.#waiting = false;
    const untilMs = this.#dateNow();
    const report: RealmReport = {
      realm: this.options.realm,
      sinceMs: this.#sinceMs,
      untilMs,
      measures: this.#measures,
      busyMs: coveredMs(this.#stretches) + this.#workedMs,
      wasmHeapBytes: this.options.wasmHeapBytes(),
      requests: [...this.#requests.values()],
      selfMs: this.#selfMs,
    };
    this.#measures = [];
    this.#stretches = [];
    this.#requests = new Map();
    this.#workedMs = this.#selfMs = 0;
    this.#sinceMs = untilMs;
    this.options.post(report);
    // What telling took is told the next time.
    this.spent(this.options.now() - start);
  };

  #dateNow(): number {
    return this.options.timeOriginMs + this.options.now();
  }
}

/** Undefined for what never leaves the page, as `blob:` and `data:`. */
function originOf(url: string): string | undefined {
  return /^https?:/.test(url) ? new URL(url).origin : undefined;
}

/** The strings and numbers of a measure's detail; undefined when there are none. */
function tagsOf(detail: unknown): Tags | undefined {
  if (typeof detail !== 'object' || detail === null) return undefined;
  const tags: Record<string, string | number> = {};
  let any = false;
  for (const [key, value] of Object.entries(detail)) {
    if (typeof value !== 'string' && typeof value !== 'number') continue;
    tags[key] = value;
    any = true;
  }
  return any ? tags : undefined;
}

/** Whether a measure is a span: time that passed, not work. */
function waits(detail: unknown): boolean {
  return typeof detail === 'object' && detail !== null && 'waits' in detail && detail.waits === true;
}
