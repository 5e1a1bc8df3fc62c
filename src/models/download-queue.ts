/** Models on their way, one after the other: the files of one come in parallel already, and more would only be slower together. */
import type { DownloadProgress, ErrorCode, PackCalls } from '../../workers/protocol';
import { type Client, isAborted, toSottoError } from '../../workers/rpc';
import type { CatalogModel } from './catalog-model';
import { type HubPlaces, hubModelOf } from './hub-model';

export type DownloadStep = Pick<DownloadProgress, 'step' | 'loadedBytes' | 'totalBytes' | 'bytesPerSecond'>;

/** How a download ended. `stopped`: the user paused it, and what came is kept. */
export type DownloadEnd = { kind: 'done' } | { kind: 'stopped' } | { kind: 'failed'; code: ErrorCode; message: string };

export interface DownloadQueueOptions {
  packs: Pick<Client<PackCalls>, 'call'>;
  /** Where the app's own packs are served, ending in a slash. */
  baseUrl: string;
  places: () => HubPlaces;
  /** A model's turn came. */
  onBegin: (id: string) => void;
  onStep: (id: string, step: DownloadStep) => void;
  /** The next one begins when this is settled. */
  onEnd: (model: CatalogModel, end: DownloadEnd) => Promise<void>;
}

export class DownloadQueue {
  readonly #waiting: { model: CatalogModel; isCheck: boolean }[] = [];
  #active: { id: string; controller: AbortController; ended: Promise<void> } | undefined;

  constructor(private readonly options: DownloadQueueOptions) {}

  /** `isCheck`: it is there; every byte is to be proved, and what is wrong fetched again. */
  add(model: CatalogModel, isCheck = false): void {
    this.#waiting.push({ model, isCheck });
    if (!this.#active) this.#next();
  }

  /** Takes a model out of the queue, or ends its download. Settled when nothing of it is under way any more. */
  async stop(id: string): Promise<void> {
    const place = this.#waiting.findIndex(({ model }) => model.id === id);
    if (place >= 0) {
      const [taken] = this.#waiting.splice(place, 1);
      if (taken) await this.options.onEnd(taken.model, { kind: 'stopped' });
    } else if (this.#active?.id === id) {
      this.#active.controller.abort();
      await this.#active.ended;
    }
  }

  #next(): void {
    const next = this.#waiting.shift();
    this.#active = undefined;
    if (!next) return;
    const controller = new AbortController();
    const ended = this.#download(next.model, next.isCheck, controller.signal);
    this.#active = { id: next.model.id, controller, ended };
    void ended.then(() => this.#next());
  }

  async #download(model: CatalogModel, isCheck: boolean, signal: AbortSignal): Promise<void> {
    this.options.onBegin(model.id);
    const end = await this.#fetch(model, isCheck, signal).then(
      (): DownloadEnd => ({ kind: 'done' }),
      (error: unknown): DownloadEnd => {
        if (signal.aborted || isAborted(error)) return { kind: 'stopped' };
        const { code, message } = toSottoError(error, 'download-failed');
        return { kind: 'failed', code, message };
      },
    );
    await this.options.onEnd(model, end);
  }

  async #fetch(model: CatalogModel, isCheck: boolean, signal: AbortSignal): Promise<void> {
    const { packs, baseUrl, places, onStep } = this.options;
    const { id } = model;
    const asked = hubModelOf(model, places());
    if (asked) {
      // What is there already is proved first.
      await packs.call('download', { model: asked }, { signal, onProgress: (step) => onStep(id, step) });
      return;
    }
    const onProgress = ({ loadedBytes, totalBytes }: PackCalls['install']['progress']) =>
      onStep(id, { step: 'fetching', loadedBytes, totalBytes, bytesPerSecond: undefined });
    if (isCheck) {
      onStep(id, { step: 'verifying', loadedBytes: 0, totalBytes: undefined, bytesPerSecond: undefined });
      await packs.call('repair', { packId: id, baseUrl }, { signal, onProgress });
    } else {
      await packs.call('install', { packIds: [id], baseUrl }, { signal, onProgress });
    }
  }
}
