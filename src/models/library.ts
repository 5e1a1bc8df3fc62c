/**
 * Longer than 300 lines because every question and answer about a model passes here.
 *
 * The models on this device and how they come and go: one download after the other (its files come in parallel already),
 * paused and taken up again, asked before it reaches a host or a metered connection. No page: whoever shows it is told.
 */
import type { PackCalls, StoredPack } from '../../workers/protocol';
import { type Client, toSottoError } from '../../workers/rpc';
import { STARTER_PACK } from './catalog';
import type { CatalogModel } from './catalog-model';
import { type DownloadEnd, DownloadQueue, type DownloadStep } from './download-queue';
import { type HubPlaces, hubModelOf, lacksLibrary, originsOf } from './hub-model';
import { etaSeconds, type LibraryNotice, type ModelState } from './library-state';

export interface LibraryOptions {
  packs: Pick<Client<PackCalls>, 'call'>;
  catalog: readonly CatalogModel[];
  /** Where the app's own packs are served, ending in a slash. */
  baseUrl: string;
  places: () => HubPlaces;
  /** Whether the page may reach an origin. */
  isAllowed: (origin: string) => boolean;
  /** The connection may cost money by the byte, or the user wants to save data. */
  isMetered: () => boolean;
  /** Asks the browser to keep what is stored even where space is short. */
  persist: () => Promise<boolean>;
  /** Ids to go on with after a reload that the user's permission takes. */
  wishes: { get(): readonly string[]; set(ids: readonly string[]): void };
  /** Something about one of the models changed. */
  onChange: () => void;
  /** What is on the disk changed: others may want to choose anew. */
  onStored: () => void;
}

export class Library {
  readonly #states = new Map<string, ModelState>();
  /** Bytes in all, once somebody has told. */
  readonly #totals = new Map<string, number>();
  /** Ids of models that were here when somebody wanted them: they are proved, and what is wrong is fetched again. */
  readonly #checking = new Set<string>();
  readonly #queue: DownloadQueue;
  #stored: readonly StoredPack[] = [];
  #importing: { doneBytes: number; totalBytes: number } | undefined;
  #notice: LibraryNotice | undefined;
  #persisted: boolean | undefined;

