/** The normal distribution's tail. */

/** From here on the continued fraction is the one that converges quickly. */
const FRACTION_FROM = 2.5;

/** Probability that a standard normal value exceeds `z`, to about 11 digits however far out. */
export function upperTail(z: number): number {
  return z < 0 ? 1 - upperTail(-z) : erfc(z / Math.SQRT2) / 2;
}

/** For x ≥ 0. Abramowitz and Stegun 7.1.6 (a series of positive terms) and 7.1.14 (a continued fraction). */
function erfc(x: number): number {
  if (x === Number.POSITIVE_INFINITY) return 0;
  const density = Math.exp(-x * x) / Math.sqrt(Math.PI);
  if (x < FRACTION_FROM) {
    let term = x;
    let sum = x;
    for (let n = 1; term > sum * 1e-17; n++) {
      term *= (2 * x * x) / (2 * n + 1);
      sum += term;
    }
    return 1 - 2 * density * sum;
  }
  let fraction = x;
  for (let n = 80; n >= 1; n--) fraction = x + n / 2 / fraction;
  return density / fraction;
}
