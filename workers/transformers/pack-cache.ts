/**
 * transformers.js reads a model through a cache; this one answers from an installed pack and knows nothing else. What the
 * library swallows of a failed read (it takes a cache that throws for one that has nothing) is kept to be told afterwards.
 */
import { readInstalledFile } from '../pack/installed-file';
import type { InstalledPack } from '../protocol';
import { SottoError } from '../rpc';

/** Prefix of the addresses that mean the pack: no host has it, and no request with it ever leaves. */
export const PACK_ROOT = '/installed-packs/';

/** Reads a file of a pack: `readInstalledFile`, but in tests. */
type ReadFile = typeof readInstalledFile;

export class PackCache {
  /** What reading took, in ms. */
  readMs = 0;
  readonly #verified: Promise<void>[] = [];
  #failure: SottoError | undefined;

  constructor(
    private readonly pack: InstalledPack,
    private readonly read: ReadFile = readInstalledFile,
  ) {}

  /** Whether the pack has such a file. */
  has(path: string): boolean {
    return this.pack.files.some((file) => file.path === path);
  }

  /** The file that an address ends in, or nothing where the pack has none: files that a model may have. */
  async match(request: string): Promise<Response | undefined> {
    const path = this.#pathOf(request);
    if (path === undefined || !this.has(path)) return undefined;
    const start = performance.now();
    try {
      const { bytes, verified } = await this.read(this.pack, path);
      this.#verified.push(verified);
      return new Response(bytes, { headers: { 'Content-Length': String(bytes.byteLength) } });
    } catch (error) {
      this.#failure ??= error instanceof SottoError ? error : new SottoError('storage-unavailable', String(error));
      return undefined;
    } finally {
      this.readMs += performance.now() - start;
    }
  }

  /** Nothing is ever written: the pack worker alone does that. */
  async put(): Promise<void> {}

  /**
   * Throws what went wrong with any file read so far: `model-missing`, `model-corrupt` or `storage-unavailable`. To be asked
   * first when a library fails to load, since a damaged file is the likelier reason than a bad model.
   */
  async verified(): Promise<void> {
    if (this.#failure) throw this.#failure;
    await Promise.all(this.#verified);
  }

  #pathOf(request: string): string | undefined {
    const prefix = `${PACK_ROOT}${this.pack.id}/`;
    return request.startsWith(prefix) ? request.slice(prefix.length) : undefined;
  }
}
