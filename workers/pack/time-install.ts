/** Times the installation of a pack that is there already, beside it, and leaves nothing behind. */
import { type InstallContext, type InstallTools, installPacks } from './install-packs';
import type { PackDisk } from './pack-disk';

/** Beside the folder of the models. */
const SCRATCH = 'sotto-scratch';

/**
 * @returns how long fetching, verifying and storing took, in ms.
 * @throws SottoError as `installPacks`.
 */
export async function timeInstall(
  packId: string,
  tools: InstallTools,
  context: InstallContext,
): Promise<{ ms: number; fetchedBytes: number }> {
  const { disk } = tools;
  // What a run that was broken off left here would be taken for its own work.
  await disk.remove([SCRATCH]);
  try {
    const start = performance.now();
    const { fetchedBytes } = await installPacks([packId], { ...tools, disk: within(disk, SCRATCH) }, context);
    return { ms: performance.now() - start, fetchedBytes };
  } finally {
    await disk.remove([SCRATCH]);
  }
}

/** The same disk, seen from a folder in it. */
function within(disk: PackDisk, folder: string): PackDisk {
  const inside = (path: readonly string[]) => [folder, ...path];
  return {
    list: (path) => disk.list(inside(path)),
    sizeOf: (path) => disk.sizeOf(inside(path)),
    read: (path) => disk.read(inside(path)),
    blob: (path) => disk.blob(inside(path)),
    bytesUnder: (path) => disk.bytesUnder(inside(path)),
    writeText: (path, text) => disk.writeText(inside(path), text),
    openWriter: (path) => disk.openWriter(inside(path)),
    rename: (path, name) => disk.rename(inside(path), name),
    remove: (path) => disk.remove(inside(path)),
    freeBytes: () => disk.freeBytes(),
  };
}
