/** The metrics of all visits, in IndexedDB; in memory where the browser gives no database. */
import { SottoError } from '../../workers/rpc';
import type { Database } from './database';
import { FullDisk } from './full-disk';
import { createMemoryMetricStore, isFinitePoint } from './memory-metrics';
import { COMPONENTS, type MetricPoint, type MetricStore, type StorageState } from './metric';
import { appendPending, appendPoints, hasPending } from './metric-append';
import { readBuckets, readPoints, readSeries } from './metric-read';
import { evictOldest, retainSeries } from './metric-retention';
import { inOrder } from './raw-chunk';

/** A metric store that also takes points from a page that is about to go. */
export interface DurableMetricStore extends MetricStore {
  /**
   * Keeps points, and whatever `append` has under way, by one request that needs no answer. They are in the buckets after
   * the next `append`, or when they are next read.
   */
  appendAtOnce(points: readonly MetricPoint[]): Promise<void>;
}

/** Of all raw points, what goes at a time to make room. */
const EVICTED_SHARE = 0.1;

/** An `append` under way. */
interface Flight {
  points: readonly MetricPoint[];
  /** Undefined until it has begun. */
  giveUp: (() => void) | undefined;
  /** `appendAtOnce` took its points. */
  takenOver: boolean;
}

/** @param options `retryAfterMs`: see `FullDisk`. */
export function createMetricStore(database: Database, options: { retryAfterMs?: number } = {}): DurableMetricStore {
  let memory: MetricStore | undefined;
  /** Points that were pending when this tab first looked are where they belong. */
  let settled: Promise<void> | undefined;
  const flights = new Set<Flight>();
  const listeners = new Set<(state: StorageState) => void>();

  const stateNow = (): StorageState => {
    if (memory) return memory.state;
    if (database.blocked) return { kind: 'blocked' };
    const { droppedPoints } = disk;
    return droppedPoints === undefined ? { kind: 'persistent' } : { kind: 'full', droppedPoints };
  };
  const tell = () => {
    for (const listener of listeners) listener(stateNow());
  };
  database.onBlocked(tell);
  const disk = new FullDisk({
    write: appendFlying,
    makeRoom: () => database.use((connection) => evictOldest(connection, EVICTED_SHARE)),
    onChange: tell,
    nowMs: () => performance.now(),
    retryAfterMs: options.retryAfterMs,
  });

  /** The work in the database or, once it is known that there is none, in memory. */
  async function either<T>(kept: () => Promise<T>, forgotten: (store: MetricStore) => Promise<T>): Promise<T> {
    if (memory) return forgotten(memory);
    try {
      return await kept();
    } catch (error) {
      if (!(error instanceof SottoError) || error.code !== 'storage-unavailable') throw error;
      if (!memory) {
        memory = createMemoryMetricStore(error.message);
        tell();
      }
      return forgotten(memory);
    }
  }

  /** As `either`, of what has been written: points that a page left behind are put into their buckets first. */
  const read = <T>(kept: () => Promise<T>, forgotten: (store: MetricStore) => Promise<T>): Promise<T> =>
    either(async () => {
      settled ??= settle();
      await settled;
      return kept();
    }, forgotten);

  async function settle(): Promise<void> {
    try {
      if (await database.use(hasPending)) await disk.append([]);
    } catch (error) {
      settled = undefined;
      throw error;
    }
  }

  async function appendFlying(points: readonly MetricPoint[]): Promise<void> {
    const flight: Flight = { points, giveUp: undefined, takenOver: false };
    flights.add(flight);
    try {
      await database.use(async (connection) => {
        if (flight.takenOver) return;
        await appendPoints(connection, points, (transaction) => {
          flight.giveUp = () => transaction.abort();
        });
      });
    } catch (error) {
      if (!flight.takenOver) throw error;
    } finally {
      flights.delete(flight);
    }
  }

  /** Points of appends that can still be given up. */
  function takeOver(): MetricPoint[] {
    return [...flights].flatMap((flight) => {
      try {
        flight.giveUp?.();
      } catch {
        // All was asked already: it is kept without this page.
        return [];
      }
      flight.takenOver = true;
      return [...flight.points];
    });
  }

  return {
    get state() {
      return stateNow();
    },
    onState(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async append(points) {
      const finite = points.filter(isFinitePoint);
      if (!finite.length) return;
      await either(
        () => disk.append(finite),
        (store) => store.append(finite),
      );
    },
    async appendAtOnce(points) {
      const taken = takeOver();
      const all = [...taken, ...points.filter(isFinitePoint)];
      if (!all.length) return;
      settled = undefined;
      try {
        await either(
          () => database.use((connection) => appendPending(connection, all)),
          (store) => store.append(all),
        );
      } catch (error) {
        // The caller still has its own.
        disk.hold(taken);
        throw error;
      }
    },
    points: (query) =>
      read(
        () =>
          database.use(async (connection) => {
            const components = query.component ? [query.component] : COMPONENTS;
            const found = await Promise.all(
              components.map((component) =>
                readPoints(connection, { name: query.name, component }, query.fromMs, query.toMs),
              ),
            );
            return inOrder(found.flat());
          }),
        (store) => store.points(query),
      ),
    buckets: (query) =>
      read(
        () => database.use((connection) => readBuckets(connection, query, query.width, query.fromMs, query.toMs)),
        (store) => store.buckets(query),
      ),
    series: () =>
      read(
        () => database.use(readSeries),
        (store) => store.series(),
      ),
    retain: (retention, nowMs) =>
      read(
        async () => {
          let deleted = 0;
          // A transaction each: an append waits for one series at most.
          for (const series of await database.use(readSeries)) {
            deleted += await database.use((connection) => retainSeries(connection, series, retention, nowMs));
          }
          return deleted;
        },
        (store) => store.retain(retention, nowMs),
      ),
  };
}
