/**
 * Picks the next token. Greedy unless the user wants otherwise: a 135M-parameter model gets less true, not livelier, with
 * temperature (shared eval).
 */

/** Measured with the model's quality test: 1.1 stops loops and leaves names and numbers alone. */
export const REPEAT_PENALTY = 1.1;
/** How far back a token counts as repeated. */
const REPEAT_WINDOW_TOKENS = 64;

/** See `LlmOptions`. */
export interface Sampling {
  temperature: number;
  topP: number;
  repeatPenalty: number;
}

export const GREEDY: Sampling = { temperature: 0, topP: 1, repeatPenalty: REPEAT_PENALTY };

/**
 * The next token, once tokens already said are made less likely: the likeliest, or one that is drawn. Changes `logits`.
 * @param random gives numbers from 0 to below 1; asked once, and only with a temperature above 0.
 */
export function pickToken(
  logits: Float32Array,
  said: readonly number[],
  { temperature, topP, repeatPenalty }: Sampling = GREEDY,
  random: () => number = Math.random,
): number {
  if (repeatPenalty !== 1) {
    for (const token of new Set(said.slice(-REPEAT_WINDOW_TOKENS))) {
      const value = logits[token]!;
      logits[token] = value > 0 ? value / repeatPenalty : value * repeatPenalty;
    }
  }
  const best = likeliest(logits);
  return temperature > 0 ? draw(logits, logits[best]!, temperature, topP, random()) : best;
}

function likeliest(logits: Float32Array): number {
  let best = 0;
  for (let i = 1; i < logits.length; i++) if (logits[i]! > logits[best]!) best = i;
  return best;
}

/** Draws from the likeliest tokens that together have the probability `topP`. `top` is the highest logit. Changes `logits`. */
function draw(logits: Float32Array, top: number, temperature: number, topP: number, chance: number): number {
  // In place: from here on `logits` are weights, the highest of which is 1.
  let sum = 0;
  for (let i = 0; i < logits.length; i++) {
    const weight = Math.exp((logits[i]! - top) / temperature);
    logits[i] = weight;
    sum += weight;
  }
  const wanted = topP * sum;
  // All tokens below this together could not make up what is left out: they are never among the likeliest, nor sorted.
  const least = topP < 1 ? (sum - wanted) / Math.max(1, logits.length - 1) : 0;
  const candidates: number[] = [];
  for (let i = 0; i < logits.length; i++) if (logits[i]! >= least && logits[i]! > 0) candidates.push(i);
  if (topP < 1) candidates.sort((a, b) => logits[b]! - logits[a]! || a - b);

  let nucleus = 0;
  let count = 0;
  while (count < candidates.length && (count === 0 || nucleus < wanted)) nucleus += logits[candidates[count++]!]!;
  let left = chance * nucleus;
  for (let i = 0; i < count; i++) {
    left -= logits[candidates[i]!]!;
    if (left < 0) return candidates[i]!;
  }
  return candidates[count - 1]!;
}
