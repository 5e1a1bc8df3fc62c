/** Two runs side by side. */

export type VerdictKey = 'regressed' | 'improved' | 'within-noise' | 'inconclusive';

export interface VerdictCount {
  verdict: VerdictKey;
  count: number;
}

/** A change on an axis from `-1` to `1`, with 0 for none. */
export interface ChangeBarView {
  change: number;
  low: number | undefined;
  high: number | undefined;
  /** Changes within both ends of it are too small to matter. */
  threshold: number;
}

export interface VerdictRowView {
  seriesId: string;
  title: string;
  verdict: VerdictKey;
  /** Empty where the figures or the lead have said it. */
  why: string;
  base: { median: string; n: string };
  run: { median: string; n: string };
  /** `+12.4%`, with what it means: `slower`. */
  change: string;
  interval: string | undefined;
  p: string | undefined;
  bar: ChangeBarView;
}

export interface DifferenceView {
  field: string;
  a: string;
  b: string;
}

export interface ComparisonView {
  baseId: string;
  runId: string;
  baseTitle: string;
  runTitle: string;
  /** One sentence: whether the two are like with like. */
  lead: string;
  alike: boolean;
  /** Everything of both fingerprints that differs. */
  differences: readonly DifferenceView[];
  counts: readonly VerdictCount[];
  rows: readonly VerdictRowView[];
  /** What the ends of the axis of all bars stand for, as `30%`. */
  axis: string;
}
