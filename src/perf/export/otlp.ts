/**
 * Turns and points as OpenTelemetry metrics in OTLP/JSON. Heavy: load it with `import()` when an export is asked for.
 * https://opentelemetry.io/docs/specs/otlp/
 */
import { type Attributes, type Counter, type Gauge, type Histogram, type Meter, ValueType } from '@opentelemetry/api';
import { JsonMetricsSerializer } from '@opentelemetry/otlp-transformer';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { AggregationTemporality, MeterProvider, MetricReader } from '@opentelemetry/sdk-metrics';
import type { MetricPoint, SeriesKey } from '../../store/metric';
import type { TurnRecord } from '../../store/turn-record';
import type { Batches } from './batches';
import { factsOf } from './facts';
import { INSTRUMENTS, LATENCY_BOUNDS_MS, RATE_BOUNDS } from './instruments';
import { dated } from './otlp-dates';
import { unitOf } from './units';

export interface OtlpExport {
  /** Make `voice.session.*`. */
  turns: Batches<TurnRecord>;
  /** Make `voice.component.*` and `voice.system.*`; each series in the order of time. */
  points: Batches<MetricPoint>;
  /** The range that turns and points were taken from. Ranges of successive pushes must not overlap: see `otlpJson`. */
  fromMs: number;
  toMs: number;
  /** Attributes of the resource beside `service.name`, which is `sotto` unless given: `service.version`, device facts. */
  resource: Readonly<Record<string, string | number | boolean>>;
}

const SCOPE = 'sotto';

/** Series of the whole pipeline that the turns tell already. */
const OF_TURNS: ReadonlySet<string> = new Set(['latency', 'errors', 'operations']);

/**
 * One `ExportMetricsServiceRequest` as JSON. Temporality is delta: each request tells what happened in its range and
 * nothing else, since a tab that is closed has no counter that goes on. What was said is never in it. Latency and errors
 * of the pipeline as a whole are told by the turns: its points of the same are left out, to count nothing twice.
 */
export async function otlpJson({ turns, points, fromMs, toMs, resource }: OtlpExport): Promise<string> {
  const reader = new OneReading({ aggregationTemporalitySelector: () => AggregationTemporality.DELTA });
  const provider = new MeterProvider({
    resource: resourceFromAttributes({ 'service.name': 'sotto', ...resource }),
    readers: [reader],
  });
  const meter = provider.getMeter(SCOPE);
  await recordTurns(meter, turns);
  await recordPoints(meter, points);
  const { resourceMetrics, errors } = await reader.collect();
  await provider.shutdown();
  if (errors.length > 0) throw errors[0];
  return new TextDecoder().decode(JsonMetricsSerializer.serializeRequest(dated(resourceMetrics, fromMs, toMs)));
}

/** Is read once, when everything was recorded. */
class OneReading extends MetricReader {
  protected override onForceFlush(): Promise<void> {
    return Promise.resolve();
  }
  protected override onShutdown(): Promise<void> {
    return Promise.resolve();
  }
}

async function recordTurns(meter: Meter, turns: Batches<TurnRecord>): Promise<void> {
  const latency = meter.createHistogram('voice.session.latency', {
    unit: 'ms',
    description: 'Voice to voice: from the last voiced sample to the first audible one.',
    advice: { explicitBucketBoundaries: [...LATENCY_BOUNDS_MS] },
  });
  const throughput = meter.createCounter('voice.session.throughput', {
    unit: '{turn}',
    description: 'Turns; their rate is the throughput.',
    valueType: ValueType.INT,
  });
  const errors = meter.createCounter('voice.session.errors', {
    unit: '{error}',
    description: 'Turns that failed.',
    valueType: ValueType.INT,
  });
  for await (const batch of turns) {
    for (const turn of batch) {
      const attributes: Attributes = factsOf({
        'voice.turn.outcome': turn.outcome,
        'voice.turn.input': turn.input,
        'voice.turn.route': turn.route,
        'voice.turn.cold': turn.cold,
      });
      throughput.add(1, attributes);
      if (turn.totalMs !== undefined) latency.record(turn.totalMs, attributes);
      if (turn.error) errors.add(1, { 'error.type': turn.error.code });
    }
  }
}

type RecordPoint = (point: MetricPoint, attributes: Attributes) => void;

async function recordPoints(meter: Meter, points: Batches<MetricPoint>): Promise<void> {
  const records = new Map<string, RecordPoint | undefined>();
  for await (const batch of points) {
    for (const point of batch) {
      const { name, component, value } = point;
      if ((component === 'pipeline' && OF_TURNS.has(name)) || !Number.isFinite(value)) continue;
      if (!records.has(name)) records.set(name, recorder(meter, point));
      records.get(name)?.(point, attributesOf(point));
    }
  }
}

function recorder(meter: Meter, { name: series, component }: SeriesKey): RecordPoint | undefined {
  const instrument = Object.hasOwn(INSTRUMENTS, series) ? INSTRUMENTS[series] : undefined;
  if (!instrument) return undefined;
  const { name, kind, description } = instrument;
  const unit = instrument.unit ?? unitOf(series, component) ?? '';
  switch (kind) {
    case 'histogram': {
      const bounds = unit === 'ms' ? LATENCY_BOUNDS_MS : RATE_BOUNDS;
      const options = { unit, description, advice: { explicitBucketBoundaries: [...bounds] } };
      const histogram: Histogram = meter.createHistogram(name, options);
      return ({ value }, attributes) => histogram.record(value, attributes);
    }
    case 'counter': {
      const counter: Counter = meter.createCounter(name, { unit, description });
      return ({ value }, attributes) => counter.add(value, attributes);
    }
    case 'gauge': {
      const gauge: Gauge = meter.createGauge(name, { unit, description });
      return ({ value }, attributes) => gauge.record(value, attributes);
    }
  }
}

/** Only the tags with few values. */
function attributesOf({ component, tags }: MetricPoint): Attributes {
  return factsOf({
    component,
    'error.type': tags?.code,
    'voice.engine': tags?.engine,
    'voice.model': tags?.model,
  });
}
