/** Rows on their way into a file: some at a time, so that a million of them never lie in memory as one text. */

/** Rows as a store hands them out; an array of rows goes in as `[rows]`. */
export type Batches<T> = Iterable<readonly T[]> | AsyncIterable<readonly T[]>;

/** A chunk is handed on when it has this many characters: large beside the cost of handing on, small beside a file. */
export const CHUNK_CHARS = 65_536;

/**
 * Writes the rows one after the other.
 * @param write Text of one row; `index` counts from 0.
 * @returns chunks of about `CHUNK_CHARS` characters; none when there are no rows.
 */
export async function* chunksOf<T>(
  batches: Batches<T>,
  write: (row: T, index: number) => string,
): AsyncGenerator<string> {
  let text = '';
  let index = 0;
  for await (const batch of batches) {
    for (const row of batch) {
      text += write(row, index++);
      if (text.length < CHUNK_CHARS) continue;
      yield text;
      text = '';
    }
  }
  if (text) yield text;
}
