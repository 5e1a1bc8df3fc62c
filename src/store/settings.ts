/** What the user chose, one string a key. */
import type { Database } from './database';

export type SettingKey = 'microphoneId' | 'patience' | 'talkMode' | `echo:${string}`;

export interface SettingStore {
  get(key: SettingKey): Promise<string | undefined>;
  set(key: SettingKey, value: string): Promise<void>;
}

export function createSettingStore(database: Database): SettingStore {
  return {
    get: (key) => database.get('settings', key),
    set: async (key, value) => {
      await database.put('settings', value, key);
    },
  };
}
