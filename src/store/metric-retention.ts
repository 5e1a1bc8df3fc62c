/** Takes away what is older or more than is kept, and makes one chunk of many small ones. */
import type { Connection } from './database';
import type { Retention, SeriesKey } from './metric';
import { type ChunkFacts, chunkFacts, kindRange, rawKey, seriesRange } from './metric-keys';
import { CHUNK_POINTS, inOrder, pointsOf, toChunk } from './raw-chunk';
import { type WriteTransaction, write } from './transactions';

type MetricObjectStore = WriteTransaction<'performance_metrics'>['store'];

const DAY_MS = 86_400_000;
/** Buckets outlive the points they were made of: a minute takes about 60 bytes, an hour about 500. */
export const MINUTES_OUTLIVE = 2;
export const HOURS_OUTLIVE = 24;

/** Keeps the newest points of one series, and those alone that are young enough. @returns raw points deleted. */
export function retainSeries(
  connection: Connection,
  series: SeriesKey,
  { pointsPerSeries, days }: Retention,
  nowMs: number,
): Promise<number> {
  const oldestMs = (factor: number) => nowMs - days * factor * DAY_MS;
  return write(connection, 'performance_metrics', async ({ store }) => {
    await Promise.all([
      store.delete(seriesRange('minute', series, Number.NEGATIVE_INFINITY, oldestMs(MINUTES_OUTLIVE))),
      store.delete(seriesRange('hour', series, Number.NEGATIVE_INFINITY, oldestMs(HOURS_OUTLIVE))),
    ]);
    const chunks = chunkFacts(await store.getAllKeys(seriesRange('raw', series)));
    const whole: ChunkFacts[] = [];
    let surplus = chunks.reduce((sum, { points }) => sum + points, 0) - pointsPerSeries;
    let deleted = 0;
    for (const chunk of chunks) {
      if (chunk.startMs >= oldestMs(1) && surplus <= 0) {
        whole.push(chunk);
        continue;
      }
      const gone = await trim(store, series, chunk, oldestMs(1), surplus);
      surplus -= gone;
      deleted += gone;
    }
    await compact(store, series, whole);
    return deleted;
  });
}

/** Takes the oldest `surplus` points, and all before `fromMs`, out of a chunk. @returns how many those were. */
async function trim(
  store: MetricObjectStore,
  series: SeriesKey,
  { key, endMs, points }: ChunkFacts,
  fromMs: number,
  surplus: number,
): Promise<number> {
  if (endMs < fromMs || points <= surplus) {
    await store.delete(key);
    return points;
  }
  const record = await store.get(key);
  if (record?.kind !== 'raw') return 0;
  const young = [...pointsOf(series, record.chunk, fromMs)];
  const kept = young.slice(Math.max(0, surplus - (points - young.length)));
  if (kept.length === points) return 0;
  await store.delete(key);
  if (kept.length) await store.add({ kind: 'raw', chunk: toChunk(kept) }, rawKey(series, kept));
  return points - kept.length;
}

/** Neighbours that fit into one chunk become one. A flush writes chunks of a point or two. */
async function compact(store: MetricObjectStore, series: SeriesKey, chunks: readonly ChunkFacts[]): Promise<void> {
  for (const group of groupsOf(chunks)) {
    const records = await Promise.all(group.map(({ key }) => store.get(key)));
    const points = inOrder(
      records.flatMap((record) => (record?.kind === 'raw' ? [...pointsOf(series, record.chunk)] : [])),
    );
    await Promise.all(group.map(({ key }) => store.delete(key)));
    await store.add({ kind: 'raw', chunk: toChunk(points) }, rawKey(series, points));
  }
}

/** Runs of at least two chunks that together are no larger than one may be. */
export function groupsOf(chunks: readonly ChunkFacts[]): ChunkFacts[][] {
  const groups: ChunkFacts[][] = [];
  let group: ChunkFacts[] = [];
  let size = 0;
  for (const chunk of chunks) {
    if (size + chunk.points > CHUNK_POINTS) {
      groups.push(group);
      group = [];
      size = 0;
    }
    group.push(chunk);
    size += chunk.points;
  }
  groups.push(group);
  return groups.filter(({ length }) => length > 1);
}

/**
 * Makes room: deletes the raw chunks of any series that end first.
 * @param share of all raw points, 0 to 1; at least one chunk goes.
 * @returns raw points deleted; 0 when there are none any more.
 */
export function evictOldest(connection: Connection, share: number): Promise<number> {
  return write(connection, 'performance_metrics', async ({ store }) => {
    const chunks = chunkFacts(await store.getAllKeys(kindRange('raw'))).sort((a, b) => a.endMs - b.endMs);
    const enough = share * chunks.reduce((sum, { points }) => sum + points, 0);
    const requests: Promise<void>[] = [];
    let deleted = 0;
    for (const { key, points } of chunks) {
      if (deleted >= enough && deleted > 0) break;
      requests.push(store.delete(key));
      deleted += points;
    }
    await Promise.all(requests);
    return deleted;
  });
}
