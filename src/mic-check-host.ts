/** Leads a check of the microphone from the page to the device and back. */
import { isAborted, toSottoError } from '../workers/rpc';
import { watchMicrophones } from './audio/devices';
import { checkMicrophone } from './audio/mic-check';
import { deviceViews } from './device-views';
import type { Preferences } from './store/preferences';
import { faultWords } from './ui/fault-words';
import type { DeviceView, MicCheckDisplay, MicCheckView } from './ui/view-model';

export interface MicCheckHostOptions {
  preferences(): Preferences;
  /**
   * Sotto stops listening: what is said to try the microphone is no question. @returns what has it listen again; undefined
   * where it did not.
   */
  pause(): (() => void) | undefined;
  /** Opens the device; only a test gives another. */
  open?: typeof checkMicrophone;
  watch?: typeof watchMicrophones;
}

export class MicCheckHost {
  /** Ends the check in hand. */
  #current: AbortController | undefined;
  #listenAgain: (() => void) | undefined;

  constructor(private readonly options: MicCheckHostOptions) {}

  /** Tries the preferred microphone until the signal, or until another check begins. Never rejects. */
  async check(display: MicCheckDisplay, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const current = new AbortController();
    const before = this.#current;
    this.#current = current;
    this.#listenAgain ??= this.options.pause();
    before?.abort();
    const { microphoneId, inputGain, echoCancellation, noiseSuppression, autoGain } = this.options.preferences();
    const either = AbortSignal.any([signal, current.signal]);
    let unwatch = () => {};
    const over = () => {
      unwatch();
      if (this.#current !== current) return;
      this.#current = undefined;
      this.#listenAgain?.();
      this.#listenAgain = undefined;
    };
    either.addEventListener('abort', over);
    const show = (view: MicCheckView) => {
      if (!either.aborted) display.show(view);
    };
    const fail = (error: unknown) => {
      const { code, message } = toSottoError(error);
      show({ state: 'failed', fault: faultWords(code, message) });
      current.abort();
    };
    show({ state: 'opening' });
    let verdict: Extract<MicCheckView, { state: 'open' }>['verdict'] = 'waiting';
    let devices: readonly DeviceView[] = [];
    const showOpen = () => show({ state: 'open', verdict, devices });
    const { open = checkMicrophone, watch = watchMicrophones } = this.options;
    try {
      await open({
        deviceId: microphoneId,
        processing: { echoCancellation, noiseSuppression, autoGain },
        gain: inputGain,
        signal: either,
        onLevel: (dbfs) => display.level(dbfs),
        onVerdict: (heard) => {
          verdict = heard;
          showOpen();
        },
        onLost: fail,
      });
    } catch (error) {
      if (isAborted(error)) over();
      else fail(error);
      return;
    }
    showOpen();
    // Names of devices come with the permission.
    unwatch = watch((found) => {
      devices = deviceViews(found, microphoneId);
      showOpen();
    });
  }
}
