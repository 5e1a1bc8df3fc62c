import { expect, it } from 'vitest';
import { readSettings, SETTINGS_FORMAT, writeSettings } from '../../src/settings/settings-file';
import { DEFAULT_PREFERENCES } from '../../src/store/preferences';

const fileOf = (preferences: unknown, more = {}) =>
  JSON.stringify({ format: SETTINGS_FORMAT, version: 1, preferences, ...more });

it('what is written is read again, but for the devices', () => {
  const chosen = {
    ...DEFAULT_PREFERENCES,
    voiceRate: 1.25,
    allowedOrigins: ['https://example.org'],
    microphoneId: 'usb',
  };
  const text = writeSettings(chosen);
  expect(text).not.toContain('usb');
  const { change, unknown, wrong } = readSettings(text);
  expect({ ...DEFAULT_PREFERENCES, ...change }).toEqual({ ...chosen, microphoneId: undefined });
  expect([unknown, wrong]).toEqual([[], []]);
});

it('unknown names and impossible values are told, and left out', () => {
  const read = readSettings(fileOf({ telly: 1, sttBeams: 9, patience: 'saintly', voicePitch: 2, __proto__: 3 }));
  expect(read).toEqual({
    change: { voicePitch: 2 },
    unknown: ['telly'],
    wrong: [
      { key: 'sttBeams', value: '9', range: { min: 1, max: 5 } },
      { key: 'patience', value: '"saintly"', range: undefined },
    ],
  });
});

it.each([
  ['', /empty/],
  ['{', /no JSON/],
  ['[]', /no settings/],
  ['{"format":"other"}', /no settings/],
  [fileOf({}, { version: 2 }), /newer/],
  [fileOf([]), /damaged/],
  [fileOf(undefined), /damaged/],
  [' '.repeat(1_000_001), /too large/],
])('%.40j is no such file', (text, reason) => {
  expect(() => readSettings(text)).toThrow(expect.objectContaining({ code: 'file-invalid' }));
  expect(() => readSettings(text)).toThrow(reason);
});
