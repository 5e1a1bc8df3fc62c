import { expect, it } from 'vitest';
import { type Effect, effectsOf } from '../../src/settings/effects';
import { type ChoiceLists, FIELDS, fieldOf } from '../../src/settings/fields';
import { changeOf, differing, isDefault, PREFERENCE_KEYS, resetOf } from '../../src/settings/preference-change';
import { changesBetween, settingsView } from '../../src/settings/settings-view';
import { DEFAULT_PREFERENCES } from '../../src/store/preferences';
import { choiceWords, valueWords } from '../../src/ui/settings/value-words';
import arabic from '../../src/ui/text/settings/ar';
import german from '../../src/ui/text/settings/de';
import english from '../../src/ui/text/settings/en';

const NONE: ChoiceLists = {
  microphones: [],
  speakers: [],
  sttModels: [],
  llmModels: [],
  ttsModels: [],
  voices: [],
  languages: [],
};

it('every choice of the document has one place on the page', () => {
  expect(FIELDS.map(({ key }) => key).toSorted()).toEqual([...PREFERENCE_KEYS].toSorted());
});

it.each(PREFERENCE_KEYS)('%s has a name, a meaning and words for its value', (key) => {
  for (const words of [english, german, arabic]) {
    expect(words.fields[key].title).not.toBe('');
    expect(words.fields[key].about).not.toBe('');
  }
  const control = fieldOf(key).control(DEFAULT_PREFERENCES, NONE);
  expect(valueWords(key, control)).not.toBe('');
  const values = control.kind === 'radio' ? control.values : [];
  for (const value of values) {
    expect(changeOf(key, fieldOf(key).valueOf(value)), value).toBeDefined();
    // Its own words, or a figure that is its own word.
    if (!/^\d$/.test(value)) expect(choiceWords(key, value).title).not.toBe(value);
  }
  expect(isDefault({ ...DEFAULT_PREFERENCES, ...resetOf(key) }, key)).toBe(true);
});

it('a value is taken as it is or not at all', () => {
  expect(changeOf('voiceRate', 1.5)).toEqual({ voiceRate: 1.5 });
  expect(changeOf('voiceRate', 1)).toEqual({ voiceRate: 1 });
  expect(changeOf('voiceRate', 2.5)).toBeUndefined();
  expect(changeOf('voiceRate', '1')).toBeUndefined();
  expect(changeOf('microphoneId', undefined)).toEqual({ microphoneId: undefined });
  expect(changeOf('allowedOrigins', ['https://example.org'])).toEqual({ allowedOrigins: ['https://example.org'] });
  expect(changeOf('allowedOrigins', ['http://example.org'])).toBeUndefined();
  expect(changeOf('idleMinutes', fieldOf('idleMinutes').valueOf('60'))).toEqual({ idleMinutes: 60 });
  expect(changeOf('hubUrl', fieldOf('hubUrl').valueOf(' https://mirror.example/ '))).toEqual({
    hubUrl: 'https://mirror.example',
  });
  expect(changeOf('hubUrl', fieldOf('hubUrl').valueOf(''))).toBeUndefined();
  expect(changeOf('speakerId', fieldOf('speakerId').valueOf(''))).toEqual({ speakerId: undefined });
});

it('the page shows what was changed, and what cannot be', () => {
  const preferences = { ...DEFAULT_PREFERENCES, sttBeams: 3 };
  const view = settingsView({
    preferences,
    lists: NONE,
    absent: new Set(['speakerId']),
    undo: undefined,
    latency: { kind: 'idle' },
    incoming: undefined,
    busy: false,
    remembers: true,
    notice: undefined,
  });
  expect(view.fields.filter(({ changed }) => changed).map(({ key }) => key)).toEqual(['sttBeams']);
  expect(view.fields.filter(({ absent }) => absent).map(({ key }) => key)).toEqual(['speakerId']);
  const [change] = changesBetween(DEFAULT_PREFERENCES, preferences, NONE);
  expect(change && [valueWords(change.key, change.before), valueWords(change.key, change.after)]).toEqual([
    '1: the likeliest',
    '3 at once',
  ]);
});

it.each<[Partial<typeof DEFAULT_PREFERENCES>, Effect[]]>([
  [{}, []],
  [{ patience: 'quick', llmMaxTokens: 100 }, []],
  [{ echoCancellation: false, noiseSuppression: false }, ['microphone']],
  [{ audioProfile: 'quality', inputGain: 2 }, ['input-gain', 'audio-context']],
  [{ retentionDays: 2, caches: false }, ['retention', 'caches']],
  [{ allowedOrigins: [] }, []],
  [{ allowedOrigins: ['https://example.org'] }, ['hosts']],
])('%j asks for %j', (change, effects) => {
  const after = { ...DEFAULT_PREFERENCES, ...change };
  expect(effectsOf(DEFAULT_PREFERENCES, after)).toEqual(effects);
});

it('every choice but those read when they are needed has an effect', () => {
  const passive = PREFERENCE_KEYS.filter((key) => {
    const after = { ...DEFAULT_PREFERENCES, [key]: 'something else' };
    expect(differing(DEFAULT_PREFERENCES, after)).toEqual([key]);
    return effectsOf(DEFAULT_PREFERENCES, after).length === 0;
  });
  expect(passive).toEqual(['patience', 'nameGate', 'idleMinutes', 'llmMaxTokens']);
});
