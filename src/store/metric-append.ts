/** Writes points: raw, and into the minutes and hours they fall into. All in one transaction, so two tabs lose nothing. */
import type { Connection } from './database';
import { grouped } from './grouped';
import type { MetricBucket, MetricPoint } from './metric';
import { type BucketKey, kindRange, type MetricRecord, nonce, rawKey } from './metric-keys';
import { packBucket, unpackBucket } from './packed-bucket';
import { inOrder, pieces, toChunk } from './raw-chunk';
import { bucketStartMs, mergeBuckets, rollUp, seriesId } from './rollup';
import { type WriteTransaction, write } from './transactions';

type Transaction = WriteTransaction<'performance_metrics'>;

/**
 * Keeps points, and puts those that were pending where they belong.
 * @param onBegun is given the transaction as long as it can be given up.
 */
export function appendPoints(
  connection: Connection,
  points: readonly MetricPoint[],
  onBegun: (transaction: Transaction) => void = () => {},
): Promise<void> {
  return write(connection, 'performance_metrics', async (transaction) => {
    onBegun(transaction);
    const { store } = transaction;
    const pending = (await store.getAll(kindRange('pending'))).flatMap((record) =>
      record.kind === 'pending' ? record.points : [],
    );
    const all = pending.length ? [...pending, ...points] : points;
    const changes = [...chunkChanges(all), ...(await bucketChanges(transaction, all))];
    const requests: Promise<unknown>[] = changes.map(([key, record]) => store.put(record, key));
    if (pending.length) requests.push(store.delete(kindRange('pending')));
    // Nothing is waited for any more: what was asked is kept even if the page goes now.
    transaction.commit();
    await Promise.all(requests);
  });
}

/**
 * Keeps points by a single request and no reading, for a page that may be gone before any answer. The next `appendPoints`
 * of any tab puts them where they belong.
 */
export function appendPending(connection: Connection, points: readonly MetricPoint[]): Promise<void> {
  return write(connection, 'performance_metrics', async (transaction) => {
    const request = transaction.store.add({ kind: 'pending', points: [...points] }, ['pending', Date.now(), nonce()]);
    transaction.commit();
    await request;
  });
}

/** Whether points wait for the next `appendPoints`. */
export async function hasPending(connection: Connection): Promise<boolean> {
  return (await connection.count('performance_metrics', kindRange('pending'))) > 0;
}

type Change = [key: Parameters<Transaction['store']['put']>[1], record: MetricRecord];

function chunkChanges(points: readonly MetricPoint[]): Change[] {
  return [...grouped(points, seriesId).values()].flatMap((ofSeries) =>
    [...pieces(inOrder(ofSeries))].flatMap((piece): Change[] => {
      const [first] = piece;
      return first ? [[rawKey(first, piece), { kind: 'raw', chunk: toChunk(piece) }]] : [];
    }),
  );
}

/** Reads the buckets that these points fall into, and adds them. */
async function bucketChanges(transaction: Transaction, points: readonly MetricPoint[]): Promise<Change[]> {
  const hours = rollUp(points, 'hour');
  const minutes = grouped(rollUp(points, 'minute'), (minute) => keyOf('minute', minute).join(' '));
  return Promise.all([
    ...hours.map((hour) => hourChange(transaction, hour)),
    ...[...minutes.values()].map((ofHour) => minuteChange(transaction, ofHour)),
  ]);
}

function keyOf(kind: BucketKey[0], { component, name, startMs }: MetricBucket): BucketKey {
  return [kind, component, name, bucketStartMs(startMs, 'hour')];
}

async function hourChange({ store }: Transaction, hour: MetricBucket): Promise<Change> {
  const key = keyOf('hour', hour);
  const kept = await store.get(key);
  const merged = kept?.kind === 'hour' ? mergeBuckets(unpackBucket(hour, 'hour', kept.bucket), hour) : hour;
  return [key, { kind: 'hour', bucket: packBucket(merged) }];
}

/** @param minutes of one series and one hour, at least one. */
async function minuteChange({ store }: Transaction, minutes: readonly MetricBucket[]): Promise<Change> {
  const [first] = minutes;
  if (!first) throw new RangeError('No minutes, no change.');
  const key = keyOf('minute', first);
  const kept = await store.get(key);
  const byStart = new Map(kept?.kind === 'minute' ? kept.buckets.map((bucket) => [bucket.startMs, bucket]) : []);
  for (const minute of minutes) {
    const before = byStart.get(minute.startMs);
    byStart.set(
      minute.startMs,
      packBucket(before ? mergeBuckets(unpackBucket(minute, 'minute', before), minute) : minute),
    );
  }
  return [key, { kind: 'minute', buckets: [...byStart.values()].sort((a, b) => a.startMs - b.startMs) }];
}
