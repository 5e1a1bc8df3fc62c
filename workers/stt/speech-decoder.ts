/** Writes down what an encoder heard, with any decoder of `DecoderGraph`. */
import type { Tensor } from 'onnxruntime-web/wasm';
import { type DecoderGraph, isReadable, type Memory, type Reading, release } from './decoder-graph';
import { followDraft, pick, softmaxAt } from './greedy';
import { beamSearch, drawnSearch, type Found, GREEDY, isGreedy, type Search, seededRandom } from './search';

/** Which tokens a model writes with. */
export interface DecoderTokens {
  end: number;
  /** From this token on there is no text; undefined where there is text to the last one. */
  textEnd: number | undefined;
  /** Says at the first position that nobody speaks; undefined for a model that cannot tell. */
  noSpeech: number | undefined;
  /** Never written. */
  suppressed: readonly number[];
  /** Not written first. */
  suppressedFirst: readonly number[];
}

export interface DecodeOptions {
  maxTokens: number;
  /**
   * What the text probably begins with. One run says how much of it greedy decoding would have written itself: that much is
   * taken, the rest is written anew, so a wrong draft costs time alone. Any other search writes all anew.
   *
   * Measured on 46 clips of commands, dialogue and hesitations, 2 threads, with what was written of the clip without its
   * last 300 ms of speech: median 36 ms of decoding instead of 55, 1.9 s in all instead of 3.9; without its last 500 ms,
   * 41 ms and 2.3 s. 45 of the 46 texts were equal byte for byte; one wrote "730" for "7 30", since int8 activations take
   * their scale from all tokens of a run (average log probability within 0.024, no-speech probability within 0.013).
   * Dropping the draft's last token or its final punctuation changed the time by −1 to +7 % and one text more; dropping
   * both cost 7 to 16 %.
   */
  draft: readonly number[];
  /** Greedy where it is undefined. */
  search?: Search;
  /** Called between steps with the likeliest text so far; may wait, and ends decoding by throwing. */
  onToken(tokens: readonly number[]): Promise<void>;
}

export interface Decoded {
  tokens: number[];
  /** How many of them were the draft's. */
  drafted: number;
  /** 0 where the model cannot tell. */
  noSpeechProbability: number;
  averageLogProbability: number;
  /** False when the token cap ended it: a runaway. */
  ended: boolean;
}

/** Draws are the same for the same audio: a transcript that changes by itself helps nobody. */
const SEED = 1;

export class SpeechDecoder {
  /** By token, in any place and in the first; made with the first logits, which tell how many there are. */
  #allowed = new Uint8Array(0);
  #allowedFirst = new Uint8Array(0);

  constructor(
    private readonly graph: DecoderGraph,
    private readonly tokens: DecoderTokens,
  ) {}

  /** The likeliest of `candidates` to follow `prompt`: how Whisper is asked for a language. */
  async likeliestAfter(audio: Tensor, prompt: readonly number[], candidates: readonly number[]): Promise<number> {
    const { logits, memory } = await this.graph.open(audio, prompt);
    const row = logits(prompt.length - 1);
    release({ ...memory.text, ...memory.audio });
    return candidates.reduce((best, token) => (row[token]! > row[best]! ? token : best));
  }

  /** @param audio what the encoder made of it. @param prompt what every text of this model begins with. */
  async decode(audio: Tensor, prompt: readonly number[], options: DecodeOptions): Promise<Decoded> {
    const { search = GREEDY, draft } = options;
    const greedy = isGreedy(search);
    const first = await this.graph.open(audio, greedy ? [...prompt, ...draft] : prompt);
    if (this.#allowed.length === 0) this.#allow(first.logits(0).length);
    const { noSpeech } = this.tokens;
    const noSpeechProbability = noSpeech === undefined ? 0 : softmaxAt(first.logits(0), noSpeech);
    try {
      const found = greedy
        ? await this.#greedy(audio, prompt, first, options)
        : { ...(await this.#searched(audio, prompt, first, search, options)), drafted: 0 };
      const { tokens, drafted, logProbability, ended } = found;
      return {
        tokens,
        drafted,
        noSpeechProbability,
        averageLogProbability: logProbability / (tokens.length + 1),
        ended,
      };
    } finally {
      release(first.memory.audio);
    }
  }

  #allow(vocabulary: number): void {
    const { textEnd = vocabulary, suppressed, suppressedFirst } = this.tokens;
    this.#allowed = new Uint8Array(textEnd).fill(1);
    for (const token of suppressed) if (token < textEnd) this.#allowed[token] = 0;
    this.#allowedFirst = this.#allowed.slice();
    for (const token of suppressedFirst) if (token < textEnd) this.#allowedFirst[token] = 0;
  }

  async #greedy(
    audio: Tensor,
    prompt: readonly number[],
    first: Reading,
    { draft, maxTokens, onToken }: DecodeOptions,
  ): Promise<Found & { drafted: number }> {
    const choices = followDraft(draft, (position) =>
      pick(first.logits(prompt.length - 1 + position), position === 0 ? this.#allowedFirst : this.#allowed),
    );
    const drafted = choices.length - 1;
    const tokens = draft.slice(0, drafted);
    let logProbability = choices.reduce((sum, choice) => sum + choice.logProbability, 0);
    let next = choices[drafted]!.token;
    let ended = next === this.tokens.end;
    let memory = first.memory;
    try {
      if (!ended && drafted < draft.length) memory = await this.#cut(audio, memory, prompt, tokens);
      while (!ended) {
        tokens.push(next);
        if (tokens.length > maxTokens) break;
        await onToken(tokens);
        const { logits, memory: grown } = await this.graph.extend(audio, memory, next);
        release(memory.text);
        memory = grown;
        const best = pick(logits(0), this.#allowed);
        logProbability += best.logProbability;
        next = best.token;
        ended = next === this.tokens.end;
      }
    } finally {
      release(memory.text);
    }
    return { tokens, drafted, logProbability, ended };
  }

  /** Forgets what of a draft was wrong; where the memory cannot be read, what was right is read again. */
  async #cut(audio: Tensor, memory: Memory, prompt: readonly number[], tokens: readonly number[]): Promise<Memory> {
    if (isReadable(memory)) return this.graph.cut(memory, prompt.length + tokens.length);
    release(memory.text);
    const again = await this.graph.open(audio, [...prompt, ...tokens]);
    release(again.memory.audio);
    return { text: again.memory.text, audio: memory.audio };
  }

  #searched(
    audio: Tensor,
    prompt: readonly number[],
    first: Reading,
    search: Search,
    { maxTokens, onToken }: DecodeOptions,
  ): Promise<Found> {
    const text = {
      memory: first.memory,
      logits: first.logits(prompt.length - 1),
      allowedFirst: this.#allowedFirst,
      allowed: this.#allowed,
      endToken: this.tokens.end,
      maxTokens,
      read: async (memory: Memory, token: number, written: readonly number[]) => {
        await onToken(written);
        const { logits, memory: grown } = await this.graph.extend(audio, memory, token);
        return { logits: logits(0), memory: grown };
      },
      forget: (memories: readonly Memory[]) => {
        for (const { text } of memories) release(text);
      },
    };
    return search.temperature > 0 ? drawnSearch(text, search, seededRandom(SEED)) : beamSearch(text, search.beams);
  }
}
