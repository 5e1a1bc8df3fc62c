/** Keeps the screen awake while Sotto listens or speaks: a phone that falls asleep would close the microphone. */

type Lock = Pick<WakeLockSentinel, 'release' | 'addEventListener'>;

/** What of a browser is needed for it. */
export interface WakeLockHost {
  /** Rejects where the device is short of power, or the page is hidden. */
  request(): Promise<Lock>;
  visible(): boolean;
  onVisible(callback: () => void): void;
}

type State = { kind: 'free' } | { kind: 'asking' } | { kind: 'held'; lock: Lock };

export class WakeLock {
  #wanted = false;
  #state: State = { kind: 'free' };

  /** @param host undefined in browsers without wake locks: then nothing is done, and nothing is lost but the screen. */
  constructor(private readonly host: WakeLockHost | undefined) {
    // Browsers take the lock back when the page is hidden.
    host?.onVisible(() => void this.#settle());
  }

  set wanted(wanted: boolean) {
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    void this.#settle();
  }

  async #settle(): Promise<void> {
    const { host } = this;
    if (!host) return;
    if (this.#state.kind === 'held' && !this.#wanted) {
      const { lock } = this.#state;
      this.#state = { kind: 'free' };
      await lock.release().catch(() => {});
    } else if (this.#state.kind === 'free' && this.#wanted && host.visible()) {
      this.#state = { kind: 'asking' };
      // A refusal is not asked about again before the page is shown anew.
      const lock = await host.request().catch(() => undefined);
      this.#state = lock ? { kind: 'held', lock } : { kind: 'free' };
      lock?.addEventListener('release', () => this.#lost(lock));
      // What is wanted may have changed meanwhile.
      if (lock && !this.#wanted) await this.#settle();
    }
  }

  /** The browser took it back. */
  #lost(lock: Lock): void {
    if (this.#state.kind === 'held' && this.#state.lock === lock) this.#state = { kind: 'free' };
  }
}

/** This browser's wake locks, if it has any. */
export function browserWakeLocks(): WakeLockHost | undefined {
  if (!('wakeLock' in navigator)) return undefined;
  return {
    request: () => navigator.wakeLock.request('screen'),
    visible: () => document.visibilityState === 'visible',
    onVisible: (callback) =>
      document.addEventListener('visibilitychange', () => {
        if (document.visibilityState === 'visible') callback();
      }),
  };
}
