/**
 * Greedy Whisper on ONNX Runtime: an encoder that takes any number of frames, and one decoder graph for prompt and steps.
 *
 * Our own loop, because transformers.js `generate` fetches every output at each step: the same files take 464 ms there at
 * 3 s of speech and 118 ms here (shared measurement). Leaving the cross-attention cache out of the step's outputs is most
 * of the difference: copying it costs more than the step.
 */
import { floatData, int64Tensor, ort, output } from '../runtime';
import { firstPositions, followDraft, pick, softmaxAt } from './greedy';
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
  /**
   * What the text probably begins with. One run says how much of it greedy decoding would have written itself: that much is
   * taken, the rest is written anew, so a wrong draft costs time alone.
   *
   * Measured on 46 clips of commands, dialogue and hesitations, 2 threads, with what was written of the clip without its
   * last 300 ms of speech: median 36 ms of decoding instead of 55, 1.9 s in all instead of 3.9; without its last 500 ms,
   * 41 ms and 2.3 s. 45 of the 46 texts were equal byte for byte; one wrote "730" for "7 30", since int8 activations take
   * their scale from all tokens of a run (average log probability within 0.024, no-speech probability within 0.013).
   * Dropping the draft's last token or its final punctuation changed the time by −1 to +7 % and one text more; dropping
   * both cost 7 to 16 %.
   */
  draft: readonly number[];
  /** Called between steps; may wait, and ends decoding by throwing. */
  onToken(tokens: readonly number[]): Promise<void>;
}

export interface WhisperResult {
  tokens: number[];
  /** How many of them were the draft's. */
  drafted: number;
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

  async decode(audio: ort.Tensor, { maxTokens, draft, onToken }: WhisperDecodeOptions): Promise<WhisperResult> {
    const { startToken, noTimestampsToken, endToken, noSpeechToken } = this.config;
    const prompt = [startToken, noTimestampsToken];
    const input = [...prompt, ...draft];
    const feeds: Feeds = {
      ...this.#emptyCache,
      encoder_hidden_states: audio,
      use_cache_branch: this.#no,
      num_logits_to_keep: this.#allLogits,
      input_ids: int64Tensor(input, [1, input.length]),
    };
    const first = await this.decoder.run(feeds);
    const row = logitRows(first);
    const noSpeechProbability = softmaxAt(row(0), noSpeechToken);
    const choices = followDraft(draft, (position) =>
      pick(row(prompt.length - 1 + position), position === 0 ? this.#allowedFirst : this.#allowed),
    );
    const drafted = choices.length - 1;
    const tokens = draft.slice(0, drafted);
    let logProbability = choices.reduce((sum, choice) => sum + choice.logProbability, 0);
    let next = choices[drafted]!.token;
    let ended = next === endToken;
    if (!ended) {
      carryCache(first, feeds, 'decoder');
      carryCache(first, feeds, 'encoder');
      if (drafted < draft.length) cutCache(feeds, prompt.length + drafted);
      feeds.use_cache_branch = this.#yes;
      feeds.num_logits_to_keep = this.#lastLogits;
    }
    while (!ended) {
      tokens.push(next);
      if (tokens.length > maxTokens) break;
      await onToken(tokens);
      feeds.input_ids = int64Tensor([next], [1, 1]);
      const outputs = await this.decoder.run(feeds, this.#stepOutputs);
      const best = pick(logitRows(outputs)(0), this.#allowed);
      carryCache(outputs, feeds, 'decoder');
      logProbability += best.logProbability;
      next = best.token;
      ended = next === endToken;
    }
    const averageLogProbability = logProbability / (tokens.length + 1);
    return { tokens, drafted, noSpeechProbability, averageLogProbability, ended };
  }
}

/** Logits of one position of a run. */
function logitRows(outputs: ort.InferenceSession.OnnxValueMapType): (position: number) => Float32Array {
  const logits = output(outputs, 'logits');
  const values = floatData(logits, 'logits');
  const vocabulary = logits.dims[2]!;
  return (position) => values.subarray(position * vocabulary, (position + 1) * vocabulary);
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

/** Forgets all but the first `kept` positions of the text. */
function cutCache(feeds: Feeds, kept: number): void {
  for (const name of cacheNames('past_key_values', 'decoder')) {
    const data = firstPositions(floatData(feeds[name], name), HEADS, kept, HEAD_SIZE);
    feeds[name] = new ort.Tensor('float32', data, [1, HEADS, kept, HEAD_SIZE]);
  }
}
