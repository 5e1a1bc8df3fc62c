/**
 * A decoder-only language model on ONNX Runtime with the KV cache in our hands: the prefix is checked token by token,
 * only what is new is evaluated, and every step can be held or given up. Own loop because it is the hot path: 0.13–0.19 s
 * to the first token with the prefix cached (shared measurement). Graphs differ in what they take besides tokens, mask and
 * cache, and in whether they give logits for the last position or for all: each is asked for what it has.
 */
import { worked } from '../measures';
import { floatData, int64Tensor, type ort, output } from '../runtime';
import { type AttentionShape, type KeyValuePrecision, KvCache } from './kv-cache';
import type { BetweenSteps, Prefilled, PrefillOptions, TokenModel } from './token-model';

/**
 * Prompt tokens evaluated at once. The page is free of an aborted reply at once, the worker only between chunks. After 128
 * tokens of context, 16 tokens took 159 ms in one chunk, 192 in two, 216 in four (2 threads, n=5 each); eight at a time
 * free the worker within 60–115 ms for a fifth more.
 */
export const PREFILL_CHUNK_TOKENS = 8;

export class LanguageModel implements TokenModel {
  readonly #cache: KvCache;
  readonly #takesPositions: boolean;
  readonly #takesLogitCount: boolean;

  constructor(
    private readonly session: Pick<ort.InferenceSession, 'run' | 'inputNames'>,
    shape: AttentionShape,
  ) {
    this.#cache = new KvCache(shape);
    this.#takesPositions = session.inputNames.includes('position_ids');
    this.#takesLogitCount = session.inputNames.includes('num_logits_to_keep');
  }

  /**
   * Brings the cache to exactly `tokens` and gives the logits after the last one. Logits are of the last token of a run
   * only: a look in between ends a run there.
   */
  async prefill(
    tokens: readonly number[],
    betweenSteps: BetweenSteps,
    { chunkTokens = PREFILL_CHUNK_TOKENS, lookAfter = 0, look }: PrefillOptions = {},
  ): Promise<Prefilled> {
    // The last token is always evaluated, as is the one to be looked after: their logits are the answer.
    const wanted = lookAfter > 0 ? lookAfter : tokens.length;
    const reused = Math.min(this.#cache.commonPrefix(tokens), wanted - 1);
    this.#cache.cut(reused);
    let logits: Float32Array = new Float32Array(0);
    for (let at = reused; at < tokens.length; ) {
      const end = Math.min(at + chunkTokens, at < lookAfter ? lookAfter : tokens.length);
      await betweenSteps();
      logits = await this.step(tokens.slice(at, end));
      if (end === lookAfter) look?.(logits);
      at = end;
    }
    return { logits, reusedTokens: reused, evaluatedTokens: tokens.length - reused };
  }

  /** Evaluates tokens after those in the cache. @returns logits of the position after the last, valid until the next step. */
  async step(tokens: readonly number[]): Promise<Float32Array> {
    const held = this.#cache.tokens.length;
    const total = held + tokens.length;
    const start = performance.now();
    const outputs = await this.session.run({
      ...this.#cache.feeds,
      input_ids: int64Tensor(tokens, [1, tokens.length]),
      attention_mask: int64Tensor(new Array<number>(total).fill(1), [1, total]),
      ...(this.#takesPositions ? { position_ids: positions(held, tokens.length) } : {}),
      ...(this.#takesLogitCount ? { num_logits_to_keep: int64Tensor([1], []) } : {}),
    });
    this.#cache.extend(tokens, outputs);
    worked(performance.now() - start);
    return lastLogits(output(outputs, 'logits'));
  }
}

/** What a graph keeps its keys and values in, by its own word. */
export function precisionOf(session: Pick<ort.InferenceSession, 'inputMetadata'>): KeyValuePrecision {
  const first = session.inputMetadata.find(({ name }) => name.startsWith('past_key_values'));
  return first?.isTensor && first.type === 'float16' ? 'float16' : 'float32';
}

function positions(from: number, length: number): ort.Tensor {
  const ids = Array.from({ length }, (_, i) => from + i);
  return int64Tensor(ids, [1, length]);
}

/** Logits of the last position, as float32. */
function lastLogits(tensor: ort.Tensor): Float32Array {
  const vocabulary = tensor.dims.at(-1) ?? tensor.size;
  if (tensor.type === 'float16' && ArrayBuffer.isView(tensor.data)) {
    const { buffer, byteOffset, byteLength } = tensor.data;
    return halvesToFloats(new Uint16Array(buffer, byteOffset, byteLength / 2).subarray(-vocabulary));
  }
  const logits = floatData(tensor, 'logits');
  return logits.length === vocabulary ? logits : logits.subarray(-vocabulary);
}

/** Half precision as float32; not every browser has a `Float16Array`. */
function halvesToFloats(halves: Uint16Array): Float32Array {
  return Float32Array.from(halves, (half) => {
    const sign = half & 0x8000 ? -1 : 1;
    const exponent = (half >> 10) & 0x1f;
    const fraction = half & 0x3ff;
    if (exponent === 0) return sign * fraction * 2 ** -24;
    if (exponent === 0x1f) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
    return sign * (1024 + fraction) * 2 ** (exponent - 25);
  });
}
