/** Reads points and buckets of a range of time. Nothing outside it is read. */
import type { Connection } from './database';
import type { BucketWidth, MetricBucket, MetricPoint, SeriesKey } from './metric';
import { chunkFacts, kindRange, seriesRange } from './metric-keys';
import { unpackBucket } from './packed-bucket';
import { inOrder, pointsOf } from './raw-chunk';
import { bucketStartMs } from './rollup';

/** Raw points of a series, in the order of time. */
export async function readPoints(
  connection: Connection,
  series: SeriesKey,
  fromMs: number,
  toMs: number,
): Promise<MetricPoint[]> {
  const { store } = connection.transaction('performance_metrics');
  // The range is of chunks' starts; when one ends, its key tells.
  const facts = chunkFacts(await store.getAllKeys(seriesRange('raw', series, Number.NEGATIVE_INFINITY, toMs)));
  const wanted = facts.filter(({ endMs }) => endMs >= fromMs);
  const first = wanted[0];
  const last = wanted.at(-1);
  if (!first || !last) return [];
  const records = await store.getAll(IDBKeyRange.bound(first.key, last.key));
  return inOrder(
    records.flatMap((record) => (record.kind === 'raw' ? [...pointsOf(series, record.chunk, fromMs, toMs)] : [])),
  );
}

/** Buckets of a series that begin in the range, in the order of time. */
export async function readBuckets(
  connection: Connection,
  series: SeriesKey,
  width: BucketWidth,
  fromMs: number,
  toMs: number,
): Promise<MetricBucket[]> {
  // Minutes lie in records of an hour.
  const range = seriesRange(width, series, width === 'minute' ? bucketStartMs(fromMs, 'hour') : fromMs, toMs);
  const records = await connection.getAll('performance_metrics', range);
  return records
    .flatMap((record) => {
      if (record.kind === 'hour') return [record.bucket];
      return record.kind === 'minute' ? record.buckets : [];
    })
    .filter(({ startMs }) => startMs >= fromMs && startMs < toMs)
    .map((bucket) => unpackBucket(series, width, bucket));
}

/** Every series there is: one step of a cursor each, however many records it has. */
export async function readSeries(connection: Connection): Promise<SeriesKey[]> {
  const found: SeriesKey[] = [];
  // Hours are what is kept longest.
  let cursor = await connection.transaction('performance_metrics').store.openKeyCursor(kindRange('hour'));
  while (cursor) {
    const { key } = cursor;
    if (key[0] !== 'hour') break;
    const [kind, component, name] = key;
    found.push({ name, component });
    cursor = await cursor.continue([kind, component, name, Number.POSITIVE_INFINITY]);
  }
  return found;
}
