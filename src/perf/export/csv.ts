/** Comma-separated values by RFC 4180: a header line, CRLF behind every record, quotes only where they are needed. */
import { type Batches, chunksOf } from './batches';

export type Cell = string | number | boolean | undefined;

export interface Column<T> {
  /** Carries the unit. */
  name: string;
  of: (row: T) => Cell;
}

/**
 * What makes a spreadsheet take a text for a formula, full-width forms included.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/**
 * One cell. What is missing and what is no finite number is empty. Text that a spreadsheet would run as a formula gets an
 * apostrophe in front, which is the only change made to any text.
 */
export function csvCell(cell: Cell): string {
  if (cell === undefined) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  if (typeof cell === 'boolean') return String(cell);
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** What a Date can hold; ECMA-262 §21.4.1.1. */
const MAX_DATE_MS = 8.64e15;

/** A moment as ISO 8601 in UTC; undefined when there is none. */
export function isoOf(atMs: number | undefined): string | undefined {
  return atMs !== undefined && Math.abs(atMs) <= MAX_DATE_MS ? new Date(atMs).toISOString() : undefined;
}

/** A table as text; without rows it is the header line alone. */
export async function* csvChunks<T>(columns: readonly Column<T>[], batches: Batches<T>): AsyncGenerator<string> {
  yield `${columns.map(({ name }) => csvCell(name)).join(',')}\r\n`;
  yield* chunksOf(batches, (row) => `${columns.map(({ of }) => csvCell(of(row))).join(',')}\r\n`);
}
