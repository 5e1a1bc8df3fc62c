/** The kept series of a range, found by name: as a whole, or slot by slot. */
import { BUCKET_MS, type Component, type MetricBucket, type MetricPoint, type SeriesKey } from '../store/metric';
import type { DashboardData } from './data';
import { exactQuantile, type Quantiles } from './quantile';
import { dealOut, type Slots } from './range';

/** What came of a series, in all or in one slot. */
export interface Summary extends Quantiles {
  sum: number;
  mean: number | undefined;
  max: number | undefined;
}

export class KeptSeries {
  readonly #points: Map<string, MetricPoint[]>;
  readonly #buckets: Map<string, MetricBucket[]>;

  constructor(private readonly data: Pick<DashboardData, 'points' | 'buckets' | 'quantile'>) {
    this.#points = bySeries(data.points);
    this.#buckets = bySeries(data.buckets);
  }

  /** Everything of a series; a series that was never measured has a count of 0 and no quantiles. */
  whole(component: Component, name: string): Summary {
    const { points, buckets } = this.#of(component, name);
    return this.#summary(points, buckets);
  }

  /** One summary a slot; undefined where nothing was measured. */
  perSlot(component: Component, name: string, slots: Slots): (Summary | undefined)[] {
    const { points, buckets } = this.#of(component, name);
    const inPoints = dealOut(slots, points, ({ atMs }) => atMs);
    const inBuckets = dealOut(slots, buckets, ({ startMs }) => startMs);
    return slots.startsMs.map((_, i) => {
      const summary = this.#summary(inPoints[i] ?? [], inBuckets[i] ?? []);
      return summary.count > 0 ? summary : undefined;
    });
  }

  /** The newest value: exact from points, the newest bucket's mean otherwise. */
  latest(component: Component, name: string): number | undefined {
    const { points, buckets } = this.#of(component, name);
    const newest = buckets.reduce<MetricBucket | undefined>(
      (best, bucket) => (best && best.startMs > bucket.startMs ? best : bucket),
      undefined,
    );
    if (newest) return newest.sum / newest.count;
    return points.reduce<MetricPoint | undefined>(
      (best, point) => (best && best.atMs > point.atMs ? best : point),
      undefined,
    )?.value;
  }

  /**
   * The sum of a series over the time in which it was measured, as a share of that time. For series in ms that are told
   * at every interval, each value standing for the time since the one before.
   */
  shareOfTime(component: Component, name: string, nowMs: number): number | undefined {
    const { points, buckets } = this.#of(component, name);
    if (buckets.length > 0) {
      const coveredMs = buckets.reduce(
        (sum, { startMs, width }) => sum + Math.min(BUCKET_MS[width], nowMs - startMs),
        0,
      );
      return coveredMs > 0 ? buckets.reduce((sum, bucket) => sum + bucket.sum, 0) / coveredMs : undefined;
    }
    const [first, ...rest] = points.toSorted((a, b) => a.atMs - b.atMs);
    const last = rest.at(-1);
    if (!first || !last || last.atMs <= first.atMs) return undefined;
    return rest.reduce((sum, { value }) => sum + value, 0) / (last.atMs - first.atMs);
  }

  /** Of a series there are buckets or points; should there be both, the buckets hold the points. */
  #of(component: Component, name: string): { points: readonly MetricPoint[]; buckets: readonly MetricBucket[] } {
    const key = keyOf({ component, name });
    const buckets = this.#buckets.get(key) ?? [];
    return { buckets, points: buckets.length > 0 ? [] : (this.#points.get(key) ?? []) };
  }

  #summary(points: readonly MetricPoint[], buckets: readonly MetricBucket[]): Summary {
    const values = points.map(({ value }) => value);
    const total = (of: (bucket: MetricBucket) => number) => buckets.reduce((sum, bucket) => sum + of(bucket), 0);
    const count = values.length + total((bucket) => bucket.count);
    const sum = values.reduce((all, value) => all + value, 0) + total((bucket) => bucket.sum);
    const of = (q: number) => (buckets.length > 0 ? this.data.quantile(buckets, q) : exactQuantile(values, q));
    return {
      count,
      sum,
      mean: count > 0 ? sum / count : undefined,
      max: count > 0 ? [...values, ...buckets.map(({ max }) => max)].reduce((a, b) => Math.max(a, b)) : undefined,
      p50: of(0.5),
      p95: of(0.95),
      p99: of(0.99),
    };
  }
}

function keyOf({ component, name }: SeriesKey): string {
  return `${component}/${name}`;
}

function bySeries<T extends SeriesKey>(things: readonly T[]): Map<string, T[]> {
  const series = new Map<string, T[]>();
  for (const thing of things) {
    const known = series.get(keyOf(thing));
    if (known) known.push(thing);
    else series.set(keyOf(thing), [thing]);
  }
  return series;
}
