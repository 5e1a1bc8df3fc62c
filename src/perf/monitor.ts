/**
 * The one reader of what is measured, and the one that hands it to the store. Also the interface for programs: time an
 * operation, record a value, ask what was recorded. The dashboard, the command line and the skills use this and nothing else.
 */
import type { Measure } from '../../workers/protocol';
import type { BenchmarkRun, Fingerprint } from '../store/benchmark-run';
import type { Component, MetricPoint, MetricStore } from '../store/metric';
import type { ProfileResult } from '../store/result-records';
import type { TurnRecord } from '../store/turn-record';
import { type ComponentBenchmark, componentRun } from './benchmark/component-run';
import { RecentMeasures } from './recent-measures';
import { type ComponentSummary, summaryOf } from './summary';
import { turnPoints } from './turn-points';

const DAY_MS = 24 * 3_600_000;

export interface MonitorOptions {
  store: Pick<MetricStore, 'points'>;
  writer: { record(point: MetricPoint): void; flush(): Promise<void> };
  profiles: { add(profile: ProfileResult): Promise<void> };
  benchmarks: {
    keep(run: BenchmarkRun): Promise<void>;
    since(fromMs: number): Promise<BenchmarkRun[]>;
    fingerprint(): Promise<Fingerprint>;
  };
  /** Every point as it comes, for alerts. */
  onPoint?: (point: MetricPoint) => void;
  /** Switched on or off: whoever asks the system may rest. */
  onSwitch?: (on: boolean) => void;
  /** On the one clock. */
  nowMs: () => number;
}

/** Words that go with a value. `component` says whose it is; without it, the pipeline's. */
export interface MetricTags {
  component?: Component;
  [tag: string]: string | undefined;
}

export interface Summary {
  fromMs: number;
  toMs: number;
  /** Turns decided in that time, and how many of them failed. */
  turns: number;
  failedTurns: number;
  turnsPerMinute: number;
  components: ComponentSummary[];
}

export class Monitor {
  readonly #recent = new RecentMeasures();
  #on = true;
  #held = false;
  #selfMs = 0;

  constructor(private readonly options: MonitorOptions) {}

  /** Off: what comes is dropped, and what is kept can still be read. */
  get on(): boolean {
    return this.#on;
  }

  set on(on: boolean) {
    this.#on = on;
    this.options.onSwitch?.(on);
  }

  /** While benchmarks run, what they measure is theirs: nothing of it is part of how Sotto performs for its user. */
  set held(held: boolean) {
    this.#held = held;
  }

  /** What taking in points has cost this thread, in ms. */
  get selfMs(): number {
    return this.#selfMs;
  }

