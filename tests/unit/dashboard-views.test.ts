import { describe, expect, it } from 'vitest';
import { trendWords } from '../../src/dashboard/component-rows';
import { limitWords, memoryWords, numberWords, shareWords } from '../../src/dashboard/figures';
import { dashboardView } from '../../src/dashboard-views';
import type { DashboardView } from '../../src/ui/dashboard/dashboard-view';
import {
  FakeBuckets,
  MADE_ALERTS,
  madeData,
  madeSystemPoints,
  madeTurn,
  madeTurnPoints,
  madeTurns,
  NOW_MS,
} from './dashboard-fakes';

const HALF_HOUR_MS = 1_800_000;
const tile = (view: DashboardView, key: string) => view.tiles.find((one) => one.key === key);
const row = (view: DashboardView, component: string) => view.components.find((one) => one.component === component);

function busyHalfHour(changes: Parameters<typeof madeData>[0] = {}) {
  const turns = madeTurns(34, HALF_HOUR_MS);
  const points = [...madeTurnPoints(turns), ...madeSystemPoints(HALF_HOUR_MS, 10_000)];
  const { buckets, quantile } = new FakeBuckets(points, 'minute');
  const errors = points.filter(({ name }) => name === 'errors');
  return madeData({ turns, points: errors, buckets, quantile, alerts: MADE_ALERTS, ...changes });
}

describe('the dashboard', () => {
  const view = dashboardView(busyHalfHour());

  it('is made from the turns of the range', () => {
    expect(tile(view, 'latency')).toMatchObject({ label: 'Voice to voice', band: 'good' });
    expect(tile(view, 'latency')?.details.at(-1)).toEqual({ label: 'Turns', value: '32' });
    expect(tile(view, 'throughput')?.value).toBe('1.1');
    expect(tile(view, 'errors')).toMatchObject({ value: '5.9%', band: 'poor' });
    expect(row(view, 'pipeline')).toMatchObject({ count: 34, errors: 2 });
    expect(row(view, 'tool')?.count).toBe(17);
  });

  it('leaves out older turns, and noises that rightly got no reply', () => {
    const old = madeTurn({ id: 'old', startedAtMs: NOW_MS - HALF_HOUR_MS - 1 });
    const noise = madeTurn({ id: 'noise', changes: { outcome: 'no-speech' } });
    const { components, turns } = dashboardView(madeData({ turns: [old, noise, madeTurn()] }));
    expect(components[0]?.count).toBe(1);
    expect(turns.bars.map(({ id }) => id)).toEqual(['turn-1']);
  });

  it('keeps a turn open when it grows older than the range', () => {
    const old = madeTurn({ id: 'old', startedAtMs: NOW_MS - HALF_HOUR_MS - 1 });
    expect(dashboardView(madeData({ turns: [old], openTurnId: 'old' })).openTurn?.turnId).toBe('old');
  });

  it('shows the chosen component', () => {
    const chosen = dashboardView(busyHalfHour({ component: 'stt' }));
    expect(tile(chosen, 'latency')?.label).toBe('Speech to text');
    expect(chosen.trend.title).toBe('Speech to text over time');
    expect(chosen.trend.limits.map(({ value }) => value)).toEqual([500, 1000]);
    expect(row(chosen, 'stt')?.selected).toBe(true);
    expect(chosen.alerts.map(({ id }) => id)).toEqual(['a2']);
    expect(chosen.errors).toEqual([]);
    expect(tile(chosen, 'errors')?.details).toEqual([{ label: 'Errors', value: '0 in 34 turns' }]);
  });

  it('puts alerts that last first', () => {
    expect(view.alerts.map(({ id, lasting }) => [id, lasting])).toEqual([
      ['a2', true],
      ['a1', false],
    ]);
    const later = dashboardView(madeData({ alerts: MADE_ALERTS, range: '5m' }));
    expect(later.alerts.map(({ id }) => id)).toEqual(['a2']);
  });

  it('counts an error once that both the turn and a component tell of', () => {
    expect(view.errors).toMatchObject([{ code: 'inference-failed', count: 2 }]);
  });

  it('adds the models’ memory up, and draws what is told only', () => {
    const models = view.memory.series.find(({ label }) => label.startsWith('Models'));
    expect(models?.values.filter((mb) => mb !== undefined).every((mb) => Math.abs(mb - 725) < 1e-6)).toBe(true);
    expect(dashboardView(madeData()).memory.series).toEqual([]);
  });

  it('draws as many values as there are slots', () => {
    for (const { startsMs, series } of [view.trend, view.throughput, view.memory]) {
      for (const { values } of series) expect(values).toHaveLength(startsMs.length);
    }
    const rates = view.throughput.series[0]?.values ?? [];
    expect(rates.reduce<number>((all, rate) => all + (rate ?? 0), 0)).toBeCloseTo(34);
  });

  it('tells the monitor’s own cost as a share of one core', () => {
    // Between 1.1 and 2.1 ms in every second.
    expect(tile(view, 'cost')).toMatchObject({ value: '0.2%', band: 'good' });
  });
});

