/** One utterance while it is being spoken: captions during speech, the transcript as soon as the user pauses. */
import type { Transcript } from '../../workers/protocol';
import type { Judgement } from './name-gate';
import type { EarStage } from './stages';
import { nowMs } from './trace';
import type { Heard } from './turn';

/** Voiced speech before the first caption: with the recogniser's 60 to 100 ms it shows well within 700 ms of the onset. */
const FIRST_CAPTION_MS = 320;
/** New speech between two captions: with the recogniser's own time a new one shows at least every 500 ms. */
const CAPTION_EVERY_MS = 320;
/** A caption may take this share of the time: the rest of the cores is the detector's and the voice's. */
const CAPTION_SHARE = 1 / 3;

export interface UtteranceOptions {
  ear: EarStage;
  onCaption(text: string): void;
  /** Whether its words are meant for Sotto; undefined where everything is. */
  judge?(text: string): Judgement | undefined;
}

export class Utterance {
  #captionAtMs = 0;
  #captionCostMs = 0;
  #caption: AbortController | undefined;
  #final: { heard: Promise<Heard>; controller: AbortController } | undefined;
  #pauseId = 0;

  constructor(
    readonly id: number,
    private readonly options: UtteranceOptions,
  ) {}

  /** The pause in hand; 0 while the user speaks. */
  get pauseId(): number {
    return this.#pauseId;
  }

  /** Called as speech goes on; starts a caption when one is due and the recogniser is free. */
  speaking(speechMs: number): void {
    const due =
      this.#captionAtMs === 0 ? FIRST_CAPTION_MS : Math.max(CAPTION_EVERY_MS, this.#captionCostMs / CAPTION_SHARE);
    if (this.#caption || this.#final || speechMs - this.#captionAtMs < due) return;
    this.#captionAtMs = speechMs;
    const start = nowMs();
    this.partial().then(
      ({ text, verdict }) => {
        this.#captionCostMs = nowMs() - start;
        if (verdict === 'speech') this.options.onCaption(text);
      },
      // A caption that gave way to the transcript, or failed, is only missing; the transcript tells of a failure.
      () => {},
    );
  }

  /** What has been said so far, at once. Rejects when something more urgent comes. One at a time. */
  async partial(): Promise<Transcript> {
    this.#caption?.abort();
    const controller = new AbortController();
    this.#caption = controller;
    try {
      return await this.options.ear.transcribe(this.id, 0, 'partial', { signal: controller.signal });
    } finally {
      if (this.#caption === controller) this.#caption = undefined;
    }
  }

  /** What a transcript so far asks of Sotto; undefined when it is not meant for it, or only names it. */
  asked(text: string): string | undefined {
    const judged = this.options.judge?.(text);
    if (!judged) return text;
    return judged.meant === 'addressed' ? judged.text : undefined;
  }

  /** Whether the recogniser is busy with a partial transcript of it. */
  get busy(): boolean {
    return this.#caption !== undefined || this.#final !== undefined;
  }

  /** The user pauses: transcribe now, and keep the result if the silence lasts. Rejects when the user goes on. */
  paused(pauseId: number, sampleCount: number): Promise<Heard> {
    this.#pauseId = pauseId;
    return this.#transcribe(sampleCount).heard;
  }

  /** The user went on: what was transcribed in the pause is not the whole. */
  resumed(): void {
    this.#pauseId = 0;
    this.#final?.controller.abort();
    this.#final = undefined;
  }

  /** The utterance is over. @returns its transcript, ready already when the pause was long enough. */
  ended(sampleCount: number): Promise<Heard> {
    const { heard } = this.#final ?? this.#transcribe(sampleCount);
    // The recogniser keeps the audio no longer than it needs it.
    void heard.catch(() => {}).then(() => this.options.ear.forget(this.id));
    return heard;
  }

  /** It was no speech, or not meant for a turn. */
  dropped(): void {
    this.#caption?.abort();
    this.#final?.controller.abort();
    this.options.ear.forget(this.id);
  }

  #transcribe(sampleCount: number): { heard: Promise<Heard>; controller: AbortController } {
    this.#caption?.abort();
    this.#final?.controller.abort();
    const controller = new AbortController();
    const heard = this.options.ear
      .transcribe(this.id, sampleCount, 'final', { signal: controller.signal })
      .then((transcript: Transcript) => {
        const { text = transcript.text, meant } = this.options.judge?.(transcript.text) ?? {};
        return { text, meant, readyAtMs: nowMs(), transcript };
      });
    // Whoever runs the turn meets a failure; a transcript given up in a pause fails for nobody.
    heard.catch(() => {});
    this.#final = { heard, controller };
    return this.#final;
  }
}
