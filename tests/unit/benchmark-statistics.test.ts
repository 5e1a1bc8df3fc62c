import { describe, expect, it } from 'vitest';
import {
  changeInterval,
  medianInterval,
  relativeChange,
  resampledMedians,
} from '../../src/perf/benchmark/statistics/bootstrap';
import { holm, testable } from '../../src/perf/benchmark/statistics/holm';
import { mannWhitney, smallestP } from '../../src/perf/benchmark/statistics/mann-whitney';
import { upperTail } from '../../src/perf/benchmark/statistics/normal-tail';
import { outliersOf } from '../../src/perf/benchmark/statistics/outliers';
import { medianOf, percentileOf, sortedOf } from '../../src/perf/benchmark/statistics/percentile';
import { randomOf, seedFor } from '../../src/perf/benchmark/statistics/random';
import { wilson, wilsonOfClusters } from '../../src/perf/benchmark/statistics/wilson';
import { summarise } from '../../src/perf/benchmark/summarise';
import reference from '../fixtures/statistics/reference.json' with { type: 'json' };
import { madeSamples } from './benchmark-rounds';

/** Equal to nine digits, however small. */
function expectSame(value: number | undefined, expected: number, about = '') {
  expect(Math.abs(value! - expected), `${about}: ${value} for ${expected}`).toBeLessThanOrEqual(
    1e-9 * Math.abs(expected) + 1e-300,
  );
}

describe('against NumPy, SciPy and statsmodels', () => {
  it.each(reference.summaries)('the figures of $name', ({ samples, median, mad, mean, percentiles, name }) => {
    const summary = summarise(samples, 1)!;
    expectSame(summary.median, median, name);
    expectSame(medianOf(samples), median, name);
    expectSame(summary.mad, mad, name);
    expectSame(summary.mean, mean, name);
    for (const { share, value } of percentiles) expectSame(percentileOf(sortedOf(samples), share), value, `${share}`);
    const at = (share: number) => percentiles.find((one) => one.share === share)!.value;
    expectSame(summary.min, at(0));
    expectSame(summary.max, at(1));
    if (samples.length >= 20) expectSame(summary.p95, at(0.95));
    else expect(summary.p95).toBeUndefined();
    if (samples.length >= 100) expectSame(summary.p99, at(0.99));
    else expect(summary.p99).toBeUndefined();
  });

  it.each(reference.mannWhitney)('U and p of $name', ({ a, b, u, p }) => {
    expectSame(mannWhitney(a, b).u, u);
    expectSame(mannWhitney(a, b).p, p);
    expectSame(mannWhitney(b, a).u, a.length * b.length - u);
    expectSame(mannWhitney(b, a).p, p);
  });

  it('the tail of the normal distribution', () => {
    for (const { z, p } of reference.upperTail) expectSame(upperTail(z), p, `z ${z}`);
    expect(upperTail(Number.POSITIVE_INFINITY)).toBe(0);
  });

  it('intervals of shares, by Wilson', () => {
    for (const { count, of, interval } of reference.wilson) {
      const [low, high] = wilson({ count, of })!;
      expect(low).toBeCloseTo(interval[0]!, 12);
      expect(high).toBeCloseTo(interval[1]!, 12);
    }
    expect(wilson({ count: 0, of: 0 })).toBeUndefined();
  });

  it.each(reference.holm)('Holm’s correction of $ps', ({ ps, adjusted }) => {
    holm(ps).forEach((p, index) => {
      expectSame(p, adjusted[index]!);
    });
  });

  it('medians of resamples, as often as the binomial distribution says', () => {
    const { samples, medians } = reference.bootstrap.odd;
    const drawn = resampledMedians(samples, 7, 100_000);
    const seen = new Map<number, number>();
    for (const value of drawn) seen.set(value, (seen.get(value) ?? 0) + 1);
    expect([...seen.keys()].every((value) => samples.includes(value))).toBe(true);
    const likely = medians.filter(({ share }) => share * drawn.length >= 5);
    const distance = likely.reduce((total, { value, share }) => {
      const expected = share * drawn.length;
      return total + ((seen.get(value) ?? 0) - expected) ** 2 / expected;
    }, 0);
    expect(likely.length).toBe(13);
    // Chi-square with 12 degrees of freedom exceeds 32.9 once in a thousand.
    expect(distance).toBeLessThan(32.9);
  });

  it('medians of resamples of an even number, as written-out resampling has them', () => {
    const { samples, atMost } = reference.bootstrap.even;
    const drawn = resampledMedians(samples, 8, 100_000);
    for (const { value, share } of atMost) {
      const own = drawn.filter((median) => median <= value + 1e-9).length / drawn.length;
      expect(Math.abs(own - share), `${value}`).toBeLessThan(0.007);
    }
  });
});

