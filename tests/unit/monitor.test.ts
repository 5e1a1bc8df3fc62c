import { describe, expect, it } from 'vitest';
import { Monitor } from '../../src/perf/monitor';
import { monitored, setMonitor } from '../../src/perf/monitored';
import { summaryOf } from '../../src/perf/summary';
import { turnPoints } from '../../src/perf/turn-points';
import type { BenchmarkRun } from '../../src/store/benchmark-run';
import type { MetricPoint } from '../../src/store/metric';
import type { ProfileResult } from '../../src/store/result-records';
import { SottoError } from '../../workers/rpc';
import { madeTurn } from './dashboard-fakes';
import { madeFingerprint } from './made-fingerprint';

const NOW = 1_800_000_000_000;

/** Keeps what the monitor hands on, in memory. */
function memoryMonitor() {
  const written: MetricPoint[] = [];
  const waiting: MetricPoint[] = [];
  const profiles: ProfileResult[] = [];
  const benchmarks: BenchmarkRun[] = [];
  const alerts: MetricPoint[] = [];
  let nowMs = NOW;
  const monitor = new Monitor({
    store: {
      points: async ({ name, component, fromMs, toMs }) =>
        written.filter(
          (point) =>
            point.name === name &&
            (component === undefined || point.component === component) &&
            point.atMs >= fromMs &&
            point.atMs < toMs,
        ),
    },
    writer: {
      record: (point) => void waiting.push(point),
      flush: async () => void written.push(...waiting.splice(0)),
    },
    profiles: { add: async (profile) => void profiles.push(profile) },
    benchmarks: {
      keep: async (run) => void benchmarks.push(run),
      since: async (fromMs) => benchmarks.filter(({ startedAtMs }) => startedAtMs >= fromMs),
      fingerprint: async () => madeFingerprint(),
    },
    onPoint: (point) => void alerts.push(point),
    nowMs: () => nowMs,
  });
  return { monitor, profiles, benchmarks, alerts, written, waiting, advance: (ms: number) => (nowMs += ms) };
}

describe('Monitor', () => {
  it('records a value with its component and tags, and finds it again before it was written', async () => {
    const { monitor, alerts } = memoryMonitor();
    monitor.recordMetric('export_ms', 12, { component: 'tool', format: 'csv' });
    monitor.recordMetric('export_ms', 7);
    const all = await monitor.getMetrics('export_ms', { lastMs: 1000 });
    expect(all.map(({ component, value, tags }) => ({ component, value, tags }))).toEqual([
      { component: 'tool', value: 12, tags: { format: 'csv' } },
      { component: 'pipeline', value: 7, tags: undefined },
    ]);
    expect(await monitor.getMetrics('export_ms', { lastMs: 1000, component: 'tool' })).toHaveLength(1);
    expect(alerts).toHaveLength(2);
  });

  it('forgets nothing of the time asked for, and tells nothing older', async () => {
    const { monitor, advance } = memoryMonitor();
    monitor.recordMetric('a', 1);
    advance(5000);
    monitor.recordMetric('a', 2);
    expect((await monitor.getMetrics('a', { lastMs: 1000 })).map(({ value }) => value)).toEqual([2]);
    expect((await monitor.getMetrics('a', { lastMs: 6000 })).map(({ value }) => value)).toEqual([1, 2]);
  });

  it('times an operation, gives its result on, and counts a failure with its code', async () => {
    const { monitor } = memoryMonitor();
    expect(await monitor.timeOperation('tool', 'sum', () => 42)).toBe(42);
    const failing = monitor.timeOperation('tool', 'sum', async () => {
      throw new SottoError('storage-full', 'no room');
    });
    await expect(failing).rejects.toThrow('no room');
    const [operations, work, errors] = await Promise.all(
      ['operations', 'work_ms', 'errors'].map((name) => monitor.getMetrics(name, { lastMs: 1000, component: 'tool' })),
    );
    expect(operations).toHaveLength(2);
    expect(work).toHaveLength(2);
    expect(errors?.map(({ tags }) => tags)).toEqual([{ operation: 'sum', code: 'storage-full' }]);
  });

  it('times decorated methods of whatever was built before it', async () => {
    class Weather {
      constructor(readonly city: string) {}
      @monitored('tool', 'weather')
      async tell(day: string): Promise<string> {
        return `${this.city} ${day}`;
      }
    }
    const weather = new Weather('Rome');
    expect(await weather.tell('today')).toBe('Rome today');
    const { monitor } = memoryMonitor();
    setMonitor(monitor);
    expect(await weather.tell('tomorrow')).toBe('Rome tomorrow');
    setMonitor(undefined);
    const [point] = await monitor.getMetrics('work_ms', { lastMs: 1000 });
    expect(point).toMatchObject({ component: 'tool', tags: { operation: 'weather' } });
  });

  it('keeps a profile of an operation with what the realms worked meanwhile', async () => {
    const { monitor, profiles, advance } = memoryMonitor();
    const { result, profile } = await monitor.profileOperation('llm', 'reply', () => {
      advance(100);
      monitor.takeMeasures([
        { name: 'llm.prefill', startAtMs: NOW + 10, durationMs: 30, tags: undefined },
        { name: 'llm.decode', startAtMs: NOW + 40, durationMs: 50, tags: undefined },
        { name: 'llm.decode', startAtMs: NOW - 90, durationMs: 50, tags: undefined },
      ]);
      return 'yes';
    });
    expect(result).toBe('yes');
    expect(profile).toMatchObject({ durationMs: 100, error: undefined });
    expect(profile.measures).toEqual([
      { name: 'llm.decode', count: 1, totalMs: 50 },
      { name: 'llm.prefill', count: 1, totalMs: 30 },
    ]);
    expect(profiles).toEqual([profile]);
  });

  it('runs a benchmark one after the other and keeps every run but the warm-up', async () => {
    const { monitor } = memoryMonitor();
    let running = 0;
    let calls = 0;
    const result = await monitor.runComponentBenchmark(
      'tool',
      async () => {
        calls++;
        expect(++running).toBe(1);
        await Promise.resolve();
        running--;
      },
      { iterations: 5, name: 'nothing' },
    );
    expect(calls).toBe(7);
    expect(result.series.map(({ id, samples }) => [id, samples.length])).toEqual([['program.tool.nothing', 5]]);
    expect(await monitor.getBenchmarkHistory({ days: 1 })).toEqual([result]);
  });

  it('keeps nothing of what comes while benchmarks run', async () => {
    const { monitor } = memoryMonitor();
    monitor.held = true;
    monitor.recordMetric('a', 1);
    monitor.held = false;
    monitor.recordMetric('a', 2);
    expect((await monitor.getMetrics('a', { lastMs: 1000 })).map(({ value }) => value)).toEqual([2]);
  });

  it('drops what comes while it is off', async () => {
    const { monitor } = memoryMonitor();
    monitor.on = false;
    monitor.recordMetric('a', 1);
    monitor.on = true;
    expect(await monitor.getMetrics('a', { lastMs: 1000 })).toEqual([]);
  });

  it('sums up turns by component', async () => {
    const { monitor } = memoryMonitor();
    monitor.takeTurn({ ...madeTurn(), startedAtMs: NOW - 500 });
    const { turns, components } = await monitor.summary({ lastMs: 60_000 });
    expect(turns).toBe(1);
    expect(components.find(({ component }) => component === 'pipeline')?.latency?.p50).toBe(madeTurn().totalMs);
  });
});

