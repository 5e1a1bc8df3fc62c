/** Models that hear: when somebody speaks, and what is said. */
import { COMMON } from './catalog-common';
import type { CatalogFile, CatalogModel } from './catalog-model';

const files = (...paths: string[]): CatalogFile[] => paths.map((path) => ({ path }));

/** Beside the weights, as transformers.js 4.3.1 asks for them. */
const WHISPER_TEXTS = [
  'config.json',
  'generation_config.json',
  'preprocessor_config.json',
  'tokenizer.json',
  'tokenizer_config.json',
];

export const DETECTORS: readonly CatalogModel[] = [
  {
    ...COMMON,
    id: 'silero-vad-v5',
    role: 'vad',
    engine: 'sotto',
    title: 'Silero VAD',
    maker: 'Silero Team',
    purpose: 'hears when you speak',
    source: { kind: 'app' },
    sizeBytes: 2_327_524,
    languages: 'many',
    licence: 'MIT',
    // Its result is wrong on WebGPU here.
    devices: ['wasm'],
    minimumTier: 'basic',
    quality: 'hears-all-speech',
    speed: 'instant',
    triedHere: true,
  },
];

const WHISPER = {
  ...COMMON,
  role: 'stt',
  engine: 'transformers',
  maker: 'OpenAI',
  purpose: 'writes down what you say',
  languages: 'many',
  licence: 'Apache-2.0',
} as const satisfies Partial<CatalogModel>;

/**
 * Whisper of many languages, once for each place it runs in: the encoder in 8 bits is for the processor; the graphics chip
 * wants it in 32, a file several times as large.
 */
function whisper(size: 'tiny' | 'base' | 'small', quality: CatalogModel['quality']): CatalogModel[] {
  const repository = `onnx-community/whisper-${size}`;
  const of = (encoder: string) =>
    files(...WHISPER_TEXTS, `onnx/${encoder}.onnx`, 'onnx/decoder_model_merged_quantized.onnx');
  return [
    {
      ...WHISPER,
      id: `whisper-${size}`,
      title: `Whisper ${size}, multilingual`,
      source: { kind: 'hub', repository, revision: 'main', files: of('encoder_model_quantized') },
      devices: ['wasm'],
      minimumTier: 'standard',
      quality,
      // The same pipeline took 1.05 s for 3 s of speech with the tiny one here.
      speed: size === 'small' ? 'slower-than-speech-on-cpu' : 'slow-on-cpu',
    },
    {
      ...WHISPER,
      id: `whisper-${size}-gpu`,
      title: `Whisper ${size}, multilingual, for the GPU`,
      source: { kind: 'hub', repository, revision: 'main', files: of('encoder_model') },
      devices: ['webgpu'],
      minimumTier: 'gpu',
      quality,
      speed: size === 'small' ? 'fair-on-gpu' : 'fast-on-gpu',
    },
  ];
}

function moonshine(size: 'tiny' | 'base', quality: CatalogModel['quality']): CatalogModel {
  return {
    ...COMMON,
    id: `moonshine-${size}`,
    role: 'stt',
    engine: 'transformers',
    title: `Moonshine ${size}`,
    maker: 'Useful Sensors',
    purpose: 'writes down what you say',
    source: {
      kind: 'hub',
      repository: `onnx-community/moonshine-${size}-ONNX`,
      revision: 'main',
      files: files(
        'config.json',
        'generation_config.json',
        'preprocessor_config.json',
        'tokenizer.json',
        'tokenizer_config.json',
        'onnx/encoder_model.onnx',
        'onnx/decoder_model_merged_quantized.onnx',
      ),
    },
    languages: ['en'],
    licence: 'MIT',
    devices: ['webgpu', 'wasm'],
    minimumTier: 'standard',
    quality,
    speed: 'fine-on-cpu',
  };
}

/** What writes speech down, the starter first. */
export const TRANSCRIBERS: readonly CatalogModel[] = [
  {
    ...COMMON,
    id: 'whisper-tiny.en',
    role: 'stt',
    engine: 'sotto',
    title: 'Whisper tiny',
    maker: 'OpenAI',
    purpose: 'writes down what you say',
    source: { kind: 'app' },
    sizeBytes: 40_948_686,
    // Of a page with it alone; workers/stt measured 353 MB with its word table widened to 32 bits.
    memoryBytes: { value: 353_000_000, from: 'measured' },
    languages: ['en'],
    licence: 'MIT',
    devices: ['wasm'],
    minimumTier: 'basic',
    quality: 'stt-english-clear',
    speed: 'fast-everywhere',
    triedHere: true,
  },
  moonshine('tiny', 'stt-fair'),
  moonshine('base', 'stt-good'),
  ...whisper('tiny', 'stt-fair'),
  ...whisper('base', 'stt-good'),
  ...whisper('small', 'stt-best'),
];
