/**
 * Keys and records of the object store `performance_metrics`. The first part of a key is the kind of its record, and the
 * records of one series lie side by side in the order of time.
 *
 * - `raw`: points, in chunks. The key tells what is in them, so that retention reads no values.
 * - `minute`: the minutes of one hour. A record each would be a million records for a million scattered points.
 * - `hour`: one hour.
 * - `pending`: points that were written at once, because the page was about to go, and are in no bucket yet.
 */
import type { Component, MetricPoint, SeriesKey } from './metric';
import type { PackedBucket } from './packed-bucket';
import type { RawChunk } from './raw-chunk';

export type RawKey = [
  kind: 'raw',
  component: Component,
  name: string,
  startMs: number,
  /** Of the last point. */
  endMs: number,
  points: number,
  /** Tells chunks apart that are otherwise alike: two tabs write at once. */
  nonce: number,
];
export type BucketKey = [kind: 'minute' | 'hour', component: Component, name: string, hourStartMs: number];
export type PendingKey = [kind: 'pending', atMs: number, nonce: number];
export type MetricKey = RawKey | BucketKey | PendingKey;

export type MetricRecord =
  | { kind: 'raw'; chunk: RawChunk }
  | { kind: 'minute'; buckets: PackedBucket[] }
  | { kind: 'hour'; bucket: PackedBucket }
  | { kind: 'pending'; points: MetricPoint[] };

/** A number that another tab or another visit does not draw as well. */
export const nonce = (): number => Math.floor(Math.random() * 2 ** 52);

/** @param points of the series, in the order of time, at least one. */
export function rawKey({ component, name }: SeriesKey, points: readonly MetricPoint[]): RawKey {
  const [first] = points;
  const last = points.at(-1);
  if (!first || !last) throw new RangeError('A chunk of no points has no key.');
  return ['raw', component, name, first.atMs, last.atMs, points.length, nonce()];
}

/** Every record of a kind. */
export function kindRange(kind: MetricKey[0]): IDBKeyRange {
  return IDBKeyRange.bound([kind], [kind, []]);
}

/** Records of one series that begin at `fromMs` or later and before `toMs`. */
export function seriesRange(
  kind: RawKey[0] | BucketKey[0],
  { component, name }: SeriesKey,
  fromMs = Number.NEGATIVE_INFINITY,
  toMs = Number.POSITIVE_INFINITY,
): IDBKeyRange {
  return IDBKeyRange.bound([kind, component, name, fromMs], [kind, component, name, toMs], false, true);
}

/** A raw key in words. */
export interface ChunkFacts {
  key: RawKey;
  startMs: number;
  endMs: number;
  points: number;
}

/** What the raw ones of these keys tell. */
export function chunkFacts(keys: readonly MetricKey[]): ChunkFacts[] {
  return keys.flatMap((key) => (key[0] === 'raw' ? [{ key, startMs: key[3], endMs: key[4], points: key[5] }] : []));
}
