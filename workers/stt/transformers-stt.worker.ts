/** Speech to text by models of the hub, loaded with transformers.js: takes audio by a port, answers with words. */
import { AutoModelForSpeechSeq2Seq, AutoProcessor, AutoTokenizer, Tensor } from '@huggingface/transformers';
import * as ort from 'onnxruntime-web/webgpu';
import { installedFileJson } from '../config-values';
import { worked } from '../measures';
import { MemoryBudget } from '../memory-budget';
import { requirePack } from '../require-pack';
import { SottoError, toSottoError } from '../rpc';
import { configureTransformers } from '../transformers/configure-transformers';
import { wasmHeapBytes } from '../wasm-heap';
import { graphTypes } from './graph-types';
import { hubRecogniser } from './hub-recogniser';
import { SampleListening } from './listening';
import { serveStt } from './serve-stt';
import { textPlan } from './text-plan';

/** A choice: some utterances of the largest model's caches, far below what ends a tab. */
const GROWTH_BYTES = 512 * 1024 * 1024;

serveStt<Float32Array>(self, async ({ pack, device, runtime }, onStep) => {
  const installed = requirePack(pack);
  await requireDevice(device);
  const cache = configureTransformers(installed, runtime);
  onStep('reading');
  const start = performance.now();
  try {
    onStep('creating');
    // One after the other: a first failure poisons what is loaded beside it.
    const model = await AutoModelForSpeechSeq2Seq.from_pretrained(installed.id, {
      device,
      dtype: { ...graphTypes((path) => cache.has(path), device) },
      session_options: { logSeverityLevel: 3 },
    });
    const tokenizer = await AutoTokenizer.from_pretrained(installed.id);
    const processor = await AutoProcessor.from_pretrained(installed.id);
    const plan = textPlan(
      String(model.config.model_type),
      installedFileJson(model.configs.generation_config, 'generation_config.json'),
    );
    const recognise = hubRecogniser(
      {
        encoder: session(model.sessions.model),
        decoder: session(model.sessions.decoder_model_merged),
        Tensor: ort.Tensor,
        features: async (samples) => featuresOf(await processor(samples), model.main_input_name),
        text: (tokens) => (tokens.length ? tokenizer.decode([...tokens], { skip_special_tokens: true }) : ''),
      },
      plan,
    );
    const budget = new MemoryBudget(wasmHeapBytes, GROWTH_BYTES);
    const createMs = performance.now() - start - cache.readMs;
    worked(createMs);
    return {
      recognise,
      listen: () => new SampleListening(),
      // Whisper's 30 s are the same shape each time. Shaders are compiled in the first run, WASM in the first two.
      warmUps: device === 'webgpu' ? ['final'] : ['partial', 'final'],
      readMs: cache.readMs,
      createMs,
      verified: () => cache.verified(),
      checkMemory: () => budget.check(),
    };
  } catch (error) {
    await cache.verified();
    throw toSottoError(error, 'model-load-failed');
  }
});

/** @throws SottoError `webgpu-missing` where the device is wanted and is not there, or this browser cannot wait for it in WebAssembly. */
async function requireDevice(device: 'wasm' | 'webgpu'): Promise<void> {
  if (device === 'wasm') return;
  // The build of ONNX Runtime that waits by JavaScript Promise Integration: half the size of the one that does without.
  if (!('Suspending' in WebAssembly) || !(await navigator.gpu?.requestAdapter())) {
    throw new SottoError(
      'webgpu-missing',
      'This browser gives no graphics card to work on. Choose a model for the processor.',
    );
  }
}

/** A session among what the library does not type. */
function session(value: unknown): ort.InferenceSession {
  if (isSession(value)) return value;
  throw new SottoError('model-load-failed', 'The model has no encoder or no decoder. Choose another one.');
}

const isSession = (value: unknown): value is ort.InferenceSession =>
  typeof value === 'object' && value !== null && 'run' in value && 'inputMetadata' in value;

/** The tensor that the encoder reads, of what the library's processor gave. */
function featuresOf(features: unknown, name: string): ort.Tensor {
  const found: unknown = Object.entries(Object(features)).find(([key]) => key === name)?.[1];
  if (found instanceof Tensor) return found.ort_tensor;
  throw new SottoError('inference-failed', `The processor gave no ${name}.`);
}
