import type { InstalledPack, PackManifest } from '../protocol';
import type { PackDisk } from './pack-disk';
import { parseManifest } from './pack-manifest';

/** `models/<id>/<version>/` holds a pack's files, its journal while it is incomplete, its manifest once it is complete. */
export const MODELS_FOLDER = 'models';
export const MANIFEST_FILE = 'manifest.json';
export const JOURNAL_FILE = 'journal.json';
/** As `JOURNAL_FILE`, of a model that comes from a hub. */
export const DOWNLOAD_FILE = 'download.json';
export const PARTIAL_SUFFIX = '.partial';

export function packDirectory(id: string, version: string): string[] {
  return [MODELS_FOLDER, id, version];
}

/** Path of a pack's file from the root; `path` may hold slashes. */
export function inPack(directory: readonly string[], path: string): string[] {
  return [...directory, ...path.split('/')];
}

/** What a manifest says about a pack, as model workers need it. */
export function installedPack({ id, role, version, files }: PackManifest): InstalledPack {
  return {
    id,
    role,
    version,
    directory: packDirectory(id, version),
    files: files.map(({ path, sizeBytes, sha256 }) => ({ path, sizeBytes, sha256 })),
  };
}

/** The manifest stored with a complete pack; undefined when there is none or it cannot be read. */
export async function readStoredManifest(
  disk: PackDisk,
  id: string,
  directory: readonly string[],
): Promise<PackManifest | undefined> {
  const text = await readText(disk, [...directory, MANIFEST_FILE]);
  if (text === undefined) return undefined;
  try {
    return parseManifest(JSON.parse(text), id, true);
  } catch {
    return undefined;
  }
}

export async function readText(disk: PackDisk, path: readonly string[]): Promise<string | undefined> {
  const bytes = await disk.read(path);
  return bytes && new TextDecoder().decode(bytes);
}

/** Whether every file is there with its size. Content is proved by whoever reads it: hashing 200 MB costs each start. */
export async function hasAllFiles(disk: PackDisk, { id, version, files }: PackManifest): Promise<boolean> {
  for (const { path, sizeBytes } of files) {
    if ((await disk.sizeOf(inPack(packDirectory(id, version), path))) !== sizeBytes) return false;
  }
  return true;
}
