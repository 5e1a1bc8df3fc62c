import { describe, expect, it } from 'vitest';
import { benchmarkView } from '../../src/benchmark/benchmark-view';
import type { BenchmarkData } from '../../src/benchmark/data';
import { aboutWords, estimateS } from '../../src/benchmark/estimate';
import { seriesWords } from '../../src/benchmark/labels';
import { changeWords, intervalWords, valueWords } from '../../src/benchmark/value-words';
import { fingerprintKey, summaryOf } from '../../src/perf/benchmark/fingerprint';
import { DEFAULT_PLAN } from '../../src/perf/benchmark/plan';
import type { BenchmarkRun, BenchmarkSummary } from '../../src/store/benchmark-run';
import { madeHistory } from './benchmark-made';
import { MADE_AT_MS, madeRun } from './made-run';

function view(changes: Partial<BenchmarkData> = {}) {
  return benchmarkView({
    nowMs: MADE_AT_MS + 3_600_000,
    plan: DEFAULT_PLAN,
    blocked: undefined,
    running: undefined,
    runs: [],
    shown: undefined,
    baselineId: undefined,
    baseline: undefined,
    compared: undefined,
    historySeriesId: undefined,
    historyDays: undefined,
    notice: undefined,
    ...changes,
  });
}

describe('values in words', () => {
  it('have their unit, and three digits however small', () => {
    expect(valueWords('ms', 0.0312)).toBe('0.0312 ms');
    expect(valueWords('ms', 4.5)).toBe('4.50 ms');
    expect(valueWords('ms', 445.4)).toBe('445 ms');
    expect(valueWords('ms', 1243)).toBe('1.24 s');
    expect(valueWords('ms', 0)).toBe('0 ms');
    expect(valueWords('per_s', 12.42)).toBe('12.4 per s');
    expect(valueWords('mb', -12)).toBe('−12 MB');
    expect(valueWords('share', 0)).toBe('0%');
    expect(valueWords('count', 150)).toBe('150');
    expect(valueWords('ratio', 0.3123)).toBe('0.312');
  });

  it('name a unit that both ends share once, and two units twice', () => {
    expect(intervalWords('ms', [430, 460])).toBe('430 to 460 ms');
    expect(intervalWords('ms', [990, 1010])).toBe('990 ms to 1.01 s');
    expect(intervalWords('share', [0.01, 0.02])).toBe('1% to 2%');
  });

  it('sign a change, and no sign is nothing', () => {
    expect([0.124, -0.03, 0.0001, 12].map(changeWords)).toEqual(['+12.4%', '−3.0%', '0.0%', '+1200%']);
  });
});

describe('a series known by its id', () => {
  it.each([
    ['latency.spoken.joke', 'Tell me a joke (spoken)', 'Latency', 'ms'],
    ['stt.final.1.5s', 'final, 1.5 s', 'Speech to text', 'ms'],
    ['llm.tokens-per-s', 'tokens per s', 'Language model', 'per_s'],
    ['throughput.error-rate', 'error rate', 'Throughput', 'share'],
    ['tts.rtf.8w', 'real-time factor, 8 words', 'Voice', 'ratio'],
    ['memory.samples', 'samples', 'Memory', 'mb'],
    ['sessions.held', 'held', 'Live sessions', 'count'],
    ['soak.memory', 'memory', 'Soak', 'mb'],
    ['strange', 'strange', 'Other', 'ms'],
  ])('%s is %s of %s, in %s', (id, title, group, unit) => {
    expect(seriesWords(id)).toEqual({ title, group, unit });
  });

  it('has the unit that runs give it', () => {
    const differing = madeRun().series.filter(({ id, unit }) => seriesWords(id).unit !== unit);
    expect(differing.map(({ id, unit }) => `${id} in ${unit}`)).toEqual([]);
  });
});

describe('how long a plan takes', () => {
  it('is more with more of everything, and nothing for no suite', () => {
    expect(estimateS({ ...DEFAULT_PLAN, suites: [] }, undefined)).toBe(0);
    const base = estimateS(DEFAULT_PLAN, undefined);
    expect(estimateS({ ...DEFAULT_PLAN, componentIterations: 200 }, undefined)).toBeGreaterThan(base);
    expect(estimateS({ ...DEFAULT_PLAN, components: ['capture'] }, undefined)).toBeLessThan(base);
    expect(estimateS({ ...DEFAULT_PLAN, suites: ['soak'], durationS: 7200 }, undefined)).toBe(7200);
    expect(estimateS({ ...DEFAULT_PLAN, suites: ['load', 'sessions'], components: ['stt'] }, undefined)).toBe(0);
  });

  it('comes from the last run where there is one', () => {
    const plan = { ...DEFAULT_PLAN, suites: ['latency' as const] };
    const fast = summaryOf(madeRun({ factor: 0.5 }));
    expect(estimateS(plan, fast)).toBeLessThan(estimateS(plan, summaryOf(madeRun())));
  });

  it('is told no more precisely than it is known', () => {
    expect([20, 70, 1380, 12_600].map(aboutWords)).toEqual([
      'less than a minute',
      'about 1 min',
      'about 23 min',
      'about 3.5 h',
    ]);
  });
});

