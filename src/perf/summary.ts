/** Points of some time as figures of each component. Pure. */
import type { Component, MetricPoint } from '../store/metric';

export interface Spread {
  count: number;
  mean: number;
  p50: number;
  p95: number;
  p99: number;
  max: number;
}

export interface ComponentSummary {
  component: Component;
  operations: number;
  errors: number;
  /** Undefined while nothing was done. */
  errorRate: number | undefined;
  perMinute: number;
  /** On the critical path, ms. */
  latency: Spread | undefined;
  /** Its work in full, ms. */
  work: Spread | undefined;
  tokensPerSecond: number | undefined;
  realTimeFactor: number | undefined;
  /** Seconds of audio heard or made. */
  audioSeconds: number | undefined;
}

/** One row for each component that any point is about. `lastMs` is the time that the points are of. */
export function summaryOf(points: readonly MetricPoint[], lastMs: number): ComponentSummary[] {
  const byComponent = new Map<Component, MetricPoint[]>();
  for (const point of points) {
    const own = byComponent.get(point.component);
    if (own) own.push(point);
    else byComponent.set(point.component, [point]);
  }
  return [...byComponent].map(([component, own]) => {
    const of = (name: string) => own.filter((point) => point.name === name).map(({ value }) => value);
    const operations = sum(of('operations'));
    const errors = sum(of('errors'));
    return {
      component,
      operations,
      errors,
      errorRate: operations ? errors / operations : undefined,
      perMinute: (operations * 60_000) / lastMs,
      latency: spreadOf(of('latency')),
      work: spreadOf(of('work_ms')),
      tokensPerSecond: spreadOf(of('tokens_per_s'))?.p50,
      realTimeFactor: spreadOf(of('real_time_factor'))?.p50,
      audioSeconds: of('audio_s').length ? sum(of('audio_s')) : undefined,
    };
  });
}

/** Quantiles by nearest rank; undefined without values. */
export function spreadOf(values: readonly number[]): Spread | undefined {
  const sorted = Float64Array.from(values).sort();
  if (sorted.length === 0) return undefined;
  const at = (q: number) => sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)]!;
  return {
    count: sorted.length,
    mean: sum(values) / sorted.length,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    max: at(1),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
