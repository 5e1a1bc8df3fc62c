/** Where each word of a clause ends in its sound, from the durations that Piper gives each phoneme. */

/** Words between two marks of punctuation, and how they are said. */
export interface Stretch {
  /** As written, in the normalised text. */
  words: readonly string[];
  /** As said, with spaces between; espeak may join words ("of the") or split them ("1999"). */
  phonemes: string;
  /** The punctuation after it, as the voice gets it. */
  after: string;
}

/** A digit is said as a word of about this many letters ("seven"): chosen. */
const LETTERS_OF_A_DIGIT = 5;

const weightOf = (word: string) => word.length + (LETTERS_OF_A_DIGIT - 1) * (word.match(/\d/g)?.length ?? 0);

/**
 * Frames from the start of the sequence to the end of each word, ascending, one for each word of each stretch.
 *
 * Durations are one for each id: start, pad, then each phoneme the voice knows and a pad. Where espeak says as many groups as
 * there are words, each word ends with its group; otherwise the stretch is shared out by the length of the words.
 */
export function wordEndFrames(
  stretches: readonly Stretch[],
  knows: (phoneme: string) => boolean,
  durations: Float32Array,
): number[] {
  const ends: number[] = [];
  let index = 2;
  let at = (durations[0] ?? 0) + (durations[1] ?? 0);
  const skip = (phoneme: string) => {
    if (!knows(phoneme)) return;
    at += (durations[index] ?? 0) + (durations[index + 1] ?? 0);
    index += 2;
  };
  for (const { words, phonemes, after } of stretches) {
    const from = at;
    const groups: number[] = [];
    for (const group of phonemes.split(/(\s+)/)) {
      for (const phoneme of group) skip(phoneme);
      if (group.trim()) groups.push(at);
    }
    const to = groups.at(-1) ?? at;
    for (const phoneme of after) skip(phoneme);
    ends.push(...(groups.length === words.length ? groups : sharedWordEnds(words, from, to)));
  }
  return ends;
}

/** Ends of words that are said from `from` to `to`, by the length of each. */
export function sharedWordEnds(words: readonly string[], from: number, to: number): number[] {
  const total = words.reduce((sum, word) => sum + weightOf(word), 0);
  let sum = 0;
  return words.map((word) => {
    sum += weightOf(word);
    return from + ((to - from) * sum) / total;
  });
}
