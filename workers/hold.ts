/** A gate between two steps of long work: others need the cores. */
import { throwIfAborted } from './rpc';

export class Hold {
  #held: Promise<void> | undefined;
  #letGo: () => void = () => {};

  /** Stops whoever comes to `pass` until `release`. */
  hold(): void {
    if (this.#held) return;
    this.#held = new Promise((resolve) => {
      this.#letGo = resolve;
    });
  }

  release(): void {
    this.#held = undefined;
    this.#letGo();
  }

  /** Resolves while nothing is held. Throws `aborted` as soon as the signal fires, held or not. */
  async pass(signal: AbortSignal): Promise<void> {
    throwIfAborted(signal);
    while (this.#held) {
      await releasedOrAborted(this.#held, signal);
      throwIfAborted(signal);
    }
  }
}

function releasedOrAborted(released: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const over = () => {
      signal.removeEventListener('abort', over);
      resolve();
    };
    signal.addEventListener('abort', over);
    void released.then(over);
  });
}
