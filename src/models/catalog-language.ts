/** Models that think of an answer. */
import type { CatalogModel, QualityNote } from './catalog-model';
import { ONNX_LANGUAGE_MODELS, type OnnxLanguageModel } from './onnx-language-models';
import { WEB_LLM_FILES, WEB_LLM_MODELS, type WebLlmModel } from './web-llm-models';

const COMMON = {
  role: 'llm',
  purpose: 'thinks of an answer',
  voices: [],
  needsGpl: false,
  sizeBytes: undefined,
  triedHere: false,
} as const satisfies Partial<CatalogModel>;

const MAKERS = {
  smollm2: { maker: 'Hugging Face TB', licence: 'Apache-2.0', languages: ['en'] },
  qwen: { maker: 'Alibaba Cloud', licence: 'Apache-2.0', languages: 'many' },
  // The eight that its makers name. https://huggingface.co/meta-llama/Llama-3.2-1B-Instruct
  llama: {
    maker: 'Meta',
    licence: 'LicenseRef-Llama-3.2-Community',
    languages: ['en', 'de', 'fr', 'it', 'pt', 'hi', 'es', 'th'],
  },
} as const satisfies Record<string, Partial<CatalogModel>>;

type Family = keyof typeof MAKERS;

/** On Sotto's own engine, by the processor. Never in 4 bits: 50–60 ms a step there against 7 in 8. */
function onCpu(listed: OnnxLanguageModel): CatalogModel {
  const family = familyOf(listed.id);
  return {
    ...COMMON,
    ...MAKERS[family],
    id: listed.id,
    engine: 'sotto',
    title: listed.title,
    source: {
      kind: 'hub',
      repository: listed.repository,
      revision: 'main',
      files: listed.files.map((path) => ({ path })),
    },
    memoryBytes: undefined,
    devices: ['wasm'],
    minimumTier: 'standard',
    quality: QUALITY[sizeOf(listed.id)] ?? 'llm-simple',
    speed: 'slow-on-cpu',
    needsShaderF16: false,
  };
}

/** From this much memory of the graphics chip on, a model asks for a large one. A choice: half of what a common 4 GB chip has. */
const LARGE_VRAM_MB = 1500;
/** By the number of weights. */
const QUALITY: Readonly<Record<string, QualityNote>> = {
  '135m': 'llm-chatty',
  '360m': 'llm-simple',
  '0.5b': 'llm-fair',
  '1b': 'llm-good',
  '1.5b': 'llm-good',
  '1.7b': 'llm-good',
  '3b': 'llm-best',
};

/** By WebLLM, on the graphics chip. Memory is quoted from its own list (`vram_required_MB`). */
function onGpu(listed: WebLlmModel): CatalogModel {
  const family = familyOf(listed.id);
  const [name = listed.id, quantisation = ''] = listed.id.split(/-(?:Instruct-)?(q\df\d\d)/);
  return {
    ...COMMON,
    ...MAKERS[family],
    id: listed.id,
    engine: 'web-llm',
    title: `${name.replaceAll('-', ' ')} (${quantisation}, GPU)`,
    source: {
      kind: 'hub',
      repository: listed.repository,
      revision: 'main',
      library: listed.library,
      files: WEB_LLM_FILES,
    },
    memoryBytes: { value: Math.round(listed.vramMegabytes * 1_000_000), from: 'quoted' },
    devices: ['webgpu'],
    minimumTier: listed.vramMegabytes > LARGE_VRAM_MB ? 'gpu-large' : 'gpu',
    quality: QUALITY[sizeOf(listed.id)] ?? 'llm-simple',
    speed: listed.vramMegabytes > LARGE_VRAM_MB ? 'fair-on-gpu' : 'fast-on-gpu',
    needsShaderF16: listed.needsShaderF16,
  };
}

function familyOf(id: string): Family {
  const family = /smollm2|qwen|llama/.exec(id.toLowerCase())?.[0];
  if (family === 'smollm2' || family === 'qwen' || family === 'llama') return family;
  throw new Error(`Nobody is known to have made ${id}.`);
}

/** As `360m` or `1.5b`. */
function sizeOf(id: string): string {
  return /\d+(?:\.\d+)?[mb](?=-|$)/.exec(id.toLowerCase())?.[0] ?? '';
}

/** What answers, the starter first. */
export const LANGUAGE_MODELS: readonly CatalogModel[] = [
  {
    ...COMMON,
    ...MAKERS.smollm2,
    id: 'smollm2-135m',
    engine: 'sotto',
    title: 'SmolLM2 135M',
    source: { kind: 'app' },
    sizeBytes: 137_534_428,
    // Most of 490–620 MB seen with its cache filled.
    memoryBytes: { value: 620_000_000, from: 'measured' },
    devices: ['wasm'],
    minimumTier: 'basic',
    quality: 'llm-chatty',
    speed: 'fast-everywhere',
    needsShaderF16: false,
    triedHere: true,
  },
  ...ONNX_LANGUAGE_MODELS.map(onCpu),
  ...WEB_LLM_MODELS.map(onGpu),
];
