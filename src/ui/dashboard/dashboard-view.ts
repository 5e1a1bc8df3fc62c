/** What the dashboard shows, and what its user can ask for. Figures come as words; numbers only where something is drawn. */
import type { AlertSeverity } from '../../store/alert';
import type { HealthReport } from '../../store/health';
import type { Component } from '../../store/metric';
import type { ChartView } from './chart-view';
import type { TurnBarsView, WaterfallView } from './turn-view';

export type RangeKey = '5m' | '30m' | '24h' | '7d' | '30d';

/** Whose figures are shown; `all` is the whole turn. */
export type ComponentFilter = Component | 'all';

export type Band = 'good' | 'acceptable' | 'poor';

/** A figure with its name. Undefined: the browser does not tell, or nothing was measured. */
export interface FigureView {
  label: string;
  value: string | undefined;
}

/** Quantiles against their limits, to be drawn as nested bars. All in ms. */
export interface GaugeView {
  p50: number;
  p95: number;
  p99: number;
  good: number;
  acceptable: number;
  /** Where the axis ends. */
  max: number;
}

/** One of the figures at the top of the page. */
export interface TileView {
  key: 'latency' | 'throughput' | 'errors' | 'memory' | 'pressure' | 'cost';
  label: string;
  /** The figure itself; undefined when there is none. */
  value: string | undefined;
  /** Why there is none. */
  absence: string;
  band: Band | undefined;
  /** What the band is measured by, in words; empty without one. */
  target: string;
  gauge: GaugeView | undefined;
  details: readonly FigureView[];
}

/** A component as a row of the table. */
export interface ComponentRowView {
  component: Component;
  label: string;
  /** Turns or calls that used it. */
  count: number;
  p50: string | undefined;
  p95: string | undefined;
  p99: string | undefined;
  /** All its work, hidden work included: the median. */
  work: string | undefined;
  /** The median over time for the small curve; undefined where nothing was measured. */
  trend: readonly (number | undefined)[];
  /** The same in words. */
  trendWords: string;
  errors: number;
  band: Band | undefined;
  target: string;
  selected: boolean;
}

export interface FigureGroupView {
  title: string;
  figures: readonly FigureView[];
}

/** A kind of failure and how often it happened. */
export interface ErrorRowView {
  code: string;
  count: number;
  last: string;
}

export interface AlertView {
  id: string;
  rule: string;
  condition: string;
  severity: AlertSeverity;
  /** Not cleared yet. */
  lasting: boolean;
  /** Since when, or from when to when. */
  when: string;
  /** What met the condition. */
  value: string;
  component: string | undefined;
}

/** A named set of alert rules. */
export interface ProfileView {
  id: string;
  title: string;
}

/** Something the browser does not tell, and why. */
export interface UnavailableView {
  name: string;
  reason: string;
}

/** The user's own collector of OpenTelemetry metrics. */
export interface CollectorView {
  /** Empty while none is set; nothing is ever sent then. */
  url: string;
  /** What came of the last push, in words; empty before one. */
  status: string;
}

/** Whether alerts may be shown outside the page: `denied` by the browser, `unavailable` in it. */
export type NotificationsView = 'off' | 'on' | 'denied' | 'unavailable';

export interface DashboardView {
  range: RangeKey;
  component: ComponentFilter;
  monitoring: boolean;
  /** Why kept data may be incomplete, in one sentence; undefined when nothing is wrong. */
  storageNote: string | undefined;
  tiles: readonly TileView[];
  turns: TurnBarsView;
  openTurn: WaterfallView | undefined;
  components: readonly ComponentRowView[];
  trend: ChartView;
  throughput: ChartView;
  memory: ChartView;
  figures: readonly FigureGroupView[];
  errors: readonly ErrorRowView[];
  alerts: readonly AlertView[];
  profiles: readonly ProfileView[];
  activeProfile: string;
  /** Undefined until it was asked for. */
  health: HealthReport | undefined;
  /** When the health was checked, in words. */
  healthWhen: string;
  /** A check is under way. */
  checkingHealth: boolean;
  unavailable: readonly UnavailableView[];
  collector: CollectorView;
  notifications: NotificationsView;
}

/** Everything a user can ask the dashboard for. */
export type DashboardIntent =
  | { kind: 'set-range'; range: RangeKey }
  | { kind: 'set-component'; component: ComponentFilter }
  | { kind: 'open-turn'; turnId: string }
  | { kind: 'close-turn' }
  /** What is on the screen, or all that is kept. */
  | { kind: 'export'; what: 'screen' | 'all'; format: 'json' | 'csv' }
  /** Chrome trace events of one turn. */
  | { kind: 'export'; what: 'turn-trace'; format: 'json'; turnId: string }
  /** OpenTelemetry metrics of the range. */
  | { kind: 'export'; what: 'otlp'; format: 'json' }
  /** The same, to the address, which is kept; an empty one forgets it and sends nothing. */
  | { kind: 'push'; url: string }
  | { kind: 'set-notifications'; on: boolean }
  | { kind: 'run-health' }
  | { kind: 'set-profile'; profileId: string }
  | { kind: 'dismiss-alert'; alertId: string }
  | { kind: 'set-monitoring'; on: boolean }
  | { kind: 'close' };

/** The one event the dashboard's elements fire upward. */
export class DashboardIntentEvent extends Event {
  static readonly type = 'sotto-dashboard-intent';
  constructor(readonly intent: DashboardIntent) {
    super(DashboardIntentEvent.type, { bubbles: true, composed: true });
  }
}
