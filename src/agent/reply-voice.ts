/** Says one reply clause by clause, and knows what of it was heard. */
import type { SpeakAnswer } from '../../workers/protocol';
import { abortable } from '../../workers/rpc';
import type { Brake } from './brake';
import type { PlaybackEnd, VoiceStage } from './stages';
import { type SpokenClause, wordsHeard } from './words-heard';

/**
 * Audio that must be buffered before the language model may go on: with two cores shared, 7 of 24 replies ran dry when it
 * was not held, none of 24 with 600 ms (shared/models, "Together").
 */
const RELEASE_MODEL_AT_MS = 600;

export interface ReplyVoiceOptions {
  voice: VoiceStage;
  /** Held while the first clause is made; undefined lets the model run beside it. */
  model: Brake | undefined;
  replyId: number;
  /** Pace, 1 is the voice's own. */
  rate: number;
  signal: AbortSignal;
  /** Nothing is heard before it resolves. */
  decided: Promise<unknown>;
  /** The first samples of the reply left for the speaker. */
  onFirstPcm(atMs: number): void;
  /** The first clause was made to its end, heard or not. */
  onFirstClause(): void;
  onAudible(atMs: number): void;
}

export interface SpokenReply {
  playback: PlaybackEnd | undefined;
  audioMs: number;
  /** Clauses that were made anew or sent again, and what that took. */
  clauses: number;
  cachedClauses: number;
  speakMs: number;
}

export class ReplyVoice {
  readonly #clauses: (SpokenClause & { audioMs: number })[] = [];
  readonly #spoken: Promise<SpeakAnswer>[] = [];
  readonly #silent: boolean;
  /** Whether there are samples of it, heard or not. */
  #sounding = false;
  #ended: Promise<PlaybackEnd> | undefined;

  constructor(private readonly options: ReplyVoiceOptions) {
    this.#silent = !options.voice.available();
  }

  /** Whether any clause was said. */
  get started(): boolean {
    return this.#clauses.length > 0;
  }

  /** Whether what is said can be heard. */
  get audible(): boolean {
    return !this.#silent;
  }

  /** Everything said so far, as text. */
  get text(): string {
    return this.#clauses.map((clause) => clause.text).join(' ');
  }

  say(text: string): void {
    const { voice, replyId, rate, signal, onFirstPcm, onFirstClause } = this.options;
    const first = this.#clauses.length === 0;
    const clause: SpokenClause & { audioMs: number } = { text, audioMs: 0, wordEndsMs: [] };
    this.#clauses.push(clause);
    if (this.#silent) return;
    if (first) this.#begin();
    const spoken = voice.speak(replyId, text, {
      signal,
      rate,
      onAudio: ({ audioMs, wordEndsMs, firstPcmAtMs }) => {
        // Told with the first samples: a reply that is cut off may never see its first clause whole.
        if (!this.#sounding) onFirstPcm(firstPcmAtMs);
        this.#sounding = true;
        clause.audioMs = audioMs;
        clause.wordEndsMs = wordEndsMs;
        if (first && audioMs >= RELEASE_MODEL_AT_MS) this.#letModelGoOn();
      },
    });
    // `end` meets a failure; until then it is nobody's unhandled rejection.
    spoken.catch(() => {});
    if (first) {
      void spoken.then(
        ({ audioMs }) => audioMs && onFirstClause(),
        () => {},
      );
      void spoken.catch(() => {}).then(() => this.#letModelGoOn());
    }
    this.#spoken.push(spoken);
  }

  /** Waits until all of it was heard. Rejects when the voice failed or the turn was given up. */
  async end(): Promise<SpokenReply> {
    const { voice, replyId, signal, decided } = this.options;
    await abortable(decided, signal);
    if (this.#silent || !this.#ended)
      return { playback: undefined, audioMs: 0, clauses: 0, cachedClauses: 0, speakMs: 0 };
    const answers = await Promise.all(this.#spoken);
    await voice.finish(replyId);
    const playback = await abortable(this.#ended, signal);
    const sum = (of: (answer: SpeakAnswer) => number) => answers.reduce((total, answer) => total + of(answer), 0);
    return {
      playback,
      audioMs: sum(({ audioMs }) => audioMs),
      clauses: answers.length,
      cachedClauses: sum(({ cached }) => Number(cached)),
      speakMs: sum(({ totalMs }) => totalMs),
    };
  }

  /** Silence, now. Resolves to what of the reply had been heard, cut at the word. */
  async cutOff(): Promise<string> {
    const { voice, model, replyId } = this.options;
    model?.release(this.#reason);
    if (this.#silent) return this.text;
    if (!this.#ended) return '';
    voice.flush(replyId);
    const { playedMs } = await this.#ended;
    return wordsHeard(this.#clauses, playedMs);
  }

  #begin(): void {
    const { voice, model, replyId, signal, decided, onAudible } = this.options;
    const playback = voice.open(replyId);
    this.#ended = playback.ended;
    void playback.audible.then(({ atMs }) => {
      if (!signal.aborted) onAudible(atMs);
    });
    model?.hold(this.#reason);
    void decided.then(() => {
      if (!signal.aborted) voice.start(replyId);
    });
  }

  /** The voice is ahead. A guess goes no further than its first clause: more would only be more to throw away. */
  #letModelGoOn(): void {
    void this.options.decided.then(() => this.options.model?.release(this.#reason));
  }

  get #reason(): string {
    return `voice of reply ${this.options.replyId}`;
  }
}
