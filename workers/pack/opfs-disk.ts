import { SottoError } from '../rpc';
import type { PackDisk, PartWriter } from './pack-disk';

type Movable = FileSystemFileHandle & { move(name: string): Promise<void> };

/** `move` is newer than TypeScript's DOM types. */
function isMovable(handle: FileSystemFileHandle): handle is Movable {
  return 'move' in handle;
}

function hasName(error: unknown, ...names: string[]): boolean {
  return error instanceof Error && names.includes(error.name);
}

const storageFull = (cause?: unknown) =>
  new SottoError('storage-full', 'The browser has no more room for models. What has arrived is kept.', { cause });

/** Runs one step on the disk and names the browser's own errors. */
async function onDisk<T>(step: () => Promise<T> | T): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (hasName(error, 'QuotaExceededError')) throw storageFull(error);
    if (hasName(error, 'SecurityError', 'InvalidStateError', 'NoModificationAllowedError')) {
      throw new SottoError('storage-unavailable', `The browser does not let models be stored: ${String(error)}`, {
        cause: error,
      });
    }
    throw error;
  }
}

/** As `onDisk`, but what is not there is undefined. */
async function ifThere<T>(step: () => Promise<T>): Promise<T | undefined> {
  return onDisk(async () => {
    try {
      return await step();
    } catch (error) {
      if (hasName(error, 'NotFoundError')) return undefined;
      throw error;
    }
  });
}

/**
 * The origin-private file system as a PackDisk. Dedicated workers only: parts are written through synchronous handles.
 * @throws SottoError `storage-unavailable`, e.g. in an insecure context or some private windows.
 */
export async function openOpfsDisk(): Promise<PackDisk> {
  let root: FileSystemDirectoryHandle;
  try {
    root = await navigator.storage.getDirectory();
    if (!('createSyncAccessHandle' in FileSystemFileHandle.prototype)) throw new Error('no synchronous handles');
  } catch (error) {
    throw new SottoError('storage-unavailable', `The browser offers no file storage to this page: ${String(error)}`, {
      cause: error,
    });
  }

  const folder = async (names: readonly string[], create: boolean): Promise<FileSystemDirectoryHandle> => {
    let handle = root;
    for (const name of names) handle = await handle.getDirectoryHandle(name, { create });
    return handle;
  };
  const fileIn = async (path: readonly string[], create = false): Promise<FileSystemFileHandle> => {
    const directory = await folder(path.slice(0, -1), create);
    return directory.getFileHandle(path.at(-1) ?? '', { create });
  };

  return {
    async list(directory) {
      const names: string[] = [];
      await ifThere(async () => {
        for await (const name of (await folder(directory, false)).keys()) names.push(name);
      });
      return names.sort();
    },
    sizeOf: (path) => ifThere(async () => (await (await fileIn(path)).getFile()).size),
    read: (path) => ifThere(async () => new Uint8Array(await (await (await fileIn(path)).getFile()).arrayBuffer())),
    blob: (path) => ifThere(async () => (await fileIn(path)).getFile()),
    bytesUnder: async (directory) => (await ifThere(async () => sumOfSizes(await folder(directory, false)))) ?? 0,
    writeText: (path, text) => onDisk(async () => replaceText(await fileIn(path, true), text)),
    openWriter: (path) => onDisk(async () => new SyncWriter(await (await fileIn(path, true)).createSyncAccessHandle())),
    async rename(path, newName) {
      await onDisk(async () => {
        const handle = await fileIn(path);
        if (isMovable(handle)) return handle.move(newName);
        await copyInto(await fileIn([...path.slice(0, -1), newName], true), await handle.getFile());
        await (await folder(path.slice(0, -1), false)).removeEntry(handle.name);
      });
    },
    async remove(path) {
      await ifThere(async () =>
        (await folder(path.slice(0, -1), false)).removeEntry(path.at(-1) ?? '', { recursive: true }),
      );
    },
    async freeBytes() {
      const { quota, usage } = await navigator.storage.estimate();
      return quota === undefined || usage === undefined ? undefined : Math.max(0, quota - usage);
    },
  };
}

async function sumOfSizes(directory: FileSystemDirectoryHandle): Promise<number> {
  let sum = 0;
  for await (const entry of directory.values()) {
    if (entry instanceof FileSystemDirectoryHandle) sum += await sumOfSizes(entry);
    // A file may go between being listed and being read: it takes no room then.
    else if (entry instanceof FileSystemFileHandle) sum += (await ifThere(() => entry.getFile()))?.size ?? 0;
  }
  return sum;
}

/** Writes parts through a synchronous handle: no copy in between. */
class SyncWriter implements PartWriter {
  #handle: FileSystemSyncAccessHandle | undefined;

  constructor(handle: FileSystemSyncAccessHandle) {
    this.#handle = handle;
  }

  async write(bytes: Uint8Array<ArrayBuffer>, offsetBytes: number): Promise<void> {
    const handle = this.#handle;
    if (!handle) throw new SottoError('internal', 'A file was written to after it was closed.');
    await onDisk(() => {
      // Some browsers write what fits and say so only in the count.
      if (handle.write(bytes, { at: offsetBytes }) < bytes.byteLength) throw storageFull();
      // No flush: it waits for the disk itself, however busy. Should the power fail before the system wrote these bytes,
      // the hash that is checked at every load finds it, and the file is fetched again.
    });
  }

  close(): void {
    this.#handle?.close();
    this.#handle = undefined;
  }
}

/** A writable stream swaps the file in on close, so a cut never leaves half a text; Safari before 26 has none. */
async function replaceText(handle: FileSystemFileHandle, text: string): Promise<void> {
  if ('createWritable' in handle) {
    const stream = await handle.createWritable();
    await stream.write(text);
    await stream.close();
    return;
  }
  await copyInto(handle, new Blob([text]));
}

async function copyInto(handle: FileSystemFileHandle, source: Blob): Promise<void> {
  const target = await handle.createSyncAccessHandle();
  try {
    target.truncate(0);
    const chunkBytes = 16 * 1024 * 1024;
    for (let at = 0; at < source.size; at += chunkBytes) {
      const chunk = new Uint8Array(await source.slice(at, at + chunkBytes).arrayBuffer());
      if (target.write(chunk, { at }) < chunk.byteLength) throw storageFull();
    }
    target.flush();
  } finally {
    target.close();
  }
}
