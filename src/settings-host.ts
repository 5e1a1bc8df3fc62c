/** Shows the page of settings while the address ends in `#settings`, and does what is asked on it. */
import { SottoError, toSottoError } from '../workers/rpc';
import { type AudioDevices, watchDevices } from './audio/devices';
import { latencyHintOf } from './audio/latency-hint';
import { canChooseSpeaker } from './audio/output-device';
import { hand, stamp } from './download';
import type { Incoming } from './incoming-file';
import type { Page } from './page-switch';
import type { ChoiceLists } from './settings/fields';
import type { Database } from './store/database';
import { DEFAULT_PREFERENCES, type Preferences } from './store/preferences';
import type { LatencyView, NoticeView, ProfileId, SettingsIntent } from './ui/settings/settings-view';
import { currentLocale, onLocale } from './ui/text/text';

const EMPTY: AudioDevices = { microphones: [], speakers: [] };
/** Languages that the recognisers of the catalogue share; each by its own tag. */
const LANGUAGES = 'en de fr es it pt nl pl ru uk tr ar fa hi zh ja ko sv da fi cs el he id vi'.split(' ');

export interface SettingsHostOptions {
  preferences(): Preferences;
  /** Changes what the user prefers, at once and for later. */
  prefer(change: Partial<Preferences>): Promise<void>;
  database: Database;
  /** False where the browser keeps nothing. */
  remembers(): boolean;
  /** Models and voices to choose from; devices and languages this host knows itself. */
  choices(): Pick<ChoiceLists, 'sttModels' | 'llmModels' | 'ttsModels' | 'voices'>;
  /** A backup was restored, or everything deleted: lists that were read before are old. */
  onRestored(): void;
  /** Takes all models off the disk. */
  removeModels(): Promise<void>;
  /** Nothing more is to be written: everything is about to be deleted. */
  beforeWipe(): void;
  /** Begins anew with nothing. */
  reload(): void;
  appVersion: string;
  nowMs(): number;
  onError(error: unknown): void;
}

export class SettingsHost implements Page {
  readonly hash = '#settings';
  #element: HTMLElementTagNameMap['sotto-settings'] | undefined;
  #devices = EMPTY;
  #latency: LatencyView = { kind: 'idle' };
  #incoming: Incoming | undefined;
  #busy = false;
  #notice: NoticeView | undefined;
  #undo: { id: ProfileId; change: Partial<Preferences> } | undefined;
  #ends: (() => void)[] = [];

  constructor(private readonly options: SettingsHostOptions) {}

  async create(): Promise<HTMLElement> {
    const [{ SettingsIntentEvent }] = await Promise.all([
      import('./ui/settings/settings-view'),
      import('./ui/settings/sotto-settings'),
    ]);
    const element = document.createElement('sotto-settings');
    element.addEventListener(SettingsIntentEvent.type, (event) => {
      if (event instanceof SettingsIntentEvent) this.#do(event.intent).catch((error) => this.#fail(error));
    });
    this.#element = element;
    await this.#draw();
    return element;
  }

