import { spanned } from '../measures';
import type { InstalledPack, InstallProgress } from '../protocol';
import { abortable, SottoError, throwIfAborted } from '../rpc';
import { fetchPart } from './fetch-part';
import type { PackDisk } from './pack-disk';
import { type MissingPart, PackFolder } from './pack-folder';
import type { Fetch, PackSource, SourcedPack } from './pack-source';
import { ProgressMeter } from './progress-meter';

/**
 * Parts on the way at once. HTTP/1.1 gives an origin six connections: four fill the line and leave the page two. It also
 * bounds memory: four parts of at most 16 MiB.
 */
const PARALLEL_PARTS = 4;

/** What an installation works with. */
export interface InstallTools {
  disk: PackDisk;
  source: PackSource;
  fetch: Fetch;
  /** Waits between tries of a part; for tests. */
  retryDelaysMs?: readonly number[] | undefined;
}

export interface InstallContext {
  signal: AbortSignal;
  progress(progress: InstallProgress): void;
}

export interface InstallResult {
  /** In the order asked for. */
  installed: InstalledPack[];
  /** Bytes of parts that came over the network; manifests are not counted. */
  fetchedBytes: number;
}

interface PackInstall {
  sourced: SourcedPack;
  folder: PackFolder;
  sizeBytes: number;
  waiting: Set<MissingPart>;
}

/**
 * Brings packs onto the disk: fetches the parts that are not there, proves each, and completes each pack as its last part
 * arrives. Small packs come first, so that ears and voice are there before the language model.
 * @throws SottoError `download-failed`, `pack-invalid`, `storage-full`, `storage-unavailable`, `aborted`. Verified parts are
 * kept whatever happens.
 */
export async function installPacks(
  packIds: readonly string[],
  tools: InstallTools,
  { signal, progress }: InstallContext,
): Promise<InstallResult> {
  throwIfAborted(signal);
  const { disk, source } = tools;
  const packs = await Promise.all(
    [...new Set(packIds)].map(async (id): Promise<PackInstall> => {
      const sourced = await abortable(source(id, signal), signal);
      const folder = await PackFolder.open(disk, sourced.manifest);
      const sizeBytes = sourced.manifest.files.reduce((sum, file) => sum + file.sizeBytes, 0);
      return { sourced, folder, sizeBytes, waiting: new Set(folder.missingParts()) };
    }),
  );
  throwIfAborted(signal);

  const totalBytes = packs.reduce((sum, pack) => sum + pack.sizeBytes, 0);
  const loadedBytes = packs.reduce((sum, pack) => sum + pack.folder.verifiedBytes, 0);
  await checkRoom(disk, totalBytes - loadedBytes);

  const loaded = packs.map(({ sourced, folder }) => [sourced.manifest.id, folder.verifiedBytes] as const);
  const meter = new ProgressMeter(loaded, totalBytes, progress);
  meter.send();
  // One failure ends the other lanes too; their parts in flight would be lost anyway when the call fails.
  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);
  const ordered = [...packs].sort((one, other) => one.sizeBytes - other.sizeBytes);
  const queue = ordered.flatMap((pack) => [...pack.waiting].map((missing) => ({ pack, missing })));

  const lane = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      await installPart(next.pack, next.missing, tools, meter, either);
    }
  };
  const lanes = Array.from({ length: PARALLEL_PARTS }, async () => {
    try {
      await lane();
    } catch (error) {
      // The first reason is the one to tell; the others are its echo.
      if (!failed.signal.aborted) failed.abort(error);
      throw error;
    }
  });
  const outcomes = await Promise.allSettled(lanes);
  await Promise.all(packs.map((pack) => pack.folder.close()));
  meter.send();
  throwIfAborted(signal);
  if (outcomes.some((outcome) => outcome.status === 'rejected'))
    throw explained(failed.signal.reason, packs, totalBytes);

  const installed: InstalledPack[] = [];
  for (const { folder } of packs) installed.push(await folder.complete());
  return { installed, fetchedBytes: meter.fetchedBytes };
}

async function installPart(
  pack: PackInstall,
  missing: MissingPart,
  { fetch, retryDelaysMs }: InstallTools,
  meter: ProgressMeter,
  signal: AbortSignal,
): Promise<void> {
  const { sourced, folder, waiting } = pack;
  const { id } = sourced.manifest;
  const part = missing.file.parts[missing.index];
  if (!part) throw new SottoError('internal', `${id} has no part ${missing.index} of ${missing.file.path}.`);
  const bytes = await fetchPart({
    name: `${id}/${part.path}`,
    url: sourced.partUrl(part),
    part,
    fetch,
    signal,
    retryDelaysMs,
    onReceived: (count) => meter.received(id, count),
    onDropped: (count) => meter.dropped(id, count),
  });
  await spanned('pack.store', () => folder.store(missing, bytes));
  waiting.delete(missing);
  if (waiting.size === 0) await folder.complete();
}

/**
 * Asks before the first byte: being told after 150 MB that there is no room would be a poor joke. Chromium 156 always
 * claims 10 GiB free, though, so there the disk itself has the last word (see `explained`).
 */
async function checkRoom(disk: PackDisk, neededBytes: number): Promise<void> {
  const freeBytes = await disk.freeBytes();
  if (freeBytes === undefined || freeBytes >= neededBytes) return;
  throw new SottoError(
    'storage-full',
    `The models need ${megabytes(neededBytes)} MB more, and the browser has ${Math.floor(freeBytes / 1e6)} MB free for this page.`,
  );
}

/** A full disk as words that say how much room is still needed; anything else as it is. */
function explained(error: unknown, packs: readonly PackInstall[], totalBytes: number): unknown {
  if (!(error instanceof SottoError) || error.code !== 'storage-full') return error;
  const neededBytes = totalBytes - packs.reduce((sum, pack) => sum + pack.folder.verifiedBytes, 0);
  const message = `The browser has no more room for models: 0 MB free, ${megabytes(neededBytes)} MB more needed. What has arrived is kept.`;
  return new SottoError('storage-full', message, { cause: error });
}

const megabytes = (bytes: number) => Math.ceil(bytes / 1e6);
