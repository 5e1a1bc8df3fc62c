import type { InstalledPack, PackFile, PackManifest } from '../protocol';
import { type InstallJournal, journalBytes, journalOf, parseJournal } from './install-journal';
import type { PackDisk, PartWriter } from './pack-disk';
import {
  hasAllFiles,
  inPack,
  installedPack,
  JOURNAL_FILE,
  MANIFEST_FILE,
  MODELS_FOLDER,
  PARTIAL_SUFFIX,
  packDirectory,
  readStoredManifest,
  readText,
} from './pack-layout';

/** A part that is not on disk yet. */
export interface MissingPart {
  file: PackFile;
  index: number;
  offsetBytes: number;
}

/**
 * The folder of a pack while it is being installed. A part counts as stored once it is written and journalled; a file gets
 * its name once all its parts are; the pack is complete once its manifest is stored. So a cut at any moment costs at most
 * the parts in flight.
 */
export class PackFolder {
  readonly #directory: string[];
  readonly #writers = new Map<string, Promise<PartWriter>>();
  #journal: InstallJournal = { files: {} };
  #saving: Promise<void> = Promise.resolve();
  #complete = false;

  private constructor(
    private readonly disk: PackDisk,
    readonly manifest: PackManifest,
  ) {
    this.#directory = packDirectory(manifest.id, manifest.version);
  }

  /** Finds out what is there already. Writes only where an earlier run was cut between two steps. */
  static async open(disk: PackDisk, manifest: PackManifest): Promise<PackFolder> {
    const folder = new PackFolder(disk, manifest);
    await folder.#readState();
    return folder;
  }

  get verifiedBytes(): number {
    return journalBytes(this.#journal);
  }

  /** Parts to fetch, in the order of the files. */
  missingParts(): MissingPart[] {
    return this.manifest.files.flatMap((file) => {
      const stored = new Set(this.#journal.files[file.path]?.parts.map((part) => part.index));
      let offsetBytes = 0;
      return file.parts.flatMap((part, index) => {
        const missing = { file, index, offsetBytes };
        offsetBytes += part.sizeBytes;
        return stored.has(index) ? [] : [missing];
      });
    });
  }

  /** Stores one verified part, and gives its file its name if it was the last one. */
  async store({ file, index, offsetBytes }: MissingPart, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const partial = inPack(this.#directory, file.path + PARTIAL_SUFFIX);
    let writer = this.#writers.get(file.path);
    if (!writer) {
      writer = this.disk.openWriter(partial);
      this.#writers.set(file.path, writer);
    }
    await (await writer).write(bytes, offsetBytes);
    const entry = this.#journal.files[file.path] ?? { sha256: file.sha256, parts: [] };
    this.#journal.files[file.path] = entry;
    entry.parts.push({ index, sizeBytes: bytes.byteLength });
    // Decided before any wait, so that of two parts stored side by side only the last one finds the file whole.
    const whole = entry.parts.length === file.parts.length;
    await this.#saveJournal();
    if (whole) await this.#finishFile(file);
  }

  /** Makes the pack complete and removes what is left of other versions. */
  async complete(): Promise<InstalledPack> {
    if (!this.#complete) {
      await this.disk.writeText([...this.#directory, MANIFEST_FILE], JSON.stringify(this.manifest));
      await this.disk.remove([...this.#directory, JOURNAL_FILE]);
      this.#complete = true;
    }
    const { id, version } = this.manifest;
    for (const other of await this.disk.list([MODELS_FOLDER, id])) {
      if (other !== version) await this.disk.remove([MODELS_FOLDER, id, other]);
    }
    return installedPack(this.manifest);
  }

  /** Lets go of all files, after the last step in progress. */
  async close(): Promise<void> {
    const writers = [...this.#writers.values()];
    this.#writers.clear();
    for (const opening of await Promise.allSettled(writers)) {
      if (opening.status === 'fulfilled') opening.value.close();
    }
    await this.#saving.catch(() => {});
  }

  async #readState(): Promise<void> {
    const { disk, manifest } = this;
    const stored = await readStoredManifest(disk, manifest.id, this.#directory);
    const journalText = await readText(disk, [...this.#directory, JOURNAL_FILE]);
    const known = stored && journalText === undefined ? journalOf(stored, () => true) : parseJournal(journalText);
    for (const file of manifest.files) await this.#readFileState(file, known);
    const isWhole = this.missingParts().length === 0;
    this.#complete =
      isWhole && stored !== undefined && sameFiles(stored, manifest) && (await hasAllFiles(disk, manifest));
    if (stored && !this.#complete) {
      // From here on the folder is one that is being installed: say so before anything in it changes.
      await this.#saveJournal();
      await disk.remove([...this.#directory, MANIFEST_FILE]);
    }
  }

  /** Takes over what the journal says of a file as far as the disk bears it out. */
  async #readFileState(file: PackFile, known: InstallJournal): Promise<void> {
    const entry = known.files[file.path];
    const finalPath = inPack(this.#directory, file.path);
    const partialPath = inPack(this.#directory, file.path + PARTIAL_SUFFIX);
    const finalBytes = await this.disk.sizeOf(finalPath);
    const partialBytes = (await this.disk.sizeOf(partialPath)) ?? 0;
    if (entry?.sha256 === file.sha256) {
      const onDisk = finalBytes === file.sizeBytes ? finalBytes : partialBytes;
      let endBytes = 0;
      const parts = file.parts.flatMap(({ sizeBytes }, index) => {
        endBytes += sizeBytes;
        return endBytes <= onDisk && entry.parts.some((part) => part.index === index) ? [{ index, sizeBytes }] : [];
      });
      const whole = parts.length === file.parts.length;
      if (parts.length > 0) this.#journal.files[file.path] = { sha256: file.sha256, parts };
      if (whole && finalBytes !== file.sizeBytes) await this.#finishFile(file);
      if (whole || finalBytes === undefined) return;
    }
    // What nobody vouches for must not lie under the final name, nor lengthen a file of another content.
    if (finalBytes !== undefined) await this.disk.remove(finalPath);
    if (!this.#journal.files[file.path] && partialBytes > 0) await this.disk.remove(partialPath);
  }

  async #finishFile({ path, sizeBytes }: PackFile): Promise<void> {
    const partial = inPack(this.#directory, path + PARTIAL_SUFFIX);
    (await this.#writers.get(path))?.close();
    this.#writers.delete(path);
    await this.disk.rename(partial, path.split('/').at(-1) ?? path);
    const writtenBytes = await this.disk.sizeOf(inPack(this.#directory, path));
    if (writtenBytes !== sizeBytes) throw new Error(`${path} has ${writtenBytes} bytes on disk, not ${sizeBytes}.`);
  }

  /** One writer at a time; each writes the newest state, which holds what earlier callers wanted saved. */
  #saveJournal(): Promise<void> {
    const save = () => this.disk.writeText([...this.#directory, JOURNAL_FILE], JSON.stringify(this.#journal));
    this.#saving = this.#saving.then(save, save);
    return this.#saving;
  }
}

function sameFiles(one: PackManifest, other: PackManifest): boolean {
  const list = ({ files }: PackManifest) => files.map(({ path, sha256 }) => `${sha256} ${path}`).join('\n');
  return list(one) === list(other);
}
