import { describe, expect, it } from 'vitest';
import { chartData, topOf, valueWords } from '../../src/ui/dashboard/chart-options';
import type { ChartView } from '../../src/ui/dashboard/chart-view';

const chart = (values: (number | undefined)[], slotMs: number): ChartView => ({
  id: 'memory',
  title: 'Memory',
  unit: 'MB',
  kind: 'line',
  startsMs: values.map((_, i) => i * slotMs),
  slotMs,
  series: [{ label: 'Whole app', look: 'first', values }],
  limits: [],
  summary: '',
  empty: '',
});

describe('the data of a chart', () => {
  it('leave holes open that are shorter than the pause between two measurements of the memory', () => {
    const once = [5, undefined, undefined, undefined, undefined, undefined, 6];
    expect(chartData(chart(once, 10_000))[1]).toEqual(once);
  });

  it('break the line where nothing was measured for longer, and at both ends', () => {
    const values = [undefined, 5, undefined, 6, undefined, undefined, 7, undefined];
    expect(chartData(chart(values, 60_000))[1]).toEqual([null, 5, undefined, 6, null, null, 7, null]);
    expect(chartData(chart([1, undefined, 2], 3_600_000))[1]).toEqual([1, null, 2]);
  });
});

describe('the value axis', () => {
  const limits = [{ label: 'good', value: 2000 }];

  it('reaches up to a limit that is near, and not to one that is far', () => {
    expect(topOf({ ...chart([900], 1000), limits })).toBeCloseTo(2240);
    expect(topOf({ ...chart([100], 1000), limits })).toBeCloseTo(112);
  });

  it('is there without a value', () => {
    expect(topOf(chart([undefined], 1000))).toBe(1);
  });

  it('names small rates apart', () => {
    expect([0.005, 0.0075, 0.02, 1.25].map((rate) => valueWords('per minute', rate))).toEqual([
      '0.005',
      '0.0075',
      '0.02',
      '1.3',
    ]);
  });
});
