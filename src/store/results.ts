/** Profiles, newest last, bounded. */
import { newest, putBounded } from './bounded';
import type { Database } from './database';
import type { ProfileResult } from './result-records';

/** Some kB each: a few MB at most. */
const MAX_RESULTS = 500;

export interface ResultStore<T> {
  add(result: T): Promise<void>;
  /** The newest `count`, oldest first. */
  latest(count: number): Promise<T[]>;
}

export function createProfileStore(database: Database): ResultStore<ProfileResult> {
  return {
    add: (result) => putBounded(database, 'profile_results', 'startedAtMs', result, MAX_RESULTS),
    latest: (count) => database.use((connection) => newest(connection, 'profile_results', 'startedAtMs', count)),
  };
}
