/** What a model on a hub consists of: asked of the hub before a byte of it is fetched. */
import type { HubFile, HubModel } from '../protocol';
import { SottoError, throwIfAborted } from '../rpc';
import { type ExpectedHash, type FileFacts, readFacts } from './hub-facts';
import { type HubListing, readHubListing, repositoryBase } from './hub-listing';
import { exchange, FinalAnswer, type HubTools, NoAnswer, patiently } from './hub-request';
import { isSafeName, RESERVED } from './pack-manifest';

/** HTTP/1.1 gives an origin six connections: four fill the line and leave the page two. */
export const LANES = 4;

export interface PlannedFile {
  path: string;
  url: string;
  sizeBytes: number | undefined;
  expected: ExpectedHash | undefined;
  isCatalogued: boolean;
  listsShards: boolean;
}

export interface HubPlan {
  /** The commit, or what was asked for where the hub names none; good as a folder's name. */
  version: string;
  files: PlannedFile[];
  /** What the hub's list says of files that nobody asked for yet, by path. */
  known: HubListing['files'] | undefined;
}

/** @throws SottoError `pack-invalid` for names that could leave the model's folder or collide with the store's own. */
export function checkModel({ id, files }: HubModel): void {
  if (!isSafeName(id))
    throw new SottoError('pack-invalid', `${id} cannot be a model’s name: letters, digits, . _ - only.`);
  if (files.length === 0) throw new SottoError('pack-invalid', `${id} names no file.`);
  for (const { path } of files) checkPath(id, path);
}

export function checkPath(id: string, path: string): void {
  if (!path.split('/').every(isSafeName) || RESERVED.test(path)) {
    throw new SottoError('pack-invalid', `${id} has a file that cannot be stored under its name: ${path}`);
  }
}

/** Runs `work` on all items, some at a time; the first failure ends all. */
export async function inLanes<T>(
  items: readonly T[],
  signal: AbortSignal,
  work: (item: T, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);
  const queue = [...items];
  const lane = async () => {
    try {
      for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item, either);
    } catch (error) {
      // The first reason is the one to tell; the others are its echo.
      if (!failed.signal.aborted) failed.abort(error);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  throwIfAborted(signal);
  if (failed.signal.aborted) throw failed.signal.reason;
}

/**
 * Asks for commit, sizes and hashes: by the hub's list of the repository where it has one, else by HEAD. A file that lies
 * elsewhere is asked for by itself, and has no commit.
 * @throws SottoError `download-failed`, `host-not-allowed`, `pack-invalid`, `aborted`.
 */
export async function planModel(model: HubModel, tools: HubTools, signal: AbortSignal): Promise<HubPlan> {
  checkModel(model);
  const listing = await readHubListing(model, tools, signal);
  const base = repositoryBase(model);
  const isOwn = ({ url }: HubFile) => base === undefined || url.startsWith(base);
  const listed = (file: HubFile) => (isOwn(file) ? listing?.files.get(file.path) : undefined);
  const facts = new Map<string, FileFacts>();
  const unknown = model.files.filter((file) => (file.sizeBytes ?? listed(file)) === undefined);
  const [first] = model.files;
  // One answer is needed for the commit in any case, and it says early whether the hub can be reached.
  const asked = !listing && unknown.length === 0 && first ? [first] : unknown;
  await inLanes(asked, signal, async (file, either) => {
    facts.set(file.path, await askFile(model, file, tools, either));
  });
  const commits = model.files.filter(isOwn).map(({ path }) => facts.get(path)?.commit);
  const commit = listing?.commit ?? commits.find((named) => named !== undefined);
  const files = model.files.map((file): PlannedFile => {
    const told = listed(file) ?? facts.get(file.path);
    const expected: ExpectedHash | undefined = file.sha256 ? { kind: 'sha256', hex: file.sha256 } : told?.hash;
    return {
      path: file.path,
      url: commit && isOwn(file) ? atCommit(file.url, model.revision, commit) : file.url,
      sizeBytes: file.sha256 ? (file.sizeBytes ?? told?.sizeBytes) : (told?.sizeBytes ?? file.sizeBytes),
      expected,
      isCatalogued: file.sha256 !== undefined,
      listsShards: file.listsShards,
    };
  });
  // Shards lie beside their list.
  const knowsShards = model.files.filter(({ listsShards }) => listsShards).every(isOwn);
  return { version: commit ?? versionOf(model.revision), files, known: knowsShards ? listing?.files : undefined };
}

/** A revision as a folder's name. */
export function versionOf(revision: string): string {
  const name = revision.replace(/[^A-Za-z0-9._-]/g, '_');
  return isSafeName(name) ? name : `r${name}`;
}

/** A branch may move while files come: from here on all are those of one commit. */
function atCommit(url: string, revision: string, commit: string): string {
  return url.replace(`/resolve/${encodeURIComponent(revision)}/`, `/resolve/${commit}/`);
}

async function askFile(model: HubModel, file: HubFile, tools: HubTools, signal: AbortSignal): Promise<FileFacts> {
  const ask = (init: RequestInit) =>
    exchange(file.url, { cache: 'no-store', ...init }, tools, signal, async (response) => {
      void response.body?.cancel().catch(() => {});
      return readFacts(response);
    });
  return patiently({ name: `${model.id}/${file.path}`, url: file.url, tools, signal }, async () => {
    try {
      return await ask({ method: 'HEAD' });
    } catch (error) {
      // Some hosts that large files are forwarded to take no HEAD from a page; a first byte tells as much.
      const isNoHead = error instanceof NoAnswer || (error instanceof FinalAnswer && error.status !== 404);
      if (!isNoHead || (await tools.isRefused(file.url))) throw error;
      return ask({ headers: { Range: 'bytes=0-0' } });
    }
  });
}

/**
 * The shards that MLC's list names, beside the list.
 * @throws SottoError `pack-invalid` for a list that is none.
 */
export function plannedShards(
  modelId: string,
  list: PlannedFile,
  json: string,
  known: HubListing['files'] | undefined,
): PlannedFile[] {
  const shards = new Map<string, PlannedFile>();
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw new SottoError('pack-invalid', `${modelId}/${list.path} is not the list of shards it should be.`, {
      cause: error,
    });
  }
  const records: unknown =
    typeof value === 'object' && value !== null && 'records' in value ? value.records : undefined;
  if (!Array.isArray(records)) throw new SottoError('pack-invalid', `${modelId}/${list.path} lists no shards.`);
  const folder = list.path.slice(0, list.path.lastIndexOf('/') + 1);
  for (const record of records) {
    const { dataPath, nbytes }: Partial<Record<string, unknown>> = record ?? {};
    if (typeof dataPath !== 'string')
      throw new SottoError('pack-invalid', `${modelId}/${list.path} has a shard without name.`);
    const path = folder + dataPath;
    checkPath(modelId, path);
    const told = known?.get(path);
    shards.set(path, {
      path,
      url: new URL(dataPath, list.url).href,
      sizeBytes: told?.sizeBytes ?? (Number.isSafeInteger(nbytes) ? Number(nbytes) : undefined),
      expected: told?.hash,
      isCatalogued: false,
      listsShards: false,
    });
  }
  return [...shards.values()];
}
