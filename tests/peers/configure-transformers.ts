/** transformers.js with its files from our server and nobody else, on the build of ONNX Runtime that Sotto uses. */
import { env } from '@huggingface/transformers';
import type { PeerRuntime } from './peer-calls';

export function configureTransformers({ wasmUrl, mjsUrl, threads, modelsUrl }: PeerRuntime): void {
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.localModelPath = modelsUrl;
  env.useBrowserCache = false;
  env.useWasmCache = false;
  const { wasm } = env.backends.onnx;
  if (!wasm) throw new Error('transformers.js has no WebAssembly backend here.');
  wasm.wasmPaths = { wasm: wasmUrl, mjs: mjsUrl };
  // Left to itself it takes half the cores (one of two); this is what Sotto takes.
  wasm.numThreads = threads;
}
