/** Sotto's IndexedDB, and the one place it is opened. Models do not lie here: see `workers/pack`. */
import { type IDBPDatabase, openDB } from 'idb';
import { SottoError } from '../../workers/rpc';
import { migrate, VERSION } from './migrations';
import type { SottoSchema } from './schema';

export const DATABASE_NAME = 'sotto';

/** A connection, which the browser or a newer Sotto in another tab may end at any time. */
export type Connection = IDBPDatabase<SottoSchema>;

/** The database, whether or not a connection to it is open right now. */
export interface Database {
  /**
   * Runs the work on an open connection, and once more on a new one where the old was lost meanwhile: work is one
   * transaction, of which then nothing was kept. Rejects with `storage-unavailable` where the browser gives no storage.
   */
  use<T>(work: (connection: Connection) => Promise<T>): Promise<T>;
  /** True while another tab holds an older version open: calls of `use` wait. */
  readonly blocked: boolean;
  /** @returns a function that ends the listening. */
  onBlocked(listener: (blocked: boolean) => void): () => void;
  close(): void;
}

/** The database, opened at its first use. */
export function createDatabase(name = DATABASE_NAME): Database {
  let opening: Promise<Connection> | undefined;
  let blocked = false;
  const listeners = new Set<(blocked: boolean) => void>();
  const setBlocked = (next: boolean) => {
    if (blocked === next) return;
    blocked = next;
    for (const listener of listeners) listener(next);
  };

  function open(): Promise<Connection> {
    if (opening) return opening;
    const forget = () => {
      if (opening === mine) opening = undefined;
    };
    const mine: Promise<Connection> = connect(name, { onBlocked: () => setBlocked(true), onLost: forget });
    opening = mine;
    mine.then(
      () => setBlocked(false),
      () => {
        forget();
        setBlocked(false);
      },
    );
    return mine;
  }

  return {
    get blocked() {
      return blocked;
    },
    onBlocked(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async use(work) {
      const used = open();
      const connection = await used;
      try {
        return await work(connection);
      } catch (error) {
        if (!isInterruption(error, opening !== used)) throw error;
        if (opening === used) opening = undefined;
        connection.close();
        return work(await open());
      }
    },
    close() {
      opening?.then(
        (connection) => connection.close(),
        () => {},
      );
      opening = undefined;
    },
  };
}

/** Opens the database now. Rejects with `storage-unavailable` where the browser gives none (some private windows). */
export async function openDatabase(): Promise<Database> {
  const database = createDatabase();
  await database.use(async () => {});
  return database;
}

async function connect(name: string, on: { onBlocked(): void; onLost(): void }): Promise<Connection> {
  try {
    const connection: Connection = await openDB<SottoSchema>(name, VERSION, {
      upgrade: (database, fromVersion, _to, transaction) => migrate(database, transaction, fromVersion),
      blocked: () => on.onBlocked(),
      // A newer Sotto in another tab waits for this one to let go.
      blocking: () => {
        on.onLost();
        connection.close();
      },
      terminated: () => on.onLost(),
    });
    return connection;
  } catch (error) {
    throw new SottoError('storage-unavailable', reasonOf(error), { cause: error });
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'VersionError') return 'A newer version of Sotto was used here. Reload the page.';
  return `This browser gives the page no database (${error.message}).`;
}

/** What transactions of a closed connection fail with: not begun, or, when it is known to be `lost`, broken off. */
function isInterruption(error: unknown, lost: boolean): boolean {
  if (!(error instanceof DOMException)) return false;
  return error.name === 'InvalidStateError' || (lost && error.name === 'AbortError');
}
