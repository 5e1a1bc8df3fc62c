import type { HashSource, PackManifest, StoredPack } from '../protocol';
import { journalTotalBytes, parseHubJournal } from './hub-journal';
import { findComplete } from './inspect-packs';
import type { PackDisk } from './pack-disk';
import { DOWNLOAD_FILE, installedPack, MANIFEST_FILE, MODELS_FOLDER, packDirectory, readText } from './pack-layout';

const SOURCES: readonly HashSource[] = ['catalogue', 'hub', 'first-seen'];

/** Whose word the hashes of a stored model are. A pack of the app's own says nothing of it: its hashes are ours. */
export async function readHashSource(disk: PackDisk, { id, version }: PackManifest): Promise<HashSource> {
  const text = await readText(disk, [...packDirectory(id, version), MANIFEST_FILE]);
  const value: unknown = text === undefined ? undefined : JSON.parse(text);
  const stored = typeof value === 'object' && value !== null && 'hashes' in value ? value.hashes : undefined;
  return SOURCES.find((source) => source === stored) ?? 'catalogue';
}

/** Everything under the models' folder, unfinished downloads included. Reads manifests, journals and sizes. */
export async function listPacks(disk: PackDisk): Promise<StoredPack[]> {
  const packs: StoredPack[] = [];
  for (const packId of await disk.list([MODELS_FOLDER])) {
    const sizeBytes = await disk.bytesUnder([MODELS_FOLDER, packId]);
    const manifest = await findComplete(disk, packId);
    if (manifest) {
      const { role, title } = manifest;
      const hashes = await readHashSource(disk, manifest);
      packs.push({ packId, role, title, installed: installedPack(manifest), hashes, sizeBytes });
      continue;
    }
    const journal = await findJournal(disk, packId);
    const title = journal?.title || packId;
    const totalBytes = journal && journalTotalBytes(journal);
    packs.push({ packId, role: journal?.role, title, installed: undefined, hashes: undefined, sizeBytes, totalBytes });
  }
  return packs;
}

async function findJournal(disk: PackDisk, packId: string) {
  for (const version of await disk.list([MODELS_FOLDER, packId])) {
    const journal = parseHubJournal(await readText(disk, [...packDirectory(packId, version), DOWNLOAD_FILE]));
    if (journal) return journal;
  }
  return undefined;
}

/** Takes a model off the disk. @returns the bytes its files had, less what is still there. */
export async function removePack(disk: PackDisk, packId: string): Promise<{ freedBytes: number }> {
  const folder = [MODELS_FOLDER, packId];
  const before = await disk.bytesUnder(folder);
  await disk.remove(folder);
  return { freedBytes: before - (await disk.bytesUnder(folder)) };
}
