/** One series over all runs that are kept. */

/** How a run stands to the one all are measured by. `other`: another fingerprint. `invalid`: it was disturbed. */
export type RunKind = 'like' | 'other' | 'invalid';

export interface HistoryPointView {
  runId: string;
  atMs: number;
  median: number;
  low: number | undefined;
  high: number | undefined;
  kind: RunKind;
  /** What it is, for the line beneath the chart. */
  words: string;
}

/** A run in the list. Figures are those of the chosen series. */
export interface RunRowView {
  runId: string;
  when: string;
  label: string;
  origin: string;
  kind: RunKind;
  /** Undefined: not in this run. */
  median: string | undefined;
  interval: string | undefined;
  n: string | undefined;
  shown: boolean;
  baseline: boolean;
}

export interface HistoryChartView {
  fromMs: number;
  toMs: number;
  /** Value axis from 0 to here. */
  top: number;
  /** Lines across, with words. */
  ticks: readonly { value: number; words: string }[];
  /** Days beneath it. */
  days: readonly { atMs: number; words: string }[];
  /** In the order of time. Those that are alike are joined by a line. */
  points: readonly HistoryPointView[];
  baseline: { value: number; words: string } | undefined;
  summary: string;
}

export interface HistoryView {
  seriesId: string;
  seriesTitle: string;
  /** Series that some run has. */
  series: readonly { id: string; title: string; group: string }[];
  days: number | undefined;
  chart: HistoryChartView;
  /** The newest first. All that are kept, whatever days are shown. */
  runs: readonly RunRowView[];
}
