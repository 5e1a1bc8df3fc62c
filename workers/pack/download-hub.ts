import { spanned } from '../measures';
import type { DownloadProgress, HubModel, PackCalls, PackManifest } from '../protocol';
import { SottoError, throwIfAborted } from '../rpc';
import { DownloadMeter } from './download-meter';
import { HubFileDownload } from './hub-file-download';
import { HubFolder } from './hub-folder';
import { emptyJournal, type HubJournalFile } from './hub-journal';
import { checkModel, type HubPlan, inLanes, type PlannedFile, planModel, plannedShards, versionOf } from './hub-plan';
import type { HubTools } from './hub-request';
import { findComplete } from './inspect-packs';
import type { PackDisk } from './pack-disk';
import { DOWNLOAD_FILE, inPack, installedPack, MANIFEST_FILE, packDirectory, readText } from './pack-layout';
import { readHashSource } from './stored-packs';
import { findWrongFiles } from './verify-files';

/** A line on which nothing moves is told of, too. */
const TICK_MS = 500;

export interface DownloadContext {
  signal: AbortSignal;
  progress(progress: DownloadProgress): void;
}

/** A file on its way. */
interface Taken {
  planned: PlannedFile;
  entry: HubJournalFile;
}

/**
 * Brings a model from a hub onto the disk. A model that is there is proved by its hashes instead, and just what is wrong is
 * fetched again: so this is its repair, too.
 * @throws SottoError `download-failed`, `host-not-allowed`, `pack-invalid`, `storage-full`, `storage-unavailable`,
 * `aborted`. What came is kept, but for files whose hash is wrong.
 */
export async function downloadHub(
  model: HubModel,
  tools: HubTools,
  { signal, progress }: DownloadContext,
): Promise<PackCalls['download']['answer']> {
  throwIfAborted(signal);
  checkModel(model);
  const { disk } = tools;
  const meter = new DownloadMeter({ packId: model.id, report: progress, now: () => performance.now() });
  const complete = await findComplete(disk, model.id);
  const wrong = complete && (await verify(disk, complete, meter, signal));
  const isIntact = complete !== undefined && wrong?.size === 0 && hasAll(complete, model);
  const answerOf = async (manifest: PackManifest) => ({
    installed: installedPack(manifest),
    hashes: await readHashSource(disk, manifest),
  });
  const isPinned = /^[0-9a-f]{40}$/.test(model.revision) && complete?.version === versionOf(model.revision);
  if (isIntact && isPinned) return answerOf(complete);

  meter.begin('asking');
  const plan = await planModel(model, tools, signal).catch((error: unknown) => {
    // Without network a model that is whole stays what it is.
    if (isIntact && error instanceof SottoError && error.code === 'download-failed') return undefined;
    throw error;
  });
  if (isIntact && (plan === undefined || plan.version === complete.version)) return answerOf(complete);
  if (!plan) throw new SottoError('internal', `${model.id} has no plan.`);
  if (complete?.version === plan.version) await reopen(disk, complete, plan, wrong ?? new Set());

  const folder = await HubFolder.open(disk, model, plan.version);
  meter.totalBytes = undefined;
  meter.loadedBytes = 0;
  const taken: Taken[] = [];
  const take = async (planned: PlannedFile) => {
    const { entry, loadedBytes } = await folder.take(planned);
    meter.found(loadedBytes);
    const file = { planned, entry };
    taken.push(file);
    return file;
  };
  const fetchFile = ({ planned, entry }: Taken, either: AbortSignal) => {
    if (entry.sha256 !== undefined) return Promise.resolve();
    return new HubFileDownload({
      name: `${model.id}/${planned.path}`,
      directory: folder.directory,
      path: planned.path,
      entry,
      planned,
      tools,
      signal: either,
      meter,
      save: () => folder.save(),
    }).run();
  };

  const ticking = setInterval(() => meter.tick(), TICK_MS);
  try {
    for (const planned of plan.files) await take(planned);
    // A list comes first: only then is it known what there is to fetch.
    const lists = taken.filter(({ planned }) => planned.listsShards);
    for (const list of lists) {
      await fetchFile(list, signal);
      const json = (await readText(disk, inPack(folder.directory, list.planned.path))) ?? '';
      for (const shard of plannedShards(model.id, list.planned, json, plan.known)) {
        if (!taken.some(({ planned }) => planned.path === shard.path)) await take(shard);
      }
    }
    meter.totalBytes = sumOfSizes(taken);
    await checkRoom(disk, (meter.totalBytes ?? 0) - meter.loadedBytes);
    folder.namesAll(taken.map(({ planned }) => planned.path));
    await folder.save();
    meter.begin('fetching');
    await spanned(
      'pack.download',
      () =>
        inLanes(taken, signal, async (file, either) => {
          await fetchFile(file, either);
          meter.totalBytes = sumOfSizes(taken);
        }),
      () => ({ bytes: meter.fetchedBytes }),
    );
  } catch (error) {
    throw explained(error, meter);
  } finally {
    clearInterval(ticking);
    meter.send();
  }
  meter.begin('verifying');
  return folder.complete(taken.map(({ planned }) => planned));
}

