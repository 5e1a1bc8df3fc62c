/** Clauses that were made before, to be played at once: fixed sentences, and what was made on a guess that came to nothing. */

/** A finished clause, levelled, at the voice's rate. */
export interface Phrase {
  samples: Float32Array;
  wordEndsMs: readonly number[];
}

/** 95 s of speech at 22,050 Hz. Chosen. */
const MAX_BYTES = 8 * 2 ** 20;
/** What is longer is hardly said twice. Chosen. */
const MAX_PHRASE_MS = 6000;

export class PhraseCache {
  /** Least recently used first. */
  readonly #phrases = new Map<string, Phrase>();
  #bytes = 0;

  constructor(
    private readonly sampleRateHz: number,
    private readonly maxBytes = MAX_BYTES,
  ) {}

  /** Bytes of sound held; never over the limit. */
  get sizeBytes(): number {
    return this.#bytes;
  }

  /** @param style whatever else of the voice makes it sound otherwise: which one it is, and its pitch. */
  get(text: string, rate: number, style = ''): Phrase | undefined {
    const key = keyOf(text, rate, style);
    const phrase = this.#phrases.get(key);
    if (!phrase) return undefined;
    this.#phrases.delete(key);
    this.#phrases.set(key, phrase);
    return phrase;
  }

  /** Keeps a clause that was made to its end. Those over 6 s are not kept. */
  put(text: string, rate: number, phrase: Phrase, style = ''): void {
    const { byteLength, length } = phrase.samples;
    if (length === 0 || byteLength > this.maxBytes || (length / this.sampleRateHz) * 1000 > MAX_PHRASE_MS) return;
    const key = keyOf(text, rate, style);
    this.#forget(key);
    this.#phrases.set(key, phrase);
    this.#bytes += byteLength;
    for (const oldest of this.#phrases.keys()) {
      if (this.#bytes <= this.maxBytes) break;
      this.#forget(oldest);
    }
  }

  #forget(key: string): void {
    const phrase = this.#phrases.get(key);
    if (!phrase) return;
    this.#phrases.delete(key);
    this.#bytes -= phrase.samples.byteLength;
  }
}

const keyOf = (text: string, rate: number, style: string) => `${style}|${rate.toFixed(2)} ${text}`;
