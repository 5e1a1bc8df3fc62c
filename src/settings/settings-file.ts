/** Settings as a file, for another browser or another day. */
import { SottoError } from '../../workers/rpc';
import { type Preferences, preferencesSchema, RANGES } from '../store/preferences';
import { changeOf, isPreferenceKey, type PreferenceKey } from './preference-change';

export const SETTINGS_FORMAT = 'sotto-settings';
/** Goes up when a reader of the one before would misread it. */
export const SETTINGS_VERSION = 1;
/** A file of settings has a few kB. */
const MAX_CHARS = 1_000_000;

/** Choices of this device alone: their ids mean nothing elsewhere. */
const OF_THIS_DEVICE: readonly PreferenceKey[] = ['microphoneId', 'speakerId'];

export interface WrongValue {
  key: PreferenceKey;
  /** As the file has it, in JSON, cut to a few words. */
  value: string;
  /** What it may be: its two ends. Undefined where there are no two ends to tell. */
  range: { min: number; max: number } | undefined;
}

/** What a file of settings says. */
export interface ReadSettings {
  /** All of it that makes sense. */
  change: Partial<Preferences>;
  /** Names that Sotto does not know; they are left out. */
  unknown: string[];
  /** Values that are not possible; what was chosen before stays. */
  wrong: WrongValue[];
}

/** The file's text. */
export function writeSettings(preferences: Preferences): string {
  const portable = Object.fromEntries(Object.entries(preferences).filter(([key]) => !isOfThisDevice(key)));
  return `${JSON.stringify({ format: SETTINGS_FORMAT, version: SETTINGS_VERSION, preferences: portable }, undefined, 2)}\n`;
}

/**
 * Reads such a file. Whatever is in it, nothing is changed here.
 * Throws SottoError `file-invalid` for any other file, with a sentence that says what is wrong.
 */
export function readSettings(text: string): ReadSettings {
  return readChoices(documentIn(text));
}

/** Choices of a document, one by one. */
export function readChoices(document: Readonly<Record<string, unknown>>): ReadSettings {
  const read: ReadSettings = { change: {}, unknown: [], wrong: [] };
  for (const [key, value] of Object.entries(document)) {
    if (!isPreferenceKey(key)) {
      read.unknown.push(key.slice(0, 60));
      continue;
    }
    if (isOfThisDevice(key)) continue;
    const change = changeOf(key, value);
    if (change) Object.assign(read.change, change);
    else read.wrong.push({ key, value: (JSON.stringify(value) ?? '').slice(0, 60), range: rangeOf(key) });
  }
  return read;
}

function documentIn(text: string): Readonly<Record<string, unknown>> {
  if (text.length > MAX_CHARS) throw invalid('The file is too large to be one of settings.');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalid(text.trim() ? 'The file is no JSON.' : 'The file is empty.');
  }
  if (!isObject(value) || value.format !== SETTINGS_FORMAT) throw invalid('The file holds no settings of Sotto.');
  if (value.version !== SETTINGS_VERSION) throw invalid('The file is of a newer Sotto. Update this one first.');
  if (!isObject(value.preferences)) throw invalid('The file is damaged: it has no preferences.');
  return value.preferences;
}

function isOfThisDevice(key: string): boolean {
  return OF_THIS_DEVICE.some((each) => each === key);
}

/** Where the document's own schema has no two ends, there is none. */
function rangeOf(key: PreferenceKey): WrongValue['range'] {
  const found = Object.entries(RANGES).find(([name]) => name === key && name in preferencesSchema.entries);
  return found && { min: found[1].min, max: found[1].max };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalid(message: string): SottoError {
  return new SottoError('file-invalid', message);
}
