/**
 * What of a transcript in the making will stay. The words on which two partial transcripts in a row agree are firm
 * ("local agreement", Liu et al., Interspeech 2020). The final transcript is the truth all the same.
 */

/** `firm + soft` is the text to show; white space and punctuation between the two belong to `soft`. */
export interface PartialText {
  firm: string;
  soft: string;
}

/** A word without the signs around it, and where that ends in the text. */
interface Word {
  key: string;
  end: number;
}

/** The partial transcripts of one utterance, in order. */
export class PartialAgreement {
  #last: Word[] = [];
  #firm = '';
  #firmKeys: string[] = [];

  /**
   * Takes the next partial transcript. What is firm stays as it is, byte for byte, while later partials have its words in
   * any spelling or are merely shorter; one that has other words takes it back to where it differs.
   */
  add(text: string): PartialText {
    const words = wordsOf(text);
    const agreed = commonLength(keysOf(this.#last), keysOf(words));
    const kept = commonLength(this.#firmKeys, keysOf(words));
    this.#last = words;
    if (kept < this.#firmKeys.length && kept < words.length) this.#setFirm(text, words.slice(0, kept));
    if (agreed > this.#firmKeys.length) {
      const added = text.slice(endOf(words, this.#firmKeys.length), endOf(words, agreed));
      this.#firm += this.#firm ? added : added.trimStart();
      this.#firmKeys = keysOf(words.slice(0, agreed));
    }
    const { length } = this.#firmKeys;
    const soft = words.length < length ? '' : text.slice(endOf(words, length));
    return { firm: this.#firm, soft: this.#firm ? soft.trimEnd() : soft.trim() };
  }

  #setFirm(text: string, words: Word[]): void {
    this.#firm = text.slice(0, endOf(words, words.length)).trimStart();
    this.#firmKeys = keysOf(words);
  }
}

/**
 * Whether two transcripts say the same, whatever their case, punctuation and white space. Signs that make another number
 * count ("4.5" is not "45", "7 30" not "730", "-5" not "5"), and so do symbols ("C++"): when in doubt, they differ.
 */
export function sameWords(a: string, b: string): boolean {
  return spoken(a) === spoken(b);
}

function spoken(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/(?<=\d),(?=\d{3}(?!\d))/g, '')
    .replace(/[^\p{L}\p{M}\p{N}\p{S}%#@&]+/gu, (signs: string, at: number, whole: string) => {
      if (!/\d/.test(whole[at + signs.length] ?? '')) return '';
      if (/\d/.test(whole[at - 1] ?? '')) return signs.trim() || ' ';
      // A minus or a point that opens a number, not the hyphen of a word.
      return /(^|\s)[-−.]$/.test(at === 0 ? signs : signs.replace(/^\S/, '')) ? signs.trim() : '';
    });
}

/** Words of a text: runs without white space that hold a letter, a digit or a symbol. */
function wordsOf(text: string): Word[] {
  return Array.from(text.matchAll(/\S+/g)).flatMap(({ 0: run, index }) => {
    const core = run.replace(/[^\p{L}\p{M}\p{N}\p{S}%]+$/u, '');
    return core ? [{ key: spoken(core), end: index + core.length }] : [];
  });
}

function keysOf(words: readonly Word[]): string[] {
  return words.map(({ key }) => key);
}

function endOf(words: readonly Word[], count: number): number {
  return count === 0 ? 0 : words[count - 1]!.end;
}

function commonLength(a: readonly string[], b: readonly string[]): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return length;
}
