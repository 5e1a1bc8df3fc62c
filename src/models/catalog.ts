import type { ModelRole } from '../../workers/protocol';

/** A pack of the starter set, as the page tells the user about it before anything is loaded. */
export interface CatalogEntry {
  id: string;
  role: ModelRole;
  /** The model's name. */
  title: string;
  /** What it does for the user, in words that follow "The part that". */
  purpose: string;
  /** Sum of its files in bytes, as its manifest says; a unit test holds the two together. */
  sizeBytes: number;
}

/** The four packs of a whole conversation, the soonest useful first: ears, understanding, voice, and the big one last. */
export const STARTER_PACK: readonly CatalogEntry[] = [
  {
    id: 'silero-vad-v5',
    role: 'vad',
    title: 'Silero VAD',
    purpose: 'hears when you speak',
    sizeBytes: 2_327_524,
  },
  {
    id: 'whisper-tiny.en',
    role: 'stt',
    title: 'Whisper tiny',
    purpose: 'writes down what you say',
    sizeBytes: 40_948_686,
  },
  {
    id: 'piper-joe',
    role: 'tts',
    title: 'Piper Joe',
    purpose: 'says it aloud',
    sizeBytes: 18_584_199,
  },
  {
    id: 'smollm2-135m',
    role: 'llm',
    title: 'SmolLM2 135M',
    purpose: 'thinks of an answer',
    sizeBytes: 137_534_428,
  },
];

/** What a pack of the starter set does. Throws for another: only packs that were loaded can be asked about. */
export function roleOf(packId: string): ModelRole {
  const entry = STARTER_PACK.find(({ id }) => id === packId);
  if (!entry) throw new Error(`No pack is called ${packId}.`);
  return entry.role;
}

/** The pack that plays a role. */
export function entryOf(role: ModelRole): CatalogEntry {
  const entry = STARTER_PACK.find((candidate) => candidate.role === role);
  if (!entry) throw new Error(`No model is catalogued for ${role}.`);
  return entry;
}
