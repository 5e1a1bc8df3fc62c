import { spokenWords } from './spoken-words';

/** Fewer words than this are anybody's, unless they are long. A choice until measured. */
const MIN_WORDS = 2;
/** A single word of so many letters, or of so many digits, that Sotto is saying is more likely its echo than a remark. */
const LONG_WORD_LETTERS = 5;
const LONG_NUMBER_DIGITS = 2;
/** Share of the heard words that must stand in order among the spoken ones. A choice until measured. */
const MIN_SHARE = 0.7;
/** How many spoken words a run of heard ones may stretch over, per heard word: an echo comes with holes. A choice until measured. */
const WINDOW_STRETCH = 1.4;

/**
 * Whether heard words are nearly a run of the words Sotto has been speaking: a second witness, beside the detector's gate on
 * the signal, against Sotto answering itself.
 * @param heard a transcript, complete or not.
 * @param spoken what was said in the last seconds, as text; numbers are compared as they are written.
 */
export function isEchoOf(heard: string, spoken: string): boolean {
  const mine = spokenWords(spoken);
  const words = spokenWords(heard);
  const [only] = words;
  if (words.length === 1 && only) return isDistinct(only) && mine.some((word) => soundsLike(only, word));
  if (words.length < MIN_WORDS || mine.length === 0) return false;
  const needed = Math.max(MIN_WORDS, Math.ceil(words.length * MIN_SHARE));
  const windowWords = Math.ceil(words.length * WINDOW_STRETCH);
  for (let from = 0; from === 0 || from + windowWords <= mine.length; from++) {
    if (wordsInOrder(words, mine.slice(from, from + windowWords)) >= needed) return true;
  }
  return false;
}

function isDistinct(word: string): boolean {
  return word.length >= (/^\p{N}+$/u.test(word) ? LONG_NUMBER_DIGITS : LONG_WORD_LETTERS);
}

/** Length of the longest common subsequence of words. */
function wordsInOrder(heard: readonly string[], spoken: readonly string[]): number {
  let row = new Array<number>(spoken.length + 1).fill(0);
  for (const word of heard) {
    const next = [0];
    spoken.forEach((candidate, i) => {
      next.push(soundsLike(word, candidate) ? (row[i] ?? 0) + 1 : Math.max(row[i + 1] ?? 0, next[i] ?? 0));
    });
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** Whether two words are the same but for what a recogniser may mishear: one letter in four, and none in short words. */
function soundsLike(a: string, b: string): boolean {
  if (a === b) return true;
  const allowed = Math.floor(Math.max(a.length, b.length) / 4);
  if (allowed === 0 || Math.min(a.length, b.length) < 4 || Math.abs(a.length - b.length) > allowed) return false;
  return editDistance(a, b) <= allowed;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
