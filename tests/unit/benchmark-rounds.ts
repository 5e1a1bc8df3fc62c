import { type Random, randomOf } from '../../src/perf/benchmark/statistics/random';
import type { BenchmarkRun, SampleSeries } from '../../src/store/benchmark-run';

/** Latencies as a quiet machine gives them: skewed by `noise` (about the coefficient of variation), and now and then a stall. */
export function madeSamples(random: Random, { n = 100, medianMs = 40, noise = 0.07, stalls = 0.02 } = {}): number[] {
  return Array.from({ length: n }, () => {
    const value = medianMs * Math.exp(noise * random.normal());
    return random.uniform() < stalls ? value * 2 : value;
  });
}

export function madeSeries(id: string, samples: number[], over: Partial<SampleSeries> = {}): SampleSeries {
  return {
    id,
    suite: 'components',
    component: 'stt',
    title: `Series ${id}`,
    unit: 'ms',
    better: 'less',
    temperature: 'warm',
    status: 'measured',
    note: undefined,
    warmUps: 2,
    samples,
    errors: 0,
    parts: undefined,
    ...over,
  };
}

/** Rounds of one suite on a machine that does not change. */
export function madeRounds(rounds: number, series: number, seed: number, how: Parameters<typeof madeSamples>[1] = {}) {
  const random = randomOf(seed);
  return Array.from({ length: rounds }, () =>
    Array.from({ length: series }, (_, index) =>
      madeSeries(`made.${index}`, madeSamples(random, { ...how, medianMs: 10 * (index + 1) })),
    ),
  );
}

export function madeComparedRun(series: SampleSeries[], over: Partial<BenchmarkRun> = {}): BenchmarkRun {
  return {
    schema: 1,
    id: 'made',
    startedAtMs: 1_700_000_000_000,
    endedAtMs: 1_700_000_060_000,
    label: '',
    origin: 'program',
    plan: {
      suites: ['components'],
      components: [],
      componentIterations: 100,
      endToEndIterations: 20,
      warmUps: 2,
      durationS: 60,
      concurrency: 10,
      users: 10,
      timeoutS: 300,
      coldLoads: false,
      seed: 1,
    },
    fingerprint: {
      appVersion: '0.6.0',
      commit: 'da229e2',
      browser: 'Chromium 140',
      os: 'Linux',
      cores: 8,
      memoryGb: 8,
      isolated: true,
      threads: 4,
      gpu: undefined,
      backends: { stt: 'wasm', llm: 'wasm' },
      models: { stt: 'tiny@1', llm: 'small@2' },
      settingsHash: 'abc',
    },
    disturbances: [],
    referenceMs: [30, 31, 30.5],
    memorySource: undefined,
    series,
    ...over,
  };
}
