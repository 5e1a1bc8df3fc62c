import { expect, it } from 'vitest';
import { parsePreferences, readPreferences, writePreferences } from '../../src/preferences';
import { DEFAULT_PREFERENCES, RANGES } from '../../src/store/preferences';
import type { SettingKey, SettingStore } from '../../src/store/settings';

function settingsOf(entries: Partial<Record<SettingKey, string>>): SettingStore {
  const kept = new Map(Object.entries(entries));
  return {
    get: async (key) => kept.get(key),
    set: async (key, value) => void kept.set(key, value),
  };
}

it('are what was chosen before', async () => {
  const chosen = { microphoneId: 'usb', patience: 'patient', talkMode: 'push-to-talk', nameGate: 'on' };
  const numbers = { idleMinutes: '60', retentionDays: '7', retentionPoints: '2000' };
  const kept = { ...chosen, ...numbers, keepConversations: 'off', monitor: 'off' };
  expect(await readPreferences(settingsOf(kept))).toEqual({
    ...DEFAULT_PREFERENCES,
    ...chosen,
    idleMinutes: 60,
    retentionDays: 7,
    retentionPoints: 2000,
    keepConversations: false,
    monitor: false,
  });
});

it('are the usual ones on a first visit', async () => {
  expect(await readPreferences(settingsOf({}))).toMatchObject({
    microphoneId: undefined,
    patience: 'normal',
    talkMode: 'hands-free',
    nameGate: 'off',
    idleMinutes: 15,
    keepConversations: true,
  });
});

it('of another version are the usual ones', async () => {
  expect(
    await readPreferences(settingsOf({ patience: 'saintly', talkMode: 'telepathy', idleMinutes: '7' })),
  ).toMatchObject({
    patience: 'normal',
    idleMinutes: 15,
    talkMode: 'hands-free',
  });
});

it('are written as one document, which then counts alone', async () => {
  const settings = settingsOf({ patience: 'patient' });
  const chosen = { ...DEFAULT_PREFERENCES, voiceRate: 1.5, allowedOrigins: ['https://example.org'] };
  await writePreferences(settings, chosen);
  expect(await readPreferences(settings)).toEqual(chosen);
});

it.each(['', 'no json', 'null', '[]', '7'])('in %j are the usual ones', (text) => {
  expect(parsePreferences(text)).toEqual(DEFAULT_PREFERENCES);
});

it('outside their range are the usual ones, each by itself', () => {
  const text = JSON.stringify({
    voiceRate: 9,
    sttBeams: 2.5,
    llmTopP: 'all',
    hubUrl: 'http://example.org',
    historyTurns: 7,
  });
  expect(parsePreferences(text)).toEqual({ ...DEFAULT_PREFERENCES, historyTurns: 7 });
});

it.each(Object.entries(RANGES))('%s has its default within its range', (key, { min, max }) => {
  const value = Object.entries(DEFAULT_PREFERENCES).find(([name]) => name === key)?.[1];
  expect(value).toBeGreaterThanOrEqual(min);
  expect(value).toBeLessThanOrEqual(max);
});