describe('the bootstrap', () => {
  it('is the same for a seed, and hardly another for another seed', () => {
    const values = madeSamples(randomOf(3));
    expect(medianInterval(values, 5)).toEqual(medianInterval(values, 5));
    const [low, high] = medianInterval(values, 5)!;
    const [otherLow, otherHigh] = medianInterval(values, 6)!;
    expect(Math.abs(low - otherLow)).toBeLessThan((high - low) * 0.15);
    expect(Math.abs(high - otherHigh)).toBeLessThan((high - low) * 0.15);
  });

  it('does not mind the order of the samples, and leaves them alone', () => {
    const values = [5, 1, 4, 2, 3, 9];
    expect(medianInterval(values, 1)).toEqual(medianInterval(values.toSorted(), 1));
    expect(values).toEqual([5, 1, 4, 2, 3, 9]);
  });

  it('says nothing of fewer than five', () => {
    expect(medianInterval([1, 2, 3, 4], 1)).toBeUndefined();
    expect(changeInterval([1, 2, 3, 4], [1, 2, 3, 4, 5], 1)).toBeUndefined();
    expect(medianInterval([1, 2, 3, 4, 5], 1)).toEqual([1, 5]);
  });

  // Of the interval from order statistics, 93.75 % is what five values can give.
  it.each([
    { n: 5, least: 0.91 },
    { n: 20, least: 0.93 },
    { n: 100, least: 0.93 },
  ])('holds the true median of $n skewed values as often as it says', ({ n, least }) => {
    const random = randomOf(n);
    let held = 0;
    for (let trial = 0; trial < 300; trial++) {
      const [low, high] = medianInterval(madeSamples(random, { n, noise: 0.3, stalls: 0 }), trial)!;
      if (low <= 40 && 40 <= high) held++;
    }
    expect(held / 300).toBeGreaterThan(least);
    expect(held / 300).toBeLessThan(0.985);
  });

  it.each([5, 20, 100])('holds the true change of the medians of %i and as many values', (n) => {
    const random = randomOf(n + 1);
    let held = 0;
    for (let trial = 0; trial < 200; trial++) {
      const base = madeSamples(random, { n, noise: 0.3, stalls: 0 });
      const run = madeSamples(random, { n, noise: 0.3, stalls: 0, medianMs: 46 });
      const [low, high] = changeInterval(base, run, trial)!;
      if (low <= 0.15 && 0.15 <= high) held++;
    }
    expect(held / 200).toBeGreaterThan(0.93);
    // Wide of the mark on the safe side for few values.
    expect(held / 200).toBeLessThan(n < 20 ? 1 : 0.99);
  });

  it('has a change where nothing was before', () => {
    expect(relativeChange(0, 0)).toBe(0);
    expect(relativeChange(0, 2)).toBe(Number.POSITIVE_INFINITY);
    expect(relativeChange(-10, -5)).toBe(0.5);
    expect(changeInterval([0, 0, 0, 0, 0], [1, 1, 1, 1, 1], 1)).toEqual([
      Number.POSITIVE_INFINITY,
      Number.POSITIVE_INFINITY,
    ]);
    expect(changeInterval([0, 0, 0, 0, 0], [0, 0, 0, 0, 0], 1)).toEqual([0, 0]);
  });

  it('draws each side by numbers of its own', () => {
    // By the same numbers the two medians would always be the same, and the change never more than none.
    const values = madeSamples(randomOf(4), { noise: 0.3 });
    const [low, high] = changeInterval(values, values, 1)!;
    expect(low).toBeLessThan(-0.05);
    expect(high).toBeGreaterThan(0.05);
  });
});

describe('the tests', () => {
  it('know the smallest p there can be', () => {
    const apart = (n: number, m: number) =>
      mannWhitney(
        Array.from({ length: n }, (_, i) => i),
        Array.from({ length: m }, (_, i) => n + i),
      ).p;
    for (const [n, m] of [
      [1, 1],
      [3, 3],
      [4, 4],
      [5, 100],
      [20, 20],
    ] as const) {
      expectSame(smallestP(n, m), apart(n, m));
    }
    expect(smallestP(3, 3)).toBeGreaterThan(0.05);
    expect(smallestP(4, 4)).toBeLessThan(0.05);
  });

  it('leave out of the family what could never be significant in it', () => {
    expect(testable([0.1, 1e-9, 1e-9], 0.05)).toEqual([false, true, true]);
    // Five and five samples give 0.008 at the least: six such tests are possible, seven are not.
    expect(testable(Array(6).fill(smallestP(5, 5)), 0.05)).toEqual(Array(6).fill(true));
    expect(testable(Array(7).fill(smallestP(5, 5)), 0.05)).toEqual(Array(7).fill(false));
    expect(testable([], 0.05)).toEqual([]);
  });

  it('give p-values as small as they say, when nothing differs', () => {
    const random = randomOf(11);
    const small = Array.from(
      { length: 1_000 },
      () => mannWhitney(madeSamples(random, { n: 20 }), madeSamples(random, { n: 20 })).p < 0.05,
    ).filter(Boolean).length;
    expect(small / 1_000).toBeGreaterThan(0.03);
    expect(small / 1_000).toBeLessThan(0.07);
  });
});

