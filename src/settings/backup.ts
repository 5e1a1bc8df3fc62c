/** Everything that Sotto keeps of its user, in one file and back. Models are not in it: they have files of their own. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { StoreNames } from 'idb';
import * as v from 'valibot';
import { SottoError } from '../../workers/rpc';
import type { Connection, Database } from '../store/database';
import type { Preferences } from '../store/preferences';
import type { SottoSchema } from '../store/schema';
import type { SettingKey } from '../store/settings';
import { settled } from '../store/transactions';
import type { BackupPart, PartCounts } from './backup-parts';
import { type ReadSettings, readChoices } from './settings-file';

export const BACKUP_FORMAT = 'sotto-backup';
/** Goes up when a reader of the one before would misread it. */
export const BACKUP_VERSION = 1;
/** All texts of years are some ten megabytes: what unpacks to more than this is no backup of ours. */
const MAX_BYTES = 500_000_000;

/** Settings beside the document that mean something on another device. Echoes, probes and what was sent are of this one. */
const PORTABLE: readonly SettingKey[] = [
  'dashboardRange',
  'alertProfile',
  'notifications',
  'otlpUrl',
  'webhookUrl',
  'benchmarkBaseline',
  'benchmarkPlan',
];

export interface Backup {
  atMs: number;
  appVersion: string;
  settings: ReadSettings;
  /** The other settings, by key. */
  others: [SettingKey, string][];
  /** Records by store, not looked at yet. */
  records: ReadonlyMap<string, readonly unknown[]>;
}

export type BackupCounts = { name: StoreNames<SottoSchema>; counts: PartCounts }[];

const MANIFEST = v.looseObject({
  format: v.literal(BACKUP_FORMAT),
  version: v.literal(BACKUP_VERSION),
  atMs: v.number(),
  appVersion: v.string(),
});
const SETTINGS = v.record(v.string(), v.string());

/** A zip: `backup.json` says what it is, `settings.json` and one file a store hold the rest. */
export async function makeBackup(
  database: Database,
  parts: readonly BackupPart[],
  { preferences, ...facts }: { atMs: number; appVersion: string; preferences: Preferences },
): Promise<Uint8Array<ArrayBuffer>> {
  const files = await database.use(async (connection) => {
    const transaction = connection.transaction(storesOf(parts));
    const others = await othersIn(transaction.objectStore('settings'));
    const settings = { ...others, preferences: JSON.stringify(preferences) };
    const records: [string, unknown][] = [];
    for (const part of parts) records.push([part.name, await part.all(transaction)]);
    return [['settings', settings] as const, ...records];
  });
  const manifest = { format: BACKUP_FORMAT, version: BACKUP_VERSION, ...facts };
  const texts = [['backup', manifest] as const, ...files].map(([name, value]) => {
    return [`${name}.json`, strToU8(JSON.stringify(value, undefined, 1))] as const;
  });
  return zipSync(Object.fromEntries(texts), { level: 6 });
}

async function othersIn(store: {
  getAllKeys(): Promise<string[]>;
  getAll(): Promise<string[]>;
}): Promise<Record<string, string>> {
  const [keys, values] = await Promise.all([store.getAllKeys(), store.getAll()]);
  const wanted = new Set<string>(PORTABLE);
  return Object.fromEntries(keys.flatMap((key, i) => (wanted.has(key) ? [[key, values[i] ?? '']] : [])));
}

/** Reads such a file; nothing is changed. Throws SottoError `file-invalid`, with a sentence, for any other. */
export function readBackup(bytes: Uint8Array): Backup {
  const files = unzip(bytes);
  const manifest = v.safeParse(MANIFEST, jsonIn(files, 'backup'));
  if (!manifest.success) throw invalid('The file is no backup of Sotto, or of a newer one.');
  const settings = v.safeParse(SETTINGS, jsonIn(files, 'settings'));
  if (!settings.success) throw invalid('The backup is damaged: its settings cannot be read.');
  const records = new Map<string, readonly unknown[]>();
  for (const name of Object.keys(files)) {
    if (name === 'backup.json' || name === 'settings.json' || !name.endsWith('.json')) continue;
    const store = name.slice(0, -'.json'.length);
    const values = jsonIn(files, store);
    if (!Array.isArray(values)) throw invalid(`The backup is damaged: ${store.slice(0, 60)} is no list.`);
    records.set(store, values);
  }
  const { atMs, appVersion } = manifest.output;
  return {
    atMs,
    appVersion,
    settings: readChoices(preferencesIn(settings.output.preferences)),
    others: PORTABLE.flatMap((key) => {
      const value = settings.output[key];
      return value === undefined ? [] : [[key, value] as [SettingKey, string]];
    }),
    records,
  };
}

/** What restoring would do, by store. */
export function countBackup(database: Database, parts: readonly BackupPart[], backup: Backup): Promise<BackupCounts> {
  return database.use(async (connection) => {
    const transaction = connection.transaction(storesOf(parts));
    return each(parts, (part) => part.count(transaction, backup.records.get(part.name) ?? []));
  });
}

/**
 * Adds what is not here and replaces what is older, all of it or nothing. Deletes nothing. The document of preferences is not
 * written: the caller changes what the user prefers by `backup.settings.change`.
 */
export function restoreBackup(database: Database, parts: readonly BackupPart[], backup: Backup): Promise<BackupCounts> {
  return database.use(async (connection: Connection) => {
    const transaction = connection.transaction(storesOf(parts), 'readwrite');
    return settled(transaction, async () => {
      const settings = transaction.objectStore('settings');
      for (const [key, value] of backup.others) await settings.put(value, key);
      return each(parts, (part) => part.restore(transaction, backup.records.get(part.name) ?? []));
    });
  });
}

/** Empties every store of the database. */
export function wipeDatabase(database: Database): Promise<void> {
  return database.use(async (connection) => {
    const names = [...connection.objectStoreNames];
    const transaction = connection.transaction(names, 'readwrite');
    await Promise.all([...names.map((name) => transaction.objectStore(name).clear()), transaction.done]);
  });
}

async function each(parts: readonly BackupPart[], count: (part: BackupPart) => Promise<PartCounts>) {
  const counts: BackupCounts = [];
  for (const part of parts) counts.push({ name: part.name, counts: await count(part) });
  return counts;
}

function storesOf(parts: readonly BackupPart[]): StoreNames<SottoSchema>[] {
  return ['settings', ...parts.flatMap((part) => [part.name, ...part.with])];
}

function unzip(bytes: Uint8Array): Record<string, Uint8Array> {
  let total = 0;
  try {
    return unzipSync(bytes, {
      filter: ({ originalSize }) => {
        total += originalSize;
        if (total > MAX_BYTES) throw new Error('too large');
        return true;
      },
    });
  } catch {
    throw invalid('The file is no zip, or damaged.');
  }
}

function jsonIn(files: Record<string, Uint8Array>, name: string): unknown {
  const bytes = files[`${name}.json`];
  if (!bytes) return undefined;
  try {
    return JSON.parse(strFromU8(bytes));
  } catch {
    throw invalid(`The backup is damaged: ${name.slice(0, 60)} cannot be read.`);
  }
}

function preferencesIn(text: string | undefined): Record<string, unknown> {
  if (text === undefined) return {};
  try {
    return v.parse(v.record(v.string(), v.unknown()), JSON.parse(text));
  } catch {
    throw invalid('The backup is damaged: its settings cannot be read.');
  }
}

function invalid(message: string): SottoError {
  return new SottoError('file-invalid', message);
}
