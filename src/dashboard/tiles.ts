/** The figures at the top of the page. */
import { LIMITS } from '../perf/budgets';
import type { Component } from '../store/metric';
import type { TurnRecord } from '../store/turn-record';
import type { FigureView, GaugeView, TileView } from '../ui/dashboard/dashboard-view';
import { dashboardText } from '../ui/text/dashboard/words';
import { bandOf, type DashboardData, type Limits } from './data';
import { durationWords, latencyWords, limitWords, memoryWords, numberWords, shareWords, turnsCounted } from './figures';
import { componentLabel } from './labels';
import type { Quantiles } from './quantile';
import { RANGES } from './range';
import type { KeptSeries } from './series';
import { latencyQuantiles, used } from './turn-latency';

/** 003: "Error rate > 5%". */
const ERROR_SHARE = 0.05;
/** What the monitor may take of one core. */
const COST_SHARE = 0.01;
/** Nominal is good; from the state on that raises an alert it is poor. */
const PRESSURE_LIMITS: Limits = { good: 1, acceptable: LIMITS.pressure - 1 };

export function tilesOf(data: DashboardData, series: KeptSeries): TileView[] {
  return [
    latencyTile(data, series),
    throughputTile(data, series),
    errorTile(data, series),
    memoryTile(data, series),
    pressureTile(data, series),
    costTile(data, series),
  ];
}

/** The chosen component; the whole turn when none is chosen, or one that has no latency of its own. */
export function chosen({ component }: Pick<DashboardData, 'component'>): Component {
  return component === 'all' || component === 'capture' || component === 'system' ? 'pipeline' : component;
}

export function targetWords(limits: Limits | undefined, words: (value: number) => string): string {
  if (!limits) return '';
  const { goodBelow, acceptableBelow, comma } = dashboardText();
  return [goodBelow(words(limits.good)), acceptableBelow(words(limits.acceptable))].join(comma);
}

function latencyTile(data: DashboardData, series: KeptSeries): TileView {
  const { tiles } = dashboardText();
  const component = chosen(data);
  const limits = data.targets.latency(component);
  const { count, p50, p95, p99 } = latencyQuantiles(data, series, component);
  return {
    key: 'latency',
    label: component === 'pipeline' ? tiles.voiceToVoice : componentLabel(component),
    value: latencyWords(p50),
    absence: tiles.noTurns,
    band: bandOf(limits, p95),
    target: limits ? tiles.p95Is(targetWords(limits, limitWords)) : '',
    gauge: limits && gaugeOf({ p50, p95, p99 }, limits),
    details: [
      { label: 'p95', value: latencyWords(p95) },
      { label: 'p99', value: latencyWords(p99) },
      { label: tiles.turns, value: numberWords(count, 0) },
    ],
  };
}

/** The axis ends a little after the last limit that matters: bars of half a second are lost on an axis of five. */
function gaugeOf({ p50, p95, p99 }: Omit<Quantiles, 'count'>, limits: Limits): GaugeView | undefined {
  if (p50 === undefined || p95 === undefined || p99 === undefined) return undefined;
  const max = p99 < limits.good ? limits.good * 1.25 : Math.max(limits.acceptable * 1.15, p99 * 1.05);
  return { p50, p95, p99, ...limits, max };
}

function throughputTile(data: DashboardData, series: KeptSeries): TileView {
  const { tiles } = dashboardText();
  const operations = series.whole('pipeline', 'operations');
  const count = data.turnsIncomplete ? operations.sum : data.turns.length;
  const perMinute = count / (RANGES[data.range].lastMs / 60_000);
  const details: FigureView[] = [{ label: tiles.turns, value: numberWords(count, 0) }];
  if (!data.turnsIncomplete) details.push({ label: tiles.busiest, value: numberWords(busiest(data.turns), 0) });
  return {
    key: 'throughput',
    label: tiles.turnsPerMinute,
    value: numberWords(perMinute, perMinute < 1 ? 2 : 1),
    absence: '',
    band: undefined,
    target: '',
    gauge: undefined,
    details,
  };
}

