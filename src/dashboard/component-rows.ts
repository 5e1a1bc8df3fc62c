/** The table of components. */
import type { Component } from '../store/metric';
import type { ComponentRowView } from '../ui/dashboard/dashboard-view';
import { dashboardText } from '../ui/text/dashboard/words';
import { bandOf, type DashboardData } from './data';
import { latencyWords, limitWords, percentText } from './figures';
import { componentLabel } from './labels';
import type { Slots } from './range';
import type { KeptSeries } from './series';
import { targetWords } from './tiles';
import { latencyPerSlot, latencyQuantiles, used } from './turn-latency';

/** In the order of a turn. */
const ROWS: readonly Component[] = ['pipeline', 'capture', 'vad', 'stt', 'route', 'tool', 'llm', 'tts', 'playback'];

/** Smaller changes of the median are noise. */
const STEADY_SHARE = 0.1;

export function componentRowsOf(data: DashboardData, series: KeptSeries, slots: Slots): ComponentRowView[] {
  return ROWS.map((component) => {
    const { p50, p95, p99 } = latencyQuantiles(data, series, component);
    const trend = latencyPerSlot(data, series, component, slots).map((slot) => slot?.p50);
    const limits = data.targets.latency(component);
    const work = series.whole(component, 'work_ms').p50;
    return {
      component,
      label: componentLabel(component),
      count: countOf(data, series, component),
      p50: latencyWords(p50),
      p95: latencyWords(p95),
      p99: latencyWords(p99),
      work: latencyWords(work),
      trend,
      trendWords: trendWords(trend),
      errors: errorsOf(data, series, component),
      band: bandOf(limits, p95),
      target: targetWords(limits, limitWords),
      selected: data.component === component,
    };
  });
}

function countOf({ turns, turnsIncomplete }: DashboardData, series: KeptSeries, component: Component): number {
  if (turnsIncomplete) return series.whole(component, 'operations').sum;
  return turns.filter((turn) => used(turn, component)).length;
}

/** Turns that failed are the pipeline's; which stage failed only its own series tells. */
function errorsOf({ turns, turnsIncomplete }: DashboardData, series: KeptSeries, component: Component): number {
  if (component === 'pipeline' && !turnsIncomplete) return turns.filter(({ error }) => error).length;
  return series.whole(component, 'errors').sum;
}

/** How the second half of the range compares with the first. */
export function trendWords(trend: readonly (number | undefined)[]): string {
  const { trends } = dashboardText();
  const known = trend.filter((value) => value !== undefined);
  if (known.length < 2) return known.length === 0 ? trends.nothing : trends.onePoint;
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const half = Math.ceil(known.length / 2);
  const before = mean(known.slice(0, half));
  const after = mean(known.slice(half));
  // Below 10 ms a share of it says nothing.
  if (Math.abs(after - before) < 10 || before === 0) return trends.steady;
  const change = (after - before) / before;
  if (Math.abs(change) < STEADY_SHARE) return trends.steady;
  const percent = percentText(Math.round(Math.abs(change) * 100));
  return change < 0 ? trends.down(percent) : trends.up(percent);
}
