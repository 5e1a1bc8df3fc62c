/** The page of the models while the address ends in `#models`: the library, the device and the choices, and what is asked of them. */
import type { ModelRole, PackCalls } from '../workers/protocol';
import type { Client } from '../workers/rpc';
import { hand } from './download';
import type { CatalogModel } from './models/catalog-model';
import type { Choice } from './models/choose-model';
import type { Library } from './models/library';
import type { DeviceFacts } from './models/tier';
import type { ModelsData } from './models-views';
import type { Page } from './page-switch';
import type { KeptStores } from './store/kept-stores';
import type { Preferences } from './store/preferences';
import type { ModelsIntent } from './ui/models/models-view';
import type { SottoModels } from './ui/models/sotto-models';

const MODELS_HASH = '#models';
/** Progress comes ten times a second and more: what is shown of it is drawn this often. */
const REDRAW_MS = 200;
/** Models that wait for a permission, over the reload it takes; a tab's own. */
const WISHES_KEY = 'sotto-models-wanted';
/** Of the newest runs and turns: older ones tell of other models or an older Sotto. Choices. */
const RUNS = 10;
const TURNS = 200;

export interface ModelsHostOptions {
  packs: Pick<Client<PackCalls>, 'call'>;
  kept: Pick<KeptStores, 'benchmarks' | 'turns'>;
  /** Where the app's own packs are served, ending in a slash. */
  baseUrl: string;
  preferences: () => Preferences;
  prefer: (change: Partial<Preferences>) => void;
  /** Asked when the page opens, and not before. */
  deviceFacts: () => Promise<DeviceFacts>;
  /** What each role runs now, and why. */
  choices: () => Readonly<Record<ModelRole, Choice>>;
  /** The browser has voices of its own. */
  hasSystemVoices: () => boolean;
  /** This build left the GPL part out. */
  withoutGpl: boolean;
  /** Whether the page's policy lets it reach an origin. */
  isAllowed: (origin: string) => boolean;
  /** Lets the page reach these from the next load on, and loads it anew. */
  allowOrigins: (origins: readonly string[]) => Promise<void>;
  /** What is on the disk changed: the roles may want other models. */
  onStored: () => void;
  onError: (error: unknown) => void;
}

/** Newer than TypeScript's libraries, and Chromium's alone. https://wicg.github.io/netinfo/ */
interface NavigatorWithConnection {
  readonly connection?: { readonly saveData?: boolean; readonly type?: string };
}

export function modelsPage(options: ModelsHostOptions): ModelsPage {
  return new ModelsPage(options);
}

export class ModelsPage implements Page {
  readonly hash = MODELS_HASH;
  #element: SottoModels | undefined;
  #library: Library | undefined;
  #catalog: readonly CatalogModel[] = [];
  #starterIds: ReadonlySet<string> = new Set();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #device: DeviceFacts | undefined;
  #estimate: ModelsData['estimate'];
  #measured: ModelsData['measured'] = new Map();

  constructor(private readonly options: ModelsHostOptions) {}

  /** A model waits for a permission that a reload was to bring: worth opening the page for. */
  get expected(): boolean {
    return wishes.get().length > 0;
  }

  async create(): Promise<HTMLElement> {
    const [{ ModelsIntentEvent }] = await Promise.all([
      import('./ui/models/models-view'),
      import('./ui/models/sotto-models'),
      this.#open(),
    ]);
    const element = document.createElement('sotto-models');
    element.addEventListener(ModelsIntentEvent.type, (event) => {
      if (event instanceof ModelsIntentEvent) this.#do(event.intent).catch(this.options.onError);
    });
    this.#element = element;
    return element;
  }

  opened(): void {
    const { onError } = this.options;
    this.#library?.refresh().catch(onError);
    this.#ask().catch(onError);
    this.changed();
  }

  closed(): void {
    this.#element = undefined;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** What is chosen, stored or under way changed. */
  changed(): void {
    if (!this.#element || this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#draw().catch(this.options.onError);
    }, REDRAW_MS);
  }