/** The most turns that began within any 60 seconds. */
function busiest(turns: readonly TurnRecord[]): number {
  const starts = turns.map(({ startedAtMs }) => startedAtMs).toSorted((a, b) => a - b);
  let first = 0;
  let most = 0;
  starts.forEach((startMs, i) => {
    while ((starts[first] ?? startMs) <= startMs - 60_000) first++;
    most = Math.max(most, i - first + 1);
  });
  return most;
}

function errorTile(data: DashboardData, series: KeptSeries): TileView {
  const { tiles, goodBelow } = dashboardText();
  const whole = data.component === 'all' || data.component === 'pipeline';
  const fromTurns = whole && !data.turnsIncomplete;
  const component = data.component === 'all' ? 'pipeline' : data.component;
  const failed = fromTurns ? data.turns.filter(({ error }) => error).length : series.whole(component, 'errors').sum;
  const all = data.turnsIncomplete
    ? series.whole(component, 'operations').sum
    : data.turns.filter((turn) => used(turn, component)).length;
  const share = all > 0 ? failed / all : undefined;
  return {
    key: 'errors',
    label: whole ? tiles.errorRate : tiles.errorRateOf(componentLabel(component)),
    value: shareWords(share),
    absence: whole ? tiles.noTurns : tiles.notUsed,
    band: bandOf({ good: ERROR_SHARE, acceptable: ERROR_SHARE }, share),
    target: goodBelow(shareWords(ERROR_SHARE) ?? ''),
    gauge: undefined,
    details: [{ label: tiles.errors, value: tiles.errorsIn(numberWords(failed, 0) ?? '', turnsCounted(all)) }],
  };
}

function memoryTile(data: DashboardData, series: KeptSeries): TileView {
  const { tiles } = dashboardText();
  const mb = series.latest('system', 'memory_mb');
  const { max } = series.whole('system', 'memory_mb');
  return {
    key: 'memory',
    label: tiles.memory,
    value: memoryWords(mb),
    absence: absence(data, 'Memory of page and workers'),
    band: bandOf(data.targets.memoryMb, mb),
    target: targetWords(data.targets.memoryMb, (limit) => memoryWords(limit) ?? ''),
    gauge: undefined,
    details: [
      { label: tiles.highest, value: memoryWords(max) },
      { label: tiles.javascript, value: memoryWords(series.latest('system', 'js_heap_mb')) },
    ],
  };
}

/** Why there is no figure. @param name the probe's. */
function absence({ unavailable, monitoring }: DashboardData, name: string): string {
  const { notAvailable, tiles } = dashboardText();
  if (unavailable.includes(name)) return notAvailable;
  return monitoring ? tiles.notMeasuredYet : tiles.monitoringIsOff;
}

function pressureTile(data: DashboardData, series: KeptSeries): TileView {
  const { tiles } = dashboardText();
  const words = (value: number | undefined) => (value === undefined ? undefined : tiles.pressures[Math.round(value)]);
  const now = series.latest('system', 'pressure');
  return {
    key: 'pressure',
    label: tiles.pressure,
    value: words(now),
    absence: absence(data, 'Compute pressure'),
    band: bandOf(PRESSURE_LIMITS, now === undefined ? undefined : Math.round(now)),
    target: tiles.pressureTarget,
    gauge: undefined,
    details: [
      { label: tiles.highest, value: words(series.whole('system', 'pressure').max) },
      { label: tiles.pageBusy, value: shareWords(series.latest('system', 'busy_share')) },
    ],
  };
}

function costTile(data: DashboardData, series: KeptSeries): TileView {
  const { tiles } = dashboardText();
  const share = series.shareOfTime('system', 'monitor_ms', data.nowMs);
  const { count, sum } = series.whole('system', 'monitor_ms');
  return {
    key: 'cost',
    label: tiles.cost,
    value: shareWords(share),
    absence: data.monitoring ? tiles.notMeasuredYet : tiles.monitoringIsOff,
    band: bandOf({ good: COST_SHARE, acceptable: COST_SHARE }, share),
    target: tiles.costTarget(shareWords(COST_SHARE) ?? ''),
    gauge: undefined,
    details: [{ label: tiles.inAll, value: count > 0 ? durationWords(sum) : undefined }],
  };
}