/** Whether it has every file that is asked for: a newer catalogue may name more of them, or other ones. */
function hasAll(manifest: PackManifest, model: HubModel): boolean {
  const hashes = new Map(manifest.files.map(({ path, sha256 }) => [path, sha256]));
  return model.files.every(({ path, sha256 }) => hashes.has(path) && (sha256 ?? hashes.get(path)) === hashes.get(path));
}

/** Turns a model that was whole back into a download that lacks the files that are wrong. */
async function reopen(
  disk: PackDisk,
  manifest: PackManifest,
  plan: HubPlan,
  wrong: ReadonlySet<string>,
): Promise<void> {
  const directory = packDirectory(manifest.id, manifest.version);
  const journal = emptyJournal(manifest);
  for (const { path, sizeBytes, sha256 } of manifest.files) {
    const planned = plan.files.find((file) => file.path === path);
    if (wrong.has(path)) continue;
    const expected = planned?.expected;
    journal.files[path] = { url: planned?.url ?? '', etag: undefined, sizeBytes, expected, sha256 };
  }
  // Journal first, manifest second, files last: a cut in between leaves an incomplete model, never one taken for whole.
  await disk.writeText([...directory, DOWNLOAD_FILE], JSON.stringify(journal));
  await disk.remove([...directory, MANIFEST_FILE]);
  for (const path of wrong) await disk.remove(inPack(directory, path));
}

function verify(
  disk: PackDisk,
  manifest: PackManifest,
  meter: DownloadMeter,
  signal: AbortSignal,
): Promise<Set<string>> {
  const { directory, files } = installedPack(manifest);
  meter.totalBytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  meter.begin('verifying');
  return findWrongFiles(disk, directory, files, signal, (bytes) => {
    meter.found(bytes);
    meter.touch();
  });
}

/** Undefined until every size is known. */
function sumOfSizes(files: readonly Taken[]): number | undefined {
  let sum = 0;
  for (const { entry } of files) {
    if (entry.sizeBytes === undefined) return undefined;
    sum += entry.sizeBytes;
  }
  return sum;
}

/** Found before the first byte: its words have the figures already. */
class NoRoom extends SottoError {}

/** Being told after 2 GB that there is no room would be a poor joke; where the browser does not say, the disk will. */
async function checkRoom(disk: PackDisk, neededBytes: number): Promise<void> {
  const freeBytes = await disk.freeBytes();
  if (freeBytes === undefined || freeBytes >= neededBytes) return;
  const message = `The model needs ${megabytes(neededBytes)} MB more, and the browser has ${Math.floor(freeBytes / 1e6)} MB free for this page. Remove a model, or choose a smaller one.`;
  throw new NoRoom('storage-full', message);
}

/** A full disk as words that say how much room is still needed; anything else as it is. */
function explained(error: unknown, { totalBytes, loadedBytes }: DownloadMeter): unknown {
  if (!(error instanceof SottoError) || error.code !== 'storage-full') return error;
  if (error instanceof NoRoom || totalBytes === undefined) return error;
  const message = `The browser has no more room for models: ${megabytes(totalBytes - loadedBytes)} MB more are needed. What has arrived is kept; remove a model, then go on.`;
  return new SottoError('storage-full', message, { cause: error });
}

const megabytes = (bytes: number) => Math.ceil(bytes / 1e6);
