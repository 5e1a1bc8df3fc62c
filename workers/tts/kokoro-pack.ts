/** What kokoro-js and transformers.js ask for, answered from an installed pack: nothing of Kokoro comes over the network. */
import { readInstalledFile } from '../pack/installed-file';
import type { InstalledPack } from '../protocol';
import { SottoError } from '../rpc';

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

/** The file of the pack that an address ends with; slashes count, so that `config.json` is not `tokenizer_config.json`. */
export function pathIn(pack: InstalledPack, address: string): string | undefined {
  return pack.files.find(({ path }) => address.endsWith(`/${path}`))?.path;
}

/** Files of the pack as responses, each hashed beside its use. */
export class PackResponses {
  readMs = 0;
  readonly #verified: Promise<void>[] = [];

  constructor(private readonly pack: InstalledPack) {}

  /** Undefined for what the pack does not hold. Throws SottoError `model-missing`, `storage-unavailable`. */
  async match(address: string): Promise<Response | undefined> {
    const path = pathIn(this.pack, address);
    if (path === undefined) return undefined;
    const start = performance.now();
    const { bytes, verified } = await readInstalledFile(this.pack, path);
    this.#verified.push(verified);
    this.readMs += performance.now() - start;
    return new Response(bytes, { headers: { 'Content-Length': String(bytes.byteLength) } });
  }

  /** Rejects with `model-corrupt` when any file read differs from its hash. */
  async verified(): Promise<void> {
    await Promise.all(this.#verified);
  }
}

/** The name under which kokoro-js looks for voices before it asks a hub for them. */
const VOICE_CACHE = 'kokoro-voices';

/** Answers that look from the pack: a copy in Cache Storage would stay behind when the model is removed. */
export function answerVoicesFrom(files: PackResponses, storage: CacheStorage = caches): void {
  const open = storage.open.bind(storage);
  const voices = {
    match: async (address: string) => {
      const response = await files.match(address);
      if (!response) throw new SottoError('model-missing', `The pack has no voice ${address.split('/').at(-1)}.`);
      return response;
    },
    put: async () => {},
  };
  Object.defineProperty(storage, 'open', {
    configurable: true,
    value: async (name: string) => (name === VOICE_CACHE ? voices : await open(name)),
  });
}
