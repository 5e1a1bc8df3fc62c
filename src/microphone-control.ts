/** The microphone as the user handles it: open or closed, hands-free or by a key, and deaf while it could only hear itself. */
import type { EchoProfile, VadEvent } from '../workers/protocol';
import { type AudioDevice, chooseDevice, watchMicrophones } from './audio/devices';
import { type ListenSituation, listenMode } from './listen-mode';
import type { Pipeline } from './pipeline';
import type { SettingStore } from './store/settings';
import type { DeviceNote } from './ui/device-words';
import type { DeviceView, HalfDuplexReason, TalkMode } from './ui/view-model';

/** A microphone that goes away again within this time is not followed to another one: something else is wrong. */
const STEADY_MS = 3000;

/** Times Sotto may hear its own words before it stops listening while it speaks: one may be a coincidence. */
const MAX_OWN_WORDS = 2;

/** What of the pipeline this needs. */
export type MicrophonePipeline = Pick<Pipeline, 'openMicrophone' | 'listen' | 'finishUtterance'> & {
  /** The device that is open, which need not be the one asked for; undefined while none is. */
  readonly openedMicrophone?: { deviceId: string | undefined; label: string } | undefined;
};

export interface MicrophoneControlOptions {
  pipeline: MicrophonePipeline;
  settings: () => SettingStore | undefined;
  onDevices(devices: readonly DeviceView[]): void;
  onHalfDuplex(reason: HalfDuplexReason | undefined): void;
  /** Another device is listened to than a moment ago, and nobody asked for it. */
  onNote?(note: DeviceNote): void;
  onError(error: unknown): void;
}

export class MicrophoneControl {
  #situation: ListenSituation = { talkMode: 'hands-free', holding: false, speaking: false, separable: true };
  #deviceId: string | undefined;
  #ownWords = 0;
  #stopWatching: (() => void) | undefined;
  /** The chosen device was not there when the devices were last listed. */
  #away = false;
  #opened: { deviceId: string | undefined; label: string; atMs: number } | undefined;

  constructor(private readonly options: MicrophoneControlOptions) {}

  /** The microphone the user chose, from the next opening on; undefined for the system's. */
  choose(deviceId: string | undefined): void {
    this.#deviceId = deviceId;
    this.#away = false;
    this.#ownWords = 0;
    this.#judgeEcho(undefined);
  }

  /** Takes up what was chosen on an earlier visit. */
  remember(deviceId: string | undefined): void {
    this.#deviceId = deviceId;
  }

  async open(): Promise<void> {
    const known = await this.options.settings()?.get(this.#echoKey);
    const { pipeline } = this.options;
    await pipeline.openMicrophone(this.#deviceId, known === undefined ? undefined : parseProfile(known));
    const { deviceId, label = '' } = pipeline.openedMicrophone ?? {};
    this.#opened = { deviceId, label, atMs: performance.now() };
    // Labels appear with the permission, so the list is asked for anew each time the microphone opens.
    this.#stopWatching?.();
    this.#stopWatching = watchMicrophones((found) => {
      this.#follow(found);
      const chosen = chooseDevice(found, this.#deviceId);
      const devices = found.filter(({ deviceId }) => deviceId !== '');
      this.options.onDevices(
        devices.map(({ deviceId, label }) => ({ id: deviceId, label, selected: deviceId === chosen?.deviceId })),
      );
    });
  }

  /**
   * The device that was open went away. Listens by another one where there is one, until the chosen one is back.
   * @returns whether it does; if not, the microphone is closed.
   */
  async lost(): Promise<boolean> {
    const gone = this.#opened;
    this.#opened = undefined;
    if (!gone || performance.now() - gone.atMs < STEADY_MS) return false;
    try {
      await this.open();
    } catch {
      return false;
    }
    const { deviceId, label } = this.options.pipeline.openedMicrophone ?? gone;
    if (deviceId !== gone.deviceId)
      this.options.onNote?.({ kind: 'microphone-gone', label: gone.label, instead: label });
    return true;
  }

  /** The chosen device was away and is back: it is taken again. */
  #follow(found: readonly AudioDevice[]): void {
    const told = found.filter(({ deviceId }) => deviceId !== '');
    if (this.#deviceId === undefined || told.length === 0) return;
    const chosen = told.find(({ deviceId }) => deviceId === this.#deviceId);
    const back = chosen !== undefined && this.#away;
    this.#away = chosen === undefined;
    if (!back || !this.options.pipeline.openedMicrophone) return;
    const { onNote, onError } = this.options;
    this.open().then(() => onNote?.({ kind: 'microphone-back', label: chosen.label }), onError);
  }

  set talkMode(talkMode: TalkMode) {
    this.#change({ talkMode, holding: false });
  }

  set speaking(speaking: boolean) {
    if (speaking !== this.#situation.speaking) this.#change({ speaking });
  }

  get holding(): boolean {
    return this.#situation.holding;
  }

  hold(): void {
    this.#change({ holding: true });
  }

  /** The key was let go: what was said while it was down is the question. */
  async release(): Promise<void> {
    if (!this.holding) return;
    try {
      await this.options.pipeline.finishUtterance();
    } finally {
      this.#change({ holding: false });
    }
  }

  /** What the detector learned of the echo. */
  onEcho({ profile, separable }: Extract<VadEvent, { kind: 'echo' }>): void {
    this.#judgeEcho(separable ? undefined : 'inseparable');
    this.options.settings()?.set(this.#echoKey, JSON.stringify(profile)).catch(this.options.onError);
  }

  /** Sotto's own words came back. */
  onOwnWords(): void {
    if (++this.#ownWords >= MAX_OWN_WORDS) this.#judgeEcho('own-words');
  }

  #judgeEcho(reason: HalfDuplexReason | undefined): void {
    // Words are the surer witness: what the detector says later does not make up for them.
    const known = this.#ownWords >= MAX_OWN_WORDS ? 'own-words' : reason;
    this.options.onHalfDuplex(known);
    this.#change({ separable: known === undefined });
  }

  #change(change: Partial<ListenSituation>): void {
    this.#situation = { ...this.#situation, ...change };
    this.options.pipeline.listen(listenMode(this.#situation)).catch(this.options.onError);
  }

  get #echoKey(): `echo:${string}` {
    return `echo:${this.#deviceId ?? 'default'}`;
  }
}

function parseProfile(text: string): EchoProfile | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('delayMs' in value) || !('gainDb' in value)) return undefined;
    const { delayMs, gainDb } = value;
    return typeof delayMs === 'number' && typeof gainDb === 'number' ? { delayMs, gainDb } : undefined;
  } catch {
    // Written by a later version, or damaged: it is learned anew.
    return undefined;
  }
}
