// How many times longer theirs takes than ours, with what chance makes of it.

import { median, percentile } from '../statistics.mjs';
import { dice } from '../synthesise.mjs';

const RESAMPLES = 2000;
/** Below this an interval would pretend to a knowledge that the samples do not hold. */
const LEAST_FOR_INTERVAL = 5;

/**
 * Medians of both sides and their ratio, theirs over ours; its 95 % interval by the bootstrap of the pairs (percentiles of
 * 2000 resamples), the same every time.
 * @param {{ theirs: number | undefined, ours: number | undefined }[]} pairs the same thing done by both; a pair with a side
 * missing is counted in `incomplete` and left out
 * @returns undefined without a whole pair
 */
export function ratioOf(pairs) {
  const whole = pairs.filter(({ theirs, ours }) => Number.isFinite(theirs) && Number.isFinite(ours));
  if (!whole.length) return undefined;
  const ratio = (some) => median(some.map(({ theirs }) => theirs)) / median(some.map(({ ours }) => ours));
  const next = dice('peers');
  const resampled =
    whole.length < LEAST_FOR_INTERVAL
      ? []
      : Array.from({ length: RESAMPLES }, () => ratio(whole.map(() => whole[Math.floor(next() * whole.length)])));
  return {
    theirs: median(whole.map(({ theirs }) => theirs)),
    ours: median(whole.map(({ ours }) => ours)),
    ratio: ratio(whole),
    interval95: resampled.length ? [percentile(resampled, 0.025), percentile(resampled, 0.975)] : undefined,
    n: whole.length,
    incomplete: pairs.length - whole.length,
  };
}
