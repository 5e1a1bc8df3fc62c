/** What holds a number of a run against a band of a document. */
import type { BenchmarkRun, Unit } from '../../../store/benchmark-run';
import type { Grade } from '../grades';

export interface Reading {
  value: number;
  seriesIds: string[];
  note?: string;
}

export interface GradeRule {
  area: string;
  unit: Unit;
  /** The document's own words. */
  band: string;
  /** Undefined when the run has nothing to hold against the band. */
  read: (run: BenchmarkRun) => Reading | undefined;
  grade: (value: number) => Grade;
  /** Said when there is no reading. */
  missing?: string;
}

export interface DocumentRules {
  title: string;
  /** In the document's own order. */
  rules: readonly GradeRule[];
}

/** A table of a document: less than the target, up to the acceptable, more than it. */
export const table = (target: number, acceptable: number) => (value: number) =>
  value < target ? 'Excellent' : value <= acceptable ? 'Good' : 'Needs Improvement';

/** A goal alone: there is no second band, so what misses it needs improvement. */
export const goal = (met: (value: number) => boolean) => (value: number) =>
  met(value) ? 'Excellent' : 'Needs Improvement';
