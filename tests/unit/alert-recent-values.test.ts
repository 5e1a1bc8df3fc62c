import { describe, expect, it } from 'vitest';
import type { Aggregate, MetricQuery } from '../../src/perf/alerts/condition';
import { RecentValues } from '../../src/perf/alerts/recent-values';

const MINUTE_MS = 60_000;

function queryOf(aggregate: Aggregate, windowMs = MINUTE_MS): MetricQuery {
  return { aggregate, component: 'stt', name: 'latency', windowMs };
}

/** Values of one series, a second apart from 0 on. */
function valuesOf(values: readonly number[], windowMs = MINUTE_MS): RecentValues {
  const recent = new RecentValues();
  recent.watch([queryOf('last', windowMs)]);
  values.forEach((value, index) => {
    recent.record({ component: 'stt', name: 'latency', atMs: index * 1000, value });
  });
  return recent;
}

describe('recent values', () => {
  it.each<[Aggregate, number]>([
    ['last', 40],
    ['avg', 31],
    ['min', 1],
    ['max', 100],
    ['sum', 155],
    ['count', 5],
    ['rate', 155],
    ['p50', 10],
    ['p90', 100],
    ['p95', 100],
    ['p99', 100],
  ])('know the %s of a series', (aggregate, figure) => {
    expect(valuesOf([10, 100, 4, 1, 40]).read(queryOf(aggregate), 4000)).toBe(figure);
  });

  it('sort numbers as numbers', () => {
    const recent = valuesOf(
      Array.from({ length: 100 }, (_, index) => 100 - index),
      10 * MINUTE_MS,
    );
    const read = (aggregate: Aggregate) => recent.read(queryOf(aggregate, 10 * MINUTE_MS), 99_000);
    expect([read('p50'), read('p90'), read('p95'), read('p99')]).toEqual([50, 90, 95, 99]);
  });

  it('look back as far as is asked, the far end left out', () => {
    const recent = valuesOf([1, 2, 3, 4]);
    expect(recent.read(queryOf('sum', 2000), 3000)).toBe(7);
    expect(recent.read(queryOf('sum', 2001), 3000)).toBe(9);
  });

  it('take what comes late into its place', () => {
    const recent = valuesOf([1, 2, 3]);
    recent.record({ component: 'stt', name: 'latency', atMs: 500, value: 50 });
    expect(recent.read(queryOf('last'), 2000)).toBe(3);
    expect(recent.read(queryOf('last', 1501), 2000)).toBe(3);
    expect(recent.read(queryOf('max', 1501), 2000)).toBe(50);
  });

  it('know nothing of what was never measured, and count nothing once it was', () => {
    const recent = valuesOf([]);
    for (const aggregate of ['count', 'sum', 'rate', 'last', 'avg', 'p95'] as const) {
      expect(recent.read(queryOf(aggregate), 0)).toBeUndefined();
    }
    recent.record({ component: 'stt', name: 'latency', atMs: 0, value: 7 });
    const laterMs = 10 * MINUTE_MS;
    expect(recent.read(queryOf('count'), laterMs)).toBe(0);
    expect(recent.read(queryOf('sum'), laterMs)).toBe(0);
    expect(recent.read(queryOf('rate'), laterMs)).toBe(0);
    expect(recent.read(queryOf('last'), laterMs)).toBeUndefined();
    expect(recent.read(queryOf('avg'), laterMs)).toBeUndefined();
    expect(recent.read(queryOf('max'), laterMs)).toBeUndefined();
  });

  it('keep only what is watched, for as long as it is', () => {
    const recent = valuesOf([1]);
    const other = { ...queryOf('last'), component: 'tts' } as const;
    recent.record({ ...other, atMs: 0, value: 1 });
    expect(recent.read(other, 0)).toBeUndefined();
    recent.watch([other]);
    recent.watch([queryOf('last')]);
    expect(recent.read(queryOf('last'), 0)).toBeUndefined();
  });

  it('keep what one rule needs when another needs less', () => {
    const recent = new RecentValues();
    recent.watch([queryOf('p95', 10 * MINUTE_MS), queryOf('last', 1000)]);
    for (let second = 0; second < 600; second++) {
      recent.record({ component: 'stt', name: 'latency', atMs: second * 1000, value: second });
    }
    expect(recent.read(queryOf('count', 10 * MINUTE_MS), 599_000)).toBe(600);
  });

  it('do not grow without end', () => {
    const dayMs = 24 * 60 * MINUTE_MS;
    const recent = new RecentValues();
    recent.watch([queryOf('count', dayMs)]);
    for (let index = 0; index < 25_000; index++) {
      recent.record({ component: 'stt', name: 'latency', atMs: index, value: index });
    }
    const count = recent.read(queryOf('count', dayMs), 25_000) ?? 0;
    expect(count).toBeGreaterThanOrEqual(20_000);
    expect(count).toBeLessThan(20_300);
    expect(recent.read(queryOf('last', dayMs), 25_000)).toBe(24_999);
  });

  it('leave out what is no number', () => {
    const recent = valuesOf([Number.NaN, Number.POSITIVE_INFINITY]);
    expect(recent.read(queryOf('count'), 1000)).toBeUndefined();
  });
});
