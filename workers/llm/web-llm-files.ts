/**
 * Lets WebLLM read a model from its pack. It asks for its files through the Cache API, under the addresses of its list; here
 * each address stands for a file of the pack, so that nothing is kept twice and nothing is fetched.
 */
import { readInstalledFile } from '../pack/installed-file';
import type { InstalledPack } from '../protocol';
import { SottoError } from '../rpc';

/** The model's compute shaders, which lie with its weights. */
export const LIBRARY_PATH = 'library.wasm';

/** The list of weights by the name that the library asks for, and the name it had in older repositories. */
const LIST = 'tensor-cache.json';
const OLDER_LIST = 'ndarray-cache.json';

/** What WebLLM needs of the Cache API. */
export interface FileCache {
  match(request: Request | string): Promise<Response | undefined>;
  add(request: Request | string): Promise<void>;
  keys(): Promise<Request[]>;
  delete(request: Request | string): Promise<boolean>;
}

/** A file's bytes and whether they are the right ones, as `readInstalledFile` gives them. */
export type ReadFile = typeof readInstalledFile;

export class WebLlmFiles {
  /** Made up, and on a domain that is nobody's by RFC 6761: what should slip through reaches nothing. */
  readonly baseUrl: string;
  readMs = 0;
  readonly #verified: Promise<void>[] = [];

  constructor(
    private readonly pack: InstalledPack,
    private readonly read: ReadFile = readInstalledFile,
  ) {
    // WebLLM's own rule: an address without it gets `/resolve/main/` behind it.
    this.baseUrl = `https://models.sotto.invalid/${encodeURIComponent(pack.id)}/resolve/main/`;
  }

  has(path: string): boolean {
    return this.pack.files.some((file) => file.path === path);
  }

  /** @throws SottoError `model-missing`. */
  async bytes(path: string): Promise<Uint8Array<ArrayBuffer>> {
    const start = performance.now();
    const { bytes, verified } = await this.read(this.pack, path);
    this.#verified.push(verified);
    this.readMs += performance.now() - start;
    return bytes;
  }

  async json(path: string): Promise<unknown> {
    return JSON.parse(new TextDecoder().decode(await this.bytes(path)));
  }

  /** Rejects with `model-corrupt` when any file read differs from its hash. */
  async verified(): Promise<void> {
    await Promise.all(this.#verified);
  }

  /** One cache for every name that is opened: addresses are enough to tell files apart. */
  readonly cache: FileCache = {
    match: async (request) => {
      const path = this.#pathOf(request);
      return path === undefined ? undefined : new Response(await this.bytes(path));
    },
    // Asked for what `match` did not find.
    add: async (request) => {
      throw new SottoError('model-missing', `The pack ${this.pack.id} has no file for ${urlOf(request)}.`);
    },
    keys: async () => this.pack.files.map(({ path }) => new Request(this.#urlFor(path))),
    delete: async () => false,
  };

  #pathOf(request: Request | string): string | undefined {
    const url = urlOf(request);
    const asked = this.pack.files.find(({ path }) => this.#urlFor(path) === url);
    if (asked) return asked.path;
    return url === this.#urlFor(LIST) && this.has(OLDER_LIST) ? OLDER_LIST : undefined;
  }

  #urlFor(path: string): string {
    return new URL(path, this.baseUrl).href;
  }
}

function urlOf(request: Request | string): string {
  return typeof request === 'string' ? request : request.url;
}

/**
 * Puts the pack in the place of this realm's Cache API. For a worker that runs nothing but WebLLM.
 * @param realm the worker's global object
 */
export function openPackAsCaches(realm: object, files: WebLlmFiles): void {
  Object.defineProperty(realm, 'caches', { value: { open: async () => files.cache }, configurable: true });
}
