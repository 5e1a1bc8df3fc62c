import type { CatalogModel } from '../../src/models/catalog-model';

/** Whisper base for English alone, run by transformers.js on the processor. */
export const ADDED: CatalogModel = {
  id: 'whisper-base.en',
  role: 'stt',
  engine: 'transformers',
  title: 'Whisper base, English',
  maker: 'OpenAI',
  purpose: 'writes down what you say',
  source: {
    kind: 'hub',
    repository: 'onnx-community/whisper-base.en',
    revision: 'main',
    // Sizes and hashes that you have computed yourself go beside a path; without them the hub's own count.
    files: [
      { path: 'config.json' },
      { path: 'generation_config.json' },
      { path: 'preprocessor_config.json' },
      { path: 'tokenizer.json' },
      { path: 'tokenizer_config.json' },
      { path: 'onnx/encoder_model_quantized.onnx' },
      { path: 'onnx/decoder_model_merged_quantized.onnx' },
    ],
  },
  sizeBytes: undefined,
  memoryBytes: undefined,
  languages: ['en'],
  licence: 'Apache-2.0',
  devices: ['wasm'],
  minimumTier: 'standard',
  voices: [],
  quality: 'stt-good',
  speed: 'slow-on-cpu',
  needsShaderF16: false,
  needsGpl: false,
  triedHere: false,
};
