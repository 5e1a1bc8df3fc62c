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
 * Answers that look from the pack: a copy in Cache Storage would stay behind when the model is removed. An address is
 * `…/voices/<id>.bin`; a voice that the pack has not is a failure, or kokoro-js would ask a hub.
 */
export function answerVoicesFrom(pack: InstalledPack, cache: Pick<PackCache, 'match'>, storage: Storage): void {
  const open = storage.open.bind(storage);
  const voices = {
    async match(address: string): Promise<Response> {
      const name = address.split('/').at(-1) ?? '';
      const response = await cache.match(`${PACK_ROOT}${pack.id}/voices/${name}`);
      if (!response) throw new SottoError('model-missing', `The pack ${pack.id} has no voice ${name}.`);
      return response;
    },
    async put(): Promise<void> {},
  };
  Object.defineProperty(storage, 'open', {
    configurable: true,
    value: async (name: string) => (name === VOICE_CACHE ? voices : await open(name)),
  });
}
