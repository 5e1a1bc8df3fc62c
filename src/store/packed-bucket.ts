/**
 * A bucket as it lies on the disk. A sketch of few values is mostly empty bins, so a run of n empty bins is written as −n.
 * Small whole numbers cost structured clone two or three bytes each.
 */
import type { BucketWidth, MetricBucket, SeriesKey, SketchData } from './metric';

interface PackedBins {
  offset: number;
  runs: number[];
}

export interface PackedBucket {
  startMs: number;
  count: number;
  sum: number;
  min: number;
  max: number;
  accuracy: number;
  /** Left out where there are none. */
  zeros?: number;
  positive?: PackedBins;
  negative?: PackedBins;
}

export function packBins(counts: readonly number[]): number[] {
  const runs: number[] = [];
  let empty = 0;
  for (const count of counts) {
    if (count === 0) {
      empty += 1;
      continue;
    }
    if (empty > 0) runs.push(-empty);
    empty = 0;
    runs.push(count);
  }
  if (empty > 0) runs.push(-empty);
  return runs;
}

export function unpackBins(runs: readonly number[]): number[] {
  const counts: number[] = [];
  for (const run of runs) {
    if (run > 0) counts.push(run);
    else for (let empty = run; empty < 0; empty++) counts.push(0);
  }
  return counts;
}

export function packBucket({ startMs, count, sum, min, max, sketch }: MetricBucket): PackedBucket {
  const { accuracy, zeros, positive, negative } = sketch;
  return {
    startMs,
    count,
    sum,
    min,
    max,
    accuracy,
    ...(zeros > 0 ? { zeros } : {}),
    ...(positive.counts.length ? { positive: { offset: positive.offset, runs: packBins(positive.counts) } } : {}),
    ...(negative.counts.length ? { negative: { offset: negative.offset, runs: packBins(negative.counts) } } : {}),
  };
}

const unpackSide = (side: PackedBins | undefined): SketchData['positive'] =>
  side ? { offset: side.offset, counts: unpackBins(side.runs) } : { offset: 0, counts: [] };

export function unpackBucket(
  { name, component }: SeriesKey,
  width: BucketWidth,
  { startMs, count, sum, min, max, accuracy, zeros = 0, positive, negative }: PackedBucket,
): MetricBucket {
  const sketch = { accuracy, zeros, positive: unpackSide(positive), negative: unpackSide(negative) };
  return { name, component, width, startMs, count, sum, min, max, sketch };
}
