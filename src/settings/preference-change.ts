/** One choice after the other: checked, changed, compared. */
import * as v from 'valibot';
import { DEFAULT_PREFERENCES, type Preferences, preferencesSchema } from '../store/preferences';

export type PreferenceKey = keyof Preferences;

/** Keys of the document, in its order. */
export const PREFERENCE_KEYS: readonly PreferenceKey[] = v.parse(
  v.array(v.keyof(preferencesSchema)),
  Object.keys(preferencesSchema.entries),
);

export function isPreferenceKey(key: string): key is PreferenceKey {
  return Object.hasOwn(preferencesSchema.entries, key);
}

/** Just this one of them. */
export function only(preferences: Preferences, keys: Iterable<PreferenceKey>): Partial<Preferences> {
  const picked: Partial<Preferences> = {};
  for (const key of keys) put(picked, preferences, key);
  return picked;
}

function put<K extends PreferenceKey>(to: Partial<Preferences>, from: Preferences, key: K): void {
  to[key] = from[key];
}

/**
 * A choice as a change of the document; undefined for a value that the document does not allow. The schema gives such a value
 * up for the default: what comes out of it unchanged was right.
 */
export function changeOf(key: PreferenceKey, value: unknown): Partial<Preferences> | undefined {
  const read = v.parse(preferencesSchema, { [key]: value });
  return sameValue(read[key], value) ? only(read, [key]) : undefined;
}

/** The way back to what holds until the user chooses. */
export function resetOf(key: PreferenceKey): Partial<Preferences> {
  return only(DEFAULT_PREFERENCES, [key]);
}

export function isDefault(preferences: Preferences, key: PreferenceKey): boolean {
  return sameValue(preferences[key], DEFAULT_PREFERENCES[key]);
}

/** Keys in which the two differ. */
export function differing(one: Preferences, other: Preferences): PreferenceKey[] {
  return PREFERENCE_KEYS.filter((key) => !sameValue(one[key], other[key]));
}

/** Choices are words, numbers, flags and lists of words. */
function sameValue(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((each, i) => each === other[i]);
  }
  return one === other;
}
