/** The dashboard, made from what is kept. Pure: the same data give the same page. */
import { alertRowsOf, errorRowsOf } from './dashboard/alert-rows';
import { memoryChart, throughputChart, trendChart } from './dashboard/charts';
import { componentRowsOf } from './dashboard/component-rows';
import type { DashboardData } from './dashboard/data';
import { figureGroupsOf } from './dashboard/figure-groups';
import { countText, momentWords } from './dashboard/figures';
import { RANGES, slotsOf } from './dashboard/range';
import { KeptSeries } from './dashboard/series';
import { tilesOf } from './dashboard/tiles';
import { turnBarsOf } from './dashboard/turn-bars';
import { unavailableOf } from './dashboard/unavailable';
import { waterfallOf } from './dashboard/waterfall';
import { isTurn } from './perf/turn-points';
import type { StorageState } from './store/metric';
import type { DashboardView } from './ui/dashboard/dashboard-view';
import { dashboardText } from './ui/text/dashboard/words';

/** @param data may hold more than the range: what lies outside of it is left out. */
export function dashboardView(data: DashboardData): DashboardView {
  const { alerts } = dashboardText();
  const fromMs = data.nowMs - RANGES[data.range].lastMs;
  const turns = data.turns
    // A noise that rightly got no reply is no turn, nor is what others said in the room.
    .filter((turn) => turn.startedAtMs >= fromMs && isTurn(turn))
    .toSorted((a, b) => a.startedAtMs - b.startedAtMs);
  const inRange: DashboardData = { ...data, turns };
  const series = new KeptSeries(inRange);
  const slots = slotsOf(data.range, data.nowMs);
  return {
    range: data.range,
    component: data.component,
    monitoring: data.monitoring,
    storageNote: storageWords(data.storage),
    tiles: tilesOf(inRange, series),
    turns: turnBarsOf(inRange),
    // A turn stays open when it grows older than the range.
    openTurn: waterfallOf(data),
    components: componentRowsOf(inRange, series, slots),
    trend: trendChart(inRange, series, slots),
    throughput: throughputChart(inRange, series, slots),
    memory: memoryChart(inRange, series, slots),
    figures: figureGroupsOf(inRange, series),
    errors: errorRowsOf(inRange),
    alerts: alertRowsOf(inRange),
    profiles: data.profiles.map(({ id, title }) => ({ id, title: alerts.profile(id, title) })),
    activeProfile: data.activeProfile,
    health: data.health,
    healthWhen: data.health ? momentWords(data.health.atMs, data.nowMs) : '',
    checkingHealth: data.checkingHealth,
    unavailable: unavailableOf(data.unavailable),
    collector: data.collector,
    notifications: data.notifications,
  };
}

/** Why what is shown may not be all there was. */
function storageWords(storage: StorageState): string | undefined {
  const text = dashboardText().storage;
  switch (storage.kind) {
    case 'persistent':
      return undefined;
    case 'memory-only':
      return text.memoryOnly(storage.reason);
    case 'full':
      return text.full(countText(storage.droppedPoints));
    case 'blocked':
      return text.blocked;
  }
}
