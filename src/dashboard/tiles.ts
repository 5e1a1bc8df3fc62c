/** The figures at the top of the page. */
import { LIMITS } from '../perf/budgets';
import type { Component } from '../store/metric';
import type { TurnRecord } from '../store/turn-record';
import type { FigureView, GaugeView, TileView } from '../ui/dashboard/dashboard-view';
import { bandOf, type DashboardData, type Limits } from './data';
import { counted, durationWords, latencyWords, limitWords, memoryWords, numberWords, shareWords } from './figures';
import { COMPONENT_LABELS } from './labels';
import type { Quantiles } from './quantile';
import { RANGES } from './range';
import type { KeptSeries } from './series';
import { latencyQuantiles, used } from './turn-latency';

/** 003: "Error rate > 5%". */
const ERROR_SHARE = 0.05;
/** What the monitor may take of one core. */
const COST_SHARE = 0.01;
const PRESSURES = ['Nominal', 'Fair', 'Serious', 'Critical'] as const;
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
  return limits ? `good below ${words(limits.good)}, acceptable below ${words(limits.acceptable)}` : '';
}

function latencyTile(data: DashboardData, series: KeptSeries): TileView {
  const component = chosen(data);
  const limits = data.targets.latency(component);
  const { count, p50, p95, p99 } = latencyQuantiles(data, series, component);
  return {
    key: 'latency',
    label: component === 'pipeline' ? 'Voice to voice' : COMPONENT_LABELS[component],
    value: latencyWords(p50),
    absence: 'no turns yet',
    band: bandOf(limits, p95),
    target: limits ? `p95 is ${targetWords(limits, limitWords)}` : '',
    gauge: limits && gaugeOf({ p50, p95, p99 }, limits),
    details: [
      { label: 'p95', value: latencyWords(p95) },
      { label: 'p99', value: latencyWords(p99) },
      { label: 'Turns', value: numberWords(count, 0) },
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
  const operations = series.whole('pipeline', 'operations');
  const count = data.turnsIncomplete ? operations.sum : data.turns.length;
  const perMinute = count / (RANGES[data.range].lastMs / 60_000);
  const details: FigureView[] = [{ label: 'Turns', value: numberWords(count, 0) }];
  if (!data.turnsIncomplete) details.push({ label: 'Busiest minute', value: numberWords(busiest(data.turns), 0) });
  return {
    key: 'throughput',
    label: 'Turns per minute',
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
    label: whole ? 'Error rate' : `Error rate: ${COMPONENT_LABELS[component]}`,
    value: shareWords(share),
    absence: whole ? 'no turns yet' : 'not used yet',
    band: bandOf({ good: ERROR_SHARE, acceptable: ERROR_SHARE }, share),
    target: `good below ${shareWords(ERROR_SHARE)}`,
    gauge: undefined,
    details: [{ label: 'Errors', value: `${numberWords(failed, 0)} in ${counted(all, 'turn')}` }],
  };
}

function memoryTile(data: DashboardData, series: KeptSeries): TileView {
  const mb = series.latest('system', 'memory_mb');
  const { max } = series.whole('system', 'memory_mb');
  return {
    key: 'memory',
    label: 'Memory',
    value: memoryWords(mb),
    absence: absence(data, 'Memory of page and workers'),
    band: bandOf(data.targets.memoryMb, mb),
    target: targetWords(data.targets.memoryMb, (limit) => memoryWords(limit) ?? ''),
    gauge: undefined,
    details: [
      { label: 'Highest', value: memoryWords(max) },
      { label: 'JavaScript', value: memoryWords(series.latest('system', 'js_heap_mb')) },
    ],
  };
}

/** Why there is no figure. @param name the probe's. */
function absence({ unavailable, monitoring }: DashboardData, name: string): string {
  if (unavailable.includes(name)) return 'not available';
  return monitoring ? 'not measured yet' : 'monitoring is off';
}

function pressureTile(data: DashboardData, series: KeptSeries): TileView {
  const words = (value: number | undefined) => (value === undefined ? undefined : PRESSURES[Math.round(value)]);
  const now = series.latest('system', 'pressure');
  return {
    key: 'pressure',
    label: 'Compute pressure',
    value: words(now),
    absence: absence(data, 'Compute pressure'),
    band: bandOf(PRESSURE_LIMITS, now === undefined ? undefined : Math.round(now)),
    target: 'good while nominal, acceptable while fair',
    gauge: undefined,
    details: [
      { label: 'Highest', value: words(series.whole('system', 'pressure').max) },
      { label: 'Page busy', value: shareWords(series.latest('system', 'busy_share')) },
    ],
  };
}

function costTile(data: DashboardData, series: KeptSeries): TileView {
  const share = series.shareOfTime('system', 'monitor_ms', data.nowMs);
  const { count, sum } = series.whole('system', 'monitor_ms');
  return {
    key: 'cost',
    label: 'The monitor’s own cost',
    value: shareWords(share),
    absence: data.monitoring ? 'not measured yet' : 'monitoring is off',
    band: bandOf({ good: COST_SHARE, acceptable: COST_SHARE }, share),
    target: `good below ${shareWords(COST_SHARE)} of one core`,
    gauge: undefined,
    details: [{ label: 'In all', value: count > 0 ? durationWords(sum) : undefined }],
  };
}