  opened(): void {
    this.#ends = [
      watchDevices((devices) => {
        this.#devices = devices;
        this.changed();
      }),
      onLocale(() => this.changed()),
    ];
  }

  closed(): void {
    for (const end of this.#ends) end();
    this.#ends = [];
    this.#element = undefined;
    this.#incoming = this.#notice = this.#undo = undefined;
    this.#latency = { kind: 'idle' };
  }

  /** Preferences, models or voices changed elsewhere. */
  changed(): void {
    void this.#draw().catch(this.options.onError);
  }

  async #draw(): Promise<void> {
    if (!this.#element) return;
    const { settingsView } = await import('./settings/settings-view');
    if (!this.#element) return;
    const { preferences, remembers } = this.options;
    this.#element.view = settingsView({
      preferences: preferences(),
      lists: this.#lists(),
      absent: new Set(canChooseSpeaker() ? [] : ['speakerId']),
      undo: this.#undo?.id,
      latency: this.#latency,
      incoming: this.#incoming?.view,
      busy: this.#busy,
      remembers: remembers(),
      notice: this.#notice,
    });
  }

  #lists(): ChoiceLists {
    const options = (devices: AudioDevices['microphones']) =>
      devices.filter(({ deviceId }) => deviceId !== '').map(({ deviceId, label }) => ({ value: deviceId, label }));
    const names = new Intl.DisplayNames([currentLocale()], { type: 'language' });
    return {
      microphones: options(this.#devices.microphones),
      speakers: options(this.#devices.speakers),
      languages: LANGUAGES.map((tag) => ({ value: tag, label: names.of(tag) ?? tag })),
      ...this.options.choices(),
    };
  }

  async #do(intent: SettingsIntent): Promise<void> {
    const { preferences, prefer } = this.options;
    this.#notice = undefined;
    switch (intent.kind) {
      case 'set': {
        const [{ fieldOf }, { changeOf }] = await this.#code();
        const change = changeOf(intent.key, fieldOf(intent.key).valueOf(intent.value));
        if (change) await prefer(change);
        else this.#notice = { kind: 'refused', key: intent.key };
        await this.#markChosen();
        break;
      }
      case 'reset': {
        const [, { resetOf }] = await this.#code();
        await prefer(resetOf(intent.key));
        break;
      }
      case 'reset-all': {
        const [, { differing }] = await this.#code();
        const changes = differing(preferences(), DEFAULT_PREFERENCES).length;
        await prefer(DEFAULT_PREFERENCES);
        this.#notice = { kind: 'applied', changes };
        break;
      }
      case 'apply-profile':
        await this.#apply(intent.id);
        break;
      case 'undo':
        if (this.#undo) await prefer(this.#undo.change);
        this.#undo = undefined;
        this.#notice = { kind: 'undone' };
        break;
      case 'measure-latency':
        await this.#measure();
        break;
      case 'export-settings': {
        const { writeSettings } = await import('./settings/settings-file');
        this.#hand(writeSettings(preferences()), 'application/json', 'settings', 'json');
        break;
      }
      case 'export-backup':
        await this.#whileBusy(() => this.#exportBackup());
        break;
      case 'read-file':
        await this.#whileBusy(() => this.#read(intent.file));
        break;
      case 'take-file':
        await this.#whileBusy(() => this.#take());
        break;
      case 'leave-file':
        this.#incoming = undefined;
        break;
      case 'delete-everything':
        return this.#wipe(intent.models);
      case 'dismiss-notice':
        break;
      case 'close':
        location.hash = '';
        return;
    }
    await this.#draw();
  }

  #code() {
    return Promise.all([import('./settings/fields'), import('./settings/preference-change')]);
  }

  async #apply(id: ProfileId): Promise<void> {
    const { PROFILES, changedBy, undoOf } = await import('./settings/profiles');
    const before = this.options.preferences();
    const changes = changedBy(id, before).length;
    await this.options.prefer(PROFILES[id]);
    this.#undo = { id, change: undoOf(id, before) };
    this.#notice = { kind: 'profile', id, changes };
  }

  async #measure(): Promise<void> {
    const { lowestOf, measureMicrophones, measureSpeakers } = await import('./audio/lowest-latency');
    this.#latency = { kind: 'measuring' };
    await this.#draw();
    const hint = latencyHintOf(this.options.preferences().audioProfile);
    const microphones = await measureMicrophones(named(this.#devices.microphones));
    const speakers = canChooseSpeaker() ? await measureSpeakers(named(this.#devices.speakers), hint) : undefined;
    const rows = (measured: typeof microphones) => {
      const lowest = lowestOf(measured);
      return measured.map(({ device, latencyMs }) => {
        const { deviceId: id, label } = device;
        return { id, label, latencyMs, lowest: lowest?.device === device, chosen: false };
      });
    };
    this.#latency = { kind: 'measured', microphones: rows(microphones), speakers: speakers && rows(speakers) };
    await this.#markChosen();
  }

  async #markChosen(): Promise<void> {
    if (this.#latency.kind !== 'measured') return;
    const { microphoneId, speakerId } = this.options.preferences();
    const { microphones, speakers } = this.#latency;
    const mark = (rows: typeof microphones, id: string | undefined) =>
      rows.map((row) => ({ ...row, chosen: row.id === (id ?? 'default') }));
    this.#latency = {
      kind: 'measured',
      microphones: mark(microphones, microphoneId),
      speakers: speakers && mark(speakers, speakerId),
    };
  }

  async #exportBackup(): Promise<void> {
    const { database, appVersion, nowMs, preferences } = this.options;
    const [{ makeBackup }, { knownParts }] = await Promise.all([
      import('./settings/backup'),
      import('./incoming-file'),
    ]);
    const zip = await makeBackup(database, knownParts(), { atMs: nowMs(), appVersion, preferences: preferences() });
    this.#hand(zip, 'application/zip', 'backup', 'zip');
  }

  async #read(file: File): Promise<void> {
    this.#incoming = undefined;
    try {
      const { database, preferences } = this.options;
      const { readIncoming } = await import('./incoming-file');
      this.#incoming = await readIncoming(file, { database, preferences: preferences(), lists: this.#lists() });
    } catch (error) {
      const { code, message } = toSottoError(error);
      if (code !== 'file-invalid') throw error;
      this.#notice = { kind: 'file-invalid', fileName: file.name, detail: message };
    }
  }

  async #take(): Promise<void> {
    const incoming = this.#incoming;
    if (!incoming) return;
    // Records first: where they find no room, nothing else is changed either.
    const restored = await incoming.restore?.();
    await this.options.prefer(incoming.change);
    if (restored) this.options.onRestored();
    this.#incoming = undefined;
    const changes = incoming.view.changes.length;
    this.#notice = restored ? { kind: 'restored', ...restored } : { kind: 'applied', changes };
  }

  async #wipe(models: boolean): Promise<void> {
    const { wipeDatabase } = await import('./settings/backup');
    const { beforeWipe, database, removeModels, reload } = this.options;
    beforeWipe();
    await wipeDatabase(database);
    try {
      localStorage.clear();
    } catch {
      // Storage is forbidden here: there is nothing in it.
    }
    if (models) await removeModels();
    reload();
  }

  async #whileBusy(work: () => Promise<void>): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    try {
      await this.#draw();
      await work();
    } finally {
      this.#busy = false;
    }
  }

  #hand(content: BlobPart, type: string, what: string, extension: string): void {
    hand(new Blob([content], { type }), `sotto-${what}-${stamp(this.options.nowMs())}.${extension}`);
  }

  /** What could not be done is said on the page itself. */
  #fail(error: unknown): void {
    if (this.#latency.kind === 'measuring') this.#latency = { kind: 'idle' };
    this.#notice = { kind: 'error', detail: error instanceof SottoError ? error.message : String(error) };
    this.changed();
  }
}

const named = (devices: AudioDevices['microphones']) => devices.filter(({ deviceId }) => deviceId !== '');
