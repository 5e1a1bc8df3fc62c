/** A clause in pieces that a voice makes one at a time, for voices that give nothing before a piece is whole. */

/** End of a sentence, with what closes it; never inside 3.5 or an abbreviation of one letter ("U.S."). */
const SENTENCE = /[\s\S]*?(?:(?<![\s.][A-Z])[.!?…]+["”')\]]*(?=\s|$)|$)/g;

/**
 * Sentences, and those longer than `maxCharacters` cut after a comma, else between two words. Joined with spaces they are the
 * text again; each has something to say.
 */
export function speechPieces(text: string, maxCharacters: number): string[] {
  const sentences = (text.match(SENTENCE) ?? [])
    .map((sentence) => sentence.trim())
    .filter((s) => /[\p{L}\p{N}]/u.test(s));
  return sentences.flatMap((sentence) => cut(sentence, maxCharacters));
}

function cut(sentence: string, maxCharacters: number): string[] {
  const pieces: string[] = [];
  let rest = sentence;
  while (rest.length > maxCharacters) {
    const head = rest.slice(0, maxCharacters + 1);
    const mark = Math.max(...[', ', '; ', ': ', ' – ', ' — '].map((at) => head.lastIndexOf(at)));
    // A comma near the beginning would leave a piece of a word or two.
    const space = mark > maxCharacters / 3 ? mark + 1 : head.lastIndexOf(' ');
    const at = space > 0 ? space : maxCharacters;
    pieces.push(rest.slice(0, at).trim());
    rest = rest.slice(at).trim();
  }
  return rest ? [...pieces, rest] : pieces;
}
