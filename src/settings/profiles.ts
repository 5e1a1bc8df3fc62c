/**
 * Sets of choices in one tap: what the two performance guides of `docs/settings.md` call speed, quality, balanced and memory,
 * in Sotto's own settings. A profile never touches devices, languages, what is kept, or hosts.
 */
import type { Preferences } from '../store/preferences';
import { only, PREFERENCE_KEYS, type PreferenceKey } from './preference-change';

export const PROFILE_IDS = ['speed', 'balanced', 'quality', 'memory'] as const;
export type ProfileId = (typeof PROFILE_IDS)[number];

type ProfileKey =
  | 'patience'
  | 'audioProfile'
  | 'vadAggressiveness'
  | 'vadMinSpeechMs'
  | 'sttModel'
  | 'llmModel'
  | 'ttsModel'
  | 'sttTemperature'
  | 'sttBeams'
  | 'llmTemperature'
  | 'llmTopP'
  | 'llmMaxTokens'
  | 'llmContextTokens'
  | 'historyTurns'
  | 'caches';

/** The smallest models of the catalogue, which need no download: what the guides choose for speed and for memory. */
const SMALLEST = { sttModel: 'whisper-tiny.en', llmModel: 'smollm2-135m', ttsModel: 'piper-joe' } as const;
/** The best that the device can carry. */
const FITTING = { sttModel: 'auto', llmModel: 'auto', ttsModel: 'auto' } as const;

/** Every profile says the same keys: going from one to another leaves nothing behind. Figures are the guides' where they have one. */
export const PROFILES: Readonly<Record<ProfileId, Pick<Preferences, ProfileKey>>> = {
  speed: {
    ...SMALLEST,
    patience: 'quick',
    audioProfile: 'low',
    vadAggressiveness: 3,
    vadMinSpeechMs: 160,
    sttTemperature: 0,
    sttBeams: 1,
    llmTemperature: 0,
    llmTopP: 1,
    // The guides allow 150 to 256; a spoken reply of 60 tokens is some 15 s long.
    llmMaxTokens: 60,
    llmContextTokens: 2048,
    historyTurns: 3,
    caches: true,
  },
  balanced: {
    ...FITTING,
    patience: 'normal',
    audioProfile: 'balanced',
    // The guides say 3; 2 for quiet rooms.
    vadAggressiveness: 2,
    vadMinSpeechMs: 200,
    sttTemperature: 0,
    sttBeams: 2,
    llmTemperature: 0.7,
    llmTopP: 0.9,
    llmMaxTokens: 384,
    llmContextTokens: 2048,
    historyTurns: 5,
    caches: true,
  },
  quality: {
    ...FITTING,
    patience: 'patient',
    audioProfile: 'quality',
    vadAggressiveness: 2,
    vadMinSpeechMs: 240,
    sttTemperature: 0,
    sttBeams: 5,
    llmTemperature: 0.7,
    llmTopP: 0.9,
    llmMaxTokens: 512,
    llmContextTokens: 4096,
    historyTurns: 10,
    caches: true,
  },
  memory: {
    ...SMALLEST,
    patience: 'normal',
    audioProfile: 'balanced',
    vadAggressiveness: 2,
    vadMinSpeechMs: 200,
    sttTemperature: 0,
    sttBeams: 1,
    llmTemperature: 0,
    llmTopP: 1,
    llmMaxTokens: 60,
    llmContextTokens: 1024,
    historyTurns: 3,
    caches: false,
  },
};

/** Keys that a profile would change, in the document's order. */
export function changedBy(profile: ProfileId, preferences: Preferences): PreferenceKey[] {
  const wanted: Partial<Preferences> = PROFILES[profile];
  return PREFERENCE_KEYS.filter((key) => Object.hasOwn(wanted, key) && wanted[key] !== preferences[key]);
}

/** The profile that all choices agree with. */
export function activeProfile(preferences: Preferences): ProfileId | undefined {
  return PROFILE_IDS.find((id) => changedBy(id, preferences).length === 0);
}

/** What takes a profile back again: the choices of before that it changes. */
export function undoOf(profile: ProfileId, before: Preferences): Partial<Preferences> {
  return only(before, changedBy(profile, before));
}
