import type { BetweenSteps, Prefilled, PrefillOptions } from '../../workers/llm/token-model';
import type { TextTokenizer } from '../../workers/tokenizer';

/** A tokenizer of one token per character, but for the marks of the chat and for words given to it. */
export class FakeTokenizer implements TextTokenizer {
  readonly #pieces: string[];
  constructor(pieces: readonly string[] = []) {
    this.#pieces = ['<|im_start|>', '<|im_end|>', ...pieces];
  }
  encode(text: string): number[] {
    const ids: number[] = [];
    for (let at = 0; at < text.length; ) {
      const piece = this.#pieces.find((candidate) => text.startsWith(candidate, at)) ?? text.charAt(at);
      ids.push(this.id(piece));
      at += piece.length;
    }
    return ids;
  }
  decode(tokens: readonly number[]): string {
    return tokens.map((token) => this.#pieces[token] ?? String.fromCharCode(token)).join('');
  }
  /** The token of a piece or of a single character. */
  id(piece: string): number {
    const at = this.#pieces.indexOf(piece);
    return at < 0 ? piece.charCodeAt(0) : at;
  }
}

export const VOCABULARY = 300;

/** A model that says the tokens it was given, one after the other, whatever it was asked. */
export class FakeLanguageModel {
  script: number[] = [];
  readonly prompts: number[][] = [];
  readonly steps: number[][] = [];
  /** After how many tokens of each prompt the logits were looked at. */
  readonly lookedAfter: (number | undefined)[] = [];
  /** The logits there. */
  looks: (after: number) => Float32Array = () => new Float32Array(VOCABULARY);
  failure: unknown;
  /** Called before each step, as the graph would run. */
  onStep: () => void = () => {};
  #said = 0;

  async prefill(
    tokens: readonly number[],
    betweenSteps: BetweenSteps,
    { lookAfter, look }: PrefillOptions = {},
  ): Promise<Prefilled> {
    await betweenSteps();
    if (this.failure) throw this.failure;
    this.prompts.push([...tokens]);
    this.lookedAfter.push(lookAfter);
    if (lookAfter !== undefined) look?.(this.looks(lookAfter));
    this.#said = 0;
    return { logits: this.#next(), reusedTokens: 3, evaluatedTokens: tokens.length - 3 };
  }
  async step(tokens: readonly number[]): Promise<Float32Array> {
    this.onStep();
    this.steps.push([...tokens]);
    return this.#next();
  }
  #next(): Float32Array {
    const logits = new Float32Array(VOCABULARY);
    // So much likelier that the penalty for what was said cannot change it.
    logits[this.script[this.#said++] ?? 0] = 1000;
    return logits;
  }
}

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
