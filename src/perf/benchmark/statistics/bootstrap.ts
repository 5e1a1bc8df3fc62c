/**
 * Seeded percentile bootstrap of the median. A resample is never written out: the k-th smallest of n draws with replacement
 * is `sorted[floor(n × u)]`, `u` being the k-th smallest of n evenly spread numbers, and those follow the beta distribution
 * (k, n + 1 − k). So one beta draw stands for n draws, exactly, and an hour's samples cost no more than ten.
 *
 * The percentile interval, not BCa: BCa's acceleration comes from leaving out one value at a time, which says nothing of a
 * median (Efron and Tibshirani, An Introduction to the Bootstrap, 11.6).
 */
import { percentileOf, sortedOf } from './percentile';
import { type Random, randomOf, seedFor } from './random';

/** Resamples of each interval; twice what is usually called enough, so that a seed hardly moves an end. */
const RESAMPLES = 4_000;
/** Below it an interval would be the range of the values, and not hold the median in 95 % of cases. */
export const MIN_FOR_INTERVAL = 5;
const TAIL = 0.025;

/** 95 % interval of the median. @returns undefined below n = 5 */
export function medianInterval(values: readonly number[], seed: number): [number, number] | undefined {
  if (values.length < MIN_FOR_INTERVAL) return undefined;
  return middleOf(resampledMedians(values, seed));
}

/** How far `run` lies from `base`, as a share of `base`: 0.1 is a tenth more. Infinite when only `base` is 0. */
export function relativeChange(base: number, run: number): number {
  return base === run ? 0 : (run - base) / Math.abs(base);
}

/**
 * 95 % interval of the change of the median from `base` to `run`, as a share of the base's; both sides are resampled, each by
 * numbers of its own. @returns undefined when either has fewer than 5 values
 */
export function changeInterval(
  base: readonly number[],
  run: readonly number[],
  seed: number,
): [number, number] | undefined {
  if (Math.min(base.length, run.length) < MIN_FOR_INTERVAL) return undefined;
  const before = resampledMedians(base, seedFor(seed, 'base'));
  const after = resampledMedians(run, seedFor(seed, 'run'));
  return middleOf(after.map((median, index) => relativeChange(before[index]!, median)));
}

/** Resamples of rounds, and of the median of each; together as good as those of single samples. */
const ROUND_RESAMPLES = 2_000;
const MEDIANS_OF_ROUND = 200;

/**
 * The same for samples taken in turns, A B A B: rounds are resampled in pairs, and then the samples in each, since samples of
 * one round share what the machine did in it (cluster bootstrap). The change is the median of the pairs' changes.
 * @param base samples of each round, none of them empty @param run of the round after each, as many
 */
export function roundsChangeInterval(
  base: readonly (readonly number[])[],
  run: readonly (readonly number[])[],
  seed: number,
): [number, number] {
  const pairs = base.map((before, index) => ({
    before: resampledMedians(before, seedFor(seed, `base ${index}`), MEDIANS_OF_ROUND),
    after: resampledMedians(run[index]!, seedFor(seed, `run ${index}`), MEDIANS_OF_ROUND),
  }));
  const random = randomOf(seedFor(seed, 'rounds'));
  const draw = (below: number) => Math.floor(random.uniform() * below);
  const changes = new Float64Array(pairs.length);
  const medians = new Float64Array(ROUND_RESAMPLES);
  for (let i = 0; i < ROUND_RESAMPLES; i++) {
    for (let k = 0; k < changes.length; k++) {
      const { before, after } = pairs[draw(pairs.length)]!;
      changes[k] = relativeChange(before[draw(MEDIANS_OF_ROUND)]!, after[draw(MEDIANS_OF_ROUND)]!);
    }
    medians[i] = percentileOf(changes.sort(), 0.5);
  }
  return middleOf(medians);
}

/** Medians of resamples of the values. @param values not empty */
export function resampledMedians(values: readonly number[], seed: number, resamples = RESAMPLES): Float64Array {
  const random = randomOf(seed);
  const sorted = sortedOf(values);
  const n = sorted.length;
  const rank = Math.ceil(n / 2);
  const isEven = n % 2 === 0;
  const medians = new Float64Array(resamples);
  for (let i = 0; i < resamples; i++) {
    const lower = gamma(rank, random);
    const u = lower / (lower + gamma(n + 1 - rank, random));
    const median = valueAt(sorted, u);
    if (isEven) {
      // The next one up is the least of n − rank numbers spread evenly over what is left above u.
      const next = u + (1 - u) * (1 - Math.exp(Math.log(1 - random.uniform()) / (n - rank)));
      medians[i] = (median + valueAt(sorted, next)) / 2;
    } else medians[i] = median;
  }
  return medians;
}

function valueAt(sorted: Float64Array, u: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(u * sorted.length))]!;
}

/** Marsaglia and Tsang, A Simple Method for Generating Gamma Variables (2000). @param shape 1 or more */
function gamma(shape: number, random: Random): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = random.normal();
    const cubeRoot = 1 + c * x;
    if (cubeRoot <= 0) continue;
    const v = cubeRoot * cubeRoot * cubeRoot;
    // Above 0, which has no logarithm. The first condition is the second's cheap lower bound, and nearly always enough.
    const level = 1 - random.uniform();
    if (level < 1 - 0.0331 * x * x * x * x) return d * v;
    if (Math.log(level) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** The middle 95 %, its ends values that were drawn: interpolating towards an infinite change would be no number. */
function middleOf(draws: Float64Array): [number, number] {
  const sorted = draws.sort();
  const last = sorted.length - 1;
  return [sorted[Math.floor(last * TAIL)]!, sorted[Math.ceil(last * (1 - TAIL))]!];
}
