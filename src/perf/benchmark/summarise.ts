/** One series of samples in figures. */
import { medianInterval } from './statistics/bootstrap';
import { outliersOf } from './statistics/outliers';
import { medianAbsoluteDeviation, percentileOf, sortedOf } from './statistics/percentile';

/** From how many samples on a percentile is told: so many that at least one of them lies beyond it. */
const P95_FROM = 20;
const P99_FROM = 100;

/** All in the samples' unit. */
export interface Summary {
  n: number;
  median: number;
  /** Median distance from the median, not scaled. */
  mad: number;
  mean: number;
  min: number;
  max: number;
  /** Of the median, by a seeded bootstrap; undefined below n = 5. */
  interval95: [number, number] | undefined;
  /** Interpolated as NumPy does (type 7); undefined below n = 20, and n = 100: n is too small. */
  p95: number | undefined;
  p99: number | undefined;
  /** Indices of samples far from the rest; they are part of every figure here. */
  outliers: number[];
}

/** @param samples finite numbers @returns undefined without any */
export function summarise(samples: readonly number[], seed: number): Summary | undefined {
  const n = samples.length;
  if (n === 0) return undefined;
  const sorted = sortedOf(samples);
  return {
    n,
    median: percentileOf(sorted, 0.5),
    mad: medianAbsoluteDeviation(samples),
    mean: sorted.reduce((total, value) => total + value, 0) / n,
    min: sorted[0]!,
    max: sorted[n - 1]!,
    interval95: medianInterval(samples, seed),
    p95: n >= P95_FROM ? percentileOf(sorted, 0.95) : undefined,
    p99: n >= P99_FROM ? percentileOf(sorted, 0.99) : undefined,
    outliers: outliersOf(samples),
  };
}
