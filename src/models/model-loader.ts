/** Gets the packs onto the device and the models into their workers, and tells how far it is. */
import type {
  InstalledPack,
  InstallProgress,
  LoadAnswer,
  LoadProgress,
  ModelRole,
  PackCalls,
} from '../../workers/protocol';
import { type Client, SottoError, toSottoError } from '../../workers/rpc';
import type { CatalogModel } from './catalog-model';

export type LoadStep = 'waiting' | 'downloading' | LoadProgress['step'] | 'ready';

/** One model's row on the page. */
export interface LoadItem {
  packId: string;
  role: ModelRole;
  title: string;
  sizeBytes: number;
  loadedBytes: number;
  step: LoadStep;
}

/** A role's model as the loader sees it. */
export interface LoadTarget {
  readonly role: ModelRole;
  /** The model in use; another one after the user chose it. */
  readonly model: Pick<CatalogModel, 'id' | 'title' | 'sizeBytes' | 'source'>;
  /** Reads, creates and warms the model up in its worker. `pack` is undefined for a model that needs none. */
  load(pack: InstalledPack | undefined, onStep: (step: LoadProgress['step']) => void): Promise<LoadAnswer>;
  /** Ends the worker and starts an empty one. */
  restart(): void;
}

export interface ModelLoaderOptions {
  packs: Pick<Client<PackCalls>, 'call'>;
  targets: readonly LoadTarget[];
  /** Where packs are served, ending in a slash. */
  baseUrl: string;
  onChange: (items: LoadItem[], fromNetwork: boolean) => void;
}

export class ModelLoader {
  readonly #rows = new Map<string, LoadItem>();
  #installed = new Map<string, InstalledPack>();
  #fromNetwork = false;
  /** Bytes that earlier installations of this visit fetched. */
  #fetchedBefore = 0;
  #fetchedNow = 0;

  constructor(private readonly options: ModelLoaderOptions) {}

  /** A row for each model in use. */
  get #items(): LoadItem[] {
    return this.options.targets.map((target) => this.#row(target));
  }

