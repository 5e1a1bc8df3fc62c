/** The last turns as stacked bars against the targets. */
import type { Part, TurnRecord } from '../store/turn-record';
import { type AxisMark, stages, type TurnBarsView, type TurnBarView } from '../ui/dashboard/turn-view';
import { dashboardText } from '../ui/text/dashboard/words';
import { bandOf, type DashboardData, type Limits } from './data';
import { decimalText, latencyWords, limitWords, momentWords, turnsCounted } from './figures';
import { componentLabel, partOf } from './labels';
import { exactQuantile } from './quantile';

export const MAX_BARS = 20;

/** A target is drawn when the axis need not be longer than this many times the longest bar. */
const LONGEST_AXIS = 3;

export function turnBarsOf(data: DashboardData): TurnBarsView {
  const { goodAt, acceptableAt, comma } = dashboardText();
  const limits = data.targets.latency('pipeline') ?? {
    good: Number.POSITIVE_INFINITY,
    acceptable: Number.POSITIVE_INFINITY,
  };
  const emphasis = data.component === 'all' ? undefined : partOf(data.component);
  const bars = data.turns
    .flatMap((turn) => barOf(turn, data, emphasis) ?? [])
    .slice(-MAX_BARS)
    .reverse();
  const longestMs = Math.max(1, ...bars.map(({ totalMs }) => totalMs));
  const lines = [
    { atMs: limits.good, label: goodAt(limitWords(limits.good)) },
    { atMs: limits.acceptable, label: acceptableAt(limitWords(limits.acceptable)) },
  ].filter(({ atMs }) => Number.isFinite(atMs));
  const drawn = lines.filter(({ atMs }) => atMs <= longestMs * LONGEST_AXIS);
  const scaleMs = Math.max(longestMs, ...drawn.map(({ atMs }) => atMs)) * 1.04;
  return {
    bars,
    scaleMs,
    ticks: ticksOf(0, scaleMs),
    limits: drawn,
    beyond: lines
      .filter((line) => !drawn.includes(line))
      .map(({ label }) => label)
      .join(comma),
    emphasis,
    summary: summaryOf(bars, limits, emphasis && data.component !== 'all' ? componentLabel(data.component) : undefined),
  };
}

function barOf(
  turn: TurnRecord,
  { nowMs, targets, component }: DashboardData,
  emphasis: Part | undefined,
): TurnBarView | undefined {
  const { bars: text } = dashboardText();
  const { parts, totalMs } = turn;
  if (!parts || totalMs === undefined) return undefined;
  const figureMs = emphasis ? parts[emphasis] : totalMs;
  const limits = targets.latency(emphasis && component !== 'all' ? component : 'pipeline');
  return {
    id: turn.id,
    title: turn.transcript || (turn.outcome === 'no-speech' ? text.noWords : text.wordsNotKept),
    when: momentWords(turn.startedAtMs, nowMs),
    parts: stages().map(({ key, label }) => ({ key, label, ms: parts[key] })),
    totalMs,
    figure: latencyWords(figureMs) ?? '',
    band: bandOf(limits, figureMs),
    cold: turn.cold,
  };
}

/** Marks at round times, at most six, all within the axis. */
export function ticksOf(fromMs: number, toMs: number): AxisMark[] {
  const { s } = dashboardText().units;
  const rough = (toMs - fromMs) / 5;
  const decade = 10 ** Math.floor(Math.log10(Math.max(rough, 1)));
  const stepMs = ([1, 2, 5, 10].find((step) => step * decade >= rough) ?? 10) * decade;
  const marks: AxisMark[] = [];
  for (let atMs = Math.ceil(fromMs / stepMs) * stepMs; atMs <= toMs; atMs += stepMs) {
    const digits = stepMs % 1000 === 0 ? 0 : stepMs % 100 === 0 ? 1 : 2;
    marks.push({ atMs: atMs || 0, label: atMs === 0 ? '0' : s(decimalText(atMs / 1000, digits)) });
  }
  return marks;
}

function summaryOf(bars: readonly TurnBarView[], { good }: Limits, stage: string | undefined): string {
  const { bars: text } = dashboardText();
  const totals = bars.map(({ totalMs }) => totalMs);
  const newest = bars[0];
  const median = exactQuantile(totals, 0.5);
  if (!newest || median === undefined) return text.nothing;
  const within = totals.filter((ms) => ms < good).length;
  return [
    text.took(turnsCounted(bars.length), latencyWords(median) ?? '', latencyWords(Math.max(...totals)) ?? ''),
    text.within(within, bars.length),
    stage ? text.stageTook(stage, newest.figure) : text.newestTook(newest.figure),
  ].join(' ');
}
