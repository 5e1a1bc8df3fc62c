/** What the catalogue says of a model. */
import type { ComputeDevice, EngineId, ModelRole } from '../../workers/protocol';

/**
 * What a device can carry: `basic` has one thread or little memory, `standard` threads and 4 GB, `gpu` a WebGPU adapter with
 * room for a small model, `gpu-large` one for a model of several gigabytes.
 */
export type Tier = 'basic' | 'standard' | 'gpu' | 'gpu-large';

/** Lowest first. */
export const TIERS: readonly Tier[] = ['basic', 'standard', 'gpu', 'gpu-large'];

/** A file of a hub's repository. Sizes and hashes that nobody here has computed stay out: the hub tells them. */
export interface CatalogFile {
  path: string;
  sizeBytes?: number;
  sha256?: string;
  /** See `HubFile`. */
  listsShards?: boolean;
}

export type ModelSource =
  /** A pack from the app's own origin, under `models/<id>/`. */
  | { kind: 'app' }
  | {
      kind: 'hub';
      repository: string;
      revision: string;
      files: readonly CatalogFile[];
      /** WebLLM only: name of the compiled library, fetched from the user's own address and kept as `library.wasm`. */
      library?: string;
    }
  /** Nothing to fetch: the browser or Sotto's own code brings it. */
  | { kind: 'built-in' };

/** A figure and whose it is. `measured`: by a command of this project; `quoted`: by the model's makers or a library's list. */
export interface Figure {
  value: number;
  from: 'measured' | 'quoted';
}

export interface CatalogVoice {
  id: string;
  title: string;
  /** BCP 47. */
  language: string;
}

/** What to expect of a model, as a word; the sentences, in every language, are the page's. */
export type QualityNote =
  | 'hears-all-speech'
  | 'stt-english-clear'
  | 'stt-fair'
  | 'stt-good'
  | 'stt-best'
  | 'llm-chatty'
  | 'llm-simple'
  | 'llm-fair'
  | 'llm-good'
  | 'llm-best'
  | 'tts-clear'
  | 'tts-natural'
  | 'tts-robotic'
  | 'tts-system'
  | 'tts-chime';
export type SpeedNote =
  | 'instant'
  | 'fast-everywhere'
  | 'fine-on-cpu'
  | 'slow-on-cpu'
  | 'slower-than-speech-on-cpu'
  | 'fast-on-gpu'
  | 'fair-on-gpu'
  | 'as-the-system';

export interface CatalogModel {
  id: string;
  role: ModelRole;
  engine: EngineId;
  /** The model's name. */
  title: string;
  /** Who made it. */
  maker: string;
  /** What it does for the user, in words that follow "The part that". */
  purpose: string;
  source: ModelSource;
  /** Sum of its files; undefined until the hub has told it. */
  sizeBytes: number | undefined;
  /** What it takes while it runs. */
  memoryBytes: Figure | undefined;
  /** BCP 47 of what it hears, writes or speaks; `many` for a model of dozens. */
  languages: readonly string[] | 'many';
  /** SPDX where there is one. */
  licence: string;
  /** Where it can run, the better first. */
  devices: readonly ComputeDevice[];
  minimumTier: Tier;
  /** Of a voice model; empty for others, and where the browser names them. */
  voices: readonly CatalogVoice[];
  quality: QualityNote;
  speed: SpeedNote;
  /** Its programs for the GPU use 16-bit floats, which not every GPU has. */
  needsShaderF16: boolean;
  /** Sotto's own build of it has a part under the GPL (the phonemizer), which a build may leave out. */
  needsGpl: boolean;
  /**
   * It was run here, by a test or a benchmark, with the very files it is made of. But for Kokoro on the processor: there it was
   * another export of the same network in 8 bits (`bin/fetch-kokoro.mjs`), because the hub's file cannot be had here.
   */
  triedHere: boolean;
}

/** A model for a role, and where its arithmetic is to be done. */
export interface ChosenModel {
  model: CatalogModel;
  device: ComputeDevice;
}
