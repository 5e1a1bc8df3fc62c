/** Says one reply clause by clause, and knows what of it was heard. */
import type { SpeakAnswer } from '../../workers/protocol';
import { abortable } from '../../workers/rpc';
import type { ModelStage, PlaybackEnd, VoiceStage } from './stages';

/**
 * Audio that must be buffered before the language model may go on: with two cores shared, 7 of 24 replies ran dry when it
 * was not held, none of 24 with 600 ms (shared/models, "Together").
 */
const RELEASE_MODEL_AT_MS = 600;

export interface ReplyVoiceEvents {
  /** The first samples of the reply left for the speaker. */
  firstPcm(atMs: number): void;
  audible(atMs: number): void;
}

export interface SpokenReply {
  playback: PlaybackEnd | undefined;
  audioMs: number;
}

export class ReplyVoice {
  readonly #clauses: { text: string; audioMs: number }[] = [];
  readonly #spoken: Promise<SpeakAnswer>[] = [];
  readonly #silent: boolean;
  #ended: Promise<PlaybackEnd> | undefined;

  constructor(
    private readonly voice: VoiceStage,
    private readonly model: ModelStage,
    private readonly replyId: number,
    private readonly signal: AbortSignal,
    private readonly events: ReplyVoiceEvents,
  ) {
    this.#silent = !voice.available();
  }

  /** Whether any clause was said. */
  get started(): boolean {
    return this.#clauses.length > 0;
  }

  /** Everything said so far, as text. */
  get text(): string {
    return this.#clauses.map((clause) => clause.text).join(' ');
  }

  say(text: string): void {
    const first = this.#clauses.length === 0;
    const clause = { text, audioMs: 0 };
    this.#clauses.push(clause);
    if (this.#silent) return;
    if (first) this.#begin();
    const spoken = this.voice.speak(this.replyId, text, {
      signal: this.signal,
      onAudio: (audioMs) => {
        clause.audioMs = audioMs;
        if (first && audioMs >= RELEASE_MODEL_AT_MS) this.model.release();
      },
    });
    // `end` meets a failure; until then it is nobody's unhandled rejection.
    spoken.catch(() => {});
    if (first) {
      void spoken.then(
        (answer) => answer.firstPcmAtMs && this.events.firstPcm(answer.firstPcmAtMs),
        () => {},
      );
      void spoken.catch(() => {}).then(() => this.model.release());
    }
    this.#spoken.push(spoken);
  }

  /** Waits until all of it was heard. Rejects when the voice failed or the turn was given up. */
  async end(): Promise<SpokenReply> {
    if (this.#silent || !this.#ended) return { playback: undefined, audioMs: 0 };
    const answers = await Promise.all(this.#spoken);
    await this.voice.finish(this.replyId);
    const playback = await abortable(this.#ended, this.signal);
    return { playback, audioMs: answers.reduce((sum, answer) => sum + answer.audioMs, 0) };
  }

  /** Silence, now. Resolves to what of the reply had been heard, by whole clauses. */
  async cutOff(): Promise<string> {
    this.model.release();
    if (this.#silent) return this.text;
    if (!this.#ended) return '';
    this.voice.flush(this.replyId);
    const { playedMs } = await this.#ended;
    let startMs = 0;
    const heard: string[] = [];
    for (const { text, audioMs } of this.#clauses) {
      // A clause of which half was heard is in the listener's mind.
      if (audioMs === 0 || playedMs < startMs + audioMs / 2) break;
      heard.push(text);
      startMs += audioMs;
    }
    return heard.join(' ');
  }

  #begin(): void {
    const playback = this.voice.open(this.replyId);
    this.#ended = playback.ended;
    void playback.audible.then(({ atMs }) => {
      if (!this.signal.aborted) this.events.audible(atMs);
    });
    this.model.hold();
  }
}
