/** Files as one zip, made at once and without a worker: a report is a few megabytes at most. */
import { strToU8, type Zippable, zipSync } from 'fflate';

export interface TextFile {
  name: string;
  text: string;
}

/** What a zip can date; .ZIP File Format Specification 4.4.6. A year off either end, for it is local time that is written. */
const FIRST_MS = Date.UTC(1981, 0);
const LAST_MS = Date.UTC(2098, 0);

/** @param atMs What all files are dated. */
export function zipOf(files: readonly TextFile[], atMs: number): Uint8Array<ArrayBuffer> {
  const entries: Zippable = {};
  for (const { name, text } of files) entries[name] = strToU8(text);
  return zipSync(entries, { level: 6, mtime: Math.min(LAST_MS, Math.max(FIRST_MS, atMs)) });
}
