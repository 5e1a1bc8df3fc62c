/** A file that the user brings in: settings or a backup, read and weighed before anything is changed. */

import { summaryOf } from './perf/benchmark/fingerprint';
import { parseRun } from './perf/benchmark/import-run';
import { countBackup, readBackup, restoreBackup } from './settings/backup';
import { type BackupPart, backupParts } from './settings/backup-parts';
import type { ChoiceLists } from './settings/fields';
import { type ReadSettings, readSettings } from './settings/settings-file';
import { changesBetween } from './settings/settings-view';
import type { Database } from './store/database';
import type { Preferences } from './store/preferences';
import { readConversation } from './store/read-conversation';
import type { IncomingView } from './ui/settings/settings-view';

/** A file that was read, and what it would do. */
export interface Incoming {
  view: IncomingView;
  change: Partial<Preferences>;
  /** Restores the rest of a backup. */
  restore: (() => Promise<{ added: number; newer: number }>) | undefined;
}

/** What is here already, for comparison. */
export interface Present {
  database: Database;
  preferences: Preferences;
  lists: ChoiceLists;
}

/** What of the database a backup holds. */
export function knownParts(): BackupPart[] {
  const run = (value: unknown) => {
    const parsed = parseRun(JSON.stringify(value) ?? '');
    return 'run' in parsed ? parsed.run : undefined;
  };
  return backupParts({ conversation: readConversation, run, summaryOf });
}

/** Reads a file. Throws SottoError `file-invalid` for one that is neither settings nor a backup. */
export async function readIncoming(file: File, present: Present): Promise<Incoming> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  // What the file is shows in its first two letters.
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return readIncomingBackup(file.name, bytes, present);
  const read = readSettings(new TextDecoder().decode(bytes));
  return { view: viewOf(file.name, read, present), change: read.change, restore: undefined };
}

async function readIncomingBackup(fileName: string, bytes: Uint8Array, present: Present): Promise<Incoming> {
  const { database } = present;
  const parts = knownParts();
  const backup = readBackup(bytes);
  const counted = await countBackup(database, parts, backup);
  const addresses = backup.others.flatMap(([key, value]) => (/Url$/.test(key) && value ? [value] : []));
  const shown = counted.map(({ name, counts }) => ({ part: name, ...counts }));
  return {
    view: { ...viewOf(fileName, backup.settings, present, addresses), backup: { atMs: backup.atMs, parts: shown } },
    change: backup.settings.change,
    restore: async () => {
      const done = await restoreBackup(database, parts, backup);
      const sum = (key: 'added' | 'newer') => done.reduce((total, { counts }) => total + counts[key], 0);
      return { added: sum('added'), newer: sum('newer') };
    },
  };
}

/** `addresses`: of settings that are no preferences. */
function viewOf(
  fileName: string,
  { change, unknown, wrong }: ReadSettings,
  { preferences, lists }: Present,
  addresses: readonly string[] = [],
): IncomingView {
  const after = { ...preferences, ...change };
  const known = new Set(['', ...reachOf(preferences)]);
  return {
    fileName,
    changes: changesBetween(preferences, after, lists),
    unknown,
    wrong,
    hosts: [...new Set([...reachOf(after), ...addresses])].filter((address) => !known.has(address)),
    backup: undefined,
  };
}

/** Addresses that the page may reach. */
function reachOf({ allowedOrigins, hubUrl, webLlmLibrariesUrl = '' }: Preferences): string[] {
  return [...allowedOrigins, hubUrl, webLlmLibrariesUrl];
}
