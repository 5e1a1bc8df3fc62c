/** What the dashboard is made from. Read elsewhere; everything in this folder is pure. */
import type { AlertRecord } from '../store/alert';
import type { HealthReport } from '../store/health';
import type { Component, MetricBucket, MetricPoint, StorageState } from '../store/metric';
import type { TurnRecord } from '../store/turn-record';
import type {
  Band,
  CollectorView,
  ComponentFilter,
  NotificationsView,
  ProfileView,
  RangeKey,
} from '../ui/dashboard/dashboard-view';

/** Less than `good` is good, more than `acceptable` is poor, what is between is acceptable. */
export interface Limits {
  good: number;
  acceptable: number;
}

/** Targets of the latencies, in ms, and of the memory, in MB. */
export interface Targets {
  latency(component: Component): Limits | undefined;
  memoryMb: Limits | undefined;
}

/** A piece of work of a worker: `Measure` of the contract is one. */
export interface WorkerMeasure {
  /** `stt.encode` */
  name: string;
  startAtMs: number;
  durationMs: number;
}

export interface DashboardData {
  nowMs: number;
  range: RangeKey;
  component: ComponentFilter;
  /** Of the range, or all there are: what is older is left out. */
  turns: readonly TurnRecord[];
  /** More than these were kept once: their figures come from the buckets. */
  turnsIncomplete: boolean;
  /** What `wantedSeries` asks for, each series either as points or as buckets of one width. */
  points: readonly MetricPoint[];
  buckets: readonly MetricBucket[];
  alerts: readonly AlertRecord[];
  health: HealthReport | undefined;
  checkingHealth: boolean;
  /** Names of what this browser does not tell. */
  unavailable: readonly string[];
  /** What there is in words: the name of a graphics chip. */
  facts: readonly { name: string; value: string }[];
  storage: StorageState;
  monitoring: boolean;
  profiles: readonly ProfileView[];
  activeProfile: string;
  targets: Targets;
  collector: CollectorView;
  notifications: NotificationsView;
  openTurnId: string | undefined;
  /** What the workers measured while the open turn ran; empty when that is no longer known. */
  measures: readonly WorkerMeasure[];
  /** The quantile (0 to 1) of buckets of one series, merged; undefined for no values. */
  quantile: (buckets: readonly MetricBucket[], q: number) => number | undefined;
}

export function bandOf(limits: Limits | undefined, value: number | undefined): Band | undefined {
  if (!limits || value === undefined) return undefined;
  if (value < limits.good) return 'good';
  return value <= limits.acceptable ? 'acceptable' : 'poor';
}
