/** The metric store of a tab without IndexedDB: as the other, in memory, bounded, forgotten with the tab. */

import { grouped } from './grouped';
import {
  COMPONENTS,
  DEFAULT_RETENTION,
  type MetricBucket,
  type MetricPoint,
  type MetricStore,
  type SeriesKey,
} from './metric';
import { inOrder } from './raw-chunk';
import { mergeBuckets, rollUp, seriesId } from './rollup';

const DAY_MS = 86_400_000;
/** Buckets of one series: two days of minutes, a quarter of hours. A tab seldom lives longer. */
const MAX_BUCKETS = { minute: 2 * 1440, hour: 90 * 24 } as const;

interface Kept {
  key: SeriesKey;
  points: MetricPoint[];
  minute: Map<number, MetricBucket>;
  hour: Map<number, MetricBucket>;
}

/** @param reason why nothing is kept, for the user to read. */
export function createMemoryMetricStore(reason: string): MetricStore {
  const all = new Map<string, Kept>();

  const keptOf = (key: SeriesKey): Kept => {
    const id = seriesId(key);
    const kept: Kept = all.get(id) ?? {
      key: { name: key.name, component: key.component },
      points: [],
      minute: new Map(),
      hour: new Map(),
    };
    all.set(id, kept);
    return kept;
  };

  return {
    state: { kind: 'memory-only', reason },
    onState: () => () => {},
    async append(points) {
      const finite = points.filter(isFinitePoint);
      for (const ofSeries of grouped(finite, seriesId).values()) {
        const [first] = ofSeries;
        if (!first) continue;
        const kept = keptOf(first);
        // Points come in the order of time, all but a few.
        kept.points = inOrder([...kept.points, ...ofSeries]).slice(-DEFAULT_RETENTION.pointsPerSeries);
      }
      for (const width of ['minute', 'hour'] as const) {
        for (const bucket of rollUp(finite, width)) {
          const buckets = keptOf(bucket)[width];
          const before = buckets.get(bucket.startMs);
          buckets.set(bucket.startMs, before ? mergeBuckets(before, bucket) : bucket);
          const [oldest] = buckets.keys();
          if (buckets.size > MAX_BUCKETS[width] && oldest !== undefined) buckets.delete(oldest);
        }
      }
    },
    async points({ name, component, fromMs, toMs }) {
      const components = component ? [component] : COMPONENTS;
      return inOrder(components.flatMap((each) => all.get(seriesId({ name, component: each }))?.points ?? [])).filter(
        ({ atMs }) => atMs >= fromMs && atMs < toMs,
      );
    },
    async buckets({ name, component, width, fromMs, toMs }) {
      const buckets = all.get(seriesId({ name, component }))?.[width].values() ?? [];
      return [...buckets]
        .filter(({ startMs }) => startMs >= fromMs && startMs < toMs)
        .sort((a, b) => a.startMs - b.startMs);
    },
    async series() {
      return [...all.values()].map(({ key }) => key);
    },
    async retain({ pointsPerSeries, days }, nowMs) {
      let deleted = 0;
      for (const kept of all.values()) {
        const young = kept.points.filter(({ atMs }) => atMs >= nowMs - days * DAY_MS);
        const newest = young.slice(Math.max(0, young.length - pointsPerSeries));
        deleted += kept.points.length - newest.length;
        kept.points = newest;
      }
      return deleted;
    },
  };
}

/** Whether a point is one: what a browser does not tell is missing, and never kept as NaN. */
export function isFinitePoint({ atMs, value }: MetricPoint): boolean {
  return Number.isFinite(atMs) && Number.isFinite(value);
}
