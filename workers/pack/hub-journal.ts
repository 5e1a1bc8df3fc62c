import type { HubModel, ModelRole } from '../protocol';
import type { ExpectedHash } from './hub-facts';

/** What is known of a file on its way. How many bytes are there, the size of the `.partial` file says: it grows from its start. */
export interface HubJournalFile {
  url: string;
  /** Of the content that the partial file is the beginning of. */
  etag: string | undefined;
  sizeBytes: number | undefined;
  expected: ExpectedHash | undefined;
  /** Set once the file is whole and under its own name. */
  sha256: string | undefined;
}

/** `download.json` in the folder of a model that is not whole yet: what it will be, and its files by path. */
export interface HubJournal {
  role: ModelRole | undefined;
  title: string;
  /** No file is missing below: shards are known only once their list was read. */
  namesAll: boolean;
  files: Record<string, HubJournalFile>;
}

export function emptyJournal({ role, title }: Pick<HubModel, 'role' | 'title'>): HubJournal {
  return { role, title, namesAll: false, files: {} };
}

const ROLES: readonly ModelRole[] = ['vad', 'stt', 'llm', 'tts'];
type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const text = (value: unknown) => (typeof value === 'string' ? value : undefined);

/** Reads a journal; undefined for what is not one (absent, cut short): the price is fetching again. */
export function parseHubJournal(json: string | undefined): HubJournal | undefined {
  let value: unknown;
  try {
    value = JSON.parse(json ?? '');
  } catch {
    return undefined;
  }
  if (!isFields(value) || !isFields(value.files)) return undefined;
  const { role, title, namesAll, files } = value;
  const journal: HubJournal = {
    role: ROLES.find((name) => name === role),
    title: text(title) ?? '',
    namesAll: namesAll === true,
    files: {},
  };
  for (const [path, file] of Object.entries(files)) {
    if (!isFields(file) || typeof file.url !== 'string') continue;
    journal.files[path] = {
      url: file.url,
      etag: text(file.etag),
      sizeBytes: Number.isSafeInteger(file.sizeBytes) ? Number(file.sizeBytes) : undefined,
      expected: parseExpected(file.expected),
      sha256: text(file.sha256),
    };
  }
  return journal;
}

/** Bytes of the model in all; undefined until every file and its size is known. */
export function journalTotalBytes({ namesAll, files }: HubJournal): number | undefined {
  let totalBytes = 0;
  for (const { sizeBytes } of Object.values(files)) {
    if (sizeBytes === undefined) return undefined;
    totalBytes += sizeBytes;
  }
  return namesAll ? totalBytes : undefined;
}

function parseExpected(value: unknown): ExpectedHash | undefined {
  if (!isFields(value) || typeof value.hex !== 'string') return undefined;
  const { kind, hex } = value;
  return kind === 'sha256' || kind === 'git-blob' ? { kind, hex } : undefined;
}
