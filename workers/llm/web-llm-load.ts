/** Loads a pack into WebLLM: what can be known to be missing is said before anything big is read. */
import type { ChatOptions, MLCEngineConfig } from '@mlc-ai/web-llm';
import { installedFileJson } from '../config-values';
import { requirePack } from '../require-pack';
import { SottoError, toSottoError } from '../rpc';
import { createTokenizer } from '../tokenizer';
import { yieldToMessages } from '../yield-to-messages';
import { chatFormatOf } from './chat-format';
import type { GpuLoss } from './gpu-loss';
import { Replier } from './replier';
import type { LoadReplier } from './replier-handlers';
import { LIBRARY_PATH, openPackAsCaches, type ReadFile, WebLlmFiles } from './web-llm-files';
import { LogitTap, type TokenEngine, WebLlmModel } from './web-llm-model';

const CONFIG = 'mlc-chat-config.json';
const TOKENIZER_CONFIG = 'tokenizer_config.json';

/** Room for keys and values unless more is wished for: WebLLM's own list has this for every model. */
const WINDOW_TOKENS = 4096;

/** `MLCEngine`, as far as it is used. */
export interface LoadableEngine extends TokenEngine {
  reload(modelId: string, options: ChatOptions): Promise<void>;
}

/** What of the browser and of WebLLM a load needs. */
export interface WebLlmParts {
  /** The global object whose Cache API WebLLM will ask. */
  realm: object;
  loss: GpuLoss;
  /** Null where there is no usable GPU. */
  requestAdapter(): Promise<{ features: { has(feature: string): boolean } } | null>;
  /** Fetches WebLLM's code. */
  createEngine(config: MLCEngineConfig): Promise<LoadableEngine>;
  read?: ReadFile;
}

export function webLlmLoader({ realm, loss, requestAdapter, createEngine, read }: WebLlmParts): LoadReplier {
  const guard =
    (fallback: 'model-load-failed' | 'inference-failed') =>
    async <T>(work: Promise<T>): Promise<T> => {
      try {
        return await loss.guard(work);
      } catch (error) {
        throw toWebLlmError(error, fallback);
      }
    };

  return async (request, { progress }, options) => {
    const adapter = await requestAdapter();
    if (!adapter) {
      throw new SottoError(
        'webgpu-missing',
        'This browser offers no graphics processor to pages (WebGPU), which models of WebLLM need. Choose one that runs on the CPU.',
      );
    }
    const pack = requirePack(request.pack);
    const files = new WebLlmFiles(pack, read);
    if (!files.has(LIBRARY_PATH)) {
      throw new SottoError(
        'model-missing',
        `The model came without ${LIBRARY_PATH}. Name a place for WebLLM's model libraries in the settings and download the model again.`,
      );
    }
    progress({ step: 'reading' });
    const json = await files.json(CONFIG);
    if (halfPrecision(json) && !adapter.features.has('shader-f16')) {
      throw new SottoError(
        'webgpu-missing',
        'The model computes in half precision, which this graphics processor cannot (shader-f16). Choose one with f32 in its name.',
      );
    }
    const config = installedFileJson(json, CONFIG);
    const tokenizerConfig = files.has(TOKENIZER_CONFIG) ? await files.json(TOKENIZER_CONFIG) : {};
    const tokenizer = createTokenizer(await files.json('tokenizer.json'), tokenizerConfig);
    const format = chatFormatOf(tokenizerConfig, tokenizer);
    const ends = new Set(config.at('conv_template').numbers('stop_token_ids'));
    const maxPositions = Math.min(
      config.number('context_window_size'),
      Math.max(WINDOW_TOKENS, options?.contextTokens ?? 0),
    );

    progress({ step: 'creating' });
    const readMsBefore = files.readMs;
    const start = performance.now();
    openPackAsCaches(realm, files);
    const tap = new LogitTap();
    const library = new URL(LIBRARY_PATH, files.baseUrl).href;
    const engine = await createEngine({
      appConfig: {
        model_list: [{ model: files.baseUrl, model_id: pack.id, model_lib: library }],
        cacheBackend: 'cache',
      },
      logitProcessorRegistry: new Map([[pack.id, tap]]),
      logLevel: 'SILENT',
    });
    // Its own sampling goes unused and is given nothing to do; some configurations leave these out, and it stumbles then.
    const neutral = { temperature: 1, top_p: 1, repetition_penalty: 1, frequency_penalty: 0, presence_penalty: 0 };
    const load = guard('model-load-failed');
    try {
      await load(engine.reload(pack.id, { ...neutral, context_window_size: maxPositions }));
    } catch (error) {
      // A damaged file is the likelier reason than a bad model: say that one if the hash agrees with it.
      await files.verified();
      throw error;
    }
    const createMs = performance.now() - start - (files.readMs - readMsBefore);
    const model = new WebLlmModel(engine, tap, guard('inference-failed'));
    const replier = new Replier(model, tokenizer, ends, yieldToMessages, { format, maxPositions });
    return { replier, readMs: files.readMs, createMs, verified: () => files.verified() };
  };
}

/** MLC's names of quantisations end with what the arithmetic is done in: `q4f16_1`, `q0f32`. */
function halfPrecision(config: unknown): boolean {
  if (typeof config !== 'object' || config === null || !('quantization' in config)) return false;
  return /f16/.test(String(config.quantization));
}

/** WebLLM's errors have names of their own; those of the GPU itself are told by their words. */
function toWebLlmError(error: unknown, fallback: 'model-load-failed' | 'inference-failed'): SottoError {
  if (!(error instanceof Error) || error instanceof SottoError) return toSottoError(error, fallback);
  const { name, message } = error;
  if (
    /WebGPUNotAvailable|WebGPUNotFound|FeatureSupport|ShaderF16Support/.test(name) ||
    /compatible GPU/.test(message)
  ) {
    return new SottoError('webgpu-missing', message, { cause: error });
  }
  // What was mapped for reading is aborted with the device: nobody else aborts here.
  if (name === 'DeviceLostError' || name === 'AbortError') return new SottoError('gpu-lost', message, { cause: error });
  return toSottoError(error, fallback);
}
