/** WebLLM without a GPU and without weights. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ChatOptions, MLCEngineConfig } from '@mlc-ai/web-llm';
import type { FileCache, ReadFile } from '../../workers/llm/web-llm-files';
import type { LoadableEngine } from '../../workers/llm/web-llm-load';
import type { InstalledPack } from '../../workers/protocol';
import { SottoError } from '../../workers/rpc';
import { createTokenizer } from '../../workers/tokenizer';

const SMOLLM2 = new URL('../../public/models/smollm2-135m/', import.meta.url);
const fileOf = (name: string) => readFileSync(fileURLToPath(new URL(`${name}.part00`, SMOLLM2)));

export const tokenizer = createTokenizer(JSON.parse(fileOf('tokenizer.json').toString('utf8')), {});
const REPLY_OPENING = tokenizer.encode('<|im_start|>assistant\n');
const [END = 0] = tokenizer.encode('<|im_end|>');
const VOCABULARY = 49_152;

/** A pack as MLC's repositories have it; the weights are four bytes. */
export const FILES: Record<string, Uint8Array<ArrayBuffer>> = {
  'mlc-chat-config.json': json({
    quantization: 'q0f32',
    context_window_size: 8192,
    vocab_size: VOCABULARY,
    conv_template: { stop_token_ids: [END] },
  }),
  'tokenizer.json': new Uint8Array(fileOf('tokenizer.json')),
  'tensor-cache.json': json({ records: [{ dataPath: 'params_shard_0.bin', nbytes: 4 }] }),
  'params_shard_0.bin': Uint8Array.of(1, 2, 3, 4),
  'library.wasm': Uint8Array.of(0, 97, 115, 109),
};

export function json(value: unknown): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(value));
}

export function packOf(files: Record<string, Uint8Array>, id = 'made-up-MLC'): InstalledPack {
  const entries = Object.entries(files).map(([path, { byteLength }]) => ({ path, sizeBytes: byteLength, sha256: '' }));
  return { id, role: 'llm', version: '1', directory: ['models', id, '1'], files: entries };
}

/** Reads the files from memory. `damaged` are found to be wrong once they were read. */
export function reading(files: Record<string, Uint8Array<ArrayBuffer>>, damaged: readonly string[] = []): ReadFile {
  return async (_pack, path) => {
    const bytes = files[path];
    if (!bytes) throw new SottoError('model-missing', `no ${path}`);
    const verified = damaged.includes(path)
      ? Promise.reject(new SottoError('model-corrupt', `${path} is damaged`))
      : Promise.resolve();
    verified.catch(() => {});
    return { bytes, verified };
  };
}

/**
 * Takes the calls that MLCEngine takes, reads its files through the Cache API as it does, keeps what it evaluated as a cache
 * that can grow and be emptied, and says one sentence whatever it is asked.
 */
export class FakeMlcEngineWithoutGpu implements LoadableEngine {
  static readonly REPLY = 'A rainbow is light, bent in drops of rain. You see it with the sun behind you.';
  /** Tokens it holds. */
  held: number[] = [];
  readonly forwards: number[][] = [];
  resets = 0;
  options: ChatOptions | undefined;
  /** Files it asked for, in order. */
  readonly asked: string[] = [];
  /** Thrown by the next forward. */
  failure: Error | undefined;
  /** Called at each forward; takes a moment as a GPU does, or a reply would be over before any message came. */
  onForward: () => void | Promise<void> = () => new Promise((resolve) => setTimeout(resolve, 2));
  readonly #script = [...tokenizer.encode(FakeMlcEngineWithoutGpu.REPLY), END];

  constructor(
    private readonly config: MLCEngineConfig,
    private readonly realm: { caches?: { open(name: string): Promise<FileCache> } },
  ) {}

  async reload(modelId: string, options: ChatOptions): Promise<void> {
    const record = this.config.appConfig?.model_list.find(({ model_id }) => model_id === modelId);
    if (!record) throw new Error(`no record of ${modelId}`);
    this.options = options;
    const { model, model_lib } = record;
    for (const url of ['mlc-chat-config.json', model_lib, 'tokenizer.json'].map((name) => new URL(name, model).href)) {
      await this.#fetchWithCache(url);
    }
    const list: { records: { dataPath: string }[] } = await (
      await this.#fetchWithCache(new URL('tensor-cache.json', model).href)
    ).json();
    const shards = list.records.map(({ dataPath }) => new URL(dataPath, model).href);
    const cache = await this.realm.caches?.open('webllm/model');
    const urls = ((await cache?.keys()) ?? []).map(({ url }) => url);
    if (!shards.every((shard) => urls.includes(shard))) throw new Error('would download');
    for (const shard of shards) await this.#fetchWithCache(shard);
  }

  /** As `ArtifactCache` of 0.2.86 does. */
  async #fetchWithCache(url: string): Promise<Response> {
    const cache = await this.realm.caches?.open('webllm/any');
    if (!cache) throw new Error('no cache');
    this.asked.push(url.slice(url.lastIndexOf('/') + 1));
    if ((await cache.match(new Request(url))) === undefined) await cache.add(new Request(url));
    const found = await cache.match(new Request(url));
    if (!found) throw new Error(`Cannot fetch ${url}`);
    return found;
  }

  async forwardTokensAndSample(inputIds: number[]): Promise<number> {
    await this.onForward();
    if (this.failure) throw this.failure;
    this.forwards.push(inputIds);
    this.held.push(...inputIds);
    const logits = new Float32Array(VOCABULARY);
    logits[this.#next()] = 1000;
    const tap = [...(this.config.logitProcessorRegistry?.values() ?? [])][0];
    tap?.processLogits(logits);
    return -1;
  }

  async resetChat(): Promise<void> {
    this.resets++;
    this.held = [];
  }

  /** The token of its sentence that comes after what was said since the reply was opened. */
  #next(): number {
    for (let at = this.held.length - REPLY_OPENING.length; at >= 0; at--) {
      if (REPLY_OPENING.every((token, i) => this.held[at + i] === token)) {
        return this.#script[this.held.length - at - REPLY_OPENING.length] ?? END;
      }
    }
    return END;
  }
}
