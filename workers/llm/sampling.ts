/** Picks the next token. Greedy: a 135M-parameter model gets less true, not livelier, with temperature (shared eval). */

/** Measured with the model's quality test: 1.1 stops loops and leaves names and numbers alone. */
export const REPEAT_PENALTY = 1.1;
/** How far back a token counts as repeated. */
const REPEAT_WINDOW_TOKENS = 64;

/** The likeliest token once tokens already said are made less likely. Changes `logits`. */
export function pickToken(logits: Float32Array, said: readonly number[]): number {
  for (const token of new Set(said.slice(-REPEAT_WINDOW_TOKENS))) {
    const value = logits[token]!;
    logits[token] = value > 0 ? value / REPEAT_PENALTY : value * REPEAT_PENALTY;
  }
  let best = 0;
  for (let i = 1; i < logits.length; i++) if (logits[i]! > logits[best]!) best = i;
  return best;
}
