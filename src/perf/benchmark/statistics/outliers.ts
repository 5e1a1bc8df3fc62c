/** Values far from the rest, to be marked and never left out. */
import { medianAbsoluteDeviation, medianOf } from './percentile';

/** Of the modified z-score (Iglewicz and Hoaglin, How to Detect and Handle Outliers, 1993). */
const MAX_SCORE = 3.5;
/** What makes a median absolute, and a mean absolute, distance the standard deviation of a normal distribution. */
const MEDIAN_DISTANCE_SCALE = 1.4826022185056018;
const MEAN_DISTANCE_SCALE = Math.sqrt(Math.PI / 2);

/**
 * Indices of the values that lie 3.5 of the sample's own deviations or more from its median. Where more than half of the
 * values are the same, as a coarse clock makes them, the median distance is 0 and the mean distance stands in for it.
 */
export function outliersOf(values: readonly number[]): number[] {
  if (values.length < 3) return [];
  const median = medianOf(values);
  const deviation =
    MEDIAN_DISTANCE_SCALE * medianAbsoluteDeviation(values) ||
    (MEAN_DISTANCE_SCALE * values.reduce((total, value) => total + Math.abs(value - median), 0)) / values.length;
  if (deviation === 0) return [];
  return values.flatMap((value, index) => (Math.abs(value - median) > MAX_SCORE * deviation ? [index] : []));
}