describe('the plan', () => {
  it('says what is wrong, and which numbers the chosen suites use', () => {
    const { plan } = view({ plan: { ...DEFAULT_PLAN, suites: [] } });
    expect(plan.fault).toBe('At least one suite has to be chosen.');
    expect(plan.fields.filter(({ used }) => used)).toEqual([]);
    const load = view({ plan: { ...DEFAULT_PLAN, suites: ['load'] } }).plan;
    expect(load.fault).toBeUndefined();
    expect(load.fields.filter(({ used }) => used).map(({ key }) => key)).toEqual(['durationS', 'users', 'timeoutS']);
  });
});

describe('a run under way', () => {
  const progress = {
    suite: 'latency' as const,
    title: 'Tell me a joke (spoken)',
    done: 120,
    total: 480,
    elapsedS: 130,
    etaS: 400,
    paused: false,
  };

  it('says how far it is; what cannot be told is not made up', () => {
    const { state } = view({ running: { progress, cancelling: false, live: undefined } });
    expect(state).toMatchObject({ share: 0.25, done: 'step 120 of 480', elapsed: '2 min', eta: 'about 7 min left' });
    const early = view({
      running: { progress: { ...progress, etaS: undefined }, cancelling: false, live: undefined },
    }).state;
    expect(early.kind === 'running' && early.eta).toBeUndefined();
  });

  it('shows the newest samples, and counts all', () => {
    const samples = Array.from({ length: 1000 }, (_, i) => i + 1);
    const { state } = view({
      running: { progress, cancelling: false, live: { seriesId: 'latency.spoken.joke', samples } },
    });
    const live = state.kind === 'running' ? state.live : undefined;
    expect(live?.values).toHaveLength(240);
    expect(live?.values.at(-1)).toBe(1000);
    expect(live?.firstNumber).toBe(761);
    expect(live?.median).toBe(880.5);
    expect(live?.summary).toBe('1,000 samples, the last 1.00 s, median 881 ms.');
  });
});

describe('results', () => {
  it('has a row for every series, in the order of the suites', () => {
    const run = madeRun();
    const { results } = view({ shown: run });
    expect(results?.suites.map(({ suite }) => suite)).toEqual([
      'components',
      'latency',
      'throughput',
      'load',
      'sessions',
      'memory',
    ]);
    expect(results?.suites.flatMap(({ rows }) => rows)).toHaveLength(run.series.length);
    expect(results?.documents.map(({ document }) => document)).toEqual(['000', '002', '003', '004']);
  });

  it('shares of a bar sum to one, and a stage that took nothing has nothing', () => {
    const rows = view({ shown: madeRun() }).results?.breakdown ?? [];
    expect(rows).toHaveLength(10);
    for (const { parts } of rows) expect(parts.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 10);
    expect(rows[0]?.parts[0]).toMatchObject({ key: 'vad', share: 0, percent: '0%' });
    expect(Math.max(...rows.map(({ length }) => length))).toBe(1);
  });

  it('every outlier of a long strip is drawn, of the rest only so many', () => {
    const series = madeRun().series[0]!;
    const samples = Array.from({ length: 50_000 }, (_, i) => (i % 10_000 === 77 ? 900 : 10 + (i % 7)));
    const run = madeRun({ change: { series: [{ ...series, samples }] } });
    const strip = view({ shown: run }).results?.suites[0]?.strips[0];
    expect(strip?.outliers.map(([i]) => i)).toEqual([77, 10_077, 20_077, 30_077, 40_077]);
    expect(strip?.dots.length).toBeLessThanOrEqual(1200);
    expect(strip?.count).toBe(50_000);
    expect(strip?.summary).toContain('one dot in 42 is drawn');
  });

  it('says of a disturbed run that it does not count', () => {
    const disturbances: BenchmarkRun['disturbances'] = [
      { atMs: MADE_AT_MS, kind: 'hidden', detail: 'the tab was hidden' },
    ];
    const { results } = view({ shown: madeRun({ change: { disturbances } }) });
    expect(results?.headline).toBe('This run was disturbed and does not count.');
    expect(results?.disturbances).toHaveLength(1);
  });

  it('is judged by the pinned baseline, unless it is that', () => {
    const base = madeRun({ seed: 8 });
    const slow = madeRun({ seed: 9, factor: 1.3 });
    const judged = view({ shown: slow, baseline: base, baselineId: base.id }).results;
    expect(judged?.headline).toMatch(/^\d+ series regressed.*against the baseline of After the shorter encoder/);
    expect(judged?.verdicts[0]?.verdict).toBe('regressed');
    const itself = view({ shown: base, baseline: base, baselineId: base.id }).results;
    expect(itself).toMatchObject({ isBaseline: true, verdicts: [], baselineId: undefined });
    expect(view({ shown: slow }).results?.headline).toBe('No baseline is pinned, so nothing is said about change.');
  });
});