  constructor(private readonly options: LibraryOptions) {
    const { packs, baseUrl, places } = options;
    this.#queue = new DownloadQueue({
      packs,
      baseUrl,
      places,
      onBegin: (id) =>
        this.#step(id, {
          step: 'asking',
          loadedBytes: this.#onDisk(id),
          totalBytes: this.totalOf(id),
          bytesPerSecond: undefined,
        }),
      onStep: (id, step) => this.#step(id, step),
      onEnd: (model, end) => this.#ended(model, end),
    });
  }

  /** Everything under the models' folder when it was last looked at. */
  get stored(): readonly StoredPack[] {
    return this.#stored;
  }

  get importing(): { doneBytes: number; totalBytes: number } | undefined {
    return this.#importing;
  }

  get notice(): LibraryNotice | undefined {
    return this.#notice;
  }

  /** Whether the browser promised to keep the models; undefined until it was asked. */
  get persisted(): boolean | undefined {
    return this.#persisted;
  }

  /** How a model stands. An id that is not catalogued is one that was imported, or of another version. */
  stateOf(id: string): ModelState {
    const state = this.#states.get(id);
    if (state) return state;
    if (this.#model(id)?.source.kind === 'built-in') return { kind: 'built-in' };
    const pack = this.#stored.find(({ packId }) => packId === id);
    if (!pack) return { kind: 'absent' };
    if (pack.installed) return { kind: 'installed', sizeBytes: pack.sizeBytes, hashes: pack.hashes };
    return { kind: 'paused', loadedBytes: pack.sizeBytes };
  }

  /** Bytes of a model in all; undefined until the hub has told. */
  totalOf(id: string): number | undefined {
    return this.#totals.get(id) ?? this.#model(id)?.sizeBytes;
  }

  /** Looks at the disk, and goes on with what waited for a permission. */
  async start(): Promise<void> {
    await this.refresh();
    const wishes = this.options.wishes.get();
    this.options.wishes.set([]);
    for (const id of wishes) this.get(id);
  }

  /** Looks at the disk. No network. */
  async refresh(): Promise<void> {
    const { packs } = await this.options.packs.call('list', null);
    this.#stored = packs;
    for (const { packId, installed, sizeBytes, totalBytes } of packs) {
      const total = installed ? sizeBytes : totalBytes;
      if (total !== undefined) this.#totals.set(packId, total);
    }
    this.options.onChange();
  }

  /** Wants a model: fetched at once, after others, or after a question that its state then asks. Call from a click. */
  get(id: string): void {
    const model = this.#model(id);
    if (!model || model.source.kind === 'built-in' || this.#isBusy(id)) return;
    this.#notice = undefined;
    this.#askToKeep();
    const places = this.options.places();
    if (lacksLibrary(model, places)) {
      this.#change(id, { kind: 'needs-library' });
      return;
    }
    const origins = originsOf(model, places).filter((origin) => !this.options.isAllowed(origin));
    if (origins.length > 0) {
      this.options.wishes.set([...new Set([...this.options.wishes.get(), id])]);
      this.#change(id, { kind: 'needs-permission', origins });
      return;
    }
    if (this.options.isMetered()) {
      this.#change(id, { kind: 'asks-metered', missingBytes: undefined });
      void this.#weigh(model);
      return;
    }
    this.#enqueue(model);
  }

  /** Proves every byte of a model that is here, and fetches again just what is wrong, after the questions that may take. */
  check(id: string): void {
    if (this.stateOf(id).kind !== 'installed') return;
    this.#checking.add(id);
    this.get(id);
  }

  /** The user does not mind what the connection costs. */
  confirmMetered(id: string): void {
    const model = this.#model(id);
    if (model && this.stateOf(id).kind === 'asks-metered') this.#enqueue(model);
  }

  /** Says no to the question that a model's state asks, or takes note of its failure. */
  dismiss(id: string): void {
    if (this.#isBusy(id)) return;
    this.#checking.delete(id);
    this.options.wishes.set(this.options.wishes.get().filter((wished) => wished !== id));
    this.#change(id, undefined);
  }

  dismissNotice(): void {
    this.#notice = undefined;
    this.options.onChange();
  }

  /** Stops a download and keeps what came. Settled when nothing of it is under way any more. */
  pause(id: string): Promise<void> {
    return this.#queue.stop(id);
  }

  /** Stops a download and throws away what came; of a model that is only checked, nothing. */
  async cancel(id: string): Promise<void> {
    const isCheck = this.#checking.has(id);
    await this.#queue.stop(id);
    if (!isCheck) await this.remove(id);
  }

  /** Takes a model off the device, and tells what that freed. */
  async remove(id: string): Promise<void> {
    if (this.#isBusy(id)) return;
    this.#change(id, { kind: 'removing' });
    try {
      const { freedBytes } = await this.options.packs.call('remove', { packId: id });
      if (freedBytes > 0) this.#notice = { kind: 'removed', title: this.#titleOf(id), freedBytes };
    } catch (error) {
      this.#failed(this.#titleOf(id), error);
    }
    await this.#settle(id);
  }

  /** One file with all of a model; undefined when it could not be made, which is then told. */
  async exportModel(id: string): Promise<File | undefined> {
    if (this.#isBusy(id)) return undefined;
    this.#change(id, { kind: 'exporting', doneBytes: 0, totalBytes: this.totalOf(id) ?? 0 });
    const onProgress = (progress: PackCalls['exportModel']['progress']) =>
      this.#change(id, { kind: 'exporting', ...progress });
    try {
      const { file } = await this.options.packs.call('exportModel', { packId: id }, { onProgress });
      return file;
    } catch (error) {
      this.#failed(this.#titleOf(id), error);
      return undefined;
    } finally {
      this.#change(id, undefined);
    }
  }

  /** Brings a model in from a file of another device. */
  async importModel(file: File): Promise<void> {
    if (this.#importing) return;
    this.#notice = undefined;
    this.#askToKeep();
    this.#importing = { doneBytes: 0, totalBytes: file.size };
    this.options.onChange();
    const onProgress = (progress: PackCalls['importModel']['progress']) => {
      this.#importing = progress;
      this.options.onChange();
    };
    try {
      const { packs, baseUrl } = this.options;
      const starterIds = STARTER_PACK.map(({ id }) => id);
      const { installed, hashes } = await packs.call('importModel', { file, starterIds, baseUrl }, { onProgress });
      this.#importing = undefined;
      await this.#settle(installed.id);
      this.#notice = { kind: 'imported', title: this.#titleOf(installed.id), hashes };
    } catch (error) {
      this.#failed(file.name, error);
    } finally {
      this.#importing = undefined;
      this.options.onChange();
    }
  }

  #enqueue(model: CatalogModel): void {
    this.#change(model.id, { kind: 'queued', loadedBytes: this.#onDisk(model.id) });
    this.#queue.add(model, this.#checking.has(model.id));
  }

  #step(id: string, { step, loadedBytes, totalBytes, bytesPerSecond }: DownloadStep): void {
    if (totalBytes !== undefined) this.#totals.set(id, totalBytes);
    const etaS = etaSeconds(loadedBytes, totalBytes, bytesPerSecond);
    this.#change(id, { kind: 'downloading', step, loadedBytes, bytesPerSecond, etaS });
  }

  async #ended({ id, title }: CatalogModel, end: DownloadEnd): Promise<void> {
    const wasCheck = this.#checking.delete(id);
    await this.#settle(id);
    if (end.kind === 'done') this.#notice = { kind: wasCheck ? 'checked' : 'installed', title };
    if (end.kind === 'failed') {
      // A check that could not be done takes nothing from a model that is there.
      if (wasCheck && this.stateOf(id).kind === 'installed') this.#notice = { ...end, title };
      else this.#states.set(id, { ...end, loadedBytes: this.#onDisk(id) });
    }
    this.options.onChange();
  }

  /** What it would take, for a question that is better asked with a figure. Without one it is asked all the same. */
  async #weigh(model: CatalogModel): Promise<void> {
    const asked = hubModelOf(model, this.options.places());
    if (!asked) return;
    try {
      const { totalBytes, missingBytes } = await this.options.packs.call('weigh', { model: asked });
      this.#totals.set(model.id, totalBytes);
      if (this.stateOf(model.id).kind === 'asks-metered')
        this.#change(model.id, { kind: 'asks-metered', missingBytes });
    } catch {
      // The download meets the same and says so.
    }
  }

  /** Once, and from a click: browsers ask the user, or judge by how the site is used. */
  #askToKeep(): void {
    if (this.#persisted !== undefined) return;
    this.#persisted = false;
    void this.options.persist().then((kept) => {
      this.#persisted = kept;
      this.options.onChange();
    });
  }

  async #settle(id: string): Promise<void> {
    this.#states.delete(id);
    try {
      await this.refresh();
    } catch (error) {
      this.#failed(this.#titleOf(id), error);
    }
    this.options.onStored();
  }

  #failed(title: string, error: unknown): void {
    const { code, message } = toSottoError(error);
    this.#notice = { kind: 'failed', title, code, message };
  }

  #isBusy(id: string): boolean {
    const kind = this.#states.get(id)?.kind;
    return kind === 'queued' || kind === 'downloading' || kind === 'exporting' || kind === 'removing';
  }

  #onDisk(id: string): number {
    return this.#stored.find(({ packId }) => packId === id)?.sizeBytes ?? 0;
  }

  #titleOf(id: string): string {
    return this.#model(id)?.title ?? this.#stored.find(({ packId }) => packId === id)?.title ?? id;
  }

  #model(id: string): CatalogModel | undefined {
    return this.options.catalog.find((model) => model.id === id);
  }

  #change(id: string, state: ModelState | undefined): void {
    if (state) this.#states.set(id, state);
    else this.#states.delete(id);
    this.options.onChange();
  }
}