  /** The library outlives the page: a download goes on while the user talks. */
  async #open(): Promise<void> {
    if (this.#library) return;
    const { packs, baseUrl, preferences, isAllowed, onStored } = this.options;
    const [{ Library: LibraryClass }, { CATALOG, STARTER_PACK }] = await Promise.all([
      import('./models/library'),
      import('./models/catalog'),
    ]);
    this.#catalog = CATALOG;
    this.#starterIds = new Set(STARTER_PACK.map(({ id }) => id));
    this.#library = new LibraryClass({
      packs,
      catalog: CATALOG,
      baseUrl,
      places: () => {
        const { hubUrl, webLlmLibrariesUrl } = preferences();
        return { hubUrl, webLlmLibrariesUrl };
      },
      isAllowed,
      isMetered,
      persist: () => navigator.storage.persist().catch(() => false),
      wishes,
      onChange: () => this.changed(),
      onStored: () => {
        onStored();
        this.#ask().catch(this.options.onError);
      },
    });
    await this.#library.start();
  }

  /** What the browser and the stores tell. Each by itself: one that does not answer holds up no other. */
  async #ask(): Promise<void> {
    const { deviceFacts, kept } = this.options;
    const told = [
      deviceFacts().then((facts) => {
        this.#device = facts;
      }),
      navigator.storage.estimate().then(({ usage = 0, quota = 0 }) => {
        this.#estimate = { usageBytes: usage, quotaBytes: quota };
      }),
      this.#readMeasured(kept),
    ];
    await Promise.all(told.map((one) => one.then(() => this.changed()).catch(this.options.onError)));
  }

  async #readMeasured({ benchmarks, turns }: ModelsHostOptions['kept']): Promise<void> {
    const { measuredOf } = await import('./models-measured');
    const summaries = await benchmarks.summaries(0);
    const runs = await Promise.all(
      summaries
        .slice(-RUNS)
        .reverse()
        .map(({ id }) => benchmarks.get(id)),
    );
    this.#measured = measuredOf(
      runs.filter((run) => run !== undefined),
      await turns.latest(TURNS),
    );
  }

  async #draw(): Promise<void> {
    const { modelsView } = await import('./models-views');
    const { preferences, choices, hasSystemVoices, withoutGpl } = this.options;
    if (!this.#element || !this.#library) return;
    const { sttModel, llmModel, ttsModel } = preferences();
    this.#element.view = modelsView({
      catalog: this.#catalog,
      library: this.#library,
      device: this.#device,
      estimate: this.#estimate,
      choices: choices(),
      wanted: { vad: 'auto', stt: sttModel, llm: llmModel, tts: ttsModel },
      available: new Set(hasSystemVoices() ? ['system-voice'] : []),
      starterIds: this.#starterIds,
      withoutGpl,
      measured: this.#measured,
    });
  }

  async #do(intent: ModelsIntent): Promise<void> {
    const library = this.#library;
    if (!library) return;
    switch (intent.kind) {
      case 'get':
        return library.get(intent.id);
      case 'pause':
        return library.pause(intent.id);
      case 'cancel':
        return library.cancel(intent.id);
      case 'confirm-metered':
        return library.confirmMetered(intent.id);
      case 'dismiss':
        return library.dismiss(intent.id);
      case 'remove':
        return library.remove(intent.id);
      case 'check':
        return library.check(intent.id);
      case 'export': {
        const file = await library.exportModel(intent.id);
        if (file) hand(file, file.name);
        return;
      }
      case 'import':
        return library.importModel(intent.file);
      case 'allow':
        return this.options.allowOrigins(intent.origins);
      case 'use':
        this.#use(intent.role, intent.id);
        return this.changed();
      case 'use-automatic':
        this.#use(intent.role, 'auto');
        return this.changed();
      case 'dismiss-notice':
        return library.dismissNotice();
      case 'close':
        location.hash = '';
    }
  }

  #use(role: ModelRole, id: string): void {
    const { prefer } = this.options;
    if (role === 'stt') prefer({ sttModel: id });
    if (role === 'llm') prefer({ llmModel: id });
    // A voice is one of its model's.
    if (role === 'tts') prefer({ ttsModel: id, ttsVoice: undefined });
  }
}

function isMetered(): boolean {
  const { connection }: Navigator & NavigatorWithConnection = navigator;
  return connection?.saveData === true || connection?.type === 'cellular';
}

const wishes = {
  get: (): readonly string[] => (sessionStorage.getItem(WISHES_KEY) ?? '').split(' ').filter(Boolean),
  set: (ids: readonly string[]): void => {
    if (ids.length > 0) sessionStorage.setItem(WISHES_KEY, ids.join(' '));
    else sessionStorage.removeItem(WISHES_KEY);
  },
};
