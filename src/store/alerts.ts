/** Alerts that were raised, newest last, bounded. */
import type { AlertRecord } from './alert';
import { newest, putBounded } from './bounded';
import type { Database } from './database';

/** About 300 bytes each. */
export const MAX_ALERTS = 1000;

export interface AlertStore {
  add(record: AlertRecord): Promise<void>;
  /** Replaces the record with the same id, as when an alert is over. */
  update(record: AlertRecord): Promise<void>;
  /** The newest `count` alerts, oldest first. */
  latest(count: number): Promise<AlertRecord[]>;
  /** Alerts raised at `fromMs` (ms since the Unix epoch) or later, oldest first. */
  since(fromMs: number): Promise<AlertRecord[]>;
}

export function createAlertStore(database: Database): AlertStore {
  const put = (record: AlertRecord) => putBounded(database, 'alerts', 'raisedAtMs', record, MAX_ALERTS);
  return {
    add: put,
    update: put,
    latest: (count) => database.use((connection) => newest(connection, 'alerts', 'raisedAtMs', count)),
    since: (fromMs) =>
      database.use((connection) => connection.getAllFromIndex('alerts', 'raisedAtMs', IDBKeyRange.lowerBound(fromMs))),
  };
}
