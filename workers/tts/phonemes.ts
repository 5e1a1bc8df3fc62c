/** Text to Piper's phoneme ids, with espeak-ng (npm `phonemizer`) for the phonemes. */
import { phonemize } from 'phonemizer';
import type { ConfigValues } from '../config-values';

/** Punctuation the voice breathes at: never inside 45.50 or 3:30. espeak drops it, so it is put back between stretches. */
const PUNCTUATION = /(?:\s*(?:[;:,.!?…]+(?=[\s"”')\]]|$)|[—«»“”()[\]{}"¡¿])+\s*)+/g;
/** What the voice was trained on, of all that punctuation. */
const UNSPOKEN = /[^;:,.!? ]/g;
/** espeak's language switches, "(fr)bonjour(en)". */
const LANGUAGE_SWITCH = /\([a-z-]+\)/g;

/** Phonemes (IPA) of an English text with its punctuation. */
export async function phonemesOf(text: string, voice: string): Promise<string> {
  let phonemes = '';
  let at = 0;
  for (const match of [...text.matchAll(PUNCTUATION), undefined]) {
    const stretch = text.slice(at, match?.index);
    if (stretch.trim()) phonemes += (await phonemize(stretch, voice)).join(' ');
    if (!match) break;
    phonemes += match[0].replace(UNSPOKEN, '');
    at = match.index + match[0].length;
  }
  return phonemes.replace(LANGUAGE_SWITCH, '').trim();
}

/** Phoneme ids: start, each phoneme followed by a pad, end. Phonemes the voice does not know are left out. */
export class PhonemeIds {
  readonly #ids = new Map<string, number>();

  /** @param map `phoneme_id_map` of the voice's JSON. */
  constructor(map: ConfigValues) {
    for (const key of map.keys()) this.#ids.set(key, map.numbers(key)[0] ?? 0);
  }

  of(phonemes: string): number[] {
    const START = 1;
    const PAD = 0;
    const END = 2;
    const ids = [START, PAD];
    // Piper's table holds combining marks as characters of their own.
    for (const phoneme of phonemes.normalize('NFD')) {
      const id = this.#ids.get(phoneme);
      if (id !== undefined) ids.push(id, PAD);
    }
    return [...ids, END];
  }
}
