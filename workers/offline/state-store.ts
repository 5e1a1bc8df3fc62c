import type { ShellCacheStorage } from './shell-cache';
import { parseShellState, type ShellState } from './shell-state';

/** Under a made-up address: a service worker has no smaller place that outlives it and can be read at once. */
const RECORD = 'state.json';

/** The one record of which shell is shown. A change is on the disk before it is acted on: the browser may end us any time. */
export class StateStore {
  readonly #name: string;
  #state: Promise<ShellState> | undefined;

  constructor(
    private readonly caches: ShellCacheStorage,
    private readonly scope: string,
  ) {
    this.#name = `sotto-shown ${new URL(scope).pathname}`;
  }

  read(): Promise<ShellState> {
    this.#state ??= this.#load();
    return this.#state;
  }

  /** One change after the other; what does not change is not written. */
  change(step: (state: ShellState) => ShellState | Promise<ShellState>): Promise<ShellState> {
    const before = this.read();
    const next = before.then(async (state) => {
      const changed = await step(state);
      if (changed !== state) await (await this.caches.open(this.#name)).put(this.#url, Response.json(changed));
      return changed;
    });
    // A change that failed did not happen.
    this.#state = next.catch(() => before);
    return next;
  }

  async #load(): Promise<ShellState> {
    const written = await this.caches.match(this.#url, { cacheName: this.#name });
    return parseShellState(await written?.json().catch(() => undefined));
  }

  get #url(): string {
    return new URL(RECORD, this.scope).href;
  }
}
