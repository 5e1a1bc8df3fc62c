/**
 * Greedy Whisper on ONNX Runtime: an encoder that takes any number of frames, and one decoder graph for prompt and steps.
 *
 * Our own loop, because transformers.js `generate` fetches every output at each step: the same files take 464 ms there at
 * 3 s of speech and 118 ms here (shared measurement). Leaving the cross-attention cache out of the step's outputs is most
 * of the difference: copying it costs more than the step.
 */
import { floatData, int64Tensor, ort, output } from '../runtime';
import { MEL_BANDS } from './streaming-mel';

/** What the loop needs of `generation_config.json`; English only, so the prompt has no language or task token. */
export interface WhisperConfig {
  startToken: number;
  noTimestampsToken: number;
  endToken: number;
  noSpeechToken: number;
  suppressTokens: readonly number[];
  beginSuppressTokens: readonly number[];
}

/** Shape of Whisper tiny's decoder. */
const LAYERS = 4;
const HEADS = 6;
const HEAD_SIZE = 64;

export interface WhisperDecodeOptions {
  maxTokens: number;
  /** Called between steps; may wait, and ends decoding by throwing. */
  onToken(tokens: readonly number[]): Promise<void>;
}

export interface WhisperResult {
  tokens: number[];
  noSpeechProbability: number;
  averageLogProbability: number;
  /** False when the token cap ended it: a runaway. */
  ended: boolean;
}

type Feeds = Record<string, ort.Tensor>;

export class Whisper {
  readonly #allowed: Uint8Array;
  readonly #allowedFirst: Uint8Array;
  readonly #emptyCache: Feeds = {};
  readonly #stepOutputs: string[];
  readonly #yes = new ort.Tensor('bool', Uint8Array.of(1), [1]);
  readonly #no = new ort.Tensor('bool', Uint8Array.of(0), [1]);
  readonly #allLogits = int64Tensor([0], []);
  readonly #lastLogits = int64Tensor([1], []);

  constructor(
    private readonly encoder: ort.InferenceSession,
    private readonly decoder: ort.InferenceSession,
    private readonly config: WhisperConfig,
  ) {
    // Text tokens and the end token alone; everything above is for tasks and timestamps.
    this.#allowed = new Uint8Array(config.endToken + 1).fill(1);
    for (const token of config.suppressTokens) if (token < this.#allowed.length) this.#allowed[token] = 0;
    this.#allowedFirst = this.#allowed.slice();
    for (const token of config.beginSuppressTokens) this.#allowedFirst[token] = 0;
    for (const name of cacheNames('past_key_values', 'decoder')) {
      this.#emptyCache[name] = new ort.Tensor('float32', new Float32Array(0), [1, HEADS, 0, HEAD_SIZE]);
    }
    for (const name of cacheNames('past_key_values', 'encoder')) {
      const dims = name.endsWith('key') ? [1, HEADS, HEAD_SIZE, 0] : [1, HEADS, 0, HEAD_SIZE];
      this.#emptyCache[name] = new ort.Tensor('float32', new Float32Array(0), dims);
    }
    this.#stepOutputs = ['logits', ...cacheNames('present', 'decoder')];
  }

  /** @param features [80 × frames], bands first. @returns the audio as the decoder reads it. */
  async encode(features: Float32Array, frames: number): Promise<ort.Tensor> {
    const input = new ort.Tensor('float32', features, [1, MEL_BANDS, frames]);
    return output(await this.encoder.run({ input_features: input }), 'last_hidden_state');
  }

  async decode(audio: ort.Tensor, { maxTokens, onToken }: WhisperDecodeOptions): Promise<WhisperResult> {
    const { startToken, noTimestampsToken, endToken, noSpeechToken } = this.config;
    const feeds: Feeds = {
      ...this.#emptyCache,
      encoder_hidden_states: audio,
      use_cache_branch: this.#no,
      num_logits_to_keep: this.#allLogits,
      input_ids: int64Tensor([startToken, noTimestampsToken], [1, 2]),
    };
    const tokens: number[] = [];
    let noSpeechProbability = 0;
    let logProbability = 0;
    let ended = false;
    while (tokens.length <= maxTokens) {
      const first = tokens.length === 0;
      const outputs = await (first ? this.decoder.run(feeds) : this.decoder.run(feeds, this.#stepOutputs));
      const logits = output(outputs, 'logits');
      const values = floatData(logits, 'logits');
      const vocabulary = logits.dims[2]!;
      if (first) noSpeechProbability = softmaxAt(values.subarray(0, vocabulary), noSpeechToken);
      const best = pick(values.subarray(values.length - vocabulary), first ? this.#allowedFirst : this.#allowed);
      logProbability += best.logProbability;
      carryCache(outputs, feeds, 'decoder');
      if (first) carryCache(outputs, feeds, 'encoder');
      if (best.token === endToken) {
        ended = true;
        break;
      }
      tokens.push(best.token);
      await onToken(tokens);
      feeds.input_ids = int64Tensor([best.token], [1, 1]);
      feeds.use_cache_branch = this.#yes;
      feeds.num_logits_to_keep = this.#lastLogits;
    }
    return { tokens, noSpeechProbability, averageLogProbability: logProbability / (tokens.length + 1), ended };
  }
}

function cacheNames(prefix: 'past_key_values' | 'present', side: 'decoder' | 'encoder'): string[] {
  return Array.from({ length: LAYERS }, (_, layer) => [
    `${prefix}.${layer}.${side}.key`,
    `${prefix}.${layer}.${side}.value`,
  ]).flat();
}

function carryCache(outputs: ort.InferenceSession.OnnxValueMapType, feeds: Feeds, side: 'decoder' | 'encoder'): void {
  const from = cacheNames('present', side);
  cacheNames('past_key_values', side).forEach((name, i) => {
    feeds[name] = output(outputs, from[i]!);
  });
}

function softmaxAt(logits: Float32Array, index: number): number {
  let top = Number.NEGATIVE_INFINITY;
  for (const value of logits) if (value > top) top = value;
  let sum = 0;
  for (const value of logits) sum += Math.exp(value - top);
  return Math.exp(logits[index]! - top) / sum;
}

/** The likeliest allowed token and its log probability among the allowed ones. */
function pick(logits: Float32Array, allowed: Uint8Array): { token: number; logProbability: number } {
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
