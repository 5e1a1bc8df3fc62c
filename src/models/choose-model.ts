/** Which model plays a role: what the user chose, where this device carries it; else the best there is; else the starter. */
import type { ComputeDevice, ModelRole } from '../../workers/protocol';
import { CATALOG, starterOf } from './catalog';
import { type CatalogModel, type ChosenModel, TIERS, type Tier } from './catalog-model';

/** Why a model is in use, as a word with what the sentence needs; the sentence is the page's. */
export type ChoiceReason =
  | { kind: 'chosen' }
  /** There is no other for this role. */
  | { kind: 'only' }
  /** Nothing was chosen: the best of what is here. */
  | { kind: 'best' }
  /** Nothing was chosen, and it speaks the language that was. */
  | { kind: 'language'; language: string }
  /** Nothing was chosen and nothing better is here. */
  | { kind: 'starter' }
  /** What was chosen is not on this device (any more). */
  | { kind: 'missing'; wanted: string }
  /** What was chosen is more than this device carries. */
  | { kind: 'beyond-device'; wanted: string }
  /** What was chosen could not be started. */
  | { kind: 'failed'; wanted: string }
  /** What was chosen needs a part that this build of Sotto leaves out. */
  | { kind: 'left-out'; wanted: string };

export interface Choice extends ChosenModel {
  reason: ChoiceReason;
}

export interface ChooseOptions {
  role: ModelRole;
  /** An id, or `auto`, as `preferences.sttModel` and its siblings. */
  wanted: string;
  tier: Tier;
  /** The adapter has 16-bit floats in its programs. */
  shaderF16: boolean;
  /** Ids of what is whole on the disk; `system-voice` where the browser has voices. */
  installed: ReadonlySet<string>;
  /** What is to be heard or spoken, BCP 47; undefined: whatever. */
  language?: string | undefined;
  /** This build left the GPL part out. */
  withoutGpl?: boolean;
  catalog?: readonly CatalogModel[];
}

/**
 * What `auto` takes, the better first; those that are not named are never taken unasked. On the processor the starters stay
 * in front of what is slower than speech, but behind a model that the user fetched to have better answers.
 */
const RANKS: Readonly<Record<'cpu' | 'gpu', Readonly<Record<ModelRole, readonly string[]>>>> = {
  cpu: {
    vad: ['silero-vad-v5'],
    stt: ['whisper-tiny.en', 'moonshine-base', 'moonshine-tiny', 'whisper-base', 'whisper-tiny', 'whisper-small'],
    llm: ['qwen2.5-0.5b', 'smollm2-360m', 'smollm2-135m'],
    tts: ['piper-joe', 'flite', 'system-voice', 'chime'],
  },
  gpu: {
    vad: ['silero-vad-v5'],
    stt: [
      'whisper-small-gpu',
      'whisper-base-gpu',
      'moonshine-base',
      'whisper-tiny.en',
      'whisper-tiny-gpu',
      'whisper-base',
      'whisper-tiny',
    ],
    llm: [
      'Llama-3.2-3B-Instruct-q4f16_1-MLC',
      'Llama-3.2-3B-Instruct-q4f32_1-MLC',
      'Qwen2.5-1.5B-Instruct-q4f16_1-MLC',
      'Qwen2.5-1.5B-Instruct-q4f32_1-MLC',
      'SmolLM2-1.7B-Instruct-q4f16_1-MLC',
      'SmolLM2-1.7B-Instruct-q4f32_1-MLC',
      'Llama-3.2-1B-Instruct-q4f16_1-MLC',
      'Llama-3.2-1B-Instruct-q4f32_1-MLC',
      'Qwen2.5-0.5B-Instruct-q4f16_1-MLC',
      'Qwen2.5-0.5B-Instruct-q4f32_1-MLC',
      'qwen2.5-0.5b',
      'SmolLM2-360M-Instruct-q4f16_1-MLC',
      'SmolLM2-360M-Instruct-q4f32_1-MLC',
      'smollm2-360m',
      'smollm2-135m',
    ],
    tts: ['kokoro-82m-gpu', 'piper-joe', 'flite', 'system-voice', 'chime'],
  },
};

/** Where a model's arithmetic can be done on this device, the better first; undefined where nowhere. */
export function deviceFor(model: CatalogModel, tier: Tier, shaderF16: boolean): ComputeDevice | undefined {
  if (TIERS.indexOf(tier) < TIERS.indexOf(model.minimumTier)) return undefined;
  const gpu = tier === 'gpu' || tier === 'gpu-large';
  return model.devices.find((device) => device === 'wasm' || (gpu && (shaderF16 || !model.needsShaderF16)));
}

/** Pure. Always finds one: the starter runs everywhere. */
export function chooseModel(options: ChooseOptions): Choice {
  const { role, wanted, tier, shaderF16, withoutGpl = false, catalog = CATALOG } = options;
  const models = catalog.filter((model) => model.role === role && !(withoutGpl && model.needsGpl));
  const starter = starterOf(role, withoutGpl);
  const fallback = (reason: ChoiceReason): Choice => ({ model: starter, device: 'wasm', reason });
  const usable = (model: CatalogModel): ChosenModel | undefined => {
    const device = isHere(model, starter, options.installed) ? deviceFor(model, tier, shaderF16) : undefined;
    return device && { model, device };
  };

  if (wanted !== 'auto') {
    const model = catalog.find((candidate) => candidate.id === wanted && candidate.role === role);
    if (!model) return fallback({ kind: 'missing', wanted });
    if (withoutGpl && model.needsGpl) return fallback({ kind: 'left-out', wanted: model.title });
    if (!deviceFor(model, tier, shaderF16)) return fallback({ kind: 'beyond-device', wanted: model.title });
    const found = usable(model);
    return found ? { ...found, reason: { kind: 'chosen' } } : fallback({ kind: 'missing', wanted: model.title });
  }

  if (models.length === 1) return fallback({ kind: 'only' });
  const ranks = RANKS[tier === 'gpu' || tier === 'gpu-large' ? 'gpu' : 'cpu'][role];
  const ranked = ranks.flatMap((id) => {
    const model = models.find((candidate) => candidate.id === id);
    return (model && usable(model)) ?? [];
  });
  const { language } = options;
  const best = ranked[0];
  const fitting = language === undefined ? best : ranked.find(({ model }) => speaks(model, language));
  const found = fitting ?? best;
  if (!found) return fallback({ kind: 'starter' });
  if (language !== undefined && found === fitting && found !== best) {
    return { ...found, reason: { kind: 'language', language } };
  }
  return { ...found, reason: { kind: found.model.id === starter.id ? 'starter' : 'best' } };
}

/** Whether a model knows a language, whatever the region: `en` and `en-GB` are one here. */
export function speaks({ languages }: Pick<CatalogModel, 'languages'>, language: string): boolean {
  const wanted = language.toLowerCase().split('-')[0];
  return languages === 'many' || languages.some((known) => known.toLowerCase().split('-')[0] === wanted);
}

/** The starter is what is fetched when nothing is there; what the browser brings needs no fetching, but voices to be there. */
function isHere(model: CatalogModel, starter: CatalogModel, installed: ReadonlySet<string>): boolean {
  if (model.id === starter.id || installed.has(model.id)) return true;
  return model.source.kind === 'built-in' && model.engine !== 'system-voice';
}
