/** The microphone as the user handles it: open or closed, hands-free or by a key, and deaf while it could only hear itself. */
import type { EchoProfile, VadEvent } from '../workers/protocol';
import { chooseDevice, watchMicrophones } from './audio/devices';
import { type ListenSituation, listenMode } from './listen-mode';
import type { Pipeline } from './pipeline';
import type { SettingStore } from './store/settings';
import type { DeviceView, TalkMode } from './ui/view-model';

/** Times Sotto may hear its own words before it stops listening while it speaks: one may be a coincidence. */
const MAX_OWN_WORDS = 2;
const REASONS = {
  inseparable:
    'The loudspeaker drowns your voice on this device, so Sotto does not listen while it speaks. Stop it with the button or Escape, or use headphones.',
  'own-words':
    'Sotto heard itself, so it does not listen while it speaks. Stop it with the button or Escape, or use headphones.',
} as const;

export interface MicrophoneControlOptions {
  pipeline: Pipeline;
  settings: () => SettingStore | undefined;
  onDevices(devices: readonly DeviceView[]): void;
  onHalfDuplex(reason: string | undefined): void;
  onError(error: unknown): void;
}

export class MicrophoneControl {
  #situation: ListenSituation = { talkMode: 'hands-free', holding: false, speaking: false, separable: true };
  #deviceId: string | undefined;
  #ownWords = 0;
  #stopWatching: (() => void) | undefined;

  constructor(private readonly options: MicrophoneControlOptions) {}

  /** The microphone the user chose, for now and for later. */
  async choose(deviceId: string): Promise<void> {
    this.#deviceId = deviceId;
    this.#ownWords = 0;
    this.#judgeEcho(undefined);
    await this.options.settings()?.set('microphoneId', deviceId);
  }

  /** Takes up what was chosen on an earlier visit. */
  remember(deviceId: string | undefined): void {
    this.#deviceId = deviceId;
  }

  async open(): Promise<void> {
    const known = await this.options.settings()?.get(this.#echoKey);
    await this.options.pipeline.openMicrophone(this.#deviceId, known === undefined ? undefined : parseProfile(known));
    // Labels appear with the permission, so the list is asked for anew each time the microphone opens.
    this.#stopWatching?.();
    this.#stopWatching = watchMicrophones((found) => {
      const chosen = chooseDevice(found, this.#deviceId);
      const devices = found.filter(({ deviceId }) => deviceId !== '');
      this.options.onDevices(
        devices.map(({ deviceId, label }) => ({ id: deviceId, label, selected: deviceId === chosen?.deviceId })),
      );
    });
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

  #judgeEcho(reason: keyof typeof REASONS | undefined): void {
    // Words are the surer witness: what the detector says later does not make up for them.
    const known = this.#ownWords >= MAX_OWN_WORDS ? 'own-words' : reason;
    this.options.onHalfDuplex(known && REASONS[known]);
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
