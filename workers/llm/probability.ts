/** The probability, by softmax over all `logits`, that the next token is one of `tokens`. */
export function probabilityOf(tokens: readonly number[], logits: Float32Array): number {
  let top = Number.NEGATIVE_INFINITY;
  for (const value of logits) if (value > top) top = value;
  let sum = 0;
  for (const value of logits) sum += Math.exp(value - top);
  let wanted = 0;
  for (const token of new Set(tokens)) wanted += Math.exp(logits[token]! - top);
  return wanted / sum;
}
