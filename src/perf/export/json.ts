/** Everything the monitor keeps as one JSON document, written in chunks. */
import type { AlertRecord } from '../../store/alert';
import type { MetricBucket, MetricPoint, SeriesKey } from '../../store/metric';
import type { TurnRecord } from '../../store/turn-record';
import { type Batches, chunksOf } from './batches';
import { type Quantile, quantilesOf } from './quantiles';
import { unitOf } from './units';

export const EXPORT_SCHEMA = 'sotto.export';

/** Raised when a reader of the last version would misunderstand the document; new fields alone do not raise it. */
export const EXPORT_SCHEMA_VERSION = 1;

/** What is known about the device, as words and numbers; what the browser does not tell is left out. */
export type DeviceFacts = Readonly<Record<string, string | number | boolean>>;

export interface ExportHeader {
  appVersion: string;
  createdAtMs: number;
  /** The range asked for: inclusive at the start, exclusive at the end. */
  fromMs: number;
  toMs: number;
  device: DeviceFacts;
}

/** A section that is not given is not in the document; one without rows is an empty list. */
export interface ExportSections {
  points?: Batches<MetricPoint> | undefined;
  /** Leave as count, sum, min, max and quantiles; the sketch stays. */
  buckets?: { rows: Batches<MetricBucket>; quantile: Quantile } | undefined;
  turns?: Batches<TurnRecord> | undefined;
  alerts?: Batches<AlertRecord> | undefined;
}

/**
 * The document `{schema, schemaVersion, app, createdAt, range, device, clock, points, buckets, turns, alerts, units}`:
 * `units` names the unit of each series in it, as `component/name`. One row a line.
 * @returns chunks to be joined without anything between them.
 */
export async function* exportAll(header: ExportHeader, sections: ExportSections): AsyncGenerator<string> {
  const units = new Map<string, string>();
  const noteUnit = ({ name, component }: SeriesKey) => {
    const key = `${component}/${name}`;
    const unit = units.has(key) ? undefined : unitOf(name, component);
    if (unit !== undefined) units.set(key, unit);
  };
  const { appVersion, createdAtMs, fromMs, toMs, device } = header;
  const opening = JSON.stringify({
    schema: EXPORT_SCHEMA,
    schemaVersion: EXPORT_SCHEMA_VERSION,
    app: { name: 'sotto', version: appVersion },
    createdAt: new Date(createdAtMs).toISOString(),
    range: { fromMs, toMs },
    device,
    clock:
      'fields that end in Ms are milliseconds; those that end in AtMs, startMs, marks and milestones count from the Unix epoch',
  });
  yield opening.slice(0, -1);
  if (sections.points) {
    yield* section('points', sections.points, (point) => {
      noteUnit(point);
      return point;
    });
  }
  if (sections.buckets) {
    const { rows, quantile } = sections.buckets;
    yield* section('buckets', rows, (bucket) => {
      noteUnit(bucket);
      const { sketch: _, ...kept } = bucket;
      return { ...kept, ...quantilesOf(bucket, quantile) };
    });
  }
  if (sections.turns) yield* section('turns', sections.turns, (turn) => turn);
  if (sections.alerts) yield* section('alerts', sections.alerts, (alert) => alert);
  yield `,\n"units":${JSON.stringify(Object.fromEntries(units))}}\n`;
}

async function* section<T>(name: string, rows: Batches<T>, shown: (row: T) => object): AsyncGenerator<string> {
  yield `,\n"${name}":[`;
  yield* chunksOf(rows, (row, index) => `${index ? ',' : ''}\n${JSON.stringify(shown(row))}`);
  yield ']';
}
