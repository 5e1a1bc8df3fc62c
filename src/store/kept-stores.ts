/** Every store, over one database that is opened when the first of them is used. */
import { type AlertStore, createAlertStore } from './alerts';
import { type BenchmarkStore, createBenchmarkStore } from './benchmarks';
import { type ConversationStore, createConversationStore } from './conversations';
import type { Database } from './database';
import { createMetricStore, type DurableMetricStore } from './metrics';
import type { ProfileResult } from './result-records';
import { createProfileStore, type ResultStore } from './results';
import { createSettingStore, type SettingStore } from './settings';
import { createTurnStore, type TurnStore } from './turns';

export interface KeptStores {
  turns: TurnStore;
  settings: SettingStore;
  metrics: DurableMetricStore;
  alerts: AlertStore;
  profiles: ResultStore<ProfileResult>;
  benchmarks: BenchmarkStore;
  conversations: ConversationStore;
}

export function keptStores(database: Database): KeptStores {
  return {
    turns: createTurnStore(database),
    settings: createSettingStore(database),
    metrics: createMetricStore(database),
    alerts: createAlertStore(database),
    profiles: createProfileStore(database),
    benchmarks: createBenchmarkStore(database),
    conversations: createConversationStore(database),
  };
}
