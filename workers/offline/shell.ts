/** What a service worker does for the page, without being one. */
import type { PageToShell, ShellToPage } from '../protocol';
import { allowing, parseOrigins } from './allowed-origins';
import { ShellCaches, type ShellCachesOptions } from './shell-cache';
import { PAGE_FILE } from './shell-manifest';
import { secured } from './shell-response';
import { FIRST_STATE, mustTell, opened, shownShell, started } from './shell-state';
import { StateStore } from './state-store';

export interface ShellOptions extends ShellCachesOptions {
  /** Pages of this app that are open. */
  countPages(): Promise<number>;
  /** Another shell is being fetched, or lies ready. */
  isUpdating(): boolean;
  /** Ends the wait of this service worker. */
  takeOver(): Promise<void>;
}

/** Models lie where they are installed, not here, and the service worker is the browser's to fetch. */
const NOT_OURS = /^(?:models\/|sw\.js$)/;

export class Shell {
  readonly #caches: ShellCaches;
  readonly #store: StateStore;

  constructor(private readonly options: ShellOptions) {
    this.#caches = new ShellCaches(options);
    this.#store = new StateStore(options.caches, options.scope);
  }

  /**
   * The first one is installed at once, so that the page can be isolated before anything was done with it; its files come
   * when the page has time (`keep`). A newer one is whole before it waits.
   */
  async install(isFirst: boolean): Promise<void> {
    if (!isFirst) await this.#caches.fill();
  }

  /** The answer to a request; undefined for what goes its usual way. */
  respond(request: Request): Promise<Response> | undefined {
    const url = new URL(request.url);
    url.hash = '';
    url.search = '';
    if (request.method !== 'GET' || !url.href.startsWith(this.options.scope)) return undefined;
    const path = url.href.slice(this.options.scope.length);
    if (NOT_OURS.test(path) || request.headers.has('range')) return undefined;
    const isPage = request.mode === 'navigate' && (path === '' || path === PAGE_FILE);
    const found = isPage ? this.#page() : this.#file(url.href);
    // A cache that cannot be read is no reason to show nothing.
    // What stands behind the `?` is for the page alone, text that another app shared among it: no host is told.
    const asked = isPage && request.url.includes('?') ? this.#bare(url.href) : request;
    const answer = found.catch(() => undefined).then((response) => response ?? this.#online(asked));
    // What has no policy of its own goes on as it is: the browser keeps compiled code with the response it knows.
    return hasPolicy(request) ? answer.then((response) => this.#allowing(response)) : answer;
  }

  /** Hears a page. */
  async hear(message: PageToShell): Promise<ShellToPage | undefined> {
    switch (message.kind) {
      case 'started':
        return this.#started(message.shell);
      case 'keep':
        // Without a network this comes to nothing, and the next visit goes on with it.
        await this.#caches.fill().catch(() => {});
        return undefined;
      case 'noted':
        await this.#store.change((state) => ({ ...state, noted: true }));
        return undefined;
      case 'take-over':
        await this.options.takeOver();
        return undefined;
      case 'allow':
        return this.#allow(message.origins);
    }
  }

  async #page(): Promise<Response | undefined> {
    const { id } = this.#caches;
    if (!(await this.#caches.isWhole(id))) return undefined;
    const state = await this.#store.change(async (before) => {
      const canGoBack = before.good !== undefined && (await this.#caches.isWhole(before.good));
      return opened(before, id, canGoBack);
    });
    return this.#caches.page(shownShell(state, id));
  }

  async #file(url: string): Promise<Response | undefined> {
    const found = await this.#caches.file(url, shownShell(await this.#store.read(), this.#caches.id));
    return found ?? this.#caches.firstUse(url);
  }

  /** As a browser asks for a page: whoever sends it elsewhere is followed by the browser, not by us. */
  #bare(url: string): Request {
    return new Request(url, { credentials: 'same-origin', redirect: 'manual', cache: 'no-cache' });
  }

  async #online(request: Request): Promise<Response> {
    return secured(await this.options.fetch(request), this.options.headers);
  }

  async #allowing(response: Response): Promise<Response> {
    // Nothing is open when it cannot be told what is.
    const { allowed } = await this.#store.read().catch(() => FIRST_STATE);
    return allowing(response, allowed);
  }

  async #allow(asked: readonly string[]): Promise<ShellToPage> {
    const origins = parseOrigins(asked);
    await this.#store.change((state) => ({ ...state, allowed: origins }));
    return { kind: 'allowed', origins };
  }

  async #started(shell: string | undefined): Promise<ShellToPage> {
    const { id } = this.#caches;
    const state = await this.#store.change((before) => started(before, id, shell));
    // Another page may be of the shell before, and one that is being fetched is not ours to forget.
    if (state.good === id && !this.options.isUpdating() && (await this.options.countPages()) <= 1) {
      await this.#caches.keepOnly(id);
    }
    return { kind: 'shell', takenBack: mustTell(state, id) };
  }
}

/** Pages, workers and worklets live under the policy of the response they are made of. */
function hasPolicy({ mode, destination }: Request): boolean {
  return mode === 'navigate' || /work(?:er|let)$/.test(destination);
}
