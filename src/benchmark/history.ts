/** One series over all runs that are kept: the chart, and the list of runs. */
import { countText } from '../dashboard/figures';
import type { BenchmarkSummary, Unit } from '../store/benchmark-run';
import type {
  HistoryChartView,
  HistoryPointView,
  HistoryView,
  RunKind,
  RunRowView,
} from '../ui/benchmark/history-view';
import { formatMoment } from '../ui/moments';
import { benchmarkText } from '../ui/text/benchmark/words';
import { currentLocale } from '../ui/text/text';
import type { BenchmarkData } from './data';
import { runMoment, seriesWords } from './labels';
import { intervalWords, valueWords } from './value-words';

type KeptMedian = BenchmarkSummary['medians'][string];

const DAY_MS = 86_400_000;
/** Marks on the axes at most. */
const DAY_MARKS = 6;
const VALUE_MARKS = 5;
/** What a user looks for first. */
const PREFERRED = ['latency.spoken.sum-2-2', 'latency.typed.sum-2-2', 'stt.final.3s'];

/** Nothing of it depends on a run under way: as long as nothing it is made from changed, it is the same object. */
let made: { of: readonly unknown[]; view: HistoryView } | undefined;

export function historyView(data: BenchmarkData): HistoryView {
  const { runs, historySeriesId, historyDays, baselineId, shown } = data;
  const of = [runs, historySeriesId, historyDays, baselineId, shown?.id, dayOf(data.nowMs), currentLocale()];
  if (!made || made.of.some((value, i) => value !== of[i])) made = { of, view: makeHistory(data) };
  return made.view;
}

const dayOf = (atMs: number) => Math.floor(atMs / DAY_MS);

function makeHistory({ runs, nowMs, historySeriesId, historyDays, baselineId, shown }: BenchmarkData): HistoryView {
  const sorted = runs.toSorted((a, b) => a.startedAtMs - b.startedAtMs);
  const ids = [...new Set(sorted.flatMap(({ medians }) => Object.keys(medians)))];
  const known = new Set(ids);
  const seriesId =
    [historySeriesId, ...PREFERRED, ids[0]].find((id) => id !== undefined && known.has(id)) ?? historySeriesId ?? '';
  const { title, group, unit } = seriesWords(seriesId);
  const { history: text, origins } = benchmarkText();
  const seriesTitle = seriesId ? text.seriesOf(group, title) : text.noSeries;
  const baseline = sorted.find(({ id }) => id === baselineId);
  const key = (baseline ?? sorted.findLast(({ valid }) => valid) ?? sorted.at(-1))?.fingerprintKey;
  const kindOf = (run: BenchmarkSummary): RunKind =>
    !run.valid ? 'invalid' : run.fingerprintKey === key ? 'like' : 'other';
  const rowOf = (run: BenchmarkSummary): RunRowView => {
    const value = run.medians[seriesId];
    return {
      runId: run.id,
      when: runMoment(run.startedAtMs, nowMs),
      label: run.label,
      origin: origins[run.origin],
      kind: kindOf(run),
      median: value && valueWords(unit, value.median),
      interval: value?.interval95 && intervalWords(unit, value.interval95),
      n: value && countText(value.n),
      shown: run.id === shown?.id,
      baseline: run.id === baselineId,
    };
  };
  const fromMs = historyDays === undefined ? (sorted[0]?.startedAtMs ?? nowMs) : nowMs - historyDays * DAY_MS;
  const points = sorted.flatMap((run) => {
    const value = run.medians[seriesId];
    return value && run.startedAtMs >= fromMs ? pointOf(run, value, kindOf(run), unit, nowMs) : [];
  });
  return {
    seriesId,
    seriesTitle,
    series: ids.map((id) => ({ id, ...seriesWords(id) })).map(({ id, title, group }) => ({ id, title, group })),
    days: historyDays,
    chart: chartOf(points, { fromMs, nowMs, unit, seriesTitle, baseline: baseline?.medians[seriesId] }),
    runs: sorted.toReversed().map(rowOf),
  };
}

