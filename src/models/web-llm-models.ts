/**
 * Models that WebLLM runs, as its own list names them (`prebuiltAppConfig` of @mlc-ai/web-llm 0.2.86; a test compares). None
 * was run here: their weights could not be had, and what they take is their makers' word.
 */

export interface WebLlmModel {
  /** As WebLLM calls it. */
  id: string;
  /** On the hub. */
  repository: string;
  /** The model's compute shaders, from the folder that `webLlmLibrariesUrl` names. In the pack it is `library.wasm`. */
  library: string;
  /** Memory of the GPU with a context of 4096 tokens, in millions of bytes. */
  vramMegabytes: number;
  /** Computes in half precision, which not every adapter can; `f32` models run on all of them. */
  needsShaderF16: boolean;
}

/**
 * What of a repository has to be there. WebLLM's list of weight shards names the `params_shard_*.bin` beside it; its older
 * name `ndarray-cache.json` is understood, too.
 */
export const WEB_LLM_FILES: readonly { path: string; listsShards: boolean }[] = [
  { path: 'mlc-chat-config.json', listsShards: false },
  { path: 'tokenizer.json', listsShards: false },
  { path: 'tensor-cache.json', listsShards: true },
];

/** Where the model's library lies in its pack. */
export const WEB_LLM_LIBRARY_PATH = 'library.wasm';

