/** What Sotto keeps in this browser, group by group: how much it is, where it lies, and how it is deleted. */

import type { StoreNames } from 'idb';
import type { Database } from './store/database';
import type { SottoSchema } from './store/schema';
import type { KeptGroup, KeptGroupId } from './ui/privacy/privacy-view';

/** Which store belongs to which group. A store that is not here belongs to `other`: the list leaves nothing out. */
const GROUP_OF_STORE: Readonly<Partial<Record<string, KeptGroupId>>> = {
  conversations: 'conversations',
  turns: 'turns',
  performance_metrics: 'measurements',
  alerts: 'measurements',
  profile_results: 'measurements',
  optimization_logs: 'measurements',
  benchmark_results: 'benchmarks',
  benchmark_summaries: 'benchmarks',
  settings: 'settings',
};
/** As `workers/pack` names the models' folder. */
const MODELS_FOLDER = 'models';
/** As `workers/offline` names its caches. The second holds which version is shown: it stays as long as there is one. */
const SHELL_CACHE = /^sotto-shell /;
const SHOWN_CACHE = /^sotto-shown /;
/** As libraries of engines name theirs. */
const MODEL_CACHE = /^(?:kokoro-voices|transformers-cache|webllm\/.+)$/;

const ORDER: readonly KeptGroupId[] = [
  'conversations',
  'turns',
  'measurements',
  'benchmarks',
  'settings',
  'models',
  'app',
  'other',
];

export interface KeptDataOptions {
  database: Database;
  /** The browser's own everywhere but in tests. */
  files?: () => Promise<FileSystemDirectoryHandle>;
  caches?: CacheStorage | undefined;
  /** Deletions that others must know of, in place of the plain one. */
  removals?: Partial<Record<KeptGroupId, () => Promise<void>>>;
}

/** A piece of what is kept. */
interface Piece {
  group: KeptGroupId;
  place: string;
  items: number;
  sizeBytes: number | undefined;
  remove(): Promise<void>;
}

export class KeptData {
  constructor(private readonly options: KeptDataOptions) {}

  /** Every group, in one order; `other` only where there is any. */
  async read(): Promise<KeptGroup[]> {
    const pieces = await this.#pieces();
    return ORDER.flatMap((id) => {
      const own = pieces.filter(({ group }) => group === id);
      if (id === 'other' && own.length === 0) return [];
      const sizes = own.flatMap(({ sizeBytes }) => sizeBytes ?? []);
      return {
        id,
        places: own.map(({ place }) => place),
        items: own.reduce((sum, { items }) => sum + items, 0),
        sizeBytes: sizes.length > 0 ? sizes.reduce((sum, size) => sum + size, 0) : undefined,
      };
    });
  }

  /** Deletes a group, for good. Rejects when something of it could not be deleted. */
  async remove(group: KeptGroupId): Promise<void> {
    const removal = this.options.removals?.[group];
    if (removal) return removal();
    for (const piece of await this.#pieces()) if (piece.group === group) await piece.remove();
  }

  async #pieces(): Promise<Piece[]> {
    // What a browser does not give, as a database in some private windows, holds nothing.
    const parts = [this.#stores(), this.#files(), this.#caches()].map((part) => part.catch(() => []));
    return (await Promise.all(parts)).flat();
  }

  async #stores(): Promise<Piece[]> {
    const { database } = this.options;
    const names = await database.use(async (connection) => [...connection.objectStoreNames]);
    return Promise.all(
      names.map(async (name: StoreNames<SottoSchema>) => ({
        group: GROUP_OF_STORE[name] ?? 'other',
        place: `IndexedDB: ${name}`,
        items: await database.use((connection) => connection.count(name)),
        sizeBytes: undefined,
        remove: () => database.use((connection) => connection.clear(name)),
      })),
    );
  }

  async #files(): Promise<Piece[]> {
    const { files = () => navigator.storage.getDirectory() } = this.options;
    const root = await files();
    const pieces: Piece[] = [];
    for await (const entry of root.values()) {
      pieces.push({
        group: entry.name === MODELS_FOLDER ? 'models' : 'other',
        place: `OPFS: ${entry.name}`,
        ...(await amountOf(entry)),
        remove: () => root.removeEntry(entry.name, { recursive: true }),
      });
    }
    return pieces;
  }

  async #caches(): Promise<Piece[]> {
    const storage = 'caches' in this.options ? this.options.caches : globalThis.caches;
    if (!storage) return [];
    return Promise.all(
      (await storage.keys()).map(async (name) => {
        const isShown = SHOWN_CACHE.test(name);
        const isApp = isShown || SHELL_CACHE.test(name);
        return {
          group: isApp ? 'app' : MODEL_CACHE.test(name) ? 'models' : 'other',
          place: `Cache: ${name}`,
          items: isShown ? 0 : (await (await storage.open(name)).keys()).length,
          sizeBytes: undefined,
          remove: async () => {
            if (!isShown) await storage.delete(name);
          },
        };
      }),
    );
  }
}

/** Files and bytes below a folder; a file that is being written counts as nothing. */
async function amountOf(entry: FileSystemHandle): Promise<{ items: number; sizeBytes: number }> {
  if (entry instanceof FileSystemFileHandle) {
    const sizeBytes = await entry.getFile().then(
      ({ size }) => size,
      () => 0,
    );
    return { items: 1, sizeBytes };
  }
  let items = 0;
  let sizeBytes = 0;
  if (entry instanceof FileSystemDirectoryHandle) {
    for await (const inner of entry.values()) {
      const amount = await amountOf(inner);
      items += amount.items;
      sizeBytes += amount.sizeBytes;
    }
  }
  return { items, sizeBytes };
}
