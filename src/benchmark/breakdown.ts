/** Where the time of an answer goes, stage by stage. */

import { percentText, signed } from '../dashboard/figures';
import type { BenchmarkRun, SampleSeries } from '../store/benchmark-run';
import type { BreakdownRowView } from '../ui/benchmark/results-view';
import { stages } from '../ui/dashboard/turn-view';
import { percent } from '../ui/format';
import { benchmarkText } from '../ui/text/benchmark/words';
import { dashboardText } from '../ui/text/dashboard/words';
import { seriesTitle } from './labels';
import { valueWords } from './value-words';

/** Averages, not medians: only averages of the parts sum to the average of the whole. */
export function breakdownOf(run: BenchmarkRun): BreakdownRowView[] {
  const rows = run.series.flatMap((series) => {
    const { parts, samples } = series;
    return parts && samples.length > 0 ? [{ series, parts, totalMs: mean(samples) }] : [];
  });
  const longestMs = Math.max(...rows.map(({ totalMs }) => totalMs));
  return rows.map(({ series, parts, totalMs }) => rowOf(series, parts, totalMs, longestMs));
}

function rowOf(
  { id, title: english }: SampleSeries,
  parts: NonNullable<SampleSeries['parts']>,
  totalMs: number,
  longestMs: number,
): BreakdownRowView {
  const title = seriesTitle(id, english);
  const shown = stages().map(({ key, label }) => {
    const ms = mean(parts[key]);
    const share = totalMs > 0 ? ms / totalMs : 0;
    return { key, label, share, percent: shareWords(share), value: valueWords('ms', ms) };
  });
  const told = shown.filter(({ share }) => share > 0).map(({ label, percent }) => `${label} ${percent}`);
  const total = valueWords('ms', totalMs);
  return {
    seriesId: id,
    title,
    total,
    length: longestMs > 0 ? totalMs / longestMs : 0,
    parts: shown,
    summary: benchmarkText().results.onAverage(title, total, told.join(dashboardText().comma)),
  };
}

const shareWords = (share: number) =>
  share > 0 && share < 0.01 ? signed(`<${percentText(1)}`) : percentText(percent(Math.round(share * 100), 100));

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
