/** Text to Piper's phoneme ids, with espeak-ng (npm `phonemizer`) for the phonemes. */
import { phonemize } from 'phonemizer';
import type { ConfigValues } from '../config-values';
import type { Stretch } from './word-timing';

/** Punctuation the voice breathes at: never inside 45.50 or 3:30. espeak drops it, so it is put back between stretches. */
const PUNCTUATION = /(?:\s*(?:[;:,.!?…]+(?=[\s"”')\]]|$)|[—«»“”()[\]{}"¡¿])+\s*)+/g;
/** What the voice was trained on, of all that punctuation. */
const UNSPOKEN = /[^;:,.!? ]/g;
/** espeak's language switches, "(fr)bonjour(en)". */
const LANGUAGE_SWITCH = /\([a-z-]+\)/g;

/** An English text as espeak says it (IPA), stretch by stretch; joined, the stretches are what the voice is given. */
export async function pronounce(text: string, voice: string): Promise<Stretch[]> {
  const stretches: Stretch[] = [];
  let at = 0;
  for (const match of [...text.matchAll(PUNCTUATION), undefined]) {
    const written = text.slice(at, match?.index).trim();
    const said = written ? (await phonemize(written, voice)).join(' ').trim() : '';
    // Piper's table holds combining marks as characters of their own.
    const phonemes = said.replace(LANGUAGE_SWITCH, '').normalize('NFD');
    const after = match ? match[0].replace(UNSPOKEN, '') : '';
    if (written || after) stretches.push({ words: written.split(/\s+/).filter(Boolean), phonemes, after });
    if (match) at = match.index + match[0].length;
  }
  const last = stretches.at(-1);
  if (last) stretches[stretches.length - 1] = { ...last, after: last.after.trimEnd() };
  return stretches;
}

/** The whole pronunciation in one. */
export async function phonemesOf(text: string, voice: string): Promise<string> {
  return joined(await pronounce(text, voice));
}

const joined = (stretches: readonly Stretch[]) => stretches.map(({ phonemes, after }) => phonemes + after).join('');

/** Phoneme ids: start, each phoneme followed by a pad, end. Phonemes the voice does not know are left out. */
export class PhonemeIds {
  readonly #ids = new Map<string, number>();

  /** @param map `phoneme_id_map` of the voice's JSON. */
  constructor(map: ConfigValues) {
    for (const key of map.keys()) this.#ids.set(key, map.numbers(key)[0] ?? 0);
  }

  /** Whether the voice has an id for one character of a pronunciation. */
  readonly knows = (phoneme: string): boolean => this.#ids.has(phoneme);

  /** Ids of a whole pronunciation. */
  ofStretches(stretches: readonly Stretch[]): number[] {
    return this.of(joined(stretches));
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
