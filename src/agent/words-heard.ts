/** One clause of a reply as it was spoken. */
export interface SpokenClause {
  text: string;
  /** Audio made for it so far; 0 while there is none. */
  audioMs: number;
  /** Where in the clause's audio each of its spoken words ends, ascending; may be empty when nobody knows. */
  wordEndsMs: readonly number[];
}

/**
 * The part of a reply that was heard, cut at the word: a word of which more than half was played is in the listener's mind.
 * Spoken words are the normalised ones ("twenty-five" for "25"); where they are not as many as the written ones, the cut is
 * placed in proportion, and without word ends by characters.
 * @param clauses in the order spoken, one after the other without gaps.
 * @param playedMs audio of the reply that was played.
 */
export function wordsHeard(clauses: readonly SpokenClause[], playedMs: number): string {
  const heard: string[] = [];
  let startMs = 0;
  for (const clause of clauses) {
    const part = clause.audioMs > 0 ? heardOf(clause, playedMs - startMs) : '';
    if (part) heard.push(part);
    if (part !== clause.text.trim()) break;
    startMs += clause.audioMs;
  }
  return heard.join(' ');
}

/** What was heard of a clause that had been playing for `playedMs`. */
function heardOf({ text, audioMs, wordEndsMs }: SpokenClause, playedMs: number): string {
  const whole = text.trim();
  const words = [...whole.matchAll(/\S+/g)].map((match) => ({
    startsAt: match.index,
    endsAt: match.index + match[0].length,
  }));
  // Of audio still being made there may be words beyond its end.
  const lengthMs = Math.max(audioMs, wordEndsMs.at(-1) ?? 0);
  if (playedMs >= lengthMs) return whole;
  if (playedMs <= 0) return '';
  const count = wordEndsMs.length > 0 ? wordsByEnds(wordEndsMs, words.length, playedMs) : wordsByCharacters();
  return whole.slice(0, words[count - 1]?.endsAt ?? 0);

  function wordsByCharacters(): number {
    const characters = (whole.length * playedMs) / lengthMs;
    return words.filter(({ startsAt, endsAt }) => characters > (startsAt + endsAt) / 2).length;
  }
}

/** How many of `written` words were heard, by the ends of the spoken ones. */
function wordsByEnds(wordEndsMs: readonly number[], written: number, playedMs: number): number {
  const spoken = wordEndsMs.filter((endMs, i) => {
    const startMs = wordEndsMs[i - 1] ?? 0;
    return playedMs >= endMs || playedMs > (startMs + endMs) / 2;
  }).length;
  return wordEndsMs.length === written ? spoken : Math.round((written * spoken) / wordEndsMs.length);
}