  take(points: readonly MetricPoint[]): void {
    if (!this.#on || this.#held) return;
    const start = performance.now();
    for (const point of points) {
      this.options.writer.record(point);
      this.options.onPoint?.(point);
    }
    this.#selfMs += performance.now() - start;
  }

  /** Measures of any realm, for profiles and for the waterfall of a turn. Their points come by `take`. */
  takeMeasures(measures: readonly Measure[]): void {
    if (this.#on && !this.#held) this.#recent.add(measures);
  }

  takeTurn(record: TurnRecord): void {
    this.take(turnPoints(record));
  }

  /** What was measured between two moments, of the last minutes. */
  measuresBetween(fromMs: number, toMs: number): Measure[] {
    return this.#recent.between(fromMs, toMs);
  }

  /** Records a value now. The name carries the unit: `export_ms`. */
  recordMetric(name: string, value: number, tags: MetricTags = {}): void {
    const { component = 'pipeline', ...rest } = tags;
    const told = Object.entries(rest).flatMap(([key, text]) => (text === undefined ? [] : [[key, text] as const]));
    this.take([
      {
        component,
        name,
        value,
        atMs: this.options.nowMs(),
        tags: told.length ? Object.fromEntries(told) : undefined,
      },
    ]);
  }

  /** Runs an operation and records how long it took (`work_ms`, tag `operation`) and whether it failed. */
  async timeOperation<T>(component: Component, name: string, operation: () => T | Promise<T>): Promise<T> {
    const start = performance.now();
    try {
      return await operation();
    } catch (error) {
      this.recordMetric('errors', 1, { component, operation: name, code: codeOf(error) });
      throw error;
    } finally {
      const end = performance.now();
      // Shown in the browser's own tools; the name has no dot's stage, so that it is not counted twice.
      performance.measure(`sotto:${name}`, { start, end });
      this.recordMetric('work_ms', end - start, { component, operation: name });
      this.recordMetric('operations', 1, { component, operation: name });
    }
  }

  /** Raw values of a series, oldest first, those of this moment included. All components unless one is named. */
  async getMetrics(name: string, query: { lastMs: number; component?: Component }): Promise<MetricPoint[]> {
    const { nowMs, store, writer } = this.options;
    await writer.flush();
    const toMs = nowMs() + 1;
    return store.points({ name, component: query.component, fromMs: toMs - query.lastMs, toMs });
  }

  /** Runs an operation and tells what every realm worked meanwhile. The profile is kept. Rejects as the operation does. */
  async profileOperation<T>(
    component: Component,
    name: string,
    operation: () => T | Promise<T>,
  ): Promise<{ result: T; profile: ProfileResult }> {
    const { nowMs, profiles } = this.options;
    const startedAtMs = nowMs();
    let error: string | undefined;
    const close = async (): Promise<ProfileResult> => {
      const endMs = nowMs();
      // Workers tell at most every 250 ms: what they did last is still on its way.
      await this.#recent.settled();
      const measures = totals(this.#recent.between(startedAtMs, endMs));
      const id = crypto.randomUUID();
      const profile = { id, startedAtMs, component, name, durationMs: endMs - startedAtMs, error, measures };
      await profiles.add(profile);
      return profile;
    };
    try {
      const result = await this.timeOperation(component, name, operation);
      return { result, profile: await close() };
    } catch (failure) {
      error = codeOf(failure);
      await close();
      throw failure;
    }
  }

  /** Runs something again and again, one after the other, and keeps how long each run took, as a run of one series. */
  async runComponentBenchmark(
    component: Component,
    operation: () => unknown,
    options: Pick<ComponentBenchmark, 'iterations'> & { name?: string },
  ): Promise<BenchmarkRun> {
    const { nowMs, benchmarks } = this.options;
    const name = options.name ?? (operation.name || 'operation');
    const fingerprint = await benchmarks.fingerprint();
    const run = await componentRun({ ...options, component, name, operation, fingerprint, nowMs });
    await benchmarks.keep(run);
    return run;
  }

  /** Runs of the last days, those of the benchmark page included, oldest first. */
  getBenchmarkHistory({ days }: { days: number }): Promise<BenchmarkRun[]> {
    return this.options.benchmarks.since(this.options.nowMs() - days * DAY_MS);
  }

  /** Every component in figures. */
  async summary({ lastMs }: { lastMs: number }): Promise<Summary> {
    const toMs = this.options.nowMs() + 1;
    const fromMs = toMs - lastMs;
    const series = ['latency', 'work_ms', 'operations', 'errors', 'tokens_per_s', 'real_time_factor', 'audio_s'];
    const read = await Promise.all(series.map((name) => this.getMetrics(name, { lastMs })));
    const components = summaryOf(read.flat(), lastMs);
    const whole = components.find(({ component }) => component === 'pipeline');
    const turns = whole?.operations ?? 0;
    const failedTurns = whole?.errors ?? 0;
    return { fromMs, toMs, turns, failedTurns, turnsPerMinute: (turns * 60_000) / lastMs, components };
  }
}

function totals(measures: readonly Measure[]): ProfileResult['measures'] {
  const byName = new Map<string, { name: string; count: number; totalMs: number }>();
  for (const { name, durationMs } of measures) {
    const total = byName.get(name) ?? { name, count: 0, totalMs: 0 };
    byName.set(name, { name, count: total.count + 1, totalMs: total.totalMs + durationMs });
  }
  return [...byName.values()].sort((a, b) => b.totalMs - a.totalMs);
}

function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.name : String(error);
}