  #row({ role, model: { id, title, sizeBytes } }: LoadTarget): LoadItem {
    const known = this.#rows.get(id);
    if (known) return known;
    const row: LoadItem = { packId: id, role, title, sizeBytes: sizeBytes ?? 0, loadedBytes: 0, step: 'waiting' };
    this.#rows.set(id, row);
    const pack = this.#installed.get(id);
    if (pack) this.#remember([pack]);
    return row;
  }

  /** Bytes of models fetched over the network since the page was opened. */
  get fetchedBytes(): number {
    return this.#fetchedBefore + this.#fetchedNow;
  }

  /** Packs of the models in use, as far as they were looked for. */
  get installed(): readonly InstalledPack[] {
    return this.options.targets.flatMap(({ model }) => this.#installed.get(model.id) ?? []);
  }

  get items(): LoadItem[] {
    return this.#items.map((item) => ({ ...item }));
  }

  /** How far each model is, for the health check. */
  get health(): { title: string; state: 'ready' | 'loading' | 'missing' }[] {
    return this.#items.map(({ packId, title, step }) => {
      if (step === 'ready') return { title, state: 'ready' };
      return { title, state: this.#installed.has(packId) || step !== 'waiting' ? 'loading' : 'missing' };
    });
  }

  /** Ids of all models on the disk that are whole, those that were fetched from a hub included. No network. */
  async stored(): Promise<Set<string>> {
    const { packs } = await this.options.packs.call('list', null);
    this.#remember(packs.flatMap(({ installed }) => installed ?? []));
    return new Set(packs.flatMap(({ packId, installed }) => (installed ? [packId] : [])));
  }

  /** Looks at the disk alone. @returns whether everything is there, and whether an installation had begun. */
  async inspect(): Promise<{ complete: boolean; resumable: boolean }> {
    const packIds = this.#packIds(({ kind }) => kind !== 'built-in');
    const { installed, missing, partial } = await this.options.packs.call('inspect', { packIds });
    for (const item of this.#items) {
      item.step = 'waiting';
      item.loadedBytes = partial.find(({ packId }) => packId === item.packId)?.loadedBytes ?? 0;
    }
    this.#remember(installed);
    return { complete: missing.length === 0, resumable: installed.length > 0 || partial.length > 0 };
  }

  /** Fetches what is missing. Aborting keeps every verified part. */
  async install(signal: AbortSignal): Promise<void> {
    this.#fromNetwork = true;
    const onProgress = this.#progress();
    const packIds = this.#packIds(({ kind }) => kind === 'app');
    const request = { packIds, baseUrl: this.options.baseUrl };
    const { installed } = await this.options.packs.call('install', request, { signal, onProgress });
    this.#remember(installed);
  }

  /** What a first installation of a pack takes: it is fetched anew beside the one there is, and taken away again. */
  timeInstall(packId: string, signal: AbortSignal): Promise<PackCalls['time']['answer']> {
    return this.options.packs.call('time', { packId, baseUrl: this.options.baseUrl }, { signal });
  }

  /** Loads one model; a file damaged or gone since is replaced once, and nothing else is fetched. */
  async loadOne(packId: string): Promise<LoadAnswer> {
    const target = this.options.targets.find(({ model }) => model.id === packId);
    const pack = this.#installed.get(packId);
    const needsPack = target?.model.source.kind !== 'built-in';
    if (!target || (needsPack && !pack)) throw new SottoError('model-missing', `The pack ${packId} is not installed.`);
    try {
      return await this.#loadInto(target, pack);
    } catch (error) {
      const { code } = toSottoError(error);
      if (code !== 'model-corrupt' && code !== 'model-missing') throw error;
      // Only what the app serves itself is fetched unasked.
      if (target.model.source.kind !== 'app') throw error;
      target.restart();
      return await this.#loadInto(target, await this.#repair(packId));
    }
  }

  async #loadInto(target: LoadTarget, pack: InstalledPack | undefined): Promise<LoadAnswer> {
    const { id } = target.model;
    const answer = await target.load(pack, (step) => this.#change(id, { step }));
    this.#change(id, { step: 'ready' });
    return answer;
  }

  async #repair(packId: string): Promise<InstalledPack> {
    const onProgress = this.#progress();
    const request = { packId, baseUrl: this.options.baseUrl };
    const { installed } = await this.options.packs.call('repair', request, { onProgress });
    this.#remember([installed]);
    return installed;
  }

  /** Follows one installation: its bytes count on from those before it. */
  #progress(): (progress: InstallProgress) => void {
    this.#fetchedBefore += this.#fetchedNow;
    this.#fetchedNow = 0;
    return ({ packs, fetchedBytes }) => {
      this.#fetchedNow = fetchedBytes;
      for (const { packId, loadedBytes } of packs) {
        const item = this.#items.find((candidate) => candidate.packId === packId);
        if (!item) continue;
        item.loadedBytes = loadedBytes;
        item.step = loadedBytes < item.sizeBytes ? 'downloading' : 'waiting';
      }
      this.options.onChange(this.items, this.#fromNetwork);
    };
  }

  #packIds(wanted: (source: CatalogModel['source']) => boolean): string[] {
    return this.options.targets.filter(({ model }) => wanted(model.source)).map(({ model }) => model.id);
  }

  #remember(installed: readonly InstalledPack[]): void {
    for (const pack of installed) {
      this.#installed.set(pack.id, pack);
      const row = this.#rows.get(pack.id);
      if (!row) continue;
      row.sizeBytes ||= pack.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
      row.loadedBytes = row.sizeBytes;
    }
  }

  #change(packId: string, change: Partial<LoadItem>): void {
    const item = this.#items.find((candidate) => candidate.packId === packId);
    if (!item) return;
    Object.assign(item, change);
    this.options.onChange(this.items, this.#fromNetwork);
  }
}
