/**
 * A run as OpenTelemetry metrics in OTLP/JSON: a histogram a unit, a point a series. Heavy: load it with `import()`.
 * https://opentelemetry.io/docs/specs/otlp/
 */
import type { HrTime } from '@opentelemetry/api';
import { ValueType } from '@opentelemetry/api';
import { JsonMetricsSerializer } from '@opentelemetry/otlp-transformer';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  AggregationTemporality,
  type DataPoint,
  DataPointType,
  type Histogram,
  type HistogramMetricData,
} from '@opentelemetry/sdk-metrics';
import type { BenchmarkRun, SampleSeries, Unit } from '../../../store/benchmark-run';
import { factsOf } from '../../export/facts';
import { LATENCY_BOUNDS_MS, RATE_BOUNDS } from '../../export/instruments';
import { dated } from '../../export/otlp-dates';

interface BenchmarkInstrument {
  name: string;
  /** UCUM's, as the monitor's exports have them. */
  unit: string;
  bounds: readonly number[];
}

const MEMORY_BOUNDS_MB = [0.1, 1, 10, 50, 100, 250, 500, 750, 1000, 1500, 2000, 3000, 4000, 8000];
const SHARE_BOUNDS = [0, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1];
const COUNT_BOUNDS = [1, 2, 5, 10, 25, 50, 100, 150, 200, 300, 500, 1000];

const INSTRUMENTS: Readonly<Record<Unit, BenchmarkInstrument>> = {
  ms: { name: 'sotto.benchmark.duration', unit: 'ms', bounds: [0.1, 1, ...LATENCY_BOUNDS_MS] },
  per_s: { name: 'sotto.benchmark.rate', unit: '1/s', bounds: [...RATE_BOUNDS, 200, 500, 1000, 2000, 5000] },
  mb: { name: 'sotto.benchmark.memory', unit: 'MBy', bounds: MEMORY_BOUNDS_MB },
  share: { name: 'sotto.benchmark.share', unit: '1', bounds: SHARE_BOUNDS },
  count: { name: 'sotto.benchmark.count', unit: '{item}', bounds: COUNT_BOUNDS },
  ratio: { name: 'sotto.benchmark.ratio', unit: '1', bounds: RATE_BOUNDS },
};

/** Written over by the range of the run. */
const NO_TIME: HrTime = [0, 0];

/** One `ExportMetricsServiceRequest`: each series' samples of the run's time, with delta temporality. */
export function runOtlp(run: BenchmarkRun): string {
  const byUnit = new Map<Unit, SampleSeries[]>();
  for (const series of run.series) {
    if (series.samples.length) byUnit.set(series.unit, [...(byUnit.get(series.unit) ?? []), series]);
  }
  const { fingerprint, id, label, origin, disturbances, startedAtMs, endedAtMs } = run;
  const resource = resourceFromAttributes({
    'service.name': 'sotto',
    'service.version': fingerprint.appVersion,
    ...factsOf({
      'sotto.benchmark.run': id,
      'sotto.benchmark.label': label || undefined,
      'sotto.benchmark.origin': origin,
      'sotto.benchmark.valid': disturbances.length === 0,
      'vcs.ref.head.revision': fingerprint.commit,
      'user_agent.name': fingerprint.browser,
      'os.description': fingerprint.os,
      'sotto.settings_hash': fingerprint.settingsHash,
    }),
  });
  const metrics = [...byUnit].map(([unit, all]) => metricOf(INSTRUMENTS[unit], all));
  const request = { resource, scopeMetrics: [{ scope: { name: 'sotto.benchmark' }, metrics }] };
  return new TextDecoder().decode(JsonMetricsSerializer.serializeRequest(dated(request, startedAtMs, endedAtMs)));
}

function metricOf({ name, unit, bounds }: BenchmarkInstrument, all: readonly SampleSeries[]): HistogramMetricData {
  return {
    descriptor: { name, unit, description: 'Samples of a benchmark series.', valueType: ValueType.DOUBLE },
    aggregationTemporality: AggregationTemporality.DELTA,
    dataPointType: DataPointType.HISTOGRAM,
    dataPoints: all.map((series) => pointOf(series, bounds)),
  };
}

function pointOf(series: SampleSeries, bounds: readonly number[]): DataPoint<Histogram> {
  const { id, suite, component, temperature, status, samples } = series;
  const counts = Array<number>(bounds.length + 1).fill(0);
  let sum = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const value of samples) {
    // An edge belongs to the bucket below it.
    const bucket = bounds.findIndex((bound) => value <= bound);
    const at = bucket < 0 ? bounds.length : bucket;
    counts[at] = (counts[at] ?? 0) + 1;
    sum += value;
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  return {
    startTime: NO_TIME,
    endTime: NO_TIME,
    attributes: { series: id, suite, component, temperature, status },
    value: { buckets: { boundaries: [...bounds], counts }, sum, count: samples.length, min, max },
  };
}
