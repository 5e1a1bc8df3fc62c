/** One of many microphones: all that the app's detector has for one and does with each frame, but for the model. */
import { EchoGate } from '../vad/echo-gate';
import { Endpointer, type EndpointerEvent } from '../vad/endpointer';
import type { SessionAudio } from './session-audio';
import { FRAME_MS, FRAME_SAMPLES } from './session-size';

/** Something that the endpointer told of, by the frame that brought it about. */
export interface Heard {
  /** Of the session, from 0. */
  frame: number;
  kind: Exclude<EndpointerEvent['kind'], 'audio' | 'level'>;
  /** Of the utterance, where it pauses or ends. */
  sampleCount: number | undefined;
  /** From the session's begin, where an utterance ends. */
  speechEndMs: number | undefined;
}

export class LiveSession {
  /** The newest 512 samples. */
  readonly frame = new Float32Array(FRAME_SAMPLES);
  /** Everything told so far, but for levels and audio. */
  readonly heard: Heard[] = [];
  readonly #gate = new EchoGate();
  readonly #endpointer = new Endpointer();
  #onlyEcho = false;
  #frames = 0;

  /** `post` is where the app's detector would send to; `beginAtMs` dates the first sample. */
  constructor(
    private readonly audio: SessionAudio,
    private readonly post: (event: EndpointerEvent) => void,
    private readonly beginAtMs: number,
  ) {}

  /** Lets the next 32 ms arrive in `frame`. */
  hear(): void {
    this.audio.read(this.frame);
  }

  /** What is done to the frame before the model hears it. Nothing is played, so nothing is taken for its echo. */
  prepare(): void {
    this.#onlyEcho = this.#gate.process(this.frame, undefined);
  }

  /** Takes the probability that the frame holds speech, and sends what follows from it. */
  judge(probability: number): void {
    const frame = this.#frames++;
    const endAtMs = this.beginAtMs + this.#frames * FRAME_MS;
    for (const event of this.#endpointer.push(this.frame, this.#onlyEcho ? 0 : probability, endAtMs)) {
      this.post(event);
      if (event.kind === 'audio' || event.kind === 'level') continue;
      this.heard.push({
        frame,
        kind: event.kind,
        sampleCount: 'sampleCount' in event ? event.sampleCount : undefined,
        speechEndMs: event.kind === 'end' ? event.speechEndAtMs - this.beginAtMs : undefined,
      });
    }
  }
}

/** Whether two sessions were told the same, frame by frame. */
export function heardTheSame(one: readonly Heard[], other: readonly Heard[]): boolean {
  return (
    one.length === other.length &&
    one.every((a, i) => {
      const b = other[i]!;
      return (
        a.frame === b.frame && a.kind === b.kind && a.sampleCount === b.sampleCount && a.speechEndMs === b.speechEndMs
      );
    })
  );
}
