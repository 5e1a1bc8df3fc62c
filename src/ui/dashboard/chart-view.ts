/** A chart over time, as numbers to draw and as the words that stand for them. */

/** How a line is told from the others: by colour and by stroke, never by colour alone. */
export type SeriesLook = 'first' | 'second' | 'third';

export interface ChartSeries {
  label: string;
  look: SeriesLook;
  /** One for each time of the chart; undefined where nothing was measured. */
  values: readonly (number | undefined)[];
}

/** A value to stay below. */
export interface ChartLimit {
  label: string;
  value: number;
}

export interface ChartView {
  /** Unique on the page. */
  id: 'trend' | 'throughput' | 'memory';
  title: string;
  unit: 'ms' | 'MB' | 'per minute';
  kind: 'line' | 'bars';
  /** Start of each slot, in ms since the Unix epoch, and the length of each. */
  startsMs: readonly number[];
  slotMs: number;
  series: readonly ChartSeries[];
  limits: readonly ChartLimit[];
  /** What the chart shows, for those who do not see it. */
  summary: string;
  /** What to say when there is nothing to draw. */
  empty: string;
}
