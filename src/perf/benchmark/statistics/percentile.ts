/**
 * Order statistics. A percentile is interpolated between its two neighbours (Hyndman and Fan's type 7, what NumPy, R and
 * spreadsheets do unasked): anyone can check a figure against the raw samples with the tool at hand. Its p50 is the median.
 */

/** A copy in rising order. @throws RangeError for what is no number: it has no place in any order */
export function sortedOf(values: readonly number[]): Float64Array {
  const sorted = Float64Array.from(values).sort();
  if (Number.isNaN(sorted.at(-1))) throw new RangeError('A sample is not a number.');
  return sorted;
}

/** @param sorted not empty, in rising order @param share from 0 to 1, 0.95 for p95 */
export function percentileOf(sorted: Float64Array, share: number): number {
  const at = (sorted.length - 1) * share;
  const low = Math.floor(at);
  const value = sorted[low]!;
  return at === low ? value : value + (sorted[low + 1]! - value) * (at - low);
}

/** The middle value, or the mean of the two in the middle. @param values not empty, in any order */
export function medianOf(values: readonly number[]): number {
  return percentileOf(sortedOf(values), 0.5);
}

/** Median distance from the median, in the values' unit and not scaled. @param values not empty */
export function medianAbsoluteDeviation(values: readonly number[]): number {
  const median = medianOf(values);
  return medianOf(values.map((value) => Math.abs(value - median)));
}
