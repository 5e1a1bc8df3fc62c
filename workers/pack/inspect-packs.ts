import type { InstalledPack, PackBytes, PackCalls, PackManifest } from '../protocol';
import { journalBytes, parseJournal } from './install-journal';
import type { PackDisk } from './pack-disk';
import {
  hasAllFiles,
  installedPack,
  JOURNAL_FILE,
  MODELS_FOLDER,
  packDirectory,
  readStoredManifest,
  readText,
} from './pack-layout';

/** The manifest of a complete version of the pack on disk, the newest if there are two; undefined if there is none. */
export async function findComplete(disk: PackDisk, id: string): Promise<PackManifest | undefined> {
  const versions = await disk.list([MODELS_FOLDER, id]);
  versions.sort((one, other) => other.localeCompare(one, 'en', { numeric: true }));
  for (const version of versions) {
    const manifest = await readStoredManifest(disk, id, packDirectory(id, version));
    if (manifest?.version === version && (await hasAllFiles(disk, manifest))) return manifest;
  }
  return undefined;
}

/** Which packs are on disk. Reads manifests and sizes only: no network, no hashing. */
export async function inspectPacks(
  disk: PackDisk,
  packIds: readonly string[],
): Promise<PackCalls['inspect']['answer']> {
  const installed: InstalledPack[] = [];
  const missing: string[] = [];
  const partial: PackBytes[] = [];
  for (const id of packIds) {
    const manifest = await findComplete(disk, id);
    if (manifest) {
      installed.push(installedPack(manifest));
      continue;
    }
    missing.push(id);
    let loadedBytes = 0;
    for (const version of await disk.list([MODELS_FOLDER, id])) {
      loadedBytes += journalBytes(parseJournal(await readText(disk, [...packDirectory(id, version), JOURNAL_FILE])));
    }
    if (loadedBytes > 0) partial.push({ packId: id, loadedBytes });
  }
  return { installed, missing, partial };
}
