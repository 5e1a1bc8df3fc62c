/**
 * A model that WebLLM runs, as the loop below our replies: WebLLM evaluates tokens on the GPU, and everything above it
 * (prompts, what is reused of the cache, drawing tokens, clauses, hold, abort between two tokens) is what our own engine has.
 *
 * WebLLM's chat interface would throw its cache away after every reply that we end ourselves, and that is nearly all of them
 * (`preparePrefillInput` of 0.2.86: any finish but "stop" resets). Below it, tokens go in and a sampled token comes out; the
 * logits before the sampling are handed to a `LogitProcessor`, and the sampled token is of no interest to us. Its cache can
 * grow and be emptied, not be cut: a prompt that does not go on from what is held is evaluated from its beginning.
 */
import { worked } from '../measures';
import type { BetweenSteps, Prefilled, PrefillOptions, TokenModel } from './token-model';

/**
 * Prompt tokens evaluated between two looks at the messages. A GPU takes as long for many as for few; with more than these
 * an abort would wait too long on a slow one. A guess: no GPU was at hand.
 */
const PREFILL_CHUNK_TOKENS = 64;

/** The part of `MLCEngine` that is used. */
export interface TokenEngine {
  forwardTokensAndSample(inputIds: number[], isPrefill: boolean): Promise<number>;
  resetChat(): Promise<void>;
}

/** Takes WebLLM's logits on their way to its own sampling. */
export class LogitTap {
  #last: Float32Array | undefined;

  /** The logits of the last token evaluated, for whoever asks first. */
  take(): Float32Array {
    const logits = this.#last;
    this.#last = undefined;
    if (!logits) throw new Error('WebLLM evaluated tokens and told no logits.');
    return logits;
  }

  // Of WebLLM's `LogitProcessor`:
  processLogits = (logits: Float32Array): Float32Array => {
    // A copy: what is drawn from it is changed, and WebLLM goes on with its own.
    this.#last = logits.slice();
    return logits;
  };
  processSampledToken = (): void => {};
  resetState = (): void => {
    this.#last = undefined;
  };
}

export class WebLlmModel implements TokenModel {
  /** Tokens whose keys and values WebLLM holds. */
  #held: number[] = [];
  /** What followed the last of them, as the model found it. */
  #logits: Float32Array | undefined;

  constructor(
    private readonly engine: TokenEngine,
    private readonly tap: LogitTap,
    /** Turns what WebLLM throws into our errors, and a lost GPU into one. */
    private readonly guard: <T>(work: Promise<T>) => Promise<T>,
  ) {}

  async prefill(
    tokens: readonly number[],
    betweenSteps: BetweenSteps,
    { chunkTokens = PREFILL_CHUNK_TOKENS, lookAfter = 0, look }: PrefillOptions = {},
  ): Promise<Prefilled> {
    await betweenSteps();
    const goesOn = this.#logits !== undefined && this.#held.every((token, i) => token === tokens[i]);
    if (!goesOn) await this.#empty();
    const reused = this.#held.length;
    if (reused > 0 && reused === lookAfter) look?.(this.#copy());
    for (let at = reused; at < tokens.length; ) {
      const end = Math.min(at + chunkTokens, at < lookAfter ? lookAfter : tokens.length);
      if (at > reused) await betweenSteps();
      await this.#forward(tokens.slice(at, end), true);
      if (end === lookAfter) look?.(this.#copy());
      at = end;
    }
    return { logits: this.#copy(), reusedTokens: reused, evaluatedTokens: tokens.length - reused };
  }

  async step(tokens: readonly number[]): Promise<Float32Array> {
    await this.#forward(tokens, false);
    return this.#copy();
  }

  async #forward(tokens: readonly number[], isPrefill: boolean): Promise<void> {
    const start = performance.now();
    // Until it is done, what is held is in doubt: a failure in between leaves the cache to be emptied.
    this.#logits = undefined;
    await this.guard(this.engine.forwardTokensAndSample([...tokens], isPrefill));
    this.#logits = this.tap.take();
    this.#held.push(...tokens);
    worked(performance.now() - start);
  }

  async #empty(): Promise<void> {
    this.#held = [];
    this.#logits = undefined;
    await this.guard(this.engine.resetChat());
  }

  #copy(): Float32Array {
    if (!this.#logits) throw new Error('WebLLM was asked for logits before any token.');
    return this.#logits.slice();
  }
}
