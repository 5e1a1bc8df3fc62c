/**
 * Is a frame the echo that was expected, only sooner or later? Sound cards, wireless loudspeakers and a busy system change
 * how long a sound is under way from one moment to the next; the room stays the same. So what the filter has learned is
 * looked for at every other delay, and a single frame can be enough to find it.
 */
import { type EchoCanceller, TAIL_FRAMES } from './echo-canceller';
import type { RealFft } from './real-fft';
import {
  createSpectrum,
  FRAME_SAMPLES,
  MEMORY_FRAMES,
  power,
  type ReferenceSpectra,
  type Spectrum,
} from './reference-spectra';

/** The filter's first partition may lie this many frames back, less one: a lag in the middle of a frame straddles two. */
const PLACES = MEMORY_FRAMES - TAIL_FRAMES;
/** Share of the frame's power that the echo at its new delay has to explain. */
const EXPLAINED = 0.7;
/** ... and it is as loud as that (to 5 dB): a voice that resembles it by chance has a level of its own. */
const AS_LOUD = 3;

export class ShiftedEcho {
  readonly #fft: RealFft;
  readonly #block: Float32Array;
  readonly #expected: Float32Array;
  readonly #spectrum: Spectrum;

  /** `fft` is of 1,024 samples. */
  constructor(fft: RealFft) {
    this.#fft = fft;
    this.#block = new Float32Array(fft.length);
    this.#expected = new Float32Array(PLACES * FRAME_SAMPLES);
    this.#spectrum = createSpectrum(fft.bins);
  }

  /**
   * How many samples later (or sooner, below zero) than the filter expects the frame is an echo; undefined where at no delay.
   * @param microphone spectrum of 512 zeros and the frame
   */
  find(
    samples: Float32Array,
    microphone: Spectrum,
    canceller: EchoCanceller,
    reference: ReferenceSpectra,
  ): number | undefined {
    const before = power(samples);
    if (before === 0) return undefined;
    // What each of the last frames would have held, oldest first, had the echo no delay but its own length.
    for (let age = 0; age < PLACES; age++) {
      const at = (PLACES - 1 - age) * FRAME_SAMPLES;
      canceller.predict(reference, this.#expected.subarray(at, at + FRAME_SAMPLES), age);
    }
    let most = EXPLAINED;
    let lag: number | undefined;
    for (let place = 0; place < PLACES - 1; place++) {
      const from = (PLACES - 2 - place) * FRAME_SAMPLES;
      const frames = this.#expected.subarray(from, from + 2 * FRAME_SAMPLES);
      this.#correlate(frames, microphone);
      let energy = 0;
      for (let i = FRAME_SAMPLES; i < 2 * FRAME_SAMPLES; i++) energy += frames[i]! ** 2;
      for (let r = 0; r < FRAME_SAMPLES; r++) {
        const product = this.#block[r]! / FRAME_SAMPLES;
        const expected = energy / FRAME_SAMPLES;
        energy += frames[FRAME_SAMPLES - 1 - r]! ** 2 - frames[2 * FRAME_SAMPLES - 1 - r]! ** 2;
        if (product <= 0 || before > AS_LOUD * expected || expected > AS_LOUD * before) continue;
        const share = (product * product) / (before * expected);
        if (share > most) {
          most = share;
          lag = place * FRAME_SAMPLES + r;
        }
      }
    }
    return lag === undefined ? undefined : lag - canceller.firstAge * FRAME_SAMPLES;
  }

  /** Writes the products of the microphone's frame with both frames, that much earlier, for 0 to 511 samples. */
  #correlate(frames: Float32Array, microphone: Spectrum): void {
    const { re, im } = this.#spectrum;
    this.#fft.forward(frames, re, im);
    for (let k = 0; k < re.length; k++) {
      const [a, b] = [re[k]!, im[k]!];
      re[k] = a * microphone.re[k]! + b * microphone.im[k]!;
      im[k] = a * microphone.im[k]! - b * microphone.re[k]!;
    }
    this.#fft.inverse(re, im, this.#block);
  }
}
