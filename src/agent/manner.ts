/** How Sotto speaks, as the user asked for it in words: louder or quieter, slower or faster. */
import type { ControlPhrase } from './control-phrase';

/** A step is about 6 dB, which is heard as clearly louder; four times is all the limiter takes without sounding hoarse. */
const GAIN_STEP = 2;
const MAX_GAIN = 4;
const MIN_GAIN = 1 / 8;
/** A step and the ends of the pace were chosen: beyond them the voice stops sounding like a person. */
const RATE_STEP = 0.85;
const MIN_RATE = 0.6;
const MAX_RATE = 1.4;
/** The ends of what can be chosen in the settings, and of what the voices can do. */
const MIN_VOICE_RATE = 0.5;
const MAX_VOICE_RATE = 2;

export class Manner {
  #gain = 1;
  #rate = 1;

  /** Loudness as a factor. */
  get gain(): number {
    return this.#gain;
  }

  /** Pace: 1 is the voice's own, less is slower. `chosen` is the one from which "slower" and "faster" count. */
  rateFrom(chosen: number): number {
    return Math.min(MAX_VOICE_RATE, Math.max(MIN_VOICE_RATE, this.#rate * chosen));
  }

  /** Takes what the user said about it; whether it was about that at all. */
  apply(phrase: ControlPhrase): boolean {
    switch (phrase.kind) {
      case 'louder':
        this.#gain = Math.min(MAX_GAIN, this.#gain * GAIN_STEP);
        return true;
      case 'quieter':
        this.#gain = Math.max(MIN_GAIN, this.#gain / GAIN_STEP);
        return true;
      case 'slower':
        this.#rate = Math.max(MIN_RATE, this.#rate * RATE_STEP);
        return true;
      case 'faster':
        this.#rate = Math.min(MAX_RATE, this.#rate / RATE_STEP);
        return true;
      case 'repeat':
        if (phrase.slower) this.#rate = Math.max(MIN_RATE, this.#rate * RATE_STEP);
        return false;
      case 'stop':
      case 'wait':
      case 'never-mind':
      case 'called':
        return false;
    }
  }
}
