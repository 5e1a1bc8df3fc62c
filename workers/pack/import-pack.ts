import type { PackCalls, PackManifest } from '../protocol';
import { SottoError, throwIfAborted } from '../rpc';
import { type CopyContext, EXPORT_FILES, EXPORT_FORMAT, EXPORT_MANIFEST, EXPORT_VERSION } from './export-pack';
import { writeManifest } from './hub-folder';
import { findComplete } from './inspect-packs';
import type { PackDisk } from './pack-disk';
import { inPack, installedPack, MANIFEST_FILE, MODELS_FOLDER, PARTIAL_SUFFIX, packDirectory } from './pack-layout';
import { parseManifest } from './pack-manifest';
import type { PackSource } from './pack-source';
import { StreamingSha256 } from './streaming-sha256';
import { parseTarHeader, TAR_BLOCK_BYTES, type TarEntry, tarPaddingBytes } from './tar';

const COPY_BYTES = 4 * 1024 * 1024;
const REPORT_BYTES = 16 * 1024 * 1024;
/** What a manifest may be long: it is read at once. */
const MAX_MANIFEST_BYTES = 4 * 1024 * 1024;
interface Entry extends TarEntry {
  offsetBytes: number;
}

export interface ImportRequest {
  file: File;
  /** Packs of the app's own: under their names only their own content is let in. */
  starterIds: readonly string[];
  starters: PackSource;
}

const invalid = (what: string, cause?: unknown) =>
  new SottoError(
    'file-invalid',
    `The file is not a model that Sotto can take: ${what}. Export the model again on the other device, and copy the file whole.`,
    { cause },
  );

/**
 * Brings a model in from an exported file, a bit at a time; it is shown once every hash is right. A model of the same name
 * that is there already stays until then.
 * @throws SottoError `file-invalid`, `storage-full`, `aborted`, and `download-failed` when the list of files of one of the
 * app's own packs cannot be had to compare with.
 */
export async function importPack(
  disk: PackDisk,
  { file, starterIds, starters }: ImportRequest,
  { signal, progress }: CopyContext,
): Promise<PackCalls['importModel']['answer']> {
  const entries = await readEntries(file, signal);
  const told = await readManifest(file, entries);
  checkEntries(told, entries);
  const manifest = starterIds.includes(told.id) ? await asStarter(told, starters, signal) : withoutParts(told);
  const totalBytes = told.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  await checkRoom(disk, totalBytes);

  const directory = packDirectory(manifest.id, manifest.version);
  // What is left of a download that was not finished would be in the way; a whole model stays until this one is.
  if ((await findComplete(disk, manifest.id))?.version !== manifest.version) await disk.remove(directory);
  const arrived = (path: string) => inPack(directory, path + PARTIAL_SUFFIX);
  try {
    let doneBytes = 0;
    let toldBytes = 0;
    progress({ doneBytes, totalBytes });
    for (const { path, sha256 } of told.files) {
      const entry = entries.get(EXPORT_FILES + path);
      if (!entry) throw invalid(`${path} is missing`);
      const hash = await copyOut(disk, file, entry, arrived(path), signal, (bytes) => {
        doneBytes += bytes;
        if (doneBytes - toldBytes < REPORT_BYTES) return;
        toldBytes = doneBytes;
        progress({ doneBytes, totalBytes });
      });
      if (hash !== sha256) throw invalid(`${path} is damaged (SHA-256)`);
    }
  } catch (error) {
    for (const { path } of told.files) await disk.remove(arrived(path));
    if ((await disk.bytesUnder([MODELS_FOLDER, told.id])) === 0) await disk.remove([MODELS_FOLDER, told.id]);
    throw error;
  }
  await disk.remove([...directory, MANIFEST_FILE]);
  for (const { path } of told.files) {
    await disk.remove(inPack(directory, path));
    await disk.rename(arrived(path), path.split('/').at(-1) ?? path);
  }
  // The word of the file's maker is nobody's: but for our own packs.
  const hashes = starterIds.includes(told.id) ? 'catalogue' : 'first-seen';
  await writeManifest(disk, manifest, hashes);
  if (!(await findComplete(disk, told.id))) throw invalid('its files did not arrive on the disk');
  progress({ doneBytes: totalBytes, totalBytes });
  return { installed: installedPack(manifest), hashes };
}

