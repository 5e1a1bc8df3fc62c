/** Sotto's IndexedDB: the schema, and the one place it is opened. Models do not lie here: see `workers/pack`. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { TurnRecord } from './turn-record';

export interface SottoSchema extends DBSchema {
  turns: { key: string; value: TurnRecord; indexes: { startedAtMs: number } };
  settings: { key: string; value: string };
}

export type Database = IDBPDatabase<SottoSchema>;

const NAME = 'sotto';
const VERSION = 1;

/** Opens the database. Rejects where the browser gives a page no storage (some private windows). */
export function openDatabase(): Promise<Database> {
  return openDB<SottoSchema>(NAME, VERSION, {
    upgrade(database) {
      database.createObjectStore('turns', { keyPath: 'id' }).createIndex('startedAtMs', 'startedAtMs');
      database.createObjectStore('settings');
    },
    // A newer Sotto in another tab waits for this one to let go.
    blocking: (_current, _blocked, event) => {
      if (event.target instanceof IDBDatabase) event.target.close();
    },
  });
}
