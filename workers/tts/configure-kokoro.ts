/** transformers.js with files from a pack and its runtime's files from our own origin, and nothing from anybody else. */
import { env } from '@huggingface/transformers';
import type { RuntimeOptions } from '../protocol';
import { SottoError } from '../rpc';
import { trustOwnScriptUrls } from '../trusted-script-urls';
import { watchWasmMemory } from '../wasm-heap';
import type { PackResponses } from './kokoro-pack';

export function configureTransformers({ wasmUrl, mjsUrl, threads }: RuntimeOptions, files: PackResponses): void {
  trustOwnScriptUrls();
  watchWasmMemory();
  env.allowRemoteModels = false;
  env.allowLocalModels = false;
  env.useBrowserCache = false;
  env.useWasmCache = false;
  env.useCustomCache = true;
  env.customCache = { match: (address) => files.match(address), put: async () => {} };
  const { wasm } = env.backends.onnx;
  if (!wasm) throw new SottoError('model-load-failed', 'transformers.js has no WebAssembly backend here.');
  wasm.wasmPaths = { wasm: wasmUrl, mjs: mjsUrl };
  wasm.numThreads = threads;
}