/** Headers of all files, and where each begins. */
async function readEntries(file: Blob, signal: AbortSignal): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  try {
    for (let at = 0; ; ) {
      throwIfAborted(signal);
      const entry = parseTarHeader(new Uint8Array(await file.slice(at, at + TAR_BLOCK_BYTES).arrayBuffer()));
      if (!entry) break;
      if (entries.has(entry.path)) throw new RangeError(`${entry.path} is in it twice`);
      entries.set(entry.path, { ...entry, offsetBytes: at + TAR_BLOCK_BYTES });
      at += TAR_BLOCK_BYTES + entry.sizeBytes + tarPaddingBytes(entry.sizeBytes);
      if (at > file.size) throw new RangeError('the file ends too early');
    }
  } catch (error) {
    throwIfAborted(signal);
    throw invalid(error instanceof Error ? error.message : String(error), error);
  }
  return entries;
}

async function readManifest(file: Blob, entries: ReadonlyMap<string, Entry>): Promise<PackManifest> {
  const entry = entries.get(EXPORT_MANIFEST);
  if (!entry || entry.sizeBytes > MAX_MANIFEST_BYTES) throw invalid('it does not say what it is');
  let value: unknown;
  try {
    value = JSON.parse(await file.slice(entry.offsetBytes, entry.offsetBytes + entry.sizeBytes).text());
  } catch (error) {
    throw invalid('it does not say what it is', error);
  }
  const { format, formatVersion, id }: Partial<Record<string, unknown>> =
    typeof value === 'object' && value !== null ? { ...value } : {};
  if (format !== EXPORT_FORMAT || typeof id !== 'string') throw invalid('it does not say what it is');
  if (formatVersion !== EXPORT_VERSION) throw invalid('it was made by a newer Sotto; update this one');
  try {
    return parseManifest(value, id, true);
  } catch (error) {
    throw invalid(error instanceof Error ? error.message : String(error), error);
  }
}

/** The files are those of the manifest, with their sizes, and no others. */
function checkEntries({ files }: PackManifest, entries: ReadonlyMap<string, Entry>): void {
  const named = new Set(files.map(({ path }) => EXPORT_FILES + path));
  for (const path of entries.keys()) {
    if (path !== EXPORT_MANIFEST && !named.has(path)) throw invalid(`${path} does not belong in it`);
  }
  for (const { path, sizeBytes } of files) {
    if (entries.get(EXPORT_FILES + path)?.sizeBytes !== sizeBytes)
      throw invalid(`${path} is missing or has another size`);
  }
}

/** The app's own manifest of the pack, if the file holds just what that says. */
async function asStarter(told: PackManifest, starters: PackSource, signal: AbortSignal): Promise<PackManifest> {
  const { manifest } = await starters(told.id, signal);
  const list = ({ files }: PackManifest) =>
    files
      .map(({ path, sha256 }) => `${sha256} ${path}`)
      .sort()
      .join('\n');
  if (list(manifest) !== list(told))
    throw invalid(`${told.id} is one of Sotto’s own models, and this is another content`);
  return manifest;
}

/** Parts are of the app's own packs. */
function withoutParts(manifest: PackManifest): PackManifest {
  return { ...manifest, files: manifest.files.map((file) => ({ ...file, parts: [] })) };
}

async function checkRoom(disk: PackDisk, neededBytes: number): Promise<void> {
  const freeBytes = await disk.freeBytes();
  if (freeBytes === undefined || freeBytes >= neededBytes) return;
  const message = `The model needs ${Math.ceil(neededBytes / 1e6)} MB, and the browser has ${Math.floor(freeBytes / 1e6)} MB free for this page. Remove another model first.`;
  throw new SottoError('storage-full', message);
}

/** Copies one file out of the container. @returns its SHA-256. */
async function copyOut(
  disk: PackDisk,
  source: Blob,
  { offsetBytes, sizeBytes }: Entry,
  target: readonly string[],
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<string> {
  const hash = new StreamingSha256();
  const writer = await disk.openWriter(target);
  try {
    for (let at = 0; at < sizeBytes; at += COPY_BYTES) {
      throwIfAborted(signal);
      const end = offsetBytes + Math.min(sizeBytes, at + COPY_BYTES);
      const bytes = new Uint8Array(await source.slice(offsetBytes + at, end).arrayBuffer());
      await writer.write(bytes, at);
      hash.update(bytes);
      onBytes(bytes.byteLength);
    }
  } finally {
    writer.close();
  }
  return hash.digest();
}
