/** Traces of turns, newest last, bounded. */
import type { Database } from './database';
import type { TurnRecord } from './turn-record';

/** About 1 kB each: 2 MB, some weeks of daily use. */
export const MAX_TURNS = 2000;

export interface TurnStore {
  add(record: TurnRecord): Promise<void>;
  /** The newest `count` turns, oldest first. */
  latest(count: number): Promise<TurnRecord[]>;
}

export function createTurnStore(database: Database): TurnStore {
  return {
    async add(record) {
      const transaction = database.transaction('turns', 'readwrite');
      await transaction.store.put(record);
      let surplus = (await transaction.store.count()) - MAX_TURNS;
      let cursor = surplus > 0 ? await transaction.store.index('startedAtMs').openCursor() : null;
      while (cursor && surplus-- > 0) {
        await cursor.delete();
        cursor = await cursor.continue();
      }
      await transaction.done;
    },
    async latest(count) {
      const found: TurnRecord[] = [];
      let cursor = await database.transaction('turns').store.index('startedAtMs').openCursor(null, 'prev');
      while (cursor && found.length < count) {
        found.push(cursor.value);
        cursor = await cursor.continue();
      }
      return found.reverse();
    },
  };
}
