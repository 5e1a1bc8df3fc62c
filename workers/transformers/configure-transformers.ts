/** transformers.js in a worker of ours: its model from an installed pack, its WebAssembly from our origin, nothing from anybody else. */
import { env, LogLevel } from '@huggingface/transformers';
import type { InstalledPack, RuntimeOptions } from '../protocol';
import { SottoError } from '../rpc';
import { trustOwnScriptUrls } from '../trusted-script-urls';
import { watchWasmMemory } from '../wasm-heap';
import { PACK_ROOT, PackCache } from './pack-cache';

/**
 * To be called before anything is loaded; once a worker, since a failed load poisons those after it (transformers.js#1767).
 * @returns what the library reads the pack through. `pack.id` is the model's name for `from_pretrained`.
 */
export function configureTransformers(pack: InstalledPack, { wasmUrl, mjsUrl, threads }: RuntimeOptions): PackCache {
  trustOwnScriptUrls();
  watchWasmMemory();
  const cache = new PackCache(pack);
  env.logLevel = LogLevel.NONE;
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.localModelPath = PACK_ROOT;
  env.useBrowserCache = false;
  env.useFSCache = false;
  // It would fetch the runtime a second time, and start it from a blob: address, which our policy refuses.
  env.useWasmCache = false;
  env.useCustomCache = true;
  env.customCache = cache;
  // What the pack has not, nobody has.
  env.fetch = async () => new Response(null, { status: 404 });
  const { wasm } = env.backends.onnx;
  if (!wasm) throw new SottoError('internal', 'transformers.js has no WebAssembly backend here.');
  wasm.wasmPaths = { wasm: wasmUrl, mjs: mjsUrl };
  wasm.numThreads = threads;
  wasm.proxy = false;
  return cache;
}
