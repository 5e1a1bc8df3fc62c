import { describe, expect, it } from 'vitest';
import { INSTRUMENTS, LATENCY_BOUNDS_MS } from '../../src/perf/export/instruments';
import { otlpJson } from '../../src/perf/export/otlp';
import type { MetricPoint } from '../../src/store/metric';
import type { TurnRecord } from '../../src/store/turn-record';
import { AT_MS, GUESSED, madePoint, madeTurn } from './export-made';

/** The parts of OTLP/JSON that are looked at. */
interface OtlpPoint {
  attributes: { key: string; value: { stringValue?: string; boolValue?: boolean } }[];
  startTimeUnixNano: string;
  timeUnixNano: string;
  count?: number;
  sum?: number;
  min?: number;
  max?: number;
  bucketCounts?: number[];
  explicitBounds?: number[];
  asInt?: number;
  asDouble?: number;
}
interface OtlpMetric {
  name: string;
  unit: string;
  histogram?: { aggregationTemporality: number; dataPoints: OtlpPoint[] };
  sum?: { aggregationTemporality: number; isMonotonic: boolean; dataPoints: OtlpPoint[] };
  gauge?: { dataPoints: OtlpPoint[] };
}
interface OtlpRequest {
  resourceMetrics: [
    {
      resource: { attributes: { key: string; value: object }[] };
      scopeMetrics: { scope: { name: string }; metrics: OtlpMetric[] }[];
    },
  ];
}

const FROM_MS = AT_MS - 60_000;
const TO_MS = AT_MS + 60_000.25;

async function request(turns: TurnRecord[], points: MetricPoint[]): Promise<OtlpRequest> {
  return JSON.parse(
    await otlpJson({
      turns: [turns],
      points: [points],
      fromMs: FROM_MS,
      toMs: TO_MS,
      resource: { 'service.version': '1.2.3', 'device.cores': 2 },
    }),
  );
}

async function metrics(turns: TurnRecord[], points: MetricPoint[]): Promise<Map<string, OtlpMetric>> {
  const scopes = (await request(turns, points)).resourceMetrics[0].scopeMetrics;
  expect(scopes.map(({ scope }) => scope.name)).toEqual(turns.length + points.length ? ['sotto'] : []);
  return new Map(scopes.flatMap((scope) => scope.metrics).map((metric) => [metric.name, metric]));
}

const attributes = (point: OtlpPoint) =>
  Object.fromEntries(point.attributes.map(({ key, value }) => [key, value.stringValue ?? value.boolValue]));

const failed = madeTurn({}, { outcome: 'failed', error: { code: 'inference-failed', message: 'aubergine' } });

describe('turns', () => {
  it('make the session metrics, by outcome, input, route and coldness', async () => {
    const made = await metrics([madeTurn(), madeTurn({ ...GUESSED, firstAudible: 1200 }), failed], []);
    const latency = made.get('voice.session.latency');
    expect(latency?.unit).toBe('ms');
    const [heard] = latency?.histogram?.dataPoints ?? [];
    expect(latency?.histogram?.dataPoints).toHaveLength(1);
    expect(heard).toMatchObject({ count: 2, min: expect.closeTo(480.9, 3), max: expect.closeTo(1200, 3) });
    expect(heard?.explicitBounds).toEqual(LATENCY_BOUNDS_MS);
    expect(heard?.bucketCounts?.[LATENCY_BOUNDS_MS.indexOf(500)]).toBe(1);
    expect(heard?.bucketCounts?.[LATENCY_BOUNDS_MS.indexOf(1500)]).toBe(1);
    expect(heard && attributes(heard)).toEqual({
      'voice.turn.outcome': 'answered',
      'voice.turn.input': 'voice',
      'voice.turn.route': 'model',
      'voice.turn.cold': false,
    });

    const throughput = made.get('voice.session.throughput');
    expect(throughput).toMatchObject({ unit: '{turn}', sum: { isMonotonic: true } });
    expect(throughput?.sum?.dataPoints.map(({ asInt }) => asInt)).toEqual([2, 1]);

    const errors = made.get('voice.session.errors');
    expect(errors).toMatchObject({ unit: '{error}', sum: { isMonotonic: true } });
    expect(errors?.sum?.dataPoints.map((point) => [point.asInt, attributes(point)])).toEqual([
      [1, { 'error.type': 'inference-failed' }],
    ]);
  });

  it('leave out what was said, and the words of errors', async () => {
    const text = JSON.stringify(await request([failed, madeTurn(undefined, { transcript: 'zucchini' })], []));
    expect(text).not.toMatch(/aubergine|zucchini|kilometres/);
  });
});

