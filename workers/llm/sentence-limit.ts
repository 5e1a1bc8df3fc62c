/** A spoken reply is one or two sentences; a small model does not know when to stop, so code does. */

/** How many sentences a reply may have. */
export const MAX_SENTENCES = 2;

/** Words whose full stop ends no sentence. */
const ABBREVIATION = /(?:^|[\s("'])(?:[A-Z]|Dr|Mr|Mrs|Ms|St|Prof|Jr|Sr|vs|etc|e\.g|i\.e|U\.S|U\.K|a\.m|p\.m)\.$/;

/**
 * Where the reply has to end, if it has got there: just after its second sentence, or at a line break, which in a small
 * model's reply begins a list or a new speaker.
 * @returns the number of characters to keep, or undefined while the reply may go on.
 */
export function replyLimit(text: string): number | undefined {
  const lineBreak = text.search(/\S\s*\n/);
  const end = sentenceEnd(text, MAX_SENTENCES);
  if (lineBreak >= 0 && (end === undefined || lineBreak + 1 < end)) return lineBreak + 1;
  return end;
}

/** Position after the nth sentence. The mark must be followed by a space: "3.5" and a mark still being written end nothing. */
function sentenceEnd(text: string, n: number): number | undefined {
  let count = 0;
  for (const match of text.matchAll(/[.!?]+["')\]]*(?=\s)/g)) {
    const end = match.index + match[0].length;
    if (match[0].startsWith('.') && ABBREVIATION.test(text.slice(0, match.index + 1))) continue;
    // "1." at the start of a line numbers a list.
    if (match[0].startsWith('.') && /(?:^|\n)\s*\d+$/.test(text.slice(0, match.index))) continue;
    if (++count === n) return end;
  }
  return undefined;
}
