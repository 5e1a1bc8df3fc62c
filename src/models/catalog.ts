/** Every model that Sotto knows of. Where a figure is from stands beside it; what nobody here has computed is left out. */
import type { ModelRole } from '../../workers/protocol';
import { LANGUAGE_MODELS } from './catalog-language';
import type { CatalogModel } from './catalog-model';
import { DETECTORS, TRANSCRIBERS } from './catalog-speech';
import { VOICES } from './catalog-voices';

export const CATALOG: readonly CatalogModel[] = [...DETECTORS, ...TRANSCRIBERS, ...LANGUAGE_MODELS, ...VOICES];

/** The model of that id; undefined for one that is not catalogued, as of an older version. */
export function modelOf(id: string): CatalogModel | undefined {
  return CATALOG.find((model) => model.id === id);
}

/** Ids of the packs of a whole conversation, the soonest useful first: ears, understanding, voice, and the big one last. */
const STARTER_IDS: readonly string[] = ['silero-vad-v5', 'whisper-tiny.en', 'piper-joe', 'smollm2-135m'];
/** Where a build leaves the GPL part out, another voice is the one to start with. */
const FREE_VOICE_ID = 'flite';

/** A model that comes with the app, and whose size is therefore known. */
export interface CatalogEntry extends CatalogModel {
  /** Sum of its files in bytes, as its manifest says; a unit test holds the two together. */
  sizeBytes: number;
}

export const STARTER_PACK: readonly CatalogEntry[] = STARTER_IDS.map((id) => {
  const model = modelOf(id);
  if (model?.sizeBytes === undefined) throw new Error(`The catalogue does not tell the size of ${id}.`);
  return { ...model, sizeBytes: model.sizeBytes };
});

/** The model a role has before anything else is fetched. `withoutGpl`: this build left the GPL part out. */
export function starterOf(role: ModelRole, withoutGpl = false): CatalogModel {
  const found = STARTER_PACK.find((model) => model.role === role);
  const model = found?.needsGpl && withoutGpl ? modelOf(FREE_VOICE_ID) : found;
  if (!model) throw new Error(`No model is catalogued for ${role}.`);
  return model;
}

/** What a model does. Throws for one that is not catalogued. */
export function roleOf(packId: string): ModelRole {
  const model = modelOf(packId);
  if (!model) throw new Error(`No pack is called ${packId}.`);
  return model.role;
}

/** The pack of the starter set that plays a role. */
export function entryOf(role: ModelRole): CatalogEntry {
  const entry = STARTER_PACK.find((candidate) => candidate.role === role);
  if (!entry) throw new Error(`No model is catalogued for ${role}.`);
  return entry;
}
