/** The dashboard by itself, on made data: no models, no store. `?empty` has no data, `?bare` a browser that tells little, `?lang=de` another language. */
import type { DashboardData } from '../../src/dashboard/data';
import { RANGES } from '../../src/dashboard/range';
import { dashboardView } from '../../src/dashboard-views';
import type { Component } from '../../src/store/metric';
import { type DashboardIntent, DashboardIntentEvent, type RangeKey } from '../../src/ui/dashboard/dashboard-view';
import '../../src/ui/dashboard/sotto-dashboard';
import { bestLocale, setLocale } from '../../src/ui/text/text';
import {
  FakeBuckets,
  MADE_ALERTS,
  MADE_HEALTH,
  madeData,
  madeMeasures,
  madeSystemPoints,
  madeTurnPoints,
  madeTurns,
} from '../unit/dashboard-fakes';

const query = new URLSearchParams(location.search);
const dashboard = document.querySelector('sotto-dashboard');
if (!dashboard) throw new Error('dashboard-harness.html has no <sotto-dashboard>.');

/** Turns of a busy half hour, of a day, of a month. */
const TURNS: Readonly<Record<RangeKey, number>> = { '5m': 7, '30m': 34, '24h': 90, '7d': 260, '30d': 700 };

function dataOf(range: RangeKey): Partial<DashboardData> {
  if (query.has('empty')) return { range };
  const { lastMs, slotMs, source } = RANGES[range];
  const turns = madeTurns(TURNS[range], lastMs);
  const points = [
    ...madeTurnPoints(turns),
    ...(query.has('bare') ? [] : madeSystemPoints(lastMs, Math.max(5000, slotMs / 6))),
  ];
  const common = { range, turns, alerts: MADE_ALERTS, health: MADE_HEALTH };
  const told = query.has('bare')
    ? { unavailable: ['Memory of page and workers', 'JavaScript memory', 'Compute pressure', 'Battery'] }
    : { unavailable: ['Battery'], facts: [{ name: 'Graphics', value: 'not used' }] };
  if (source === 'points') return { ...common, ...told, points };
  const { buckets, quantile } = new FakeBuckets(points, source);
  return { ...common, ...told, buckets, quantile, points: points.filter(({ name }) => name === 'errors') };
}

let data = madeData({ ...dataOf('30m') });
const intents: DashboardIntent[] = [];

function change(changes: Partial<DashboardData>): void {
  data = { ...data, ...changes };
  const opened = data.turns.find(({ id }) => id === data.openTurnId);
  dashboard!.view = dashboardView({ ...data, measures: opened ? madeMeasures(opened) : [] });
}

document.addEventListener(DashboardIntentEvent.type, (event) => {
  if (!(event instanceof DashboardIntentEvent)) return;
  const { intent } = event;
  intents.push(intent);
  switch (intent.kind) {
    case 'set-range':
      return change(dataOf(intent.range));
    case 'set-component':
      return change({ component: intent.component });
    case 'open-turn':
      return change({ openTurnId: intent.turnId });
    case 'close-turn':
      return change({ openTurnId: undefined });
    case 'run-health':
      return change({ health: MADE_HEALTH });
    case 'set-profile':
      return change({ activeProfile: intent.profileId });
    case 'dismiss-alert':
      return change({ alerts: data.alerts.filter(({ id }) => id !== intent.alertId) });
    case 'set-monitoring':
      return change({ monitoring: intent.on });
    case 'export':
    case 'close':
      return;
  }
});

declare global {
  interface Window {
    dashboardHarness: {
      /** Everything that was asked for, in order. */
      intents: readonly DashboardIntent[];
      /** The same data once more, as every refresh brings them. */
      refresh(): void;
      choose(component: Component | 'all'): void;
    };
  }
}
window.dashboardHarness = { intents, refresh: () => change({}), choose: (component) => change({ component }) };
await setLocale(bestLocale([query.get('lang') ?? 'en']));
change({});
