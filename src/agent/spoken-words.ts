/** A remark about a sound instead of words, as Whisper writes them: "[cough]", "(coughing)", "*sighs*", "♪". */
const SOUND_NOTE = /\[[^\]]*\]?|\([^)]*\)?|\*[^*]*\*?|[♪♫]/g;

/**
 * The words of a transcript in lower case, without punctuation, apostrophes and remarks about sounds; a hyphen parts words.
 * "That's — uh-huh!" is `['thats', 'uh', 'huh']`.
 */
export function spokenWords(text: string): string[] {
  const plain = text.toLowerCase().replace(SOUND_NOTE, ' ').replace(/['’‘]/g, '');
  return plain.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}
