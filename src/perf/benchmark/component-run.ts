/** A program's own benchmark: one operation, timed again and again, as a run that the history shows beside the others. */
import type { BenchmarkPlan, BenchmarkRun, Fingerprint, SampleSeries } from '../../store/benchmark-run';
import type { Component } from '../../store/metric';

/** Not counted: the first runs pay for what the later ones find ready. */
const WARM_UPS = 2;

export interface ComponentBenchmark {
  component: Component;
  name: string;
  operation: () => unknown;
  iterations: number;
  fingerprint: Fingerprint;
  /** On the one clock. */
  nowMs: () => number;
}

/** Times the operation `iterations` times, one after the other. Rejects as the operation does. */
export async function componentRun(benchmark: ComponentBenchmark): Promise<BenchmarkRun> {
  const { component, name, operation, iterations, fingerprint, nowMs } = benchmark;
  const startedAtMs = nowMs();
  for (let i = 0; i < WARM_UPS; i++) await operation();
  const samples: number[] = [];
  for (let i = 0; i < iterations; i++) {
    const start = performance.now();
    await operation();
    samples.push(performance.now() - start);
  }
  const series: SampleSeries = {
    id: `program.${component}.${name}`,
    suite: 'components',
    component,
    title: name,
    unit: 'ms',
    better: 'less',
    temperature: 'warm',
    status: 'measured',
    note: undefined,
    warmUps: WARM_UPS,
    samples,
    errors: 0,
    parts: undefined,
  };
  return {
    schema: 1,
    id: crypto.randomUUID(),
    startedAtMs,
    endedAtMs: nowMs(),
    label: name,
    origin: 'program',
    plan: planOf(component, iterations),
    fingerprint,
    disturbances: [],
    referenceMs: [],
    memorySource: undefined,
    series: [series],
  };
}

/** What such a run was asked for: nothing but its iterations. */
function planOf(component: Component, iterations: number): BenchmarkPlan {
  return {
    suites: ['components'],
    components: [component],
    componentIterations: iterations,
    endToEndIterations: 0,
    warmUps: WARM_UPS,
    durationS: 0,
    concurrency: 0,
    users: 0,
    timeoutS: 0,
    coldLoads: false,
    seed: 0,
  };
}
