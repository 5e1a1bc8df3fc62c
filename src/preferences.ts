/** The user's choices of earlier visits, and where new ones go. */
import * as v from 'valibot';
import { DEFAULT_PREFERENCES, type Preferences, preferencesSchema } from './store/preferences';
import type { SettingKey, SettingStore } from './store/settings';

/** Keys under which single choices lay before there was one document. */
const FORMER_KEYS = ['microphoneId', 'patience', 'talkMode', 'nameGate'] as const satisfies readonly SettingKey[];

const FORMER_NUMBERS = ['idleMinutes', 'retentionDays', 'retentionPoints'] as const satisfies readonly SettingKey[];
const FORMER_FLAGS = ['keepConversations', 'monitor'] as const satisfies readonly SettingKey[];

/** Reads them; what is missing, or was written by another version, takes its default. */
export async function readPreferences(settings: Pick<SettingStore, 'get'>): Promise<Preferences> {
  const written = await settings.get('preferences');
  return written === undefined ? readFormer(settings) : parsePreferences(written);
}

/** A document as preferences. Text that is no document gives the defaults. */
export function parsePreferences(text: string): Preferences {
  try {
    const parsed = v.safeParse(preferencesSchema, JSON.parse(text));
    return parsed.success ? parsed.output : DEFAULT_PREFERENCES;
  } catch {
    return DEFAULT_PREFERENCES;
  }
}

export async function writePreferences(settings: Pick<SettingStore, 'set'>, preferences: Preferences): Promise<void> {
  await settings.set('preferences', JSON.stringify(preferences));
}

async function readFormer(settings: Pick<SettingStore, 'get'>): Promise<Preferences> {
  const known = await Promise.all(FORMER_KEYS.map(async (key) => [key, await settings.get(key)] as const));
  const numbers = await Promise.all(FORMER_NUMBERS.map(async (key) => [key, await settings.get(key)] as const));
  const flags = await Promise.all(FORMER_FLAGS.map(async (key) => [key, await settings.get(key)] as const));
  return v.parse(preferencesSchema, {
    ...Object.fromEntries(known),
    ...Object.fromEntries(numbers.flatMap(([key, text]) => (text ? [[key, Number(text)]] : []))),
    ...Object.fromEntries(flags.flatMap(([key, text]) => (text ? [[key, text === 'on']] : []))),
  });
}
