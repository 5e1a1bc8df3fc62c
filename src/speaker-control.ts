/** The speaker as the user chose it: by name, back when it is plugged in again, and the system's own while it is away. */
import type { AudioDevice } from './audio/devices';
import { canChooseSpeaker, useSpeaker } from './audio/output-device';
import type { DeviceNote } from './ui/device-words';

export interface SpeakerControlOptions {
  /** What plays; undefined before the first sound. */
  context: () => AudioContext | undefined;
  onNote(note: DeviceNote): void;
  onError(error: unknown): void;
}

export class SpeakerControl {
  #chosenId: string | undefined;
  #label = '';
  #found: readonly AudioDevice[] | undefined;
  #away = false;

  constructor(private readonly options: SpeakerControlOptions) {}

  /** Whether a page can choose here. */
  get possible(): boolean {
    return canChooseSpeaker();
  }

  get speakers(): readonly AudioDevice[] {
    return this.#found ?? [];
  }

  /** The user's choice; undefined for the system's own. */
  async choose(deviceId: string | undefined): Promise<void> {
    this.#chosenId = deviceId;
    this.#away = false;
    this.#remember();
    await this.#steer();
  }

  /** To be called with each new audio context: it begins with the system's speaker. */
  contextMade(): void {
    this.#steer().catch(this.options.onError);
  }

  /** The devices there are now. */
  onDevices(speakers: readonly AudioDevice[]): void {
    this.#found = speakers;
    const here = this.#isHere;
    const { onNote, onError } = this.options;
    if (this.#chosenId !== undefined && here === this.#away) {
      this.#away = !here;
      if (here) this.#remember();
      onNote({ kind: here ? 'speaker-back' : 'speaker-gone', label: this.#label });
    } else if (here) this.#remember();
    this.#steer().catch(onError);
  }

  /** Before the browser tells names, and ids with them, nobody can say that a device is away. */
  get #isHere(): boolean {
    const told = this.#found?.filter(({ deviceId }) => deviceId !== '') ?? [];
    return told.length === 0 || told.some(({ deviceId }) => deviceId === this.#chosenId);
  }

  #remember(): void {
    this.#label = this.#found?.find(({ deviceId }) => deviceId === this.#chosenId)?.label ?? this.#label;
  }

  async #steer(): Promise<void> {
    const context = this.options.context();
    if (context && context.state !== 'closed') await useSpeaker(context, this.#away ? undefined : this.#chosenId);
  }
}
