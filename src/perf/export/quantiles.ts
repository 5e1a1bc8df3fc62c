/** Quantiles of rolled-up values, for a reader without the sketch. */
import type { MetricBucket } from '../../store/metric';

/** A quantile, `q` from 0 to 1, of everything in the buckets; undefined when they are empty. */
export type Quantile = (buckets: readonly MetricBucket[], q: number) => number | undefined;

export interface BucketQuantiles {
  p50: number | undefined;
  p95: number | undefined;
  p99: number | undefined;
}

export function quantilesOf(bucket: MetricBucket, quantile: Quantile): BucketQuantiles {
  return { p50: quantile([bucket], 0.5), p95: quantile([bucket], 0.95), p99: quantile([bucket], 0.99) };
}
