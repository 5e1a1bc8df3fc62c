/** Every setting of the page, one entry each: where it stands and how it is changed. Words: `src/ui/text/settings`. */
import { type Preferences, RANGES } from '../store/preferences';
import type { ControlView, FieldKey, OptionView, SectionId, ValueUnit } from '../ui/settings/settings-view';

/** What there is to choose from on this device, now. */
export interface ChoiceLists {
  microphones: readonly OptionView[];
  speakers: readonly OptionView[];
  sttModels: readonly OptionView[];
  llmModels: readonly OptionView[];
  ttsModels: readonly OptionView[];
  voices: readonly OptionView[];
  languages: readonly OptionView[];
}

export interface Field {
  key: FieldKey;
  section: SectionId;
  control(preferences: Preferences, lists: ChoiceLists): ControlView;
  /** What the control gives back, as the document has it. */
  valueOf(given: unknown): unknown;
}

type KeysOf<T> = { [K in FieldKey]: Preferences[K] extends T ? K : never }[FieldKey];
const same = (given: unknown) => given;
const orNothing = (given: unknown) => (given === '' ? undefined : given);

function flag(section: SectionId, key: KeysOf<boolean>): Field {
  return { key, section, control: (preferences) => ({ kind: 'switch', on: preferences[key] }), valueOf: same };
}

function words(section: SectionId, key: KeysOf<string>, values: readonly string[]): Field {
  return {
    key,
    section,
    control: (preferences) => ({ kind: 'radio', value: preferences[key], values }),
    valueOf: same,
  };
}

function steps(section: SectionId, key: KeysOf<number>, values: readonly number[]): Field {
  const texts = values.map(String);
  return {
    key,
    section,
    control: (preferences) => ({ kind: 'radio', value: String(preferences[key]), values: texts }),
    valueOf: Number,
  };
}

function range(section: SectionId, key: keyof typeof RANGES, unit: ValueUnit): Field {
  const control = (preferences: Preferences): ControlView => {
    return { kind: 'range', value: preferences[key], unit, ...RANGES[key] };
  };
  return { key, section, control, valueOf: same };
}

/** From a list; `automatic` is the value that leaves the choice to the system or to Sotto, '' for an undefined one. */
function listed(
  section: SectionId,
  key: KeysOf<string | undefined>,
  list: keyof ChoiceLists,
  automatic: '' | 'auto',
): Field {
  const control = (preferences: Preferences, lists: ChoiceLists): ControlView => {
    return { kind: 'select', value: preferences[key] ?? automatic, automatic, options: lists[list] };
  };
  return { key, section, control, valueOf: automatic === '' ? orNothing : same };
}

function address(key: 'hubUrl' | 'webLlmLibrariesUrl', optional: boolean): Field {
  const control = (preferences: Preferences): ControlView => {
    return { kind: 'address', value: preferences[key] ?? '', optional };
  };
  return { key, section: 'hosts', control, valueOf: (given) => orNothing(tidy(given)) };
}

/** An origin as the document has it: what was copied from the address bar often ends in a slash. */
function tidy(given: unknown): unknown {
  return typeof given === 'string' ? given.trim().replace(/\/+$/, '') : given;
}

export const FIELDS: readonly Field[] = [
  words('talking', 'talkMode', ['hands-free', 'push-to-talk', 'toggle', 'one-question']),
  words('talking', 'patience', ['quick', 'normal', 'patient']),
  words('talking', 'nameGate', ['off', 'on']),
  steps('talking', 'idleMinutes', [5, 15, 60, 0]),
  steps('talking', 'vadAggressiveness', [0, 1, 2, 3]),
  range('talking', 'vadPaddingMs', 'ms'),
  range('talking', 'vadMinSpeechMs', 'ms'),
  listed('sound', 'microphoneId', 'microphones', ''),
  listed('sound', 'speakerId', 'speakers', ''),
  flag('sound', 'echoCancellation'),
  flag('sound', 'noiseSuppression'),
  flag('sound', 'autoGain'),
  range('sound', 'inputGain', 'factor'),
  words('sound', 'audioProfile', ['low', 'balanced', 'quality']),
  listed('voice', 'ttsVoice', 'voices', ''),
  range('voice', 'voiceRate', 'factor'),
  range('voice', 'voicePitch', 'factor'),
  range('voice', 'voiceVolume', 'factor'),
  listed('recognition', 'sttLanguage', 'languages', 'auto'),
  range('recognition', 'sttTemperature', 'plain'),
  range('recognition', 'sttBeams', 'beams'),
  range('language-model', 'llmTemperature', 'plain'),
  range('language-model', 'llmMaxTokens', 'tokens'),
  range('language-model', 'llmTopP', 'plain'),
  range('language-model', 'llmRepeatPenalty', 'plain'),
  range('language-model', 'llmContextTokens', 'tokens'),
  range('language-model', 'historyTurns', 'exchanges'),
  listed('models', 'sttModel', 'sttModels', 'auto'),
  listed('models', 'llmModel', 'llmModels', 'auto'),
  listed('models', 'ttsModel', 'ttsModels', 'auto'),
  steps('models', 'threads', [0, 1, 2, 3, 4]),
  words('language', 'locale', ['auto', 'en', 'de', 'ar']),
  flag('kept', 'keepConversations'),
  flag('kept', 'monitor'),
  range('kept', 'retentionDays', 'days'),
  range('kept', 'retentionPoints', 'points'),
  flag('kept', 'caches'),
  address('hubUrl', false),
  address('webLlmLibrariesUrl', true),
  {
    key: 'allowedOrigins',
    section: 'hosts',
    control: ({ allowedOrigins }) => ({ kind: 'addresses', values: allowedOrigins }),
    valueOf: (given) => (Array.isArray(given) ? [...new Set(given.map(tidy))] : given),
  },
];

/** The entry of a key. Throws for none: every key has one. */
export function fieldOf(key: FieldKey): Field {
  const field = FIELDS.find((candidate) => candidate.key === key);
  if (!field) throw new Error(`No setting is called ${key}.`);
  return field;
}