describe('turnPoints', () => {
  it('gives each component its part, which sum to the latency', () => {
    const record = madeTurn();
    const points = turnPoints(record).filter(({ name }) => name === 'latency');
    const whole = points.find(({ component }) => component === 'pipeline');
    const parts = points.filter(({ component }) => component !== 'pipeline');
    const unused = record.route?.startsWith('skill:') ? 0 : (record.parts?.tool ?? 0);
    expect(whole?.value).toBe(record.totalMs);
    expect(parts.reduce((sum, { value }) => sum + value, unused)).toBeCloseTo(record.totalMs ?? 0, 6);
  });

  it('has no latency of what a turn did without', () => {
    const points = turnPoints({ ...madeTurn(), input: 'keyboard', route: 'skill:clock' });
    const components = new Set(points.map(({ component }) => component));
    expect(
      components.has('stt') && points.some(({ component, name }) => component === 'stt' && name === 'latency'),
    ).toBe(false);
    expect(components.has('tool')).toBe(true);
  });

  it('tells a failure with its code, and nothing of a noise', () => {
    const failed = turnPoints({
      ...madeTurn(),
      outcome: 'failed',
      error: { code: 'audio-output-failed', message: '' },
    });
    expect(failed.filter(({ name }) => name === 'errors').map(({ component }) => component)).toEqual([
      'pipeline',
      'playback',
    ]);
    expect(turnPoints({ ...madeTurn(), outcome: 'no-speech' })).toEqual([]);
  });
});

describe('summaryOf', () => {
  it('takes quantiles by nearest rank and rates over the time asked for', () => {
    const points = Array.from({ length: 100 }, (_, i): MetricPoint[] => [
      { component: 'stt', name: 'latency', atMs: NOW + i, value: i + 1 },
      { component: 'stt', name: 'operations', atMs: NOW + i, value: 1 },
    ]).flat();
    const [stt] = summaryOf(points, 120_000);
    expect(stt?.latency).toMatchObject({ count: 100, mean: 50.5, p50: 50, p95: 95, p99: 99, max: 100 });
    expect(stt).toMatchObject({ operations: 100, perMinute: 50, errorRate: 0, tokensPerSecond: undefined });
  });
});
