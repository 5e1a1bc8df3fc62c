/** From points to buckets, from buckets to one, and which of them a chart is drawn from. Pure. */
import { BUCKET_MS, type BucketWidth, type MetricBucket, type MetricPoint, type SeriesKey } from './metric';
import { SKETCH_ACCURACY, Sketch } from './sketch';

/** Where the bucket begins that a moment falls into: its widths are counted from the Unix epoch. */
export function bucketStartMs(atMs: number, width: BucketWidth): number {
  return Math.floor(atMs / BUCKET_MS[width]) * BUCKET_MS[width];
}

/** The order of components, names and times. */
function compareBuckets(a: MetricBucket, b: MetricBucket): number {
  if (a.component !== b.component) return a.component < b.component ? -1 : 1;
  if (a.name !== b.name) return a.name < b.name ? -1 : 1;
  return a.startMs - b.startMs;
}

/** A text that no two series share. */
export function seriesId({ component, name }: SeriesKey): string {
  return `${component} ${name}`;
}

interface OpenBucket {
  key: SeriesKey;
  startMs: number;
  count: number;
  sum: number;
  min: number;
  max: number;
  sketch: Sketch;
}

function close({ key, sketch, ...figures }: OpenBucket, width: BucketWidth): MetricBucket {
  return { name: key.name, component: key.component, width, ...figures, sketch: sketch.toData() };
}

/** Points of any series as buckets, in the order of series and times. */
export function rollUp(points: Iterable<MetricPoint>, width: BucketWidth): MetricBucket[] {
  const open = new Map<string, OpenBucket>();
  for (const point of points) {
    const startMs = bucketStartMs(point.atMs, width);
    const id = `${startMs} ${seriesId(point)}`;
    const bucket = open.get(id) ?? {
      key: point,
      startMs,
      count: 0,
      sum: 0,
      min: Number.POSITIVE_INFINITY,
      max: Number.NEGATIVE_INFINITY,
      sketch: new Sketch(),
    };
    if (bucket.count === 0) open.set(id, bucket);
    bucket.count += 1;
    bucket.sum += point.value;
    bucket.min = Math.min(bucket.min, point.value);
    bucket.max = Math.max(bucket.max, point.value);
    bucket.sketch.add(point.value);
  }
  return [...open.values()].map((bucket) => close(bucket, width)).sort(compareBuckets);
}

/** Buckets of any series and widths in wider (or as wide) ones, e.g. minutes in hours. */
export function coarsen(buckets: Iterable<MetricBucket>, width: BucketWidth): MetricBucket[] {
  const open = new Map<string, OpenBucket>();
  for (const bucket of buckets) {
    if (BUCKET_MS[bucket.width] > BUCKET_MS[width])
      throw new RangeError(`An ${bucket.width} is no part of a ${width}.`);
    const startMs = bucketStartMs(bucket.startMs, width);
    const id = `${startMs} ${seriesId(bucket)}`;
    const into = open.get(id);
    if (into) {
      into.count += bucket.count;
      into.sum += bucket.sum;
      into.min = Math.min(into.min, bucket.min);
      into.max = Math.max(into.max, bucket.max);
      into.sketch.mergeData(bucket.sketch);
    } else {
      const { count, sum, min, max } = bucket;
      open.set(id, { key: bucket, startMs, count, sum, min, max, sketch: Sketch.fromData(bucket.sketch) });
    }
  }
  return [...open.values()].map((bucket) => close(bucket, width)).sort(compareBuckets);
}

/** Two buckets of the same series and the same time as one. */
export function mergeBuckets(a: MetricBucket, b: MetricBucket): MetricBucket {
  const sketch = Sketch.fromData(a.sketch);
  sketch.mergeData(b.sketch);
  return {
    ...a,
    count: a.count + b.count,
    sum: a.sum + b.sum,
    min: Math.min(a.min, b.min),
    max: Math.max(a.max, b.max),
    sketch: sketch.toData(),
  };
}

/** What buckets say about all their values. */
export interface BucketSummary {
  count: number;
  sum: number;
  min: number;
  max: number;
  /** Quantiles in the order asked for. */
  quantiles: number[];
}

/** Count, sum, extremes and quantiles (shares from 0 to 1) over buckets of one series; undefined when they are empty. */
export function summarise(buckets: Iterable<MetricBucket>, shares: readonly number[]): BucketSummary | undefined {
  const sketch = new Sketch(SKETCH_ACCURACY);
  const summary: BucketSummary = {
    count: 0,
    sum: 0,
    min: Number.POSITIVE_INFINITY,
    max: Number.NEGATIVE_INFINITY,
    quantiles: [],
  };
  for (const bucket of buckets) {
    summary.count += bucket.count;
    summary.sum += bucket.sum;
    summary.min = Math.min(summary.min, bucket.min);
    summary.max = Math.max(summary.max, bucket.max);
    sketch.mergeData(bucket.sketch);
  }
  if (summary.count === 0) return undefined;
  // The middle of the outermost bin may lie beyond what was seen.
  summary.quantiles = shares.map((q) =>
    Math.min(summary.max, Math.max(summary.min, sketch.quantile(q) ?? summary.min)),
  );
  return summary;
}

/** One quantile over buckets of one series; undefined without values. */
export function quantileOf(buckets: Iterable<MetricBucket>, q: number): number | undefined {
  return summarise(buckets, [q])?.quantiles[0];
}

export type Resolution = 'raw' | BucketWidth;

/** Half an hour of a point a second is 1800: as many as a wide chart has pixels. */
const RAW_UP_TO_MS = 30 * 60_000;
/** 24 hours are 1440 minutes, and a little more must not turn them into 24 points. */
const MINUTES_UP_TO_MS = 36 * 3_600_000;

/** What a chart of this range is drawn from: some hundred to two thousand values each. */
export function resolutionFor(fromMs: number, toMs: number): Resolution {
  const rangeMs = toMs - fromMs;
  if (rangeMs <= RAW_UP_TO_MS) return 'raw';
  return rangeMs <= MINUTES_UP_TO_MS ? 'minute' : 'hour';
}
