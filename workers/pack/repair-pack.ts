import type { PackCalls } from '../protocol';
import { abortable, SottoError, throwIfAborted } from '../rpc';
import { journalOf } from './install-journal';
import { type InstallContext, type InstallTools, installPacks } from './install-packs';
import type { PackDisk } from './pack-disk';
import {
  inPack,
  installedPack,
  JOURNAL_FILE,
  MANIFEST_FILE,
  MODELS_FOLDER,
  packDirectory,
  readStoredManifest,
} from './pack-layout';
import { sha256 } from './sha256';

/**
 * Hashes the pack's files on disk, forgets those that are wrong or gone, and fetches just them again. Without a wrong file
 * there is no network. A pack that was never complete is installed; if the source has another version by now, that one is.
 * @throws SottoError as `installPacks`.
 */
export async function repairPack(
  packId: string,
  tools: InstallTools,
  context: InstallContext,
): Promise<PackCalls['repair']['answer']> {
  const { disk } = tools;
  const replacedFiles: string[] = [];
  for (const version of await disk.list([MODELS_FOLDER, packId])) {
    const directory = packDirectory(packId, version);
    const manifest = await readStoredManifest(disk, packId, directory);
    if (!manifest) continue;
    const wrong = new Set<string>();
    for (const file of manifest.files) {
      throwIfAborted(context.signal);
      if (!(await isIntact(disk, inPack(directory, file.path), file.sha256, context.signal))) wrong.add(file.path);
    }
    if (wrong.size === 0) return { installed: installedPack(manifest), replacedFiles };
    // Journal first, manifest second, files last: a cut in between leaves an incomplete pack, never one taken for whole.
    const journal = journalOf(manifest, (path) => !wrong.has(path));
    await disk.writeText([...directory, JOURNAL_FILE], JSON.stringify(journal));
    await disk.remove([...directory, MANIFEST_FILE]);
    for (const path of wrong) await disk.remove(inPack(directory, path));
    replacedFiles.push(...wrong);
  }
  const { installed } = await installPacks([packId], tools, context);
  const [pack] = installed;
  if (!pack) throw new SottoError('internal', `${packId} was installed, but is not there.`);
  return { installed: pack, replacedFiles };
}

async function isIntact(disk: PackDisk, path: string[], hash: string, signal: AbortSignal): Promise<boolean> {
  const bytes = await disk.read(path);
  return bytes !== undefined && (await abortable(sha256(bytes), signal)) === hash;
}
