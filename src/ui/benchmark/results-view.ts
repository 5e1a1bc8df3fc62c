/** A run as it is shown: verdict, grades, tables, breakdown, advice. */
import type { SeriesStatus, SuiteName } from '../../store/benchmark-run';
import type { Part } from '../../store/turn-record';
import type { FigureView } from '../dashboard/dashboard-view';
import type { VerdictCount } from './comparison-view';

/** From best to worst. */
export type GradeView = 'Excellent' | 'Good' | 'Needs Improvement';

export interface GradeRowView {
  area: string;
  value: string | undefined;
  /** The document's own words. */
  band: string;
  grade: GradeView | undefined;
  note: string;
}

/** One document's judgement; its overall grade is the worst of its own. */
export interface DocumentView {
  document: string;
  title: string;
  overall: GradeView | undefined;
  rows: readonly GradeRowView[];
}

/** Where values lie on an axis that ends at `top` of the row's scale: all from 0 to 1. */
export interface SpreadView {
  min: number;
  max: number;
  median: number;
  /** The 95 % interval of the median; undefined for n too small. */
  low: number | undefined;
  high: number | undefined;
}

/** Every sample of a series in the order it was taken. */
export interface StripView {
  seriesId: string;
  title: string;
  count: number;
  /** Index and value. Of thousands only every so many-th is drawn; the summary says so. */
  dots: readonly (readonly [number, number])[];
  /** Likewise, and always all of them: marked, never left out. */
  outliers: readonly (readonly [number, number])[];
  median: number;
  /** Where the axis ends, which begins at 0; and the same in words. */
  top: number;
  topWords: string;
  summary: string;
}

export interface SeriesRowView {
  id: string;
  title: string;
  temperature: 'warm' | 'cold';
  status: SeriesStatus;
  /** What became of it when it was not measured in full; empty otherwise. */
  note: string;
  n: string;
  median: string | undefined;
  mad: string | undefined;
  /** Both ends in words; undefined for n too small. */
  interval: string | undefined;
  p95: string | undefined;
  p99: string | undefined;
  outliers: number;
  errors: number;
  spread: SpreadView | undefined;
}

export interface SuiteTableView {
  suite: SuiteName;
  title: string;
  /** Whether all bars have one axis, so that they can be compared with each other; else each has its own. */
  oneAxis: boolean;
  rows: readonly SeriesRowView[];
  strips: readonly StripView[];
}

export interface BreakdownPartView {
  key: Part;
  label: string;
  /** Of the whole, 0 to 1. */
  share: number;
  percent: string;
  value: string;
}

/** What each stage added to a question's answer, on average: averages of parts sum to the average of the whole. */
export interface BreakdownRowView {
  seriesId: string;
  title: string;
  total: string;
  /** Of the longest row, 0 to 1. */
  length: number;
  parts: readonly BreakdownPartView[];
  summary: string;
}

export interface SlaRowView {
  name: string;
  limit: string;
  value: string;
  /** Undefined: not measured. */
  met: boolean | undefined;
}

export interface AdviceView {
  title: string;
  because: string;
  /** `about 240 ms`; undefined when it cannot be told. */
  gain: string | undefined;
}

export interface ResultsView {
  runId: string;
  /** When it was measured. */
  title: string;
  label: string;
  /** Where it came from and how long it took. */
  origin: string;
  /** Why it does not count; empty when it does. */
  disturbances: readonly { when: string; what: string }[];
  /** The verdict at a glance, in one sentence. */
  headline: string;
  /** The few figures that say most. */
  glance: readonly FigureView[];
  /** Against the pinned baseline; empty without one. */
  verdicts: readonly VerdictCount[];
  /** The pinned baseline it is judged against, to be compared in full; undefined without one. */
  baselineId: string | undefined;
  isBaseline: boolean;
  documents: readonly DocumentView[];
  suites: readonly SuiteTableView[];
  breakdown: readonly BreakdownRowView[];
  sla: readonly SlaRowView[];
  advice: readonly AdviceView[];
  environment: readonly FigureView[];
  method: readonly FigureView[];
}
