/** What lies in Sotto's IndexedDB, as types. */
import type { DBSchema } from 'idb';
import type { AlertRecord } from './alert';
import type { BenchmarkRun, BenchmarkSummary } from './benchmark-run';
import type { ConversationRecord } from './conversation-record';
import type { MetricKey, MetricRecord } from './metric-keys';
import type { OptimizationLog, ProfileResult } from './result-records';
import type { TurnRecord } from './turn-record';

export interface SottoSchema extends DBSchema {
  turns: { key: string; value: TurnRecord; indexes: { startedAtMs: number } };
  settings: { key: string; value: string };
  performance_metrics: { key: MetricKey; value: MetricRecord };
  profile_results: { key: string; value: ProfileResult; indexes: { startedAtMs: number } };
  benchmark_results: { key: string; value: BenchmarkRun; indexes: { startedAtMs: number } };
  benchmark_summaries: { key: string; value: BenchmarkSummary; indexes: { startedAtMs: number } };
  optimization_logs: { key: string; value: OptimizationLog; indexes: { startedAtMs: number } };
  conversations: { key: string; value: ConversationRecord; indexes: { updatedAtMs: number } };
  alerts: { key: string; value: AlertRecord; indexes: { raisedAtMs: number } };
}
