/** Tables of a run, by suite, with every sample behind them. */

import { countText } from '../dashboard/figures';
import { type Summary, summarise } from '../perf/benchmark/summarise';
import { type BenchmarkRun, type SampleSeries, SUITES } from '../store/benchmark-run';
import type { SeriesRowView, SpreadView, StripView, SuiteTableView } from '../ui/benchmark/results-view';
import { benchmarkText } from '../ui/text/benchmark/words';
import { seriesTitle, suiteLabel } from './labels';
import { intervalWords, valueWords } from './value-words';

/** Dots of a strip, outliers not counted: more are one black bar. */
const STRIP_DOTS = 1200;

export function suiteTables(run: BenchmarkRun): SuiteTableView[] {
  return SUITES.flatMap((suite) => {
    const all = run.series
      .filter((series) => series.suite === suite)
      .map((series) => ({ series, summary: summarise(series.samples, run.plan.seed) }));
    if (all.length === 0) return [];
    // End to end all are times of the same kind: one axis lets the eye compare them.
    const oneAxis = suite === 'latency';
    const top = Math.max(...all.map(({ summary }) => summary?.max ?? 0));
    return {
      suite,
      title: suiteLabel(suite),
      oneAxis,
      rows: all.map(({ series, summary }) => rowOf(series, summary, oneAxis ? top : (summary?.max ?? 0))),
      strips: all.flatMap(({ series, summary }) => (summary ? stripOf(series, summary) : [])),
    };
  });
}

function rowOf(series: SampleSeries, summary: Summary | undefined, top: number): SeriesRowView {
  const { id, title, temperature, status, note, errors, unit } = series;
  const words = (value: number | undefined) => (value === undefined ? undefined : valueWords(unit, value));
  const text = benchmarkText();
  const verdict = text.results.statuses[status];
  return {
    id,
    title: seriesTitle(id, title),
    temperature,
    status,
    note: [verdict, (status === 'not-built' && note === 'not built') || !note ? '' : text.seriesNote(note)]
      .filter(Boolean)
      .join(': '),
    n: countText(series.samples.length),
    median: words(summary?.median),
    mad: words(summary?.mad),
    interval: summary?.interval95 && intervalWords(unit, summary.interval95),
    p95: words(summary?.p95),
    p99: words(summary?.p99),
    outliers: summary?.outliers.length ?? 0,
    errors,
    spread: summary && spreadOf(summary, top),
  };
}

/** Undefined for values that do not start at 0, such as memory that shrank. */
function spreadOf({ min, max, median, interval95 }: Summary, top: number): SpreadView | undefined {
  if (min < 0 || top <= 0) return undefined;
  return {
    min: min / top,
    max: max / top,
    median: median / top,
    low: interval95 && interval95[0] / top,
    high: interval95 && interval95[1] / top,
  };
}

function stripOf({ id, title: english, unit, samples }: SampleSeries, summary: Summary): StripView {
  const outlying = new Set(summary.outliers);
  const every = Math.max(1, Math.ceil(samples.length / STRIP_DOTS));
  const dots: [number, number][] = [];
  const outliers: [number, number][] = [];
  samples.forEach((value, i) => {
    if (outlying.has(i)) outliers.push([i, value]);
    else if (i % every === 0) dots.push([i, value]);
  });
  const { n, min, max, median } = summary;
  const { results: text } = benchmarkText();
  const title = seriesTitle(id, english);
  return {
    seriesId: id,
    title,
    count: n,
    dots,
    outliers,
    median,
    top: Math.max(max, 0) * 1.05 || 1,
    topWords: valueWords(unit, max),
    summary: text.strip(
      title,
      countText(n),
      valueWords(unit, min),
      valueWords(unit, max),
      valueWords(unit, median),
      text.outliers(outliers.length),
      every > 1 ? text.oneIn(countText(every)) : '',
    ),
  };
}
