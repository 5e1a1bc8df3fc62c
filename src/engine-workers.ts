/**
 * Which worker runs which model, and which files of ONNX Runtime it needs. Beside `main.ts` the only place that starts workers:
 * there would be no end of imports there.
 */
import gpuMjsUrl from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.mjs?url';
import gpuWasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm?url';
import mjsUrl from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import LlmWorker from '../workers/llm/llm.worker?worker';
import WebLlmWorker from '../workers/llm/web-llm.worker?worker';
import type { ComputeDevice, RuntimeOptions } from '../workers/protocol';
import { SottoError } from '../workers/rpc';
import SttWorker from '../workers/stt/stt.worker?worker';
import TransformersSttWorker from '../workers/stt/transformers-stt.worker?worker';
import ChimeWorker from '../workers/tts/chime.worker?worker';
import FliteWorker from '../workers/tts/flite.worker?worker';
import KokoroWorker from '../workers/tts/kokoro.worker?worker';
import TtsWorker from '../workers/tts/tts.worker?worker';
import VadWorker from '../workers/vad/vad.worker?worker';
import type { ChosenModel } from './models/catalog-model';

/** Starts an empty worker for a model. */
export function startEngine({ model }: ChosenModel): Worker {
  const key = `${model.role} ${model.engine}` as const;
  switch (key) {
    case 'vad sotto':
      return new VadWorker();
    case 'stt sotto':
      return new SttWorker();
    case 'stt transformers':
      return new TransformersSttWorker();
    case 'llm sotto':
      return new LlmWorker();
    case 'llm web-llm':
      return new WebLlmWorker();
    case 'tts sotto':
      return new TtsWorker();
    case 'tts kokoro':
      return new KokoroWorker();
    case 'tts flite':
      return new FliteWorker();
    case 'tts chime':
      return new ChimeWorker();
    default:
      throw new SottoError('model-load-failed', `Nothing here runs ${model.title} (${key}).`);
  }
}

/**
 * The build of ONNX Runtime for a device. The plain one is smaller and computes as fast where no WebGPU is wanted; the one for
 * WebGPU waits by JavaScript Promise Integration, which every browser has whose WebGPU runs these models (Chromium 137).
 */
export function runtimeFor(device: ComputeDevice): Omit<RuntimeOptions, 'threads'> {
  switch (device) {
    case 'wasm':
      return { wasmUrl: absolute(wasmUrl), mjsUrl: absolute(mjsUrl) };
    case 'webgpu':
      return { wasmUrl: absolute(gpuWasmUrl), mjsUrl: absolute(gpuMjsUrl) };
  }
}

/** Workers resolve addresses against their own file; the page's are against the document. */
export function absolute(url: string): string {
  return new URL(url, document.baseURI).href;
}
