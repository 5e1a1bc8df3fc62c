/** One utterance while it is being spoken: captions during speech, the transcript as soon as the user pauses. */
import type { Transcript } from '../../workers/protocol';
import type { EarStage } from './stages';
import { nowMs } from './trace';
import type { Heard } from './turn';

/** New speech between two captions. */
const CAPTION_EVERY_MS = 500;
/** A caption may take this share of the time: the rest of the cores is the detector's and the voice's. */
const CAPTION_SHARE = 1 / 3;

export class Utterance {
  #captionAtMs = 0;
  #captionCostMs = 0;
  #caption: AbortController | undefined;
  #final: { heard: Promise<Heard>; controller: AbortController; sampleCount: number } | undefined;

  constructor(
    readonly id: number,
    private readonly ear: EarStage,
    private readonly onCaption: (text: string) => void,
  ) {}

  /** Called as speech goes on; starts a caption when one is due and the recogniser is free. */
  speaking(speechMs: number): void {
    const due = Math.max(CAPTION_EVERY_MS, this.#captionCostMs / CAPTION_SHARE);
    if (this.#caption || this.#final || speechMs - this.#captionAtMs < due) return;
    this.#captionAtMs = speechMs;
    const controller = new AbortController();
    this.#caption = controller;
    const start = nowMs();
    const running = this.ear.transcribe(this.id, 0, 'partial', { signal: controller.signal });
    running
      .then(({ text, verdict }) => {
        this.#captionCostMs = nowMs() - start;
        if (verdict === 'speech' && !controller.signal.aborted) this.onCaption(text);
      })
      // A caption that gave way to the transcript, or failed, is only missing; the transcript tells of a failure.
      .catch(() => {})
      .finally(() => {
        if (this.#caption === controller) this.#caption = undefined;
      });
  }

  /** The user pauses: transcribe now, and keep the result if the silence lasts. Rejects when the user goes on. */
  paused(sampleCount: number): Promise<Heard> {
    return this.#transcribe(sampleCount).heard;
  }

  /** The user went on: what was transcribed in the pause is not the whole. */
  resumed(): void {
    this.#final?.controller.abort();
    this.#final = undefined;
  }

  /** The utterance is over. @returns its transcript, ready already when the pause was long enough. */
  ended(sampleCount: number): Promise<Heard> {
    const { heard } = this.#final ?? this.#transcribe(sampleCount);
    // The recogniser keeps the audio no longer than it needs it.
    void heard.catch(() => {}).then(() => this.ear.forget(this.id));
    return heard;
  }

  /** It was no speech, or not meant for a turn. */
  dropped(): void {
    this.#caption?.abort();
    this.#final?.controller.abort();
    this.ear.forget(this.id);
  }

  #transcribe(sampleCount: number): { heard: Promise<Heard>; controller: AbortController; sampleCount: number } {
    this.#caption?.abort();
    const controller = new AbortController();
    const heard = this.ear
      .transcribe(this.id, sampleCount, 'final', { signal: controller.signal })
      .then((transcript: Transcript) => ({ text: transcript.text, readyAtMs: nowMs(), transcript }));
    // Whoever runs the turn meets a failure; a transcript given up in a pause fails for nobody.
    heard.catch(() => {});
    this.#final = { heard, controller, sampleCount };
    return this.#final;
  }
}
