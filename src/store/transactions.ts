/** Transactions as the store runs them. */
import type { IDBPTransaction, StoreNames } from 'idb';
import type { Connection } from './database';
import type { SottoSchema } from './schema';

export type WriteTransaction<Name extends StoreNames<SottoSchema>> = IDBPTransaction<SottoSchema, [Name], 'readwrite'>;
type Several = ArrayLike<StoreNames<SottoSchema>>;

/** Runs the work in a transaction on one store: see `writeAll`. */
export function write<Name extends StoreNames<SottoSchema>, T>(
  connection: Connection,
  name: Name,
  work: (transaction: WriteTransaction<Name>) => Promise<T>,
): Promise<T> {
  return writeAll<[Name], T>(connection, [name], work);
}

/**
 * Begins a transaction, runs the work and waits until all of it is kept. The work awaits nothing but this transaction.
 * Relaxed durability: a power cut may take the last moments, and no write waits for the disk.
 * Rejects with the transaction's own error (a quota, a lost connection), not with that of a request that went down with it.
 */
export async function writeAll<Names extends Several, T>(
  connection: Connection,
  names: Names,
  work: (transaction: IDBPTransaction<SottoSchema, Names, 'readwrite'>) => Promise<T>,
): Promise<T> {
  const transaction = connection.transaction(names, 'readwrite', { durability: 'relaxed' });
  return settled(transaction, work);
}

/** As `writeAll`, in a transaction that was begun as its work wants it. */
export async function settled<Names extends Several, T>(
  transaction: IDBPTransaction<SottoSchema, Names, 'readwrite'>,
  work: (transaction: IDBPTransaction<SottoSchema, Names, 'readwrite'>) => Promise<T>,
): Promise<T> {
  try {
    // Not one after the other: Chromium 156 leaves requests of a transaction that met the quota unanswered now and then.
    const [result] = await Promise.all([work(transaction), transaction.done]);
    return result;
  } catch (error) {
    try {
      transaction.abort();
    } catch {
      // It is over already.
    }
    await transaction.done.catch(() => {});
    throw transaction.error ?? error;
  }
}
