/** What a session hears when it is the only one: the measure of what it hears among many. */
import { throwIfAborted } from '../rpc';
import { yieldToMessages } from '../yield-to-messages';
import { type Heard, LiveSession } from './live-session';
import { sessionAudio } from './session-audio';

/** Judges the frames of one microphone; a new one has heard nothing. */
export interface FrameDetector {
  probability(frame: Float32Array): Promise<number>;
}

/**
 * Hears sessions alone, each at most once: their sound is the same every time, and whoever looks for the most sessions that
 * can be held asks for the first ones again and again.
 */
export class HeardAlone {
  #clips: readonly Float32Array[] = [];
  readonly #known = new Map<number, { frames: number; heard: readonly Heard[] }>();

  /** `detector` makes what the app itself listens with. */
  constructor(private readonly detector: () => FrameDetector) {}

  /** The clips (16 kHz) of the sessions to come. What was heard of others is forgotten. */
  use(clips: readonly Float32Array[]): void {
    if (!sameSound(clips, this.#clips)) this.#known.clear();
    this.#clips = clips;
  }

  /** What session number `session` is told in its first so many frames. Rejects with `aborted` within one frame. */
  async firstFrames(session: number, frames: number, signal: AbortSignal): Promise<readonly Heard[]> {
    let known = this.#known.get(session);
    if (!known || known.frames < frames) {
      known = { frames, heard: await this.#hear(session, frames, signal) };
      this.#known.set(session, known);
    }
    return known.heard.filter(({ frame }) => frame < frames);
  }

  async #hear(session: number, frames: number, signal: AbortSignal): Promise<readonly Heard[]> {
    const detector = this.detector();
    const live = new LiveSession(sessionAudio(this.#clips, session), () => {}, 0);
    for (let frame = 0; frame < frames; frame++) {
      live.hear();
      live.prepare();
      live.judge(await detector.probability(live.frame));
      await yieldToMessages();
      throwIfAborted(signal);
    }
    return live.heard;
  }
}

function sameSound(one: readonly Float32Array[], other: readonly Float32Array[]): boolean {
  return (
    one.length === other.length &&
    one.every((clip, i) => {
      const twin = other[i]!;
      return clip.length === twin.length && clip.every((sample, at) => sample === twin[at]);
    })
  );
}
