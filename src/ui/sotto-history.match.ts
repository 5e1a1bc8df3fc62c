/** Where a search found its words in a text. */
export interface Piece {
  text: string;
  hit: boolean;
}

/**
 * Cuts a text where it holds what was searched for: the whole query, or else each of its words. Neither case nor accents
 * count. Joined again the pieces are the text.
 */
export function matches(text: string, query: string): Piece[] {
  const { folded, starts } = fold(text);
  const whole = fold(query.trim()).folded;
  const wanted = folded.includes(whole) ? [whole] : whole.split(/\s+/);
  const pieces: Piece[] = [];
  let from = 0;
  while (from < text.length) {
    const found = next(folded, starts, from, wanted);
    if (!found) break;
    if (found.from > from) pieces.push({ text: text.slice(from, found.from), hit: false });
    pieces.push({ text: text.slice(found.from, found.to), hit: true });
    from = found.to;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), hit: false });
  return pieces;
}

interface Folded {
  folded: string;
  /** For each unit of `folded` where its letter begins in the text, and at last the text's length. */
  starts: number[];
}

/** Letter for letter, since a folded letter may be longer or shorter than its own. */
function fold(text: string): Folded {
  let folded = '';
  const starts: number[] = [];
  let at = 0;
  for (const letter of text) {
    const plain = letter.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
    for (let i = 0; i < plain.length; i++) starts.push(at);
    folded += plain;
    at += letter.length;
  }
  starts.push(at);
  return { folded, starts };
}

/** The first of the wanted words at or behind a place of the text, as a range of the text. */
function next(folded: string, starts: number[], from: number, wanted: readonly string[]) {
  const begin = starts.findIndex((start) => start >= from);
  let best: { from: number; to: number } | undefined;
  for (const word of wanted) {
    const at = word === '' ? -1 : folded.indexOf(word, begin);
    const start = starts[at];
    const end = starts[at + word.length];
    if (at < 0 || start === undefined || end === undefined || end <= start) continue;
    if (!best || start < best.from) best = { from: start, to: end };
  }
  return best;
}
