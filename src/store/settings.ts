/** What the user chose, one string a key. */
import type { Database } from './database';

export type SettingKey =
  /** A document of `src/store/preferences.ts`. The single keys below it are of versions before it. */
  | 'preferences'
  | 'microphoneId'
  | 'patience'
  | 'talkMode'
  /** `on` or `off`. */
  | 'nameGate'
  /** A whole number; 0 for never. */
  | 'idleMinutes'
  /** `on` or `off`. */
  | 'keepConversations'
  | `echo:${string}`
  /** Whole numbers: see `Retention`. */
  | 'retentionPoints'
  | 'retentionDays'
  /** `on` or `off`: whether Sotto watches itself. */
  | 'monitor'
  | 'dashboardRange'
  | 'alertProfile'
  /** `on` or `off`: whether alerts may be shown outside the page. */
  | 'notifications'
  /** Addresses of the user's own; without them nothing is sent. */
  | 'otlpUrl'
  | 'webhookUrl'
  /** Up to when metrics were sent to the user's collector. */
  | 'otlpSentUntilMs'
  /** Id of the run that others are compared with. */
  | 'benchmarkBaseline'
  /** A `BenchmarkPlan` as JSON. */
  | 'benchmarkPlan'
  /** What was asked of the network since the first visit, by origin, as JSON: see `src/requests.ts`. */
  | 'requests'
  /** `yes` once Sotto has said on this device who it is. */
  | 'welcomed'
  /** Written and read again by the health check. */
  | 'healthProbe';

export interface SettingStore {
  get(key: SettingKey): Promise<string | undefined>;
  set(key: SettingKey, value: string): Promise<void>;
}

export function createSettingStore(database: Database): SettingStore {
  return {
    get: (key) => database.use((connection) => connection.get('settings', key)),
    set: async (key, value) => {
      await database.use((connection) => connection.put('settings', value, key));
    },
  };
}
