/** What each of many microphones hears: a clip over and over, with a silence between that ends an utterance. */
import { FRAME_SAMPLES } from './session-size';

/** 1.6 s at 16 kHz: the endpointer's 1.2 s, and some. Without it a clip that is read again would never end. */
const GAP_SAMPLES = 25_600;
/** Multiples of the golden ratio's fraction lie apart from each other, however many there are. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** One microphone's sound, frame by frame. */
export class SessionAudio {
  #at: number;

  /** Begins with the sample `firstSample` of the clip and its silence. */
  constructor(
    private readonly clip: Float32Array,
    firstSample: number,
  ) {
    this.#at = firstSample;
  }

  /** Writes the next 512 samples. */
  read(frame: Float32Array): void {
    const period = this.clip.length + GAP_SAMPLES;
    for (let i = 0; i < FRAME_SAMPLES; i++) {
      frame[i] = this.#at < this.clip.length ? this.clip[this.#at]! : 0;
      if (++this.#at === period) this.#at = 0;
    }
  }
}

/**
 * What session number `session` (from 0) hears: a clip (16 kHz) in turn, begun at a place where no other session begins it.
 * The same every time. Throws RangeError when there is no clip, or an empty one.
 */
export function sessionAudio(clips: readonly Float32Array[], session: number): SessionAudio {
  const clip = clips[session % clips.length];
  if (!clip?.length) throw new RangeError('Sessions need clips with sound in them.');
  const share = (Math.floor(session / clips.length) * GOLDEN) % 1;
  return new SessionAudio(clip, Math.floor(share * clip.length));
}
