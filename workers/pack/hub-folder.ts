import type { HashSource, HubModel, InstalledPack, PackManifest } from '../protocol';
import { emptyJournal, type HubJournal, type HubJournalFile, parseHubJournal } from './hub-journal';
import type { PlannedFile } from './hub-plan';
import type { PackDisk } from './pack-disk';
import {
  DOWNLOAD_FILE,
  inPack,
  installedPack,
  MANIFEST_FILE,
  MODELS_FOLDER,
  PARTIAL_SUFFIX,
  packDirectory,
  readText,
} from './pack-layout';

/** The folder of a model while it comes from a hub: journal, partial files, whole files, and at last the manifest. */
export class HubFolder {
  readonly directory: string[];
  #saving: Promise<void> = Promise.resolve();

  private constructor(
    private readonly disk: PackDisk,
    private readonly model: HubModel,
    private readonly version: string,
    private readonly journal: HubJournal,
  ) {
    this.directory = packDirectory(model.id, version);
  }

  static async open(disk: PackDisk, model: HubModel, version: string): Promise<HubFolder> {
    const text = await readText(disk, [...packDirectory(model.id, version), DOWNLOAD_FILE]);
    return new HubFolder(disk, model, version, parseHubJournal(text) ?? emptyJournal(model));
  }

  /** Takes up a planned file. What is on disk of another content is dropped. @returns its entry and its bytes on disk. */
  async take(planned: PlannedFile): Promise<{ entry: HubJournalFile; loadedBytes: number }> {
    const { path, url, sizeBytes, expected } = planned;
    const known = this.journal.files[path];
    const loadedBytes = await bytesOnDisk(this.disk, this.directory, planned, known);
    if (known && loadedBytes !== undefined) {
      known.url = url;
      known.expected = expected ?? known.expected;
      return { entry: known, loadedBytes };
    }
    const file = inPack(this.directory, path);
    await this.disk.remove(file);
    await this.disk.remove(inPack(this.directory, path + PARTIAL_SUFFIX));
    const entry: HubJournalFile = { url, etag: undefined, sizeBytes, expected, sha256: undefined };
    this.journal.files[path] = entry;
    return { entry, loadedBytes: 0 };
  }

  /** Bytes of a planned file that would not be fetched again. */
  async loadedBytes(planned: PlannedFile): Promise<number> {
    return (await bytesOnDisk(this.disk, this.directory, planned, this.journal.files[planned.path])) ?? 0;
  }

  /** These are all files: what an earlier list named beside them is not fetched any more, and not counted. */
  namesAll(paths: Iterable<string>): void {
    const wanted = new Set(paths);
    for (const path of Object.keys(this.journal.files)) if (!wanted.has(path)) delete this.journal.files[path];
    this.journal.namesAll = true;
  }

  /** One writer at a time; each writes the newest state, which holds what earlier callers wanted saved. */
  save(): Promise<void> {
    const save = () => this.disk.writeText([...this.directory, DOWNLOAD_FILE], JSON.stringify(this.journal));
    this.#saving = this.#saving.then(save, save);
    return this.#saving;
  }

  /** Makes the model whole, and removes what is left of other versions. */
  async complete(files: readonly PlannedFile[]): Promise<{ installed: InstalledPack; hashes: HashSource }> {
    const { id, role, title, licence, source, revision } = this.model;
    const sources = new Set<HashSource>();
    const manifest: PackManifest = {
      id,
      role,
      version: this.version,
      title,
      licence,
      licenceFiles: [],
      source,
      conversion: `none; as the hub had it at ${revision}`,
      files: files.map(({ path, isCatalogued }) => {
        const entry = this.journal.files[path];
        if (!entry?.sha256 || entry.sizeBytes === undefined) throw new Error(`${path} is not whole.`);
        sources.add(isCatalogued ? 'catalogue' : entry.expected ? 'hub' : 'first-seen');
        return { path, sizeBytes: entry.sizeBytes, sha256: entry.sha256, parts: [] };
      }),
    };
    const hashes = weakest(sources);
    await this.#saving.catch(() => {});
    await writeManifest(this.disk, manifest, hashes);
    return { installed: installedPack(manifest), hashes };
  }
}

/** Of several words the weakest counts. */
function weakest(sources: ReadonlySet<HashSource>): HashSource {
  if (sources.has('first-seen')) return 'first-seen';
  return sources.has('hub') ? 'hub' : 'catalogue';
}

/** Makes a folder whose files are all there a model that is shown, and removes other versions of it. */
export async function writeManifest(disk: PackDisk, manifest: PackManifest, hashes: HashSource): Promise<void> {
  const { id, version } = manifest;
  const directory = packDirectory(id, version);
  await disk.writeText([...directory, MANIFEST_FILE], JSON.stringify({ ...manifest, hashes }));
  await disk.remove([...directory, DOWNLOAD_FILE]);
  for (const other of await disk.list([MODELS_FOLDER, id])) {
    if (other !== version) await disk.remove([MODELS_FOLDER, id, other]);
  }
}

/** Bytes of a file that can be gone on from; undefined when what is there (or nothing) is of no use. */
async function bytesOnDisk(
  disk: PackDisk,
  directory: readonly string[],
  planned: Pick<PlannedFile, 'path' | 'expected'>,
  known: HubJournalFile | undefined,
): Promise<number | undefined> {
  if (!known) return undefined;
  const { expected } = planned;
  if (known.sha256 !== undefined) {
    const isOther = expected?.kind === 'sha256' && expected.hex !== known.sha256;
    const isWhole = (await disk.sizeOf(inPack(directory, planned.path))) === known.sizeBytes;
    if (isWhole && !isOther && !isOtherHash(expected, known.expected)) return known.sizeBytes ?? 0;
    return undefined;
  }
  if (isOtherHash(expected, known.expected)) return undefined;
  return (await disk.sizeOf(inPack(directory, planned.path + PARTIAL_SUFFIX))) ?? 0;
}

function isOtherHash(one: HubJournalFile['expected'], other: HubJournalFile['expected']): boolean {
  return one !== undefined && other !== undefined && one.kind === other.kind && one.hex !== other.hex;
}
