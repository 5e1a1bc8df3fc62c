import { describe, expect, it } from 'vitest';
import type { MetricPoint } from '../../src/store/metric';
import { packBins, packBucket, unpackBins, unpackBucket } from '../../src/store/packed-bucket';
import { coarsen, mergeBuckets, quantileOf, resolutionFor, rollUp, summarise } from '../../src/store/rollup';

const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** A whole hour. */
const START = 1_800_000_000_000 - (1_800_000_000_000 % HOUR);

const point = (atMs: number, value: number, name = 'latency'): MetricPoint => ({
  name,
  component: 'stt',
  atMs,
  value,
});

/** Log-normal with the median 400 and sigma 0.6, by its own quantiles: what is expected of it is known exactly. */
const MEDIAN_MS = 400;
const SIGMA = 0.6;
/** Quantiles of the standard normal distribution. */
const NORMAL = { p50: 0, p95: 1.6448536269514722, p99: 2.3263478740408408 };

/** The inverse of the standard normal distribution (Acklam, relative error below 1.15e-9). */
function normalAt(share: number): number {
  const a = [
    -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239,
  ];
  const b = [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572];
  const c = [
    -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
    2.938163982698783,
  ];
  const d = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416];
  const poly = (factors: readonly number[], x: number) => factors.reduce((sum, factor) => sum * x + factor, 0);
  if (share > 1 - 0.02425) return -normalAt(1 - share);
  if (share < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(share));
    return poly(c, q) / (poly(d, q) * q + 1);
  }
  const q = share - 0.5;
  return (poly(a, q * q) * q) / (poly(b, q * q) * q * q + 1);
}

/** A month of latencies, one a minute, in an order that mixes small and large (steps of the golden ratio). */
function month(): MetricPoint[] {
  const count = (30 * DAY) / MINUTE;
  return Array.from({ length: count }, (_, index) => {
    const share = (((index * 0.6180339887498949) % 1) * (count - 1) + 0.5) / count;
    return point(START + index * MINUTE, MEDIAN_MS * Math.exp(SIGMA * normalAt(share)));
  });
}

describe('a month rolled up', () => {
  const points = month();
  const hours = rollUp(points, 'hour');

  it('gives quantiles within 1 % of the distribution it came from', () => {
    expect(hours).toHaveLength(30 * 24);
    for (const [name, normal] of Object.entries(NORMAL)) {
      const wanted = MEDIAN_MS * Math.exp(SIGMA * normal);
      const found = quantileOf(hours, Number(name.slice(1)) / 100) ?? Number.NaN;
      expect(Math.abs(found / wanted - 1), name).toBeLessThan(0.01);
    }
  });

  it('counts, sums and keeps the extremes', () => {
    const values = points.map(({ value }) => value);
    const summary = summarise(hours, [0, 1]);
    expect(summary?.count).toBe(values.length);
    expect(summary?.sum).toBeCloseTo(
      values.reduce((sum, value) => sum + value, 0),
      3,
    );
    expect([summary?.min, summary?.max]).toEqual([Math.min(...values), Math.max(...values)]);
    expect(summary?.quantiles[0]).toBeGreaterThanOrEqual(summary?.min ?? Number.NaN);
    expect(summary?.quantiles[1]).toBeLessThanOrEqual(summary?.max ?? Number.NaN);
  });

  it('is the same by way of minutes', () => {
    const byMinutes = coarsen(rollUp(points, 'minute'), 'hour');
    expect(byMinutes.map(({ sum, ...rest }) => rest)).toEqual(hours.map(({ sum, ...rest }) => rest));
    for (const [index, { sum }] of byMinutes.entries()) expect(sum).toBeCloseTo(hours[index]?.sum ?? Number.NaN, 6);
  });

  it('lies packed on the disk and comes back as it was', () => {
    for (const hour of hours.slice(0, 24)) expect(unpackBucket(hour, 'hour', packBucket(hour))).toEqual(hour);
  });
});

describe('buckets', () => {
  it('begin at whole minutes and hours, and keep series apart', () => {
    const found = rollUp(
      [point(START + MINUTE - 1, 1), point(START + MINUTE, 2), point(START, 5, 'errors'), point(START - 1, 3)],
      'minute',
    );
    expect(found.map(({ name, startMs, count, sum }) => [name, startMs - START, count, sum])).toEqual([
      ['errors', 0, 1, 5],
      ['latency', -MINUTE, 1, 3],
      ['latency', 0, 1, 1],
      ['latency', MINUTE, 1, 2],
    ]);
  });

  it('of the same time merge to what all their points give', () => {
    const values = [5, 0, -2, 1, 1, 900];
    const [whole] = rollUp(
      values.map((value) => point(START, value)),
      'hour',
    );
    const [a] = rollUp(
      values.slice(0, 2).map((value) => point(START, value)),
      'hour',
    );
    const [b] = rollUp(
      values.slice(2).map((value) => point(START, value)),
      'hour',
    );
    expect(a && b && mergeBuckets(a, b)).toEqual(whole);
  });

  it('are not made of wider ones', () => {
    expect(() => coarsen(rollUp([point(START, 1)], 'hour'), 'minute')).toThrow(RangeError);
  });

  it('say nothing of nothing', () => {
    expect(summarise([], [0.5])).toBeUndefined();
    expect(quantileOf([], 0.5)).toBeUndefined();
  });
});

describe('packed bins', () => {
  it('are short where bins are empty, and come back whole', () => {
    const counts = [3, 0, 0, 0, 1, 0, 7];
    expect(packBins(counts)).toEqual([3, -3, 1, -1, 7]);
    expect(unpackBins(packBins(counts))).toEqual(counts);
    expect(unpackBins(packBins([0, 0, 4, 0]))).toEqual([0, 0, 4, 0]);
  });
});

it('a chart is drawn from some hundred values up to about two thousand', () => {
  const over = (rangeMs: number) => resolutionFor(START - rangeMs, START);
  expect(over(5 * MINUTE)).toBe('raw');
  expect(over(30 * MINUTE)).toBe('raw');
  expect(over(DAY)).toBe('minute');
  expect(over(7 * DAY)).toBe('hour');
  expect(over(30 * DAY)).toBe('hour');
});