describe('two runs compared', () => {
  it('says what a change means, the worst first, all bars within the axis', () => {
    const comparison = view({
      compared: { base: madeRun({ seed: 8 }), run: madeRun({ seed: 9, factor: 1.3 }) },
    }).comparison;
    expect(comparison?.alike).toBe(true);
    expect(comparison?.rows[0]?.verdict).toBe('regressed');
    const time = comparison?.rows.find(({ seriesId }) => seriesId === 'stt.final.3s');
    expect(time?.change).toMatch(/^\+[23]\d\.\d% slower$/);
    const rate = comparison?.rows.find(({ seriesId }) => seriesId === 'llm.tokens-per-s');
    expect(rate?.change).toMatch(/^−2\d\.\d% slower$/);
    for (const { bar } of comparison?.rows ?? []) {
      for (const end of [bar.change, bar.low ?? 0, bar.high ?? 0]) expect(Math.abs(end)).toBeLessThanOrEqual(1);
    }
    const counted = comparison?.counts.reduce((sum, { count }) => sum + count, 0);
    expect(counted).toBe(comparison?.rows.length);
  });

  it('of other devices names what differs and says it once', () => {
    const run = madeRun({ seed: 9 });
    const base = madeRun({ seed: 8, change: { fingerprint: { ...run.fingerprint, cores: 8 } } });
    const comparison = view({ compared: { base, run } }).comparison;
    expect(comparison?.alike).toBe(false);
    expect(comparison?.differences).toEqual([{ field: 'cores', a: '8', b: '2' }]);
    expect(comparison?.rows.every(({ why }) => why === '')).toBe(true);
    expect(comparison?.lead).toContain('One thing is different');
  });
});

describe('the history', () => {
  const summary = (id: string, days: number, change: Partial<BenchmarkSummary> = {}): BenchmarkSummary => ({
    ...summaryOf(madeRun()),
    id,
    label: '',
    startedAtMs: MADE_AT_MS - days * 86_400_000,
    ...change,
  });

  it('tells runs apart by the fingerprint of the baseline, else of the newest that counts', () => {
    const key = fingerprintKey(madeRun().fingerprint);
    const runs = [
      summary('a', 3, { fingerprintKey: 'other' }),
      summary('b', 2),
      summary('c', 1, { valid: false }),
      summary('d', 0.5),
    ];
    const kinds = (baselineId?: string) =>
      view({ runs: [...runs], baselineId }).history.chart.points.map(({ runId, kind }) => `${runId} ${kind}`);
    expect(runs[3]?.fingerprintKey).toBe(key);
    expect(kinds()).toEqual(['a other', 'b like', 'c invalid', 'd like']);
    expect(kinds('a')).toEqual(['a like', 'b other', 'c invalid', 'd other']);
  });

  it('shows the days asked for; the list has all runs, the newest first', () => {
    const runs = [summary('old', 20), summary('new', 1)];
    const { history } = view({ runs, historyDays: 7 });
    expect(history.chart.points.map(({ runId }) => runId)).toEqual(['new']);
    expect(history.runs.map(({ runId }) => runId)).toEqual(['new', 'old']);
  });

  it('has every point and mark within its axes, whatever the values are', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const runs = madeHistory(60, 3 ** seed / 2, seed);
      for (const historySeriesId of ['stt.final.3s', 'route.rules', 'sessions.held', 'throughput.error-rate']) {
        const { chart } = view({ runs, historySeriesId }).history;
        expect(chart.points).toHaveLength(60);
        expect(chart.top).toBeGreaterThan(0);
        for (const { atMs, median, high } of chart.points) {
          expect(atMs).toBeGreaterThanOrEqual(chart.fromMs);
          expect(atMs).toBeLessThanOrEqual(chart.toMs);
          expect(high ?? median).toBeLessThanOrEqual(chart.top);
        }
        for (const { value } of chart.ticks) expect(value).toBeLessThanOrEqual(chart.top);
        expect(chart.ticks.length).toBeLessThanOrEqual(7);
        for (const { atMs } of chart.days) {
          expect(atMs).toBeGreaterThanOrEqual(chart.fromMs);
          expect(atMs).toBeLessThanOrEqual(chart.toMs);
        }
        expect(chart.days.length).toBeLessThanOrEqual(7);
      }
    }
  });

  it('stays the same object while a run is under way', () => {
    const runs = madeHistory(5);
    const before = view({ runs }).history;
    const during = view({ runs, running: { progress: undefined, cancelling: false, live: undefined } }).history;
    expect(during).toBe(before);
    expect(view({ runs, historyDays: 30 }).history).not.toBe(before);
  });

  it('of nothing is empty, and says so', () => {
    const { history } = view();
    expect(history.runs).toEqual([]);
    expect(history.chart.summary).toBe('Nothing was measured in this time.');
  });
});
