/** How the database came to be what it is, one step a version. A step that was released is never changed. */
import type { IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import type { SottoSchema } from './schema';

type Step = (
  database: IDBPDatabase<SottoSchema>,
  transaction: IDBPTransaction<SottoSchema, StoreNames<SottoSchema>[], 'versionchange'>,
) => void;

/** The step at index n leads from version n to version n + 1. */
const STEPS: readonly Step[] = [
  // 1: turns and settings.
  (database) => {
    database.createObjectStore('turns', { keyPath: 'id' }).createIndex('startedAtMs', 'startedAtMs');
    database.createObjectStore('settings');
  },
  // 2: what the monitor keeps.
  (database) => {
    database.createObjectStore('performance_metrics');
    for (const name of ['profile_results', 'benchmark_results', 'optimization_logs'] as const) {
      database.createObjectStore(name, { keyPath: 'id' }).createIndex('startedAtMs', 'startedAtMs');
    }
    database.createObjectStore('alerts', { keyPath: 'id' }).createIndex('raisedAtMs', 'raisedAtMs');
  },
  // 3: a history of benchmarks. Before, only programs could keep one, in a shape that nothing shows.
  (database, transaction) => {
    database.createObjectStore('benchmark_summaries', { keyPath: 'id' }).createIndex('startedAtMs', 'startedAtMs');
    void transaction.objectStore('benchmark_results').clear();
  },
  // 4: conversations.
  (database) => {
    database.createObjectStore('conversations', { keyPath: 'id' }).createIndex('updatedAtMs', 'updatedAtMs');
  },
];

export const VERSION = STEPS.length;

/** Takes a database of any earlier version (0 for none) to today's; all of it or, when a step throws, none. */
export const migrate = (database: Parameters<Step>[0], transaction: Parameters<Step>[1], fromVersion: number): void => {
  for (const step of STEPS.slice(fromVersion)) step(database, transaction);
};