describe('what is not known', () => {
  it('is never written as 0', () => {
    const view = dashboardView(madeData());
    for (const key of ['latency', 'errors', 'memory', 'pressure', 'cost'])
      expect(tile(view, key)?.value).toBeUndefined();
    expect(view.figures.flatMap(({ figures }) => figures).every(({ value }) => value === undefined)).toBe(true);
    expect(row(view, 'stt')).toMatchObject({ p50: undefined, p95: undefined, p99: undefined, work: undefined });
  });

  it('is told apart: not measured yet, switched off, or not told by this browser', () => {
    expect(tile(dashboardView(madeData()), 'pressure')?.absence).toBe('not measured yet');
    expect(tile(dashboardView(madeData({ monitoring: false })), 'pressure')?.absence).toBe('monitoring is off');
    const bare = dashboardView(madeData({ unavailable: ['Compute pressure'] }));
    expect(tile(bare, 'pressure')?.absence).toBe('not available');
    expect(bare.unavailable[0]?.name).toBe('Compute pressure');
  });

  it('always names what no browser tells', () => {
    const names = dashboardView(madeData()).unavailable.map(({ name }) => name);
    expect(names).toContain('Temperature of the processor');
  });
});

describe('the state of the store', () => {
  it.each([
    [{ kind: 'persistent' } as const, undefined],
    [{ kind: 'memory-only', reason: 'no IndexedDB' } as const, 'forgotten when the tab is closed'],
    [{ kind: 'full', droppedPoints: 12_000 } as const, '12,000 of the oldest points'],
    [{ kind: 'blocked' } as const, 'Another tab'],
  ])('%o is told', (storage, words) => {
    const { storageNote } = dashboardView(madeData({ storage }));
    if (words === undefined) expect(storageNote).toBeUndefined();
    else expect(storageNote).toContain(words);
  });
});

describe('figures in words', () => {
  it('say how a curve goes', () => {
    expect(trendWords([])).toBe('no data');
    expect(trendWords([undefined, 5])).toBe('one point');
    expect(trendWords([400, 410, 405, 402])).toBe('steady');
    expect(trendWords([400, 400, undefined, 200, 200])).toBe('down 50%');
    expect(trendWords([100, 100, 150, 150])).toBe('up 50%');
    // Twice as long, and still nothing to anybody.
    expect(trendWords([2, 2, 4, 4])).toBe('steady');
  });

  it('never round something to nothing', () => {
    expect(shareWords(0)).toBe('0%');
    expect(shareWords(0.0001)).toBe('<0.1%');
    expect(shareWords(0.004)).toBe('0.4%');
    expect(shareWords(0.0999)).toBe('10%');
    expect(shareWords(0.91)).toBe('91%');
  });

  it('are as short as they can be', () => {
    expect(limitWords(500)).toBe('500 ms');
    expect(limitWords(1500)).toBe('1.5 s');
    expect(memoryWords(4096)).toBe('4.1 GB');
    expect(numberWords(1204.4)).toBe('1,204');
    expect(numberWords(undefined)).toBeUndefined();
  });
});
