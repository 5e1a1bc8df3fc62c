/** Reads the series the dashboard wants, again and again, without reading all of them again. */
import { BUCKET_MS, type MetricBucket, type MetricPoint, type MetricStore } from '../store/metric';
import type { WantedSeries } from './wanted-series';

/** Everything is read anew so often: points may be written late, and old ones go. */
const AFRESH_MS = 60_000;
/** Points are written some seconds after they were measured; the memory's measurement takes up to 15 s. */
const LATE_MS = 20_000;

interface Known<T> {
  fromMs: number;
  toMs: number;
  /** When all of it was read. */
  afreshAtMs: number;
  values: readonly T[];
}

export class SeriesReader {
  readonly #points = new Map<string, Known<MetricPoint>>();
  readonly #buckets = new Map<string, Known<MetricBucket>>();

  constructor(private readonly store: Pick<MetricStore, 'points' | 'buckets'>) {}

  /** Rejects as the store does; what was read before is kept. */
  async read(wanted: readonly WantedSeries[]): Promise<{ points: MetricPoint[]; buckets: MetricBucket[] }> {
    const points: Promise<readonly MetricPoint[]>[] = [];
    const buckets: Promise<readonly MetricBucket[]>[] = [];
    for (const series of wanted) {
      const { name, component, source } = series;
      if (source === 'points') {
        const again = (fromMs: number, toMs: number) => this.store.points({ name, component, fromMs, toMs });
        points.push(extended(this.#points, series, LATE_MS, ({ atMs }) => atMs, again));
      } else {
        const width = source;
        const again = (fromMs: number, toMs: number) => this.store.buckets({ name, component, width, fromMs, toMs });
        buckets.push(extended(this.#buckets, series, BUCKET_MS[width] + LATE_MS, ({ startMs }) => startMs, again));
      }
    }
    return { points: (await Promise.all(points)).flat(), buckets: (await Promise.all(buckets)).flat() };
  }
}

/** What is known of a series, with its end read again. @param openMs how far from the end values may still change. */
async function extended<T>(
  known: Map<string, Known<T>>,
  { component, name, source, fromMs, toMs }: WantedSeries,
  openMs: number,
  atMs: (value: T) => number,
  read: (fromMs: number, toMs: number) => Promise<T[]>,
): Promise<readonly T[]> {
  const key = `${component}/${name}/${source}`;
  const before = known.get(key);
  const isUsable = before && before.fromMs <= fromMs && before.toMs <= toMs && toMs - before.afreshAtMs < AFRESH_MS;
  const againMs = isUsable ? Math.max(fromMs, before.toMs - openMs) : fromMs;
  const fresh = await read(againMs, toMs);
  // A bucket that began before what was read again is closed, and kept.
  const kept = isUsable ? before.values.filter((value) => atMs(value) >= fromMs && atMs(value) < againMs) : [];
  const values = [...kept, ...fresh];
  known.set(key, { fromMs, toMs, afreshAtMs: isUsable ? before.afreshAtMs : toMs, values });
  return values;
}
