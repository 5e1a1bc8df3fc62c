/** Text piece by piece in, whole sentences out, up to a number of them: what comes behind is dropped. */

/** A sentence is whole when something follows its mark. */
const SENTENCE = /^\s*(.+?[.!?]+["')\]]*)\s+/s;

export class SentenceSplitter {
  readonly sentences: string[] = [];
  #waiting = '';

  constructor(private readonly max: number) {}

  /** There are as many as were wanted. */
  get full(): boolean {
    return this.sentences.length >= this.max;
  }

  /** @returns the sentences that this piece completed */
  push(piece: string): string[] {
    const from = this.sentences.length;
    this.#waiting += piece;
    for (let match = SENTENCE.exec(this.#waiting); match && !this.full; match = SENTENCE.exec(this.#waiting)) {
      this.sentences.push(match[1]!);
      this.#waiting = this.#waiting.slice(match[0].length);
    }
    return this.sentences.slice(from);
  }

  /** @returns what was left unfinished, if there is room for it */
  finish(): string[] {
    const rest = this.#waiting.trim();
    if (!rest || this.full) return [];
    this.sentences.push(rest);
    return [rest];
  }
}
