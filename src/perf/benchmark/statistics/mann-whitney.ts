/**
 * Mann and Whitney's U test, two-sided: whether values of one sample tend to be larger than those of another. It asks nothing
 * of their distribution, which for latencies is skewed. The rules are SciPy's (`mannwhitneyu`, `method='auto'`).
 */
import { upperTail } from './normal-tail';
import { sortedOf } from './percentile';

/** With more values than this on both sides, or with ties, the normal approximation is used. */
const EXACT_UP_TO = 8;

export interface MannWhitney {
  /** Pairs in which the value of `a` is the larger; half a pair for equal ones. */
  u: number;
  p: number;
}

/** @param a not empty, as `b` */
export function mannWhitney(a: readonly number[], b: readonly number[]): MannWhitney {
  const x = sortedOf(a);
  const y = sortedOf(b);
  let u = 0;
  let tieTerm = 0;
  for (let i = 0, j = 0; i < x.length || j < y.length; ) {
    const value = Math.min(x[i] ?? Number.POSITIVE_INFINITY, y[j] ?? Number.POSITIVE_INFINITY);
    const below = j;
    const fromX = i;
    while (x[i] === value) i++;
    while (y[j] === value) j++;
    const tied = j - below;
    u += (i - fromX) * (below + tied / 2);
    const group = i - fromX + tied;
    tieTerm += group ** 3 - group;
  }
  const largest = Math.max(u, x.length * y.length - u);
  const isExact = Math.min(x.length, y.length) <= EXACT_UP_TO && tieTerm === 0;
  return { u, p: isExact ? exactP(largest, x.length, y.length) : normalP(largest, x.length, y.length, tieTerm) };
}

/** The p of two samples of which every value of one exceeds every value of the other: no data of these sizes has a smaller. */
export function smallestP(n: number, m: number): number {
  return Math.min(n, m) <= EXACT_UP_TO ? exactP(n * m, n, m) : normalP(n * m, n, m, 0);
}

/** With the correction for continuity and for ties. `u` is the larger of the two. */
function normalP(u: number, n: number, m: number, tieTerm: number): number {
  const all = n + m;
  const variance = ((n * m) / 12) * (all + 1 - tieTerm / (all * (all - 1)));
  // All values are the same.
  if (variance <= 0) return 1;
  return Math.min(1, 2 * upperTail((u - (n * m) / 2 - 0.5) / Math.sqrt(variance)));
}

/**
 * Of all arrangements of n and m values, the share whose U is as large as `u` or as small, twice the one tail. The number of
 * arrangements for each U are the coefficients of the Gaussian binomial (n + m over n), made factor by factor; only those of
 * the tail are needed, and the distribution is symmetric.
 */
function exactP(u: number, n: number, m: number): number {
  const few = Math.min(n, m);
  const many = Math.max(n, m);
  const tail = n * m - u;
  const counts = new Float64Array(tail + 1);
  counts[0] = 1;
  let arrangements = 1;
  for (let i = 1; i <= few; i++) {
    for (let k = tail; k >= many + i; k--) counts[k]! -= counts[k - many - i]!;
    for (let k = i; k <= tail; k++) counts[k]! += counts[k - i]!;
    arrangements *= (many + i) / i;
  }
  const inTail = counts.reduce((total, count) => total + count, 0);
  return Math.min(1, (2 * inTail) / arrangements);
}
