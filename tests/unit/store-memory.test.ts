import { describe, expect, it } from 'vitest';
import { createMemoryMetricStore } from '../../src/store/memory-metrics';
import { DEFAULT_RETENTION, type MetricPoint } from '../../src/store/metric';
import { quantileOf } from '../../src/store/rollup';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** A whole hour. */
const START = 1_800_000_000_000 - (1_800_000_000_000 % HOUR);

const point = (atMs: number, value: number, component: MetricPoint['component'] = 'stt'): MetricPoint => ({
  name: 'latency',
  component,
  atMs,
  value,
});

describe('metrics without a database', () => {
  it('say that they are forgotten, and why', () => {
    expect(createMemoryMetricStore('private window').state).toEqual({ kind: 'memory-only', reason: 'private window' });
  });

  it('give points in the order of time, of one component or of all', async () => {
    const store = createMemoryMetricStore('');
    await store.append([point(START + 5, 5), point(START + 1, 1, 'llm')]);
    await store.append([point(START + 3, 3), point(START, Number.NaN), point(START + 9, 9)]);
    const values = async (component?: MetricPoint['component']) =>
      (await store.points({ name: 'latency', component, fromMs: START, toMs: START + 9 })).map(({ value }) => value);
    expect(await values('stt')).toEqual([3, 5]);
    expect(await values()).toEqual([1, 3, 5]);
    expect(await store.series()).toEqual([
      { name: 'latency', component: 'stt' },
      { name: 'latency', component: 'llm' },
    ]);
  });

  it('roll up as they come', async () => {
    const store = createMemoryMetricStore('');
    for (let minute = 0; minute < 120; minute++) await store.append([point(START + minute * 60_000, minute + 1)]);
    const query = { name: 'latency', component: 'stt', fromMs: START, toMs: START + 2 * HOUR } as const;
    expect(await store.buckets({ ...query, width: 'minute' })).toHaveLength(120);
    const hours = await store.buckets({ ...query, width: 'hour' });
    expect(hours.map(({ count, min, max }) => [count, min, max])).toEqual([
      [60, 1, 60],
      [60, 61, 120],
    ]);
    expect(Math.abs((quantileOf(hours, 0.5) ?? 0) / 60 - 1)).toBeLessThan(0.01);
    expect(await store.buckets({ ...query, width: 'hour', toMs: START + HOUR })).toHaveLength(1);
  });

  it('are bounded, and tidied up by number and by age', async () => {
    const store = createMemoryMetricStore('');
    const many = DEFAULT_RETENTION.pointsPerSeries + 50;
    await store.append(Array.from({ length: many }, (_, index) => point(START + index, index)));
    const all = { name: 'latency', fromMs: 0, toMs: Number.POSITIVE_INFINITY };
    expect((await store.points(all))[0]?.value).toBe(50);
    expect(await store.retain({ pointsPerSeries: 100, days: 1 }, START)).toBe(DEFAULT_RETENTION.pointsPerSeries - 100);
    expect((await store.points(all)).map(({ value }) => value)).toEqual(
      Array.from({ length: 100 }, (_, index) => many - 100 + index),
    );
    expect(await store.retain({ pointsPerSeries: 100, days: 1 }, START + many - 1 + DAY)).toBe(99);
  });
});
