/** Records with a time, of which only the newest are kept. */
import type { IndexNames, StoreNames, StoreValue } from 'idb';
import type { Connection, Database } from './database';
import type { SottoSchema } from './schema';
import { write } from './transactions';

/** Puts a record, and deletes the oldest where there are more than `most`. */
export function putBounded<Name extends StoreNames<SottoSchema>>(
  database: Database,
  name: Name,
  timeIndex: IndexNames<SottoSchema, Name>,
  record: StoreValue<SottoSchema, Name>,
  most: number,
): Promise<void> {
  return database.use((connection) =>
    write(connection, name, async ({ store }) => {
      await store.put(record);
      let surplus = (await store.count()) - most;
      let cursor = surplus > 0 ? await store.index(timeIndex).openCursor() : null;
      while (cursor && surplus-- > 0) {
        await cursor.delete();
        cursor = await cursor.continue();
      }
    }),
  );
}

/** The newest `count` records, oldest first. */
export async function newest<Name extends StoreNames<SottoSchema>>(
  connection: Connection,
  name: Name,
  timeIndex: IndexNames<SottoSchema, Name>,
  count: number,
): Promise<StoreValue<SottoSchema, Name>[]> {
  const found: StoreValue<SottoSchema, Name>[] = [];
  let cursor = await connection.transaction(name).store.index(timeIndex).openCursor(null, 'prev');
  while (cursor && found.length < count) {
    found.push(cursor.value);
    cursor = await cursor.continue();
  }
  return found.reverse();
}
