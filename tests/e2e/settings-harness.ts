/**
 * The page of settings by itself, on the real database and the browser's real devices: no models, no agent. `?locale=ar` is
 * its language.
 */

import { readPreferences, writePreferences } from '../../src/preferences';
import { SettingsHost } from '../../src/settings-host';
import type { ConversationRecord } from '../../src/store/conversation-record';
import { createDatabase } from '../../src/store/database';
import { keptStores } from '../../src/store/kept-stores';
import type { Preferences } from '../../src/store/preferences';
import { LOCALES, setLocale } from '../../src/ui/text/text';

declare global {
  interface Window {
    settingsHarness: {
      preferences(): Preferences;
      conversations(): Promise<ConversationRecord[]>;
      /** Keeps a conversation of one exchange. */
      say(id: string, text: string, atMs: number): Promise<void>;
      errors: string[];
      reloads: number;
      modelsRemoved: number;
    };
  }
}

async function start(): Promise<void> {
  const wanted = new URLSearchParams(location.search).get('locale');
  const locale = LOCALES.find((each) => each.locale === wanted)?.locale ?? 'en';
  const database = createDatabase();
  const kept = keptStores(database);
  let preferences = await readPreferences(kept.settings);
  const harness: Window['settingsHarness'] = {
    preferences: () => preferences,
    conversations: () => kept.conversations.all(),
    say: (id, text, atMs) => {
      const line = { turnId: id, text, skill: undefined, interrupted: false, heard: undefined, atMs };
      return kept.conversations.put({
        id,
        startedAtMs: atMs,
        updatedAtMs: atMs,
        lines: [
          { ...line, role: 'user', by: 'keyboard' },
          { ...line, role: 'assistant', by: 'model', text: `About ${text}` },
        ],
      });
    },
    errors: [],
    reloads: 0,
    modelsRemoved: 0,
  };
  window.settingsHarness = harness;
  const host = new SettingsHost({
    preferences: () => preferences,
    prefer: async (change) => {
      preferences = { ...preferences, ...change };
      await writePreferences(kept.settings, preferences);
    },
    database,
    remembers: () => true,
    choices: () => ({
      sttModels: [{ value: 'whisper-tiny.en', label: 'Whisper tiny' }],
      llmModels: [{ value: 'smollm2-135m', label: 'SmolLM2 135M' }],
      ttsModels: [{ value: 'piper-joe', label: 'Piper Joe' }],
      voices: [{ value: 'joe', label: 'Joe' }],
    }),
    onRestored: () => {},
    removeModels: async () => {
      harness.modelsRemoved++;
    },
    beforeWipe: () => {},
    reload: () => {
      harness.reloads++;
    },
    appVersion: '0.0.0-harness',
    nowMs: Date.now,
    onError: (error) => harness.errors.push(String(error)),
  });
  const element = await host.create();
  if (locale !== 'en') await setLocale(locale);
  document.body.append(element);
  host.opened();
}

void start();
