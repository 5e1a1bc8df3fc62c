/** Runs of the benchmarks, and of each a summary: a history of hundreds is read without their samples. */
import type { BenchmarkRun, BenchmarkSummary } from './benchmark-run';
import type { Database } from './database';

/** A full run is some 100 kB: 50 MB at most. */
export const MAX_RUNS = 500;

export interface BenchmarkStore {
  /** Keeps a run and its summary, or replaces them; the oldest goes where there are too many. */
  put(run: BenchmarkRun, summary: BenchmarkSummary): Promise<void>;
  get(id: string): Promise<BenchmarkRun | undefined>;
  /** Runs that began at `fromMs` or later, oldest first. */
  since(fromMs: number): Promise<BenchmarkRun[]>;
  /** Their summaries, oldest first. */
  summaries(fromMs: number): Promise<BenchmarkSummary[]>;
  remove(id: string): Promise<void>;
}

export function createBenchmarkStore(database: Database): BenchmarkStore {
  const both = ['benchmark_results', 'benchmark_summaries'] as const;
  return {
    put: (run, summary) =>
      database.use(async (connection) => {
        const transaction = connection.transaction(both, 'readwrite', { durability: 'relaxed' });
        const runs = transaction.objectStore('benchmark_results');
        const summaries = transaction.objectStore('benchmark_summaries');
        const work = async () => {
          await runs.put(run);
          await summaries.put(summary);
          let surplus = (await summaries.count()) - MAX_RUNS;
          let cursor = surplus > 0 ? await summaries.index('startedAtMs').openCursor() : null;
          while (cursor && surplus-- > 0) {
            await runs.delete(cursor.primaryKey);
            await cursor.delete();
            cursor = await cursor.continue();
          }
        };
        await Promise.all([work(), transaction.done]);
      }),
    get: (id) => database.use((connection) => connection.get('benchmark_results', id)),
    since: (fromMs) =>
      database.use((connection) =>
        connection.getAllFromIndex('benchmark_results', 'startedAtMs', IDBKeyRange.lowerBound(fromMs)),
      ),
    summaries: (fromMs) =>
      database.use((connection) =>
        connection.getAllFromIndex('benchmark_summaries', 'startedAtMs', IDBKeyRange.lowerBound(fromMs)),
      ),
    remove: (id) =>
      database.use(async (connection) => {
        const transaction = connection.transaction(both, 'readwrite');
        await Promise.all([
          transaction.objectStore('benchmark_results').delete(id),
          transaction.objectStore('benchmark_summaries').delete(id),
          transaction.done,
        ]);
      }),
  };
}
