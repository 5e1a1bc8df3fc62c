import type { PackCalls } from '../protocol';
import { SottoError, throwIfAborted } from '../rpc';
import { findComplete } from './inspect-packs';
import type { PackDisk, PartWriter } from './pack-disk';
import { inPack, packDirectory } from './pack-layout';
import { readHashSource } from './stored-packs';
import { TAR_BLOCK_BYTES, tarHeader, tarPaddingBytes } from './tar';

/** Beside the folder of the models; emptied by the next export. */
export const EXPORTS_FOLDER = 'sotto-exports';
export const EXPORT_MANIFEST = 'manifest.json';
/** What the files of a model lie under, so that none can be taken for the manifest. */
export const EXPORT_FILES = 'files/';
export const EXPORT_FORMAT = 'sotto-model';
export const EXPORT_VERSION = 1;
const COPY_BYTES = 4 * 1024 * 1024;
/** A bar that moves smoothly needs no more. */
const REPORT_BYTES = 16 * 1024 * 1024;

export interface CopyContext {
  signal: AbortSignal;
  progress(progress: { doneBytes: number; totalBytes: number }): void;
}

/**
 * Writes all of a model into one file, a bit at a time. What is said of it comes first, then its files as they lie on disk:
 * whoever imports it checks their hashes.
 * @throws SottoError `model-missing` when it is not whole, `storage-full`, `aborted`.
 */
export async function exportPack(
  disk: PackDisk,
  packId: string,
  { signal, progress }: CopyContext,
): Promise<PackCalls['exportModel']['answer']> {
  const manifest = await findComplete(disk, packId);
  if (!manifest)
    throw new SottoError('model-missing', `${packId} is not wholly there. Download it before exporting it.`);
  const { id, version, files } = manifest;
  const told = {
    format: EXPORT_FORMAT,
    formatVersion: EXPORT_VERSION,
    hashes: await readHashSource(disk, manifest),
    ...manifest,
  };
  const manifestBytes = new TextEncoder().encode(JSON.stringify(told, null, 2));
  const totalBytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  await disk.remove([EXPORTS_FOLDER]);
  const freeBytes = await disk.freeBytes();
  if (freeBytes !== undefined && freeBytes < totalBytes) {
    const message = `The export needs ${Math.ceil(totalBytes / 1e6)} MB for a while, and the browser has ${Math.floor(freeBytes / 1e6)} MB free for this page. Remove another model first.`;
    throw new SottoError('storage-full', message);
  }
  const path = [EXPORTS_FOLDER, `${id}.sotto-model`];
  const writer = new TarWriter(await disk.openWriter(path));
  try {
    await writer.file(EXPORT_MANIFEST, new Blob([manifestBytes]), signal, () => {});
    let doneBytes = 0;
    let toldBytes = 0;
    progress({ doneBytes, totalBytes });
    for (const file of files) {
      const blob = await disk.blob(inPack(packDirectory(id, version), file.path));
      if (!blob) throw new SottoError('model-missing', `${id}/${file.path} is not on disk. Download the model again.`);
      await writer.file(EXPORT_FILES + file.path, blob, signal, (bytes) => {
        doneBytes += bytes;
        if (doneBytes - toldBytes < REPORT_BYTES) return;
        toldBytes = doneBytes;
        progress({ doneBytes, totalBytes });
      });
    }
    await writer.end();
    progress({ doneBytes: totalBytes, totalBytes });
  } catch (error) {
    writer.close();
    await disk.remove([EXPORTS_FOLDER]);
    throw error;
  } finally {
    writer.close();
  }
  const file = await disk.blob(path);
  if (!file) throw new SottoError('storage-unavailable', 'The browser did not keep the exported file. Try again.');
  return { file };
}

class TarWriter {
  #atBytes = 0;

  constructor(private readonly writer: PartWriter) {}

  async file(path: string, blob: Blob, signal: AbortSignal, onBytes: (bytes: number) => void): Promise<void> {
    await this.#write(tarHeader({ path, sizeBytes: blob.size }));
    for (let at = 0; at < blob.size; at += COPY_BYTES) {
      throwIfAborted(signal);
      const bytes = new Uint8Array(await blob.slice(at, at + COPY_BYTES).arrayBuffer());
      await this.#write(bytes);
      onBytes(bytes.byteLength);
    }
    await this.#write(new Uint8Array(tarPaddingBytes(blob.size)));
  }

  /** Two empty blocks end a tar. */
  end(): Promise<void> {
    return this.#write(new Uint8Array(2 * TAR_BLOCK_BYTES));
  }

  close(): void {
    this.writer.close();
  }

  async #write(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    await this.writer.write(bytes, this.#atBytes);
    this.#atBytes += bytes.byteLength;
  }
}
