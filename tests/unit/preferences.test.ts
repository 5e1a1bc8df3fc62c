import { expect, it } from 'vitest';
import { readPreferences } from '../../src/preferences';
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
  const kept = { ...chosen, idleMinutes: '60', keepConversations: 'off' };
  expect(await readPreferences(settingsOf(kept))).toEqual({ ...chosen, idleMinutes: 60, keepConversations: false });
});

it('are the usual ones on a first visit', async () => {
  expect(await readPreferences(settingsOf({}))).toEqual({
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