function pointOf(run: BenchmarkSummary, value: KeptMedian, kind: RunKind, unit: Unit, nowMs: number): HistoryPointView {
  const interval = value.interval95 ? ` (${intervalWords(unit, value.interval95)})` : '';
  const parts = [runMoment(run.startedAtMs, nowMs), run.label, `${valueWords(unit, value.median)}${interval}`];
  return {
    runId: run.id,
    atMs: run.startedAtMs,
    median: value.median,
    low: value.interval95?.[0],
    high: value.interval95?.[1],
    kind,
    words: [...parts, `n ${countText(value.n)}`, kind === 'like' ? '' : benchmarkText().history.kinds[kind]]
      .filter(Boolean)
      .join(' · '),
  };
}

interface ChartOf {
  fromMs: number;
  nowMs: number;
  unit: Unit;
  seriesTitle: string;
  baseline: KeptMedian | undefined;
}

function chartOf(
  points: readonly HistoryPointView[],
  { fromMs, nowMs, unit, seriesTitle, baseline }: ChartOf,
): HistoryChartView {
  const highest = Math.max(0, baseline?.median ?? 0, ...points.map(({ median, high }) => high ?? median));
  const step = niceStep(highest / VALUE_MARKS);
  const top = highest > 0 ? highest * 1.08 : 1;
  const spanMs = Math.max(DAY_MS / 24, nowMs - fromMs);
  return {
    // A little air on both sides, so that no point is cut.
    fromMs: fromMs - spanMs * 0.015,
    toMs: fromMs + spanMs * 1.015,
    top,
    ticks: Array.from({ length: Math.floor(top / step) + 1 }, (_, i) => ({
      value: i * step,
      words: i === 0 ? '0' : valueWords(unit, i * step),
    })),
    days: daysOf(fromMs, fromMs + spanMs),
    points,
    baseline: baseline && {
      value: baseline.median,
      words: benchmarkText().history.baselineAt(valueWords(unit, baseline.median)),
    },
    summary: summaryOf(points, unit, seriesTitle),
  };
}

function summaryOf(points: readonly HistoryPointView[], unit: Unit, seriesTitle: string): string {
  const last = points.at(-1);
  const text = benchmarkText().history;
  if (!last) return text.nothing;
  const like = points.filter(({ kind }) => kind === 'like').map(({ median }) => median);
  const runs = text.inRuns(seriesTitle, points.length, countText(points.length));
  const lastWords = valueWords(unit, last.median);
  if (like.length === 0) return text.last(runs, lastWords);
  const others = points.length - like.length;
  const range = benchmarkText().range(valueWords(unit, Math.min(...like)), valueWords(unit, Math.max(...like)));
  const rest = others > 0 ? ` ${text.apart(others, countText(others))}` : '';
  return `${text.medians(runs, range, lastWords)}${rest}`;
}

/** 1, 2 or 5 times a power of ten. */
function niceStep(rough: number): number {
  if (!(rough > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
}

/** Midnights, as many as there is room for; hours when all is within two days. */
function daysOf(fromMs: number, toMs: number): { atMs: number; words: string }[] {
  const spanMs = toMs - fromMs;
  const hours = spanMs <= 2 * DAY_MS;
  const stepMs = hours
    ? ([1, 3, 6, 12].find((h) => (h * DAY_MS) / 24 >= spanMs / DAY_MARKS) ?? 12) * (DAY_MS / 24)
    : Math.ceil(spanMs / DAY_MS / DAY_MARKS) * DAY_MS;
  const first = new Date(fromMs);
  first.setHours(hours ? first.getHours() + 1 : 24, 0, 0, 0);
  const marks: { atMs: number; words: string }[] = [];
  for (let atMs = first.getTime(); atMs <= toMs; atMs += stepMs) {
    marks.push({ atMs, words: formatMoment(atMs, hours ? 'time' : 'day') });
  }
  return marks;
}
