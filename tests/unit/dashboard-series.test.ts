import { describe, expect, it } from 'vitest';
import { exactQuantile } from '../../src/dashboard/quantile';
import { dealOut, RANGES, slotsOf } from '../../src/dashboard/range';
import { KeptSeries } from '../../src/dashboard/series';
import { SeriesReader } from '../../src/dashboard/series-reader';
import { type WantedSeries, wantedSeries } from '../../src/dashboard/wanted-series';
import type { Component, MetricPoint } from '../../src/store/metric';
import { FakeBuckets, NOW_MS } from './dashboard-fakes';

const point = (atMs: number, value: number, component: Component = 'system', name = 'memory_mb'): MetricPoint => ({
  ...{ atMs, value, component, name },
});

describe('slots', () => {
  it.each(Object.keys(RANGES) as (keyof typeof RANGES)[])('of %s cover the range and hold now', (key) => {
    const { startsMs, slotMs } = slotsOf(key, NOW_MS + 1234);
    const first = startsMs[0] ?? 0;
    const last = startsMs.at(-1) ?? 0;
    expect(first).toBeLessThanOrEqual(NOW_MS + 1234 - RANGES[key].lastMs);
    expect(last).toBeLessThanOrEqual(NOW_MS + 1234);
    expect(last + slotMs).toBeGreaterThan(NOW_MS + 1234);
    expect(startsMs.every((startMs) => startMs % slotMs === 0)).toBe(true);
    expect(startsMs.length).toBeLessThanOrEqual(62);
  });

  it('take what falls into them, and nothing else', () => {
    const slots = { startsMs: [100, 200, 300], slotMs: 100 };
    expect(dealOut(slots, [99, 100, 199, 200, 399, 400], (at) => at)).toEqual([[100, 199], [200], [399]]);
  });
});

describe('quantiles', () => {
  it('lie between order statistics', () => {
    expect(exactQuantile([4, 1, 3, 2], 0.5)).toBe(2.5);
    expect(exactQuantile([1, 2, 3, 4, 5], 0.95)).toBeCloseTo(4.8);
    expect(exactQuantile([7], 0.99)).toBe(7);
  });

  it('of nothing are not known', () => {
    expect(exactQuantile([], 0.5)).toBeUndefined();
    expect(exactQuantile([Number.NaN], 0.5)).toBeUndefined();
  });
});

describe('kept series', () => {
  const points = [point(1000, 10), point(2000, 30), point(3000, 20), point(2000, 99, 'stt', 'wasm_heap_mb')];

  it('are summed up from points', () => {
    const series = new KeptSeries({ points, buckets: [], quantile: () => undefined });
    expect(series.whole('system', 'memory_mb')).toMatchObject({ count: 3, sum: 60, mean: 20, max: 30, p50: 20 });
    expect(series.latest('system', 'memory_mb')).toBe(20);
  });

  it('are summed up the same from buckets', () => {
    const fake = new FakeBuckets(points, 'minute');
    const series = new KeptSeries({ points: [], buckets: fake.buckets, quantile: fake.quantile });
    expect(series.whole('system', 'memory_mb')).toMatchObject({ count: 3, sum: 60, mean: 20, max: 30, p50: 20 });
  });

  it('are not counted twice where points and buckets overlap', () => {
    const fake = new FakeBuckets(points, 'minute');
    const series = new KeptSeries({ points, buckets: fake.buckets, quantile: fake.quantile });
    expect(series.whole('system', 'memory_mb').count).toBe(3);
  });

  it('have no value where nothing was measured', () => {
    const series = new KeptSeries({ points, buckets: [], quantile: () => undefined });
    expect(series.whole('system', 'pressure')).toMatchObject({
      count: 0,
      mean: undefined,
      max: undefined,
      p50: undefined,
    });
    expect(series.latest('system', 'pressure')).toBeUndefined();
    const slots = { startsMs: [0, 2000, 4000], slotMs: 2000 };
    expect(series.perSlot('system', 'memory_mb', slots).map((slot) => slot?.mean)).toEqual([10, 25, undefined]);
  });

  it('tell the share of time that was measured', () => {
    // 30 and 20 ms of work in the two seconds after the first point.
    const some = new KeptSeries({ points: points.slice(0, 3), buckets: [], quantile: () => undefined });
    expect(some.shareOfTime('system', 'memory_mb', 4000)).toBeCloseTo(50 / 2000);
    const fake = new FakeBuckets(points, 'minute');
    const bucketed = new KeptSeries({ points: [], buckets: fake.buckets, quantile: fake.quantile });
    // The minute is not over yet: ten seconds of it have passed.
    expect(bucketed.shareOfTime('system', 'memory_mb', 10_000)).toBeCloseTo(60 / 10_000);
    expect(bucketed.shareOfTime('system', 'memory_mb', 600_000)).toBeCloseTo(60 / 60_000);
    expect(some.shareOfTime('system', 'pressure', 4000)).toBeUndefined();
  });
});

