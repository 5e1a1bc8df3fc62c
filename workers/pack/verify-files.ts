import type { InstalledFile } from '../protocol';
import { throwIfAborted } from '../rpc';
import type { PackDisk } from './pack-disk';
import { inPack } from './pack-layout';
import { StreamingSha256 } from './streaming-sha256';

const READ_BYTES = 4 * 1024 * 1024;

/** SHA-256 of a file or a piece of it, read a bit at a time. `onRead` hears of every bit, in bytes. */
export async function hashBlob(
  blob: Blob,
  signal: AbortSignal,
  onRead: (bytes: number) => void = () => {},
): Promise<string> {
  const hash = new StreamingSha256();
  for (let at = 0; at < blob.size; at += READ_BYTES) {
    throwIfAborted(signal);
    const bytes = new Uint8Array(await blob.slice(at, at + READ_BYTES).arrayBuffer());
    hash.update(bytes);
    onRead(bytes.byteLength);
  }
  return hash.digest();
}

/** Paths of files that are not on the disk with the content they should have. */
export async function findWrongFiles(
  disk: PackDisk,
  directory: readonly string[],
  files: readonly InstalledFile[],
  signal: AbortSignal,
  onRead: (bytes: number) => void,
): Promise<Set<string>> {
  const wrong = new Set<string>();
  for (const { path, sizeBytes, sha256 } of files) {
    const blob = await disk.blob(inPack(directory, path));
    const isRight = blob?.size === sizeBytes && (await hashBlob(blob, signal, onRead)) === sha256;
    if (!isRight) wrong.add(path);
  }
  return wrong;
}
