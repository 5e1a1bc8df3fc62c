/**
 * Larger models for Sotto's own loop, on the CPU. Eight bits a weight: four-bit graphs are slower and no smaller in memory on
 * WebAssembly. None was run here; sizes and hashes are the hub's to tell.
 */

export interface OnnxLanguageModel {
  id: string;
  /** On the hub. */
  repository: string;
  title: string;
  licence: string;
  /** Paths as transformers.js expects them. */
  files: readonly string[];
}

const FILES = [
  'config.json',
  'generation_config.json',
  'tokenizer.json',
  'tokenizer_config.json',
  'onnx/model_quantized.onnx',
] as const;

export const ONNX_LANGUAGE_MODELS: readonly OnnxLanguageModel[] = [
  {
    id: 'smollm2-360m',
    repository: 'HuggingFaceTB/SmolLM2-360M-Instruct',
    title: 'SmolLM2 360M',
    licence: 'Apache-2.0',
    files: FILES,
  },
  {
    id: 'qwen2.5-0.5b',
    repository: 'onnx-community/Qwen2.5-0.5B-Instruct',
    title: 'Qwen2.5 0.5B',
    licence: 'Apache-2.0',
    files: FILES,
  },
  {
    id: 'llama-3.2-1b',
    repository: 'onnx-community/Llama-3.2-1B-Instruct',
    title: 'Llama 3.2 1B',
    licence: 'Llama-3.2',
    files: FILES,
  },
];
