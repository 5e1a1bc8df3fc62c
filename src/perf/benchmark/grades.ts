/**
 * How good a run is by the bands of each document. A document's overall grade is the worst of its own, by merit: the code of
 * `000` takes `min()` of the words, which is by spelling, so that a single "Excellent" makes the whole one.
 */
import type { BenchmarkRun, Unit } from '../../store/benchmark-run';
import { DOCUMENT_000 } from './bands/document-000';
import { DOCUMENT_002 } from './bands/document-002';
import { DOCUMENT_003 } from './bands/document-003';
import { DOCUMENT_004 } from './bands/document-004';
import type { DocumentRules, GradeRule } from './bands/rule';

export type Grade = 'Excellent' | 'Good' | 'Needs Improvement';

export type DocumentId = '000' | '002' | '003' | '004';

export interface GradeRow {
  /** As the document calls it. */
  area: string;
  /** What the value was worked out of. */
  seriesIds: string[];
  value: number | undefined;
  unit: Unit;
  /** The document's own words. */
  band: string;
  /** Undefined when it was not measured; such a row does not count. */
  grade: Grade | undefined;
  /** What exactly the value is, or why there is none. */
  note: string | undefined;
}

export interface DocumentGrades {
  document: DocumentId;
  title: string;
  rows: GradeRow[];
  /** Undefined when nothing was measured. */
  overall: Grade | undefined;
}

const DOCUMENTS: readonly (readonly [DocumentId, DocumentRules])[] = [
  ['000', DOCUMENT_000],
  ['002', DOCUMENT_002],
  ['003', DOCUMENT_003],
  ['004', DOCUMENT_004],
];

/** From the best to the worst. */
const MERIT: readonly Grade[] = ['Excellent', 'Good', 'Needs Improvement'];

/** The worst by merit; undefined without any. */
export function worstOf(grades: readonly (Grade | undefined)[]): Grade | undefined {
  return MERIT.findLast((grade) => grades.includes(grade));
}

/** One entry a document, all its areas in its own order. */
export function gradesOf(run: BenchmarkRun): DocumentGrades[] {
  return DOCUMENTS.map(([document, { title, rules }]) => {
    const rows = rules.map((rule) => rowOf(rule, run));
    return { document, title, rows, overall: worstOf(rows.map(({ grade }) => grade)) };
  });
}

function rowOf({ area, unit, band, read, grade, missing }: GradeRule, run: BenchmarkRun): GradeRow {
  const found = read(run);
  return {
    area,
    seriesIds: found?.seriesIds ?? [],
    value: found?.value,
    unit,
    band,
    grade: found && grade(found.value),
    note: found ? found.note : (missing ?? 'Not measured in this run.'),
  };
}
