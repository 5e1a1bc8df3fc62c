import type { PackManifest } from '../protocol';

/** What of a file is on disk and verified. The file's hash ties the note to one content: another content makes it void. */
export interface JournalFile {
  sha256: string;
  parts: { index: number; sizeBytes: number }[];
}

/** `journal.json` in the folder of a pack that is not complete yet: what need not be fetched again, by path. */
export interface InstallJournal {
  files: Record<string, JournalFile>;
}

type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

/** Reads a journal; what is not one (absent, cut short, of another make) counts as empty: the price is fetching again. */
export function parseJournal(text: string | undefined): InstallJournal {
  const journal: InstallJournal = { files: {} };
  let value: unknown;
  try {
    value = JSON.parse(text ?? '');
  } catch {
    return journal;
  }
  if (!isFields(value) || !isFields(value.files)) return journal;
  for (const [path, file] of Object.entries(value.files)) {
    if (!isFields(file) || typeof file.sha256 !== 'string' || !Array.isArray(file.parts)) continue;
    const parts: JournalFile['parts'] = [];
    for (const part of file.parts) {
      if (!isFields(part)) continue;
      const { index, sizeBytes } = part;
      if (isCount(index) && isCount(sizeBytes)) parts.push({ index, sizeBytes });
    }
    journal.files[path] = { sha256: file.sha256, parts };
  }
  return journal;
}

/** The journal that says every file of the manifest for which `isGood` holds is wholly there. */
export function journalOf(manifest: PackManifest, isGood: (path: string) => boolean): InstallJournal {
  const journal: InstallJournal = { files: {} };
  for (const { path, sha256, parts } of manifest.files) {
    if (isGood(path))
      journal.files[path] = { sha256, parts: parts.map(({ sizeBytes }, index) => ({ index, sizeBytes })) };
  }
  return journal;
}

/** Bytes of verified parts. */
export function journalBytes(journal: InstallJournal): number {
  return Object.values(journal.files)
    .flatMap((file) => file.parts)
    .reduce((sum, part) => sum + part.sizeBytes, 0);
}
