/** How long after being played does a sound come back? By correlation over every lag of 0 to 512 ms. */
import type { RealFft } from './real-fft';
import { createSpectrum, FRAME_SAMPLES, type ReferenceSpectra, type Spectrum } from './reference-spectra';

/** Lags of 0 to 512 ms, in frames. */
const LAG_FRAMES = 16;
/** How much of the correlation is left after a frame: a memory of about 0.6 s. A choice. */
const KEEP = 0.95;
/** Speech lies here, and loudspeakers carry it: 125 Hz to 7 kHz, in bins of 15.6 Hz. */
const FIRST_BIN = 8;
const LAST_BIN = 448;
/** A peak this many times the root mean square of all lags is an echo: unrelated speech came to 17, echoes to 42 and more. */
const SURE_RATIO = 20;
/** A new delay counts once that many looks in a row agree on it, to within 2 ms. */
const AGREEING_LOOKS = 2;
const AGREEMENT_SAMPLES = 32;
/** A look is 16 inverse transforms: one every 128 ms. */
const FRAMES_PER_LOOK = 4;

/** Finds the delay of the strongest path from the reference to the microphone. */
export class EchoDelay {
  readonly #fft: RealFft;
  readonly #cross: Spectrum[];
  readonly #referencePower: Float32Array;
  readonly #microphonePower: Float32Array;
  readonly #weighted: Spectrum;
  readonly #lags: Float32Array;
  #framesToLook = FRAMES_PER_LOOK;
  #candidate = -1;
  #agreed = 0;
  /** Peak against root mean square, at the last look; for tests and tuning. */
  ratio = 0;

  constructor(fft: RealFft) {
    this.#fft = fft;
    this.#cross = Array.from({ length: LAG_FRAMES }, () => createSpectrum(fft.bins));
    this.#referencePower = new Float32Array(fft.bins);
    this.#microphonePower = new Float32Array(fft.bins);
    this.#weighted = createSpectrum(fft.bins);
    this.#lags = new Float32Array(fft.length);
  }

  /** Takes the microphone's spectrum (512 zeros, then the frame). Returns a delay in samples when it is sure of one. */
  push(reference: ReferenceSpectra, microphone: Spectrum): number | undefined {
    const newest = reference.spectrum(0);
    for (let k = FIRST_BIN; k <= LAST_BIN; k++) {
      this.#referencePower[k] = KEEP * this.#referencePower[k]! + newest.re[k]! ** 2 + newest.im[k]! ** 2;
      this.#microphonePower[k] = KEEP * this.#microphonePower[k]! + microphone.re[k]! ** 2 + microphone.im[k]! ** 2;
    }
    for (let p = 0; p < LAG_FRAMES; p++) {
      const x = reference.spectrum(p);
      const s = this.#cross[p]!;
      for (let k = FIRST_BIN; k <= LAST_BIN; k++) {
        s.re[k] = KEEP * s.re[k]! + x.re[k]! * microphone.re[k]! + x.im[k]! * microphone.im[k]!;
        s.im[k] = KEEP * s.im[k]! + x.re[k]! * microphone.im[k]! - x.im[k]! * microphone.re[k]!;
      }
    }
    if (--this.#framesToLook > 0) return undefined;
    this.#framesToLook = FRAMES_PER_LOOK;
    return this.#look();
  }

  /** Forgets what was heard: the delay is another one, and what is known of it comes from elsewhere. */
  forget(): void {
    for (const { re, im } of this.#cross) {
      re.fill(0);
      im.fill(0);
    }
    this.#referencePower.fill(0);
    this.#microphonePower.fill(0);
    this.#agreed = 0;
  }

  #look(): number | undefined {
    let peak = 0;
    let at = 0;
    let sum = 0;
    for (let p = 0; p < LAG_FRAMES; p++) {
      const s = this.#cross[p]!;
      for (let k = FIRST_BIN; k <= LAST_BIN; k++) {
        // Every frequency counts by how well the two agree, not by how loud it is (smoothed coherence transform).
        const weight = 1 / Math.sqrt(this.#referencePower[k]! * this.#microphonePower[k]! + 1e-12);
        this.#weighted.re[k] = s.re[k]! * weight;
        this.#weighted.im[k] = s.im[k]! * weight;
      }
      this.#fft.inverse(this.#weighted.re, this.#weighted.im, this.#lags);
      for (let i = 0; i < FRAME_SAMPLES; i++) {
        const value = this.#lags[i]! * this.#lags[i]!;
        sum += value;
        if (value > peak) {
          peak = value;
          at = p * FRAME_SAMPLES + i;
        }
      }
    }
    this.ratio = Math.sqrt(peak / (sum / (LAG_FRAMES * FRAME_SAMPLES) + 1e-30));
    if (this.ratio < SURE_RATIO) {
      this.#agreed = 0;
      return undefined;
    }
    this.#agreed = Math.abs(at - this.#candidate) <= AGREEMENT_SAMPLES ? this.#agreed + 1 : 1;
    this.#candidate = at;
    return this.#agreed >= AGREEING_LOOKS ? at : undefined;
  }
}