describe('a sample that is not a number', () => {
  it('is refused, not passed on', () => {
    expect(() => summarise([1, Number.NaN, 2], 1)).toThrow(RangeError);
    expect(() => mannWhitney([1, 2], [Number.NaN])).toThrow(RangeError);
    expect(() => changeInterval([1, 2, 3, 4, Number.NaN], [1, 2, 3, 4, 5], 1)).toThrow(RangeError);
  });
});

describe('shares of clusters', () => {
  it('are Wilson’s where the clusters are alike', () => {
    const alike = Array.from({ length: 10 }, () => ({ count: 2, of: 20 }));
    expect(wilsonOfClusters(alike)).toEqual(wilson({ count: 20, of: 200 }));
    expect(wilsonOfClusters([])).toBeUndefined();
    expect(wilsonOfClusters([{ count: 0, of: 0 }])).toBeUndefined();
  });

  it('are wider where all comes at once', () => {
    const atOnce = Array.from({ length: 10 }, (_, index) => ({ count: index === 0 ? 20 : 0, of: 20 }));
    const [low, high] = wilsonOfClusters(atOnce)!;
    const [plainLow, plainHigh] = wilson({ count: 20, of: 200 })!;
    // Twenty at once say as much as one of ten.
    const [oneLow, oneHigh] = wilson({ count: 1, of: 10 })!;
    expect(low).toBeLessThan(plainLow);
    expect(high).toBeGreaterThan(plainHigh);
    expect(low).toBeCloseTo(oneLow, 1);
    expect(high).toBeCloseTo(oneHigh, 1);
  });
});

describe('outliers', () => {
  it('are marked by their place, and only those', () => {
    expect(outliersOf([10, 11, 90, 10.5, 9.5, 10, -70])).toEqual([2, 6]);
    expect(outliersOf([10, 11, 9, 10.5, 9.5, 10])).toEqual([]);
  });

  it('are found among values of a coarse clock', () => {
    expect(outliersOf([...Array(20).fill(1), 5])).toEqual([20]);
    expect(outliersOf(Array(20).fill(1))).toEqual([]);
    expect(outliersOf([1, 100])).toEqual([]);
  });

  it('stay in every figure', () => {
    const summary = summarise([10, 11, 90, 10.5, 9.5], 1)!;
    expect(summary).toMatchObject({ n: 5, max: 90, mean: 26.2, outliers: [2] });
    expect(summarise([], 1)).toBeUndefined();
  });
});

describe('random numbers', () => {
  it('come back with the seed, and not with the next one', () => {
    const first = (seed: number) => Array.from({ length: 4 }, randomOf(seed).uniform);
    expect(first(1)).toEqual(first(1));
    expect(first(1)).not.toEqual(first(2));
    expect(new Set(Array.from({ length: 1_000 }, (_, seed) => randomOf(seed).uniform())).size).toBe(1_000);
  });

  it('are evenly spread', () => {
    const { uniform } = randomOf(9);
    const bins = new Array<number>(100).fill(0);
    for (let i = 0; i < 100_000; i++) bins[Math.floor(uniform() * 100)]!++;
    const distance = bins.reduce((total, count) => total + (count - 1_000) ** 2 / 1_000, 0);
    // Chi-square with 99 degrees of freedom: once in a thousand below 60.6, once above 149.
    expect(distance).toBeGreaterThan(60.6);
    expect(distance).toBeLessThan(149);
  });

  it('are normal where they should be', () => {
    const { normal } = randomOf(10);
    const values = Array.from({ length: 50_000 }, normal);
    for (const { z, p } of reference.upperTail.filter((one) => one.z > -3 && one.z < 3)) {
      expect(Math.abs(values.filter((value) => value > z).length / values.length - p)).toBeLessThan(0.008);
    }
  });

  it('have seeds of their own for each purpose', () => {
    const seeds = [1, 2, 3].flatMap((seed) => ['base', 'run', 'stt.final.3s'].map((name) => seedFor(seed, name)));
    expect(new Set(seeds).size).toBe(9);
    expect(seedFor(1, 'base')).toBe(seedFor(1, 'base'));
  });
});
