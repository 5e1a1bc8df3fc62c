/** Quantiles of values that are all there: linear between order statistics (type 7), as the command line reports them. */

/** @returns undefined for no values. */
export function exactQuantile(values: readonly number[], q: number): number | undefined {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  const at = (sorted.length - 1) * q;
  const low = sorted[Math.floor(at)];
  if (low === undefined) return undefined;
  return low + ((sorted[Math.floor(at) + 1] ?? low) - low) * (at - Math.floor(at));
}

export interface Quantiles {
  count: number;
  p50: number | undefined;
  p95: number | undefined;
  p99: number | undefined;
}

export function exactQuantiles(values: readonly number[]): Quantiles {
  const of = (q: number) => exactQuantile(values, q);
  return { count: values.length, p50: of(0.5), p95: of(0.95), p99: of(0.99) };
}
