/** Graphs that behave as Moonshine's and Whisper's do, without their weights. */
import type { HubModel } from '../../workers/stt/hub-recogniser';

/** Stands in for the class of ONNX Runtime, with what the loop looks at. */
class FakeTensor {
  disposed = false;
  constructor(
    readonly type: string,
    readonly data: ArrayBufferView & ArrayLike<unknown>,
    readonly dims: readonly number[],
    readonly location = 'cpu',
  ) {}
  dispose(): void {
    if (this.disposed) throw new Error('A tensor is disposed of once.');
    this.disposed = true;
  }
}

const VOCABULARY = 12;

/**
 * A model that writes `written`, token by token, then `end`, behind a prompt of `promptLength`. Its caches lie where
 * `location` says, as on a graphics card. `rowAfterStart` are the logits behind the start token.
 */
export class FakeHubModel {
  readonly heard: number[] = [];
  readonly prompts: number[][] = [];
  readonly outputs: FakeTensor[] = [];
  readonly fetched: (readonly string[] | undefined)[] = [];

  constructor(
    private readonly written: readonly number[],
    private readonly end: number,
    private readonly promptLength: number,
    private readonly location: 'cpu' | 'gpu-buffer' = 'cpu',
    private readonly rowAfterStart?: Float32Array,
  ) {}

  get model(): HubModel {
    const encoder = {
      inputNames: ['input_values'],
      run: async (feeds: Record<string, unknown>) => this.#encode(feeds),
    };
    const shape = ['batch_size', 2, 'length', 3];
    const caches = ['decoder.key', 'decoder.value', 'encoder.key', 'encoder.value'].map(
      (name) => `past_key_values.0.${name}`,
    );
    const decoder = {
      inputNames: ['input_ids', 'encoder_hidden_states', ...caches, 'use_cache_branch'],
      inputMetadata: [{}, {}, ...caches, {}].map((name) => ({ name, isTensor: true, type: 'float32', shape })),
      run: async (feeds: Record<string, FakeTensor>, fetches?: readonly string[]) => this.#decode(feeds, fetches),
    };
    const fakes: unknown = {
      encoder,
      decoder,
      Tensor: FakeTensor,
      features: async (samples: Float32Array) => new FakeTensor('float32', samples, [1, samples.length]),
      text: (tokens: readonly number[]) => tokens.map((token) => `word${token}`).join(' '),
    };
    return asHubModel(fakes);
  }

  /** Tensors on the graphics card that nobody gave back. */
  get held(): number {
    return this.outputs.filter(({ location, disposed }) => location === 'gpu-buffer' && !disposed).length;
  }

  #encode(feeds: Record<string, unknown>) {
    const { input_values: input } = feeds;
    if (!(input instanceof FakeTensor)) throw new Error('The encoder was given no input_values.');
    this.heard.push(input.data.length);
    return { last_hidden_state: new FakeTensor('float32', new Float32Array(4), [1, 2, 2]) };
  }

  #decode({ input_ids, ...caches }: Record<string, FakeTensor>, fetches?: readonly string[]) {
    const ids = Array.from(input_ids?.data ?? [], Number);
    for (const [name, tensor] of Object.entries(caches))
      if (tensor.disposed) throw new Error(`${name} was disposed of.`);
    const past = caches['past_key_values.0.decoder.key']?.dims[2] ?? 0;
    if (past === 0) this.prompts.push(ids);
    this.fetched.push(fetches);
    const logits = new Float32Array(ids.length * VOCABULARY);
    ids.forEach((_, i) => {
      const row = logits.subarray(i * VOCABULARY, (i + 1) * VOCABULARY);
      const at = past + i + 1 - this.promptLength;
      if (past === 0 && i === 0 && this.rowAfterStart) row.set(this.rowAfterStart);
      else row[at < 0 ? 0 : (this.written[at] ?? this.end)] = 10;
    });
    const cache = (length: number) => {
      const tensor = new FakeTensor('float32', new Float32Array(2 * length * 3), [1, 2, length, 3], this.location);
      this.outputs.push(tensor);
      return tensor;
    };
    const made: Record<string, FakeTensor> = { logits: new FakeTensor('float32', logits, [1, ids.length, VOCABULARY]) };
    const names =
      fetches ?? ['decoder.key', 'decoder.value', 'encoder.key', 'encoder.value'].map((name) => `present.0.${name}`);
    for (const name of names)
      if (name !== 'logits') made[name] = cache(name.includes('decoder') ? past + ids.length : 5);
    return made;
  }
}

/** Moonshine's weights cannot be had here: start 1, end 2, samples in, no token for silence. */
export class FakeMoonshine extends FakeHubModel {
  constructor(written: readonly number[], location?: 'cpu' | 'gpu-buffer') {
    super(written, 2, 1, location);
  }
}

/** The fakes have what the loop uses of ONNX Runtime's classes and no more, which no type can say. */
function asHubModel(fakes: unknown): HubModel {
  const isHubModel = (value: unknown): value is HubModel => typeof value === 'object';
  if (!isHubModel(fakes)) throw new TypeError('no fakes');
  return fakes;
}
