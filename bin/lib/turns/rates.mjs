// Rates with the interval they leave open, and spreads.
import { percentile } from '../statistics.mjs';

/** The two-sided 95 % point of the normal distribution. */
const Z = 1.96;

/** A rate and its 95 % interval by Wilson, which holds for few and for no hits. Shares from 0 to 1; undefined for n = 0. */
export function rate(hits, n) {
  if (n === 0) return { hits, n, share: undefined, low: 0, high: 1 };
  const share = hits / n;
  const spread = (Z * Z) / n;
  const middle = (share + spread / 2) / (1 + spread);
  const half = (Z / (1 + spread)) * Math.sqrt((share * (1 - share)) / n + spread / (4 * n));
  return { hits, n, share, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/** How many finite values there are, their middle, their 95th percentile and the largest; undefined where there are none. */
export function spread(values) {
  const finite = values.filter(Number.isFinite);
  return {
    n: finite.length,
    p50: percentile(finite, 0.5),
    p95: percentile(finite, 0.95),
    max: finite.length ? Math.max(...finite) : undefined,
  };
}

/** `count` of the list, evenly spread over it and in its order; all of it when there are no more. */
export function evenly(list, count) {
  if (list.length <= count) return [...list];
  return Array.from({ length: count }, (_, i) => list[Math.floor((i * list.length) / count)]);
}
