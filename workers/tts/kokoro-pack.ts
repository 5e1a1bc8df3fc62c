/** What of Kokoro lies in an installed pack, and how kokoro-js gets at its voices: nothing of it comes over the network. */
import type { InstalledPack } from '../protocol';
import { SottoError } from '../rpc';
import { PACK_ROOT, type PackCache } from '../transformers/pack-cache';

/** Data types of transformers.js by the file that holds the weights, the better first. */
const WEIGHTS = [
  { path: 'onnx/model_fp16.onnx', dtype: 'fp16' },
  { path: 'onnx/model.onnx', dtype: 'fp32' },
  { path: 'onnx/model_q4f16.onnx', dtype: 'q4f16' },
  { path: 'onnx/model_quantized.onnx', dtype: 'q8' },
  { path: 'onnx/model_q4.onnx', dtype: 'q4' },
] as const;
export type KokoroDtype = (typeof WEIGHTS)[number]['dtype'];

/** Which weights the pack holds. Throws SottoError `model-missing`. */
export function dtypeOf(pack: InstalledPack): KokoroDtype {
  const found = WEIGHTS.find(({ path }) => pack.files.some((file) => file.path === path));
  if (!found) throw new SottoError('model-missing', `The pack ${pack.id} has no weights of Kokoro.`);
  return found.dtype;
}

const VOICE = /^voices\/([a-z]+_[a-z]+)\.bin$/;

/** Ids of the voices in the pack, in its order. */
export function voicesOf(pack: InstalledPack): string[] {
  return pack.files.flatMap(({ path }) => VOICE.exec(path)?.[1] ?? []);
}

/** What is used of `CacheStorage`. */
interface Storage {
  open(name: string): Promise<unknown>;
}

/** The name under which kokoro-js looks for voices before it asks a hub for them. */
const VOICE_CACHE = 'kokoro-voices';

/**
 * The pack's voices where kokoro-js looks for them: a copy in Cache Storage would stay behind when the model is removed. What
 * it does not find there it asks a hub for, a failure to read included; so a voice is read before it is spoken with.
 */
export class KokoroVoices {
  readonly #styles = new Map<string, ArrayBuffer>();

  constructor(
    private readonly pack: InstalledPack,
    private readonly files: Pick<PackCache, 'match' | 'verified'>,
  ) {}

  /** Reads a voice, once. Throws SottoError `model-missing`, `model-corrupt`, `storage-unavailable`. */
  async read(id: string): Promise<void> {
    if (this.#styles.has(id)) return;
    const response = await this.files.match(`${PACK_ROOT}${this.pack.id}/voices/${id}.bin`);
    await this.files.verified();
    if (!response) throw new SottoError('model-missing', `The pack ${this.pack.id} has no voice ${id}.`);
    this.#styles.set(id, await response.arrayBuffer());
  }

  /** From now on kokoro-js finds in `storage` what was read. Other caches are opened as ever. */
  answerIn(storage: Storage): void {
    const open = storage.open.bind(storage);
    const voices = {
      match: async (address: string) => {
        const style = this.#styles.get(/\/([^/]+)\.bin$/.exec(address)?.[1] ?? '');
        return style && new Response(style);
      },
      put: async () => {},
    };
    Object.defineProperty(storage, 'open', {
      configurable: true,
      value: async (name: string) => (name === VOICE_CACHE ? voices : await open(name)),
    });
  }
}
