/** The keys and values of the tokens evaluated so far, which ones they are, and how to cut them back. */
import { ort, output } from '../runtime';

/** Shape of the model's attention, from its config.json. */
export interface AttentionShape {
  layers: number;
  keyValueHeads: number;
  headSize: number;
  /** What the graph keeps keys and values in; float32 unless said. */
  precision?: KeyValuePrecision;
}

export type KeyValuePrecision = 'float32' | 'float16';

export class KvCache {
  /** Tokens whose keys and values are held, in order. */
  readonly tokens: number[] = [];
  #tensors: Record<string, ort.Tensor> = {};

  constructor(private readonly shape: AttentionShape) {
    this.cut(0);
  }

  /** The cache as the graph's inputs. */
  get feeds(): Record<string, ort.Tensor> {
    return this.#tensors;
  }

  /** How many of `tokens`, from the first, are held already. */
  commonPrefix(tokens: readonly number[]): number {
    let n = 0;
    while (n < this.tokens.length && n < tokens.length && this.tokens[n] === tokens[n]) n++;
    return n;
  }

  /** Keeps the first `length` tokens. Slices, because the cache of the library cuts by length alone and we check tokens. */
  cut(length: number): void {
    const { keyValueHeads, headSize, precision = 'float32' } = this.shape;
    const held = this.tokens.length;
    if (length === held && held > 0) return;
    // Bytes, because browsers differ in what they have for half precision.
    const tokenBytes = headSize * (precision === 'float16' ? 2 : 4);
    for (const name of this.#names('past_key_values')) {
      const kept = new Uint8Array(keyValueHeads * length * tokenBytes);
      const data = this.#tensors[name]?.data;
      if (length > 0 && ArrayBuffer.isView(data)) {
        const source = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
        for (let head = 0; head < keyValueHeads; head++) {
          const from = head * held * tokenBytes;
          kept.set(source.subarray(from, from + length * tokenBytes), head * length * tokenBytes);
        }
      }
      const dims = [1, keyValueHeads, length, headSize];
      this.#tensors[name] =
        precision === 'float16'
          ? new ort.Tensor('float16', new Uint16Array(kept.buffer), dims)
          : new ort.Tensor('float32', new Float32Array(kept.buffer), dims);
    }
    this.tokens.length = length;
  }

  /** Takes over what a run on `tokens` returned. */
  extend(tokens: readonly number[], outputs: ort.InferenceSession.OnnxValueMapType): void {
    const present = this.#names('present');
    this.#names('past_key_values').forEach((name, i) => {
      this.#tensors[name] = output(outputs, present[i]!);
    });
    this.tokens.push(...tokens);
  }

  #names(prefix: 'past_key_values' | 'present'): string[] {
    return Array.from({ length: this.shape.layers }, (_, layer) => [
      `${prefix}.${layer}.key`,
      `${prefix}.${layer}.value`,
    ]).flat();
  }
}
