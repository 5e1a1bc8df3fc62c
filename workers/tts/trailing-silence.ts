/**
 * Takes off most of the silence a voice ends a clause with: Piper leaves 94–255 ms (n=8), which between two clauses of one
 * reply sounds like a stutter.
 */

/** The probe's threshold of hearing (tests/probe). */
const AUDIBLE = 10 ** (-50 / 20);
/** Left after the last sound. Chosen: with the 8 ms before the next clause a comma and a full stop, below the probe's 150 ms. */
const KEEP_INSIDE_MS = 60;
const KEEP_AT_SENTENCE_END_MS = 130;
/** The end of what is kept fades, as a room tone cut off clicks. */
const FADE_MS = 5;

const SENTENCE_END = /[.!?]["')\]]*$/;

export class TrailingSilence {
  readonly #keepSamples: number;
  readonly #fadeSamples: number;
  /** Silence that may be the last. */
  #held: Float32Array = new Float32Array(0);

  /** @param text the clause as spoken: its last mark says how long a pause is natural. */
  constructor(sampleRateHz: number, text: string) {
    const keepMs = SENTENCE_END.test(text) ? KEEP_AT_SENTENCE_END_MS : KEEP_INSIDE_MS;
    this.#keepSamples = Math.round((keepMs * sampleRateHz) / 1000);
    this.#fadeSamples = Math.round((FADE_MS * sampleRateHz) / 1000);
  }

  /** What was held back before and the chunk, up to its last sound and the pause kept; the rest waits for what comes. */
  push(samples: Float32Array): Float32Array {
    let end = samples.length;
    while (end > 0 && Math.abs(samples[end - 1]!) < AUDIBLE) end--;
    const whole = this.#held.length ? concatenated(this.#held, samples) : samples;
    const sound = end === 0 ? 0 : this.#held.length + end;
    this.#held = whole.slice(sound);
    return whole.subarray(0, sound);
  }

  /** The pause after the last sound. */
  finish(): Float32Array {
    const rest = this.#held.subarray(0, this.#keepSamples);
    if (rest.length < this.#held.length) {
      const start = Math.max(0, rest.length - this.#fadeSamples);
      for (let i = start; i < rest.length; i++) rest[i] = rest[i]! * ((rest.length - i) / this.#fadeSamples);
    }
    this.#held = new Float32Array(0);
    return rest;
  }
}

export function concatenated(first: Float32Array, second: Float32Array): Float32Array<ArrayBuffer> {
  const whole = new Float32Array(first.length + second.length);
  whole.set(first);
  whole.set(second, first.length);
  return whole;
}