export const WEB_LLM_MODELS: readonly WebLlmModel[] = [
  {
    id: 'Llama-3.2-1B-Instruct-q4f32_1-MLC',
    repository: 'mlc-ai/Llama-3.2-1B-Instruct-q4f32_1-MLC',
    library: 'v0_2_86/base/Llama-3.2-1B-Instruct-q4f32_1_cs1k-webgpu.wasm',
    vramMegabytes: 1128.82,
    needsShaderF16: false,
  },
  {
    id: 'Llama-3.2-1B-Instruct-q4f16_1-MLC',
    repository: 'mlc-ai/Llama-3.2-1B-Instruct-q4f16_1-MLC',
    library: 'v0_2_86/base/Llama-3.2-1B-Instruct-q4f16_1_cs1k-webgpu.wasm',
    vramMegabytes: 879.04,
    needsShaderF16: true,
  },
  {
    id: 'Llama-3.2-1B-Instruct-q0f32-MLC',
    repository: 'mlc-ai/Llama-3.2-1B-Instruct-q0f32-MLC',
    library: 'v0_2_86/base/Llama-3.2-1B-Instruct-q0f32_cs1k-webgpu.wasm',
    vramMegabytes: 5106.26,
    needsShaderF16: false,
  },
  {
    id: 'Llama-3.2-3B-Instruct-q4f32_1-MLC',
    repository: 'mlc-ai/Llama-3.2-3B-Instruct-q4f32_1-MLC',
    library: 'v0_2_86/base/Llama-3.2-3B-Instruct-q4f32_1_cs1k-webgpu.wasm',
    vramMegabytes: 2951.51,
    needsShaderF16: false,
  },
  {
    id: 'Llama-3.2-3B-Instruct-q4f16_1-MLC',
    repository: 'mlc-ai/Llama-3.2-3B-Instruct-q4f16_1-MLC',
    library: 'v0_2_86/base/Llama-3.2-3B-Instruct-q4f16_1_cs1k-webgpu.wasm',
    vramMegabytes: 2263.69,
    needsShaderF16: true,
  },
  {
    id: 'SmolLM2-1.7B-Instruct-q4f16_1-MLC',
    repository: 'mlc-ai/SmolLM2-1.7B-Instruct-q4f16_1-MLC',
    library: 'v0_2_86/base/SmolLM2-1.7B-Instruct-q4f16_1_cs1k-webgpu.wasm',
    vramMegabytes: 1774.19,
    needsShaderF16: true,
  },
  {
    id: 'SmolLM2-1.7B-Instruct-q4f32_1-MLC',
    repository: 'mlc-ai/SmolLM2-1.7B-Instruct-q4f32_1-MLC',
    library: 'v0_2_86/base/SmolLM2-1.7B-Instruct-q4f32_1_cs1k-webgpu.wasm',
    vramMegabytes: 2692.38,
    needsShaderF16: false,
  },
  {
    id: 'SmolLM2-360M-Instruct-q0f32-MLC',
    repository: 'mlc-ai/SmolLM2-360M-Instruct-q0f32-MLC',
    library: 'v0_2_86/base/SmolLM2-360M-Instruct-q0f32_cs1k-webgpu.wasm',
    vramMegabytes: 1743.99,
    needsShaderF16: false,
  },
  {
    id: 'SmolLM2-360M-Instruct-q4f16_1-MLC',
    repository: 'mlc-ai/SmolLM2-360M-Instruct-q4f16_1-MLC',
    library: 'v0_2_86/base/SmolLM2-360M-Instruct-q4f16_1_cs1k-webgpu.wasm',
    vramMegabytes: 376.06,
    needsShaderF16: true,
  },
  {
    id: 'SmolLM2-360M-Instruct-q4f32_1-MLC',
    repository: 'mlc-ai/SmolLM2-360M-Instruct-q4f32_1-MLC',
    library: 'v0_2_86/base/SmolLM2-360M-Instruct-q4f32_1_cs1k-webgpu.wasm',
    vramMegabytes: 579.61,
    needsShaderF16: false,
  },
  {
    id: 'SmolLM2-135M-Instruct-q0f32-MLC',
    repository: 'mlc-ai/SmolLM2-135M-Instruct-q0f32-MLC',
    library: 'v0_2_86/base/SmolLM2-135M-Instruct-q0f32_cs1k-webgpu.wasm',
    vramMegabytes: 719.38,
    needsShaderF16: false,
  },
  {
    id: 'Qwen2.5-0.5B-Instruct-q4f16_1-MLC',
    repository: 'mlc-ai/Qwen2.5-0.5B-Instruct-q4f16_1-MLC',
    library: 'v0_2_86/base/Qwen2-0.5B-Instruct-q4f16_1_cs1k-webgpu.wasm',
    vramMegabytes: 944.62,
    needsShaderF16: true,
  },
  {
    id: 'Qwen2.5-0.5B-Instruct-q4f32_1-MLC',
    repository: 'mlc-ai/Qwen2.5-0.5B-Instruct-q4f32_1-MLC',
    library: 'v0_2_86/base/Qwen2-0.5B-Instruct-q4f32_1_cs1k-webgpu.wasm',
    vramMegabytes: 1060.2,
    needsShaderF16: false,
  },
  {
    id: 'Qwen2.5-0.5B-Instruct-q0f32-MLC',
    repository: 'mlc-ai/Qwen2.5-0.5B-Instruct-q0f32-MLC',
    library: 'v0_2_86/base/Qwen2-0.5B-Instruct-q0f32_cs1k-webgpu.wasm',
    vramMegabytes: 2654.75,
    needsShaderF16: false,
  },
  {
    id: 'Qwen2.5-1.5B-Instruct-q4f16_1-MLC',
    repository: 'mlc-ai/Qwen2.5-1.5B-Instruct-q4f16_1-MLC',
    library: 'v0_2_86/base/Qwen2-1.5B-Instruct-q4f16_1_cs1k-webgpu.wasm',
    vramMegabytes: 1629.75,
    needsShaderF16: true,
  },
  {
    id: 'Qwen2.5-1.5B-Instruct-q4f32_1-MLC',
    repository: 'mlc-ai/Qwen2.5-1.5B-Instruct-q4f32_1-MLC',
    library: 'v0_2_86/base/Qwen2-1.5B-Instruct-q4f32_1_cs1k-webgpu.wasm',
    vramMegabytes: 1888.97,
    needsShaderF16: false,
  },
];
