/** Traces of turns, newest last, bounded. */
import { newest, putBounded } from './bounded';
import type { Database } from './database';
import type { TurnRecord } from './turn-record';

/** About 1 kB each: 2 MB, some weeks of daily use. */
export const MAX_TURNS = 2000;

export interface TurnStore {
  add(record: TurnRecord): Promise<void>;
  /** The newest `count` turns, oldest first. */
  latest(count: number): Promise<TurnRecord[]>;
  /** Turns that started at `fromMs` or later and before `toMs` (ms since the Unix epoch), oldest first. */
  between(fromMs: number, toMs: number): Promise<TurnRecord[]>;
}

export function createTurnStore(database: Database): TurnStore {
  return {
    add: (record) => putBounded(database, 'turns', 'startedAtMs', record, MAX_TURNS),
    latest: (count) => database.use((connection) => newest(connection, 'turns', 'startedAtMs', count)),
    between: (fromMs, toMs) =>
      database.use((connection) =>
        connection.getAllFromIndex('turns', 'startedAtMs', IDBKeyRange.bound(fromMs, toMs, false, true)),
      ),
  };
}
