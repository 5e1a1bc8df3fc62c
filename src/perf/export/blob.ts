/** A file in the making: chunks become parts of a blob, which the browser keeps outside the page's heap. */

/** Chunks are handed to the browser when they have this many characters together. */
const PART_CHARS = 4_194_304;

/**
 * Gathers an export into a blob to download.
 * @param type A media type, e.g. `text/csv`.
 * @param pause Called after each chunk: lets the page draw while a long export runs. Without it nothing is waited for.
 */
export async function blobOf(
  chunks: AsyncIterable<string>,
  type: string,
  pause?: (() => Promise<void>) | undefined,
): Promise<Blob> {
  const parts: Blob[] = [];
  let text: string[] = [];
  let chars = 0;
  for await (const chunk of chunks) {
    text.push(chunk);
    chars += chunk.length;
    if (chars >= PART_CHARS) {
      parts.push(new Blob(text));
      text = [];
      chars = 0;
    }
    await pause?.();
  }
  return new Blob([...parts, ...text], { type });
}
