/** What a reply needs of whatever evaluates tokens. Knows no runtime: each engine brings its own, and no other one's. */

/** Longest sequence the starter's graph can hold. */
export const MAX_POSITIONS = 2048;

/** Called between steps: lets messages in, waits while held, throws when the work is given up. */
export type BetweenSteps = () => Promise<void>;

/** How a prompt is evaluated. */
export interface PrefillOptions {
  /** Tokens evaluated between two calls of `betweenSteps`. */
  chunkTokens?: number;
  /** After so many tokens of the prompt the logits are looked at. */
  lookAfter?: number | undefined;
  /** Gets the logits there, valid until it returns. */
  look?: (logits: Float32Array) => void;
}

export interface Prefilled {
  logits: Float32Array;
  reusedTokens: number;
  evaluatedTokens: number;
}

/** The loop below a reply: a prompt is brought into the cache, then token by token is added. */
export interface TokenModel {
  /** Brings the cache to exactly `tokens` and gives the logits after the last one. */
  prefill(tokens: readonly number[], betweenSteps: BetweenSteps, options?: PrefillOptions): Promise<Prefilled>;
  /** Evaluates tokens after those in the cache. @returns logits after the last, valid until the next step; they may be changed. */
  step(tokens: readonly number[]): Promise<Float32Array>;
}
