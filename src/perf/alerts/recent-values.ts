/** The newest values of the series that rules ask about, in memory: a rule is judged every few seconds, without the store. */
import type { MetricPoint, SeriesKey } from '../../store/metric';
import type { MetricQuery } from './condition';

/** A day at one value every 5 s is 17,280. */
const MAX_VALUES = 20_000;
/** Old values go so many at a time: taking one off the front costs as much as taking off all of them. */
const PRUNE_AT = 256;

interface Moment {
  atMs: number;
  value: number;
}

interface Kept {
  windowMs: number;
  /** In the order of time. */
  moments: Moment[];
  /** Whether anything was ever measured: nothing in the window is then a count of 0, and else not known. */
  wasMeasured: boolean;
}

export class RecentValues {
  readonly #series = new Map<string, Kept>();

  /** Keeps the series of these queries for as long as their longest window, and forgets all others. */
  watch(queries: readonly MetricQuery[]): void {
    const windows = new Map<string, number>();
    for (const query of queries) {
      const key = keyOf(query);
      windows.set(key, Math.max(query.windowMs, windows.get(key) ?? 0));
    }
    for (const key of this.#series.keys()) if (!windows.has(key)) this.#series.delete(key);
    for (const [key, windowMs] of windows) {
      const kept = this.#series.get(key);
      if (kept) kept.windowMs = windowMs;
      else this.#series.set(key, { windowMs, moments: [], wasMeasured: false });
    }
  }

  /** Points may come a little late: realms report in batches. */
  record(point: MetricPoint): void {
    const kept = this.#series.get(keyOf(point));
    if (!kept || !Number.isFinite(point.value)) return;
    const { moments } = kept;
    let index = moments.length;
    while (index > 0 && moments[index - 1]!.atMs > point.atMs) index--;
    moments.splice(index, 0, { atMs: point.atMs, value: point.value });
    kept.wasMeasured = true;
    const newestMs = moments.at(-1)!.atMs;
    const stale = Math.max(firstAfter(moments, newestMs - kept.windowMs), moments.length - MAX_VALUES);
    if (stale >= PRUNE_AT) moments.splice(0, stale);
  }

  /**
   * One figure over the values later than `nowMs - windowMs`; undefined when there are none. Counts, sums and rates are then
   * 0 if the series was ever measured.
   */
  read(query: MetricQuery, nowMs: number): number | undefined {
    const kept = this.#series.get(keyOf(query));
    if (!kept?.wasMeasured) return undefined;
    const { moments } = kept;
    return figureOf(query, moments.slice(firstAfter(moments, nowMs - query.windowMs)));
  }
}

function keyOf({ component, name }: SeriesKey): string {
  return `${component} ${name}`;
}

/** The index of the first moment later than `atMs`, by halving. */
function firstAfter(moments: readonly Moment[], atMs: number): number {
  let low = 0;
  let high = moments.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (moments[middle]!.atMs > atMs) high = middle;
    else low = middle + 1;
  }
  return low;
}

function figureOf({ aggregate, windowMs }: MetricQuery, moments: readonly Moment[]): number | undefined {
  switch (aggregate) {
    case 'count':
      return moments.length;
    case 'sum':
      return sumOf(moments);
    case 'rate':
      return sumOf(moments) / (windowMs / 60_000);
    case 'last':
      return moments.at(-1)?.value;
    case 'avg':
      return moments.length === 0 ? undefined : sumOf(moments) / moments.length;
    case 'min':
      return quantileOf(moments, 0);
    case 'max':
      return quantileOf(moments, 1);
    case 'p50':
      return quantileOf(moments, 0.5);
    case 'p90':
      return quantileOf(moments, 0.9);
    case 'p95':
      return quantileOf(moments, 0.95);
    case 'p99':
      return quantileOf(moments, 0.99);
  }
}

function sumOf(moments: readonly Moment[]): number {
  return moments.reduce((sum, { value }) => sum + value, 0);
}

/** By nearest rank: always one of the values. Float64Array sorts numbers as numbers. */
function quantileOf(moments: readonly Moment[], quantile: number): number | undefined {
  const sorted = Float64Array.from(moments, ({ value }) => value).sort();
  return sorted[Math.max(0, Math.ceil(quantile * sorted.length) - 1)];
}