describe('points', () => {
  it('make metrics of the components, each series its own data point', async () => {
    const made = await metrics(
      [],
      [
        madePoint({ value: 700 }),
        madePoint({ value: 900 }),
        madePoint({ component: 'llm', value: 250, tags: { model: 'smollm2', engine: 'wasm', secret: 'x' } }),
      ],
    );
    const latency = made.get('voice.component.latency');
    expect(latency?.unit).toBe('ms');
    expect(latency?.histogram?.aggregationTemporality).toBe(1);
    expect(latency?.histogram?.dataPoints.map((point) => [point.count, point.sum, attributes(point)])).toEqual([
      [2, 1600, { component: 'stt' }],
      [1, 250, { component: 'llm', 'voice.engine': 'wasm', 'voice.model': 'smollm2' }],
    ]);
  });

  it('count errors by their code, and keep the last value of a gauge', async () => {
    const made = await metrics(
      [],
      [
        madePoint({ name: 'errors', component: 'tts', value: 1, tags: { code: 'worker-crashed' } }),
        madePoint({ name: 'errors', component: 'tts', value: 2, tags: { code: 'worker-crashed' } }),
        madePoint({ name: 'memory_mb', component: 'system', value: 700 }),
        madePoint({ name: 'memory_mb', component: 'system', value: 650.5 }),
      ],
    );
    expect(made.get('voice.component.errors')?.sum?.dataPoints.map((p) => [p.asDouble, attributes(p)])).toEqual([
      [3, { component: 'tts', 'error.type': 'worker-crashed' }],
    ]);
    expect(made.get('voice.system.memory')).toMatchObject({
      unit: 'MBy',
      gauge: { dataPoints: [{ asDouble: 650.5 }] },
    });
  });

  it('count nothing that the turns tell, nothing unknown and nothing that is no number', async () => {
    const made = await metrics(
      [madeTurn()],
      [
        madePoint({ component: 'pipeline', value: 480.9 }),
        madePoint({ component: 'pipeline', name: 'errors', value: 1 }),
        madePoint({ name: 'toString', value: 1 }),
        madePoint({ value: Number.NaN }),
        madePoint({ component: 'pipeline', name: 'queue', value: 2 }),
      ],
    );
    expect([...made.keys()].sort()).toEqual([
      'voice.component.queue',
      'voice.session.latency',
      'voice.session.throughput',
    ]);
  });

  it('each have a unit, and an instrument of their own', () => {
    const names = Object.values(INSTRUMENTS).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^voice\.(component|system)\.[a-z_.]+$/);
  });
});

describe('the request', () => {
  it('is dated by its range, to the nanosecond', async () => {
    const made = await metrics([madeTurn()], [madePoint()]);
    for (const { histogram, sum, gauge } of made.values()) {
      for (const point of (histogram ?? sum ?? gauge)?.dataPoints ?? []) {
        expect(point.startTimeUnixNano).toBe(`${BigInt(Math.round(FROM_MS * 1000)) * 1000n}`);
        expect(point.timeUnixNano).toBe(`${BigInt(Math.round(TO_MS * 1000)) * 1000n}`);
      }
    }
  });

  it('names the service, its version and the device', async () => {
    const { resource } = (await request([], [])).resourceMetrics[0];
    expect(resource.attributes).toEqual([
      { key: 'service.name', value: { stringValue: 'sotto' } },
      { key: 'service.version', value: { stringValue: '1.2.3' } },
      { key: 'device.cores', value: { intValue: 2 } },
    ]);
  });

  it('tells the same when it is asked for again', async () => {
    const points = [madePoint(), madePoint({ component: 'tts' })];
    expect(await request([madeTurn()], points)).toEqual(await request([madeTurn()], points));
  });
});
