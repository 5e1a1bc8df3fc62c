/**
 * A decoder with its attention cache in one graph ("merged"), as exported by Optimum and by us: what it is fed besides
 * tokens, it says itself. Leaving the cross-attention cache out of a step's outputs is most of what makes this fast: copying
 * it costs more than the step. transformers.js `generate` fetches it at each (transformers.js#1739 tells of the leak too).
 */
import type { InferenceSession, Tensor, TypedTensor } from 'onnxruntime-web/wasm';
import { SottoError } from '../rpc';
import { floatData, output } from '../tensors';
import { firstPositions } from './greedy';

/** How tensors are made: the class of the very ONNX Runtime that runs the graph. */
export interface TensorMaker {
  new (type: 'int64', data: BigInt64Array, dims: readonly number[]): TypedTensor<'int64'>;
  new (type: 'float32', data: Float32Array, dims: readonly number[]): TypedTensor<'float32'>;
  new (type: 'bool', data: Uint8Array, dims: readonly number[]): TypedTensor<'bool'>;
}

/** What of a session a decoder needs. */
export type DecoderSession = Pick<InferenceSession, 'run' | 'inputNames' | 'inputMetadata'>;

type Tensors = Readonly<Record<string, Tensor>>;

/** What was written so far, as the graph remembers it. Never changed: many continuations may begin at it. */
export interface Memory {
  /** Of the text: new with each token. */
  readonly text: Tensors;
  /** Of the audio: one for all of a transcription. */
  readonly audio: Tensors;
}

/** Logits of the position `i` of what was just read, and the memory with it in. */
export interface Reading {
  logits(i: number): Float32Array;
  memory: Memory;
}

interface CacheInput {
  name: string;
  /** Name of the output that is this input at the next step. */
  present: string;
  side: 'text' | 'audio';
  /** Of an empty cache: 1 for the batch, 0 for every other length that varies. */
  dims: readonly number[];
}

const PAST = /^past_key_values\.(\d+)\.(decoder|encoder)\.(key|value)$/;

export class DecoderGraph {
  readonly #cache: readonly CacheInput[];
  readonly #empty: Tensors;
  readonly #stepOutputs: readonly string[];
  readonly #no: Tensor;
  readonly #yes: Tensor;
  readonly #allLogits: Tensor;
  readonly #lastLogits: Tensor;
  readonly #keepsLogits: boolean;

  /** @throws SottoError `model-load-failed` for a graph without such a cache. */
  constructor(
    private readonly session: DecoderSession,
    private readonly Tensor: TensorMaker,
  ) {
    this.#cache = session.inputNames.flatMap((name, i) => cacheInput(name, session.inputMetadata[i]) ?? []);
    if (!this.#cache.some(({ side }) => side === 'text') || !this.#cache.some(({ side }) => side === 'audio')) {
      throw new SottoError('model-load-failed', 'The decoder keeps no attention cache. Choose another model.');
    }
    const empty = ({ name, dims }: CacheInput) => [name, new Tensor('float32', new Float32Array(0), dims)] as const;
    this.#empty = Object.fromEntries(this.#cache.map(empty));
    this.#stepOutputs = ['logits', ...this.#cache.filter(({ side }) => side === 'text').map(({ present }) => present)];
    this.#no = new Tensor('bool', Uint8Array.of(0), [1]);
    this.#yes = new Tensor('bool', Uint8Array.of(1), [1]);
    this.#allLogits = new Tensor('int64', BigInt64Array.of(0n), []);
    this.#lastLogits = new Tensor('int64', BigInt64Array.of(1n), []);
    this.#keepsLogits = session.inputNames.includes('num_logits_to_keep');
  }

  /** Reads the first tokens of a text; logits of each of them. */
  async open(audio: Tensor, tokens: readonly number[]): Promise<Reading> {
    const outputs = await this.session.run({
      ...this.#empty,
      encoder_hidden_states: audio,
      use_cache_branch: this.#no,
      ...(this.#keepsLogits ? { num_logits_to_keep: this.#allLogits } : {}),
      input_ids: this.#tokens(tokens),
    });
    return {
      logits: logitRows(outputs),
      memory: { text: this.#kept(outputs, 'text'), audio: this.#kept(outputs, 'audio') },
    };
  }

  /** Reads one token more; its logits alone, at 0. */
  async extend(audio: Tensor, memory: Memory, token: number): Promise<Reading> {
    const outputs = await this.session.run(
      {
        ...memory.text,
        ...memory.audio,
        encoder_hidden_states: audio,
        use_cache_branch: this.#yes,
        ...(this.#keepsLogits ? { num_logits_to_keep: this.#lastLogits } : {}),
        input_ids: this.#tokens([token]),
      },
      this.#stepOutputs,
    );
    return { logits: logitRows(outputs), memory: { text: this.#kept(outputs, 'text'), audio: memory.audio } };
  }

  /** The memory with all but the first `kept` positions of the text forgotten. Copies them: for caches on the CPU alone. */
  cut(memory: Memory, kept: number): Memory {
    const cut = ([name, tensor]: [string, Tensor]) => {
      const [, heads = 0, , size = 0] = tensor.dims;
      const data = firstPositions(floatData(tensor, name), heads, kept, size);
      return [name, new this.Tensor('float32', data, [1, heads, kept, size])] as const;
    };
    return { text: Object.fromEntries(Object.entries(memory.text).map(cut)), audio: memory.audio };
  }

  #tokens(tokens: readonly number[]): Tensor {
    return new this.Tensor('int64', BigInt64Array.from(tokens, BigInt), [1, tokens.length]);
  }

  #kept(outputs: InferenceSession.OnnxValueMapType, wanted: CacheInput['side']): Tensors {
    return Object.fromEntries(
      this.#cache.filter(({ side }) => side === wanted).map(({ name, present }) => [name, output(outputs, present)]),
    );
  }
}

/** Gives memory of the graphics card back at once; what lies in the ordinary memory is left to the garbage collector. */
export function release(tensors: Tensors): void {
  for (const tensor of Object.values(tensors)) if (tensor.location === 'gpu-buffer') tensor.dispose();
}

/** Whether the memory lies where `cut` can read it. */
export function isReadable({ text }: Memory): boolean {
  return Object.values(text).every(({ location }) => location === 'cpu');
}

function cacheInput(name: string, metadata: InferenceSession.ValueMetadata | undefined): CacheInput | undefined {
  const [, layer, side, half] = PAST.exec(name) ?? [];
  if (!layer || !metadata?.isTensor) return undefined;
  return {
    name,
    present: `present.${layer}.${side}.${half}`,
    side: side === 'decoder' ? 'text' : 'audio',
    dims: metadata.shape.map((length, axis) => (typeof length === 'number' ? length : axis === 0 ? 1 : 0)),
  };
}

function logitRows(outputs: InferenceSession.OnnxValueMapType): (position: number) => Float32Array {
  const logits = output(outputs, 'logits');
  const values = floatData(logits, 'logits');
  const vocabulary = logits.dims[2]!;
  return (position) => values.subarray(position * vocabulary, (position + 1) * vocabulary);
}
