/** Greedy decoding: the choice of a token from its logits, and how much of a guess that choice would have made. */

export interface Choice {
  token: number;
  /** Among the allowed tokens. */
  logProbability: number;
}

/** The likeliest allowed token. `allowed` has one entry a token and may be shorter than `logits`: the rest is not allowed. */
export function pick(logits: Float32Array, allowed: Uint8Array): Choice {
  let token = -1;
  let top = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < allowed.length; i++) {
    if (allowed[i] && logits[i]! > top) {
      top = logits[i]!;
      token = i;
    }
  }
  let sum = 0;
  for (let i = 0; i < allowed.length; i++) {
    const below = logits[i]! - top;
    // e^-16 of the best cannot change the sum in float32; skipping saves most of the exponentials.
    if (allowed[i] && below > -16) sum += Math.exp(below);
  }
  return { token, logProbability: -Math.log(sum) };
}

/** Probability of one token among all. */
export function softmaxAt(logits: Float32Array, index: number): number {
  let top = Number.NEGATIVE_INFINITY;
  for (const value of logits) if (value > top) top = value;
  let sum = 0;
  for (const value of logits) sum += Math.exp(value - top);
  return Math.exp(logits[index]! - top) / sum;
}

/**
 * The choices greedy decoding makes along a draft, up to and with the first that is not the draft's. The choice at `i`
 * holds because all tokens before it are its own.
 * @param choose the choice after the prompt and the first `i` tokens of the draft.
 * @returns at least one choice; all but the last are tokens of the draft.
 */
export function followDraft(draft: readonly number[], choose: (position: number) => Choice): Choice[] {
  const choices: Choice[] = [];
  do choices.push(choose(choices.length));
  while (choices.length <= draft.length && choices.at(-1)?.token === draft[choices.length - 1]);
  return choices;
}

/**
 * The first positions of an attention cache [1, heads, positions, size].
 * @returns a copy, [1, heads, kept, size].
 */
export function firstPositions(cache: Float32Array, heads: number, kept: number, size: number): Float32Array {
  const positions = cache.length / (heads * size);
  const cut = new Float32Array(heads * kept * size);
  for (let head = 0; head < heads; head++) {
    const from = head * positions * size;
    cut.set(cache.subarray(from, from + kept * size), head * kept * size);
  }
  return cut;
}
