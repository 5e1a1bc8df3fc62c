/** The shells on this device: a cache for each build, whole or not shown at all. */
import { PAGE_FILE, type ShellEntry, shellIdOf } from './shell-manifest';
import { kept, stamped } from './shell-response';

/** `caches` of a service worker, or what stands in for it in a test. */
export type ShellCacheStorage = Pick<CacheStorage, 'open' | 'keys' | 'delete' | 'match'>;
/** `fetch`, or what stands in for it. */
export type ShellFetch = (request: Request | string, init?: RequestInit) => Promise<Response>;

export interface ShellCachesOptions {
  caches: ShellCacheStorage;
  fetch: ShellFetch;
  /** The app's root, with a slash at its end. */
  scope: string;
  entries: readonly ShellEntry[];
  headers: Readonly<Record<string, string>>;
}

/** Requests at a time; more only wait for each other. */
const AT_ONCE = 6;
/** Written last: what the files of this cache are, and that all of them are there. */
const LIST_FILE = '.sotto-shell';

export class ShellCaches {
  /** Of the build this service worker came with. */
  readonly id: string;
  /** Other apps, and other copies of Sotto under other paths, share the origin's caches. */
  readonly #prefix: string;
  readonly #whole = new Set<string>();
  #filling: Promise<void> | undefined;

  constructor(private readonly options: ShellCachesOptions) {
    this.id = shellIdOf(options.entries);
    this.#prefix = `sotto-shell ${new URL(options.scope).pathname} `;
  }

  /** Whether every file of a shell is here. */
  async isWhole(shell: string): Promise<boolean> {
    if (this.#whole.has(shell)) return true;
    const found = await this.#match(LIST_FILE, shell);
    if (found) this.#whole.add(shell);
    return found !== undefined;
  }

  /** The page of a shell. */
  page(shell: string): Promise<Response | undefined> {
    return this.#match(PAGE_FILE, shell);
  }

  /** A file by its address: of this shell, or else of any other, for a page that was opened before an update. */
  async file(url: string, shell: string): Promise<Response | undefined> {
    const found = await this.#match(url, shell);
    if (found) return found;
    for (const other of await this.#shells()) {
      const match = other === shell ? undefined : await this.#match(url, other);
      if (match) return match;
    }
    return undefined;
  }

  /**
   * Fetches what is missing of the own shell, and takes from other shells what is the same there. What was interrupted
   * goes on where it stopped.
   * @throws when a file cannot be had just as the build made it; then the shell is not whole, and none of it is shown.
   */
  fill(): Promise<void> {
    this.#filling ??= this.#fill().finally(() => {
      this.#filling = undefined;
    });
    return this.#filling;
  }

  /**
   * A file that is kept from its first use on. Undefined for any other.
   * @throws where it cannot be had just as the build made it.
   */
  async firstUse(url: string): Promise<Response | undefined> {
    const entry = this.options.entries.find(({ url: path, whenUsed }) => whenUsed && this.#absolute(path) === url);
    if (!entry) return undefined;
    const cache = await this.options.caches.open(this.#prefix + this.id);
    await cache.put(url, await this.#bring(entry, new Map()));
    return this.#match(entry.url, this.id);
  }

  /** Forgets every shell but one. */
  async keepOnly(shell: string): Promise<void> {
    for (const other of await this.#shells()) {
      if (other === shell) continue;
      this.#whole.delete(other);
      await this.options.caches.delete(this.#prefix + other);
    }
  }

  async #fill(): Promise<void> {
    const { caches, entries } = this.options;
    if (await this.isWhole(this.id)) return;
    const cache = await caches.open(this.#prefix + this.id);
    const held = new Set((await cache.keys()).map(({ url }) => url));
    const others = await this.#lists();
    const waiting = entries.filter(({ url, whenUsed }) => !whenUsed && !held.has(this.#absolute(url)));
    const lane = async () => {
      for (let entry = waiting.pop(); entry; entry = waiting.pop()) {
        await cache.put(this.#absolute(entry.url), await this.#bring(entry, others));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
    await cache.put(this.#absolute(LIST_FILE), Response.json(entries));
    this.#whole.add(this.id);
  }

  async #bring(entry: ShellEntry, others: ReadonlyMap<string, Set<string>>): Promise<Response> {
    const { headers } = this.options;
    const response = (await this.#ofAnother(entry, others)) ?? (await this.#fetched(entry));
    if (entry.url !== PAGE_FILE) return kept(response, response.body, headers);
    return kept(response, stamped(await response.text(), this.id), headers);
  }

  async #ofAnother(
    { url, revision }: ShellEntry,
    others: ReadonlyMap<string, Set<string>>,
  ): Promise<Response | undefined> {
    for (const [shell, files] of others) {
      const found = files.has(`${url} ${revision}`) ? await this.#match(url, shell) : undefined;
      if (found) return found;
    }
    return undefined;
  }

  /** The browser refuses what differs from the build: half of a newer one, or a hotel's log-in page. */
  async #fetched({ url, revision }: ShellEntry): Promise<Response> {
    const init: RequestInit = { cache: 'no-cache', credentials: 'same-origin', integrity: revision };
    const response = await this.options.fetch(this.#absolute(url), init);
    if (!response.ok) throw new Error(`The server answered ${response.status} for ${url}.`);
    return response;
  }

  /** What the whole ones of the other shells hold, as `url revision`. */
  async #lists(): Promise<Map<string, Set<string>>> {
    const lists = new Map<string, Set<string>>();
    for (const shell of await this.#shells()) {
      const list: unknown = await (await this.#match(LIST_FILE, shell))?.json().catch(() => undefined);
      if (shell === this.id || !Array.isArray(list)) continue;
      lists.set(shell, new Set(list.map(({ url, revision }: Partial<ShellEntry>) => `${url} ${revision}`)));
    }
    return lists;
  }

  async #shells(): Promise<string[]> {
    const names = await this.options.caches.keys();
    return names.filter((name) => name.startsWith(this.#prefix)).map((name) => name.slice(this.#prefix.length));
  }

  #match(url: string, shell: string): Promise<Response | undefined> {
    return this.options.caches.match(this.#absolute(url), { cacheName: this.#prefix + shell, ignoreVary: true });
  }

  #absolute(url: string): string {
    return new URL(url, this.options.scope).href;
  }
}