describe('wanted series', () => {
  it('are each wanted once, as finely as the range asks for, errors with their codes', () => {
    const wanted = wantedSeries('30d', true, NOW_MS);
    expect(new Set(wanted.map(({ component, name }) => `${component}/${name}`)).size).toBe(wanted.length);
    expect(new Set(wanted.filter(({ name }) => name !== 'errors').map(({ source }) => source))).toEqual(
      new Set(['hour']),
    );
    expect(new Set(wanted.filter(({ name }) => name === 'errors').map(({ source }) => source))).toEqual(
      new Set(['points']),
    );
  });

  it('are without latencies while the turns tell them', () => {
    expect(wantedSeries('5m', false, NOW_MS).some(({ name }) => name === 'latency')).toBe(false);
    expect(wantedSeries('5m', true, NOW_MS).filter(({ name }) => name === 'latency')).toHaveLength(8);
  });
});

describe('SeriesReader', () => {
  /** A store of one series that notes what it is asked for. */
  function fakeStore(points: MetricPoint[]) {
    const asked: { fromMs: number; toMs: number }[] = [];
    const within = (fromMs: number, toMs: number) => (atMs: number) => atMs >= fromMs && atMs < toMs;
    return {
      asked,
      points: async ({ fromMs, toMs }: { fromMs: number; toMs: number }) => {
        asked.push({ fromMs, toMs });
        const isIn = within(fromMs, toMs);
        return points.filter(({ atMs }) => isIn(atMs));
      },
      buckets: async ({ fromMs, toMs }: { fromMs: number; toMs: number }) => {
        asked.push({ fromMs, toMs });
        const isIn = within(fromMs, toMs);
        return new FakeBuckets(points, 'minute').buckets.filter(({ startMs }) => isIn(startMs));
      },
    };
  }
  const wanted = (source: WantedSeries['source'], fromMs: number, toMs: number): WantedSeries[] => [
    { component: 'system', name: 'memory_mb', source, fromMs, toMs },
  ];

  it('reads only the end again, and forgets what is older than the range', async () => {
    const points = [point(0, 1), point(100_000, 2)];
    const store = fakeStore(points);
    const reader = new SeriesReader(store);
    await reader.read(wanted('points', 0, 120_000));
    points.push(point(121_000, 3), point(119_000, 2.5));
    const { points: found } = await reader.read(wanted('points', 2000, 122_000));
    expect(store.asked[1]).toEqual({ fromMs: 100_000, toMs: 122_000 });
    expect(found.map(({ value }) => value).toSorted()).toEqual([2, 2.5, 3]);
  });

  it('reads all again for a longer range, and after a minute', async () => {
    const store = fakeStore([point(0, 1)]);
    const reader = new SeriesReader(store);
    await reader.read(wanted('points', 50_000, 120_000));
    await reader.read(wanted('points', 0, 121_000));
    await reader.read(wanted('points', 0, 181_500));
    expect(store.asked.map(({ fromMs }) => fromMs)).toEqual([50_000, 0, 0]);
  });

  it('takes an open bucket anew and leaves closed ones', async () => {
    const points = [point(10_000, 1), point(70_000, 2), point(130_000, 3)];
    const store = fakeStore(points);
    const reader = new SeriesReader(store);
    await reader.read(wanted('minute', 0, 140_000));
    points.push(point(141_000, 5));
    const { buckets } = await reader.read(wanted('minute', 0, 142_000));
    expect(store.asked[1]).toEqual({ fromMs: 60_000, toMs: 142_000 });
    expect(buckets.map(({ startMs, sum }) => [startMs, sum])).toEqual([
      [0, 1],
      [60_000, 2],
      [120_000, 8],
    ]);
  });
});
