/**
 * Predicts the echo of what was played and takes it away: a partitioned-block Kalman filter in the frequency domain
 * (Enzner & Vary 2006, doi:10.1016/j.sigpro.2005.09.013; partitions: Kuech et al. 2014, doi:10.1109/ICASSP.2014.6853806).
 * Its step follows from how unsure it is of each weight and how loud the rest is, so it needs no detector of double talk.
 */
import type { RealFft } from './real-fft';
import { createSpectrum, FRAME_SAMPLES, type ReferenceSpectra, type Spectrum } from './reference-spectra';

/** 7 · 32 ms: the direct path wherever it lies in the first, and at least 192 ms of the room after it. */
export const TAIL_FRAMES = 7;
/** How much of a weight is believed a frame later: rooms and volumes change. */
const KEEP = 0.9995;
/** How unsure the filter is at first: weights of about this square are expected. */
const UNSURE = 0.3;
/** How much of the estimate of everything else is kept from frame to frame. */
const REST_KEEP = 0.6;
/** Half of a block of 1,024 is new: what overlap-save makes of powers. */
const NEW_SHARE = 0.5;
const TINY = 1e-9;

export class EchoCanceller {
  readonly #fft: RealFft;
  readonly #weights: Spectrum[];
  readonly #doubt: Float32Array[];
  readonly #rest: Float32Array;
  readonly #gainScale: Float32Array;
  readonly #error: Spectrum;
  readonly #work: Spectrum;
  readonly #block: Float32Array;
  #firstAge = 0;

  constructor(fft: RealFft) {
    this.#fft = fft;
    this.#weights = Array.from({ length: TAIL_FRAMES }, () => createSpectrum(fft.bins));
    this.#doubt = Array.from({ length: TAIL_FRAMES }, () => new Float32Array(fft.bins).fill(UNSURE));
    this.#rest = new Float32Array(fft.bins);
    this.#gainScale = new Float32Array(fft.bins);
    this.#error = createSpectrum(fft.bins);
    this.#work = createSpectrum(fft.bins);
    this.#block = new Float32Array(fft.length);
  }

  /** Age in frames of the reference that the first partition looks at. */
  get firstAge(): number {
    return this.#firstAge;
  }

  /** Looks at echoes from `firstAge` frames on. What was learned is kept, for echoes that come `laterSamples` later than before. */
  moveTo(firstAge: number, laterSamples: number): void {
    const firstShift = (firstAge - this.#firstAge) * FRAME_SAMPLES - laterSamples;
    this.#firstAge = firstAge;
    if (firstShift === 0) return;
    const response = this.#response();
    const doubt = this.#doubt.map((row) => row.slice());
    for (let q = 0; q < TAIL_FRAMES; q++) {
      const { re, im } = this.#weights[q]!;
      this.#block.fill(0);
      for (let i = 0; i < FRAME_SAMPLES; i++) this.#block[i] = response[q * FRAME_SAMPLES + i + firstShift] ?? 0;
      this.#fft.forward(this.#block, re, im);
      const before = doubt[q + Math.round(firstShift / FRAME_SAMPLES)];
      if (before) this.#doubt[q]!.set(before);
      else this.#doubt[q]!.fill(UNSURE);
    }
  }

  /** Forgets what was learned. */
  reset(): void {
    for (let q = 0; q < TAIL_FRAMES; q++) this.#forget(q);
    this.#rest.fill(0);
  }

  /** Writes the echo expected in the newest frame; of `firstAge`, the one that would be there had it come so much later. */
  predict(reference: ReferenceSpectra, echo: Float32Array, firstAge = this.#firstAge): void {
    const { re, im } = this.#work;
    re.fill(0);
    im.fill(0);
    for (let q = 0; q < TAIL_FRAMES; q++) {
      const x = reference.spectrum(firstAge + q);
      const w = this.#weights[q]!;
      for (let k = 0; k < re.length; k++) {
        re[k]! += w.re[k]! * x.re[k]! - w.im[k]! * x.im[k]!;
        im[k]! += w.re[k]! * x.im[k]! + w.im[k]! * x.re[k]!;
      }
    }
    this.#fft.inverse(re, im, this.#block);
    echo.set(this.#block.subarray(FRAME_SAMPLES));
  }

  /** Learns from what the prediction left over. */
  learn(reference: ReferenceSpectra, residual: Float32Array): void {
    this.#block.fill(0, 0, FRAME_SAMPLES);
    this.#block.set(residual, FRAME_SAMPLES);
    const error = this.#error;
    this.#fft.forward(this.#block, error.re, error.im);
    const scale = this.#gainScale;
    for (let k = 0; k < scale.length; k++) {
      const power = error.re[k]! ** 2 + error.im[k]! ** 2;
      this.#rest[k] = this.#rest[k] === 0 ? power : REST_KEEP * this.#rest[k]! + (1 - REST_KEEP) * power;
      scale[k] = this.#rest[k]! / NEW_SHARE + TINY;
    }
    for (let q = 0; q < TAIL_FRAMES; q++) {
      const x = reference.spectrum(this.#firstAge + q);
      const w = this.#weights[q]!;
      const doubt = this.#doubt[q]!;
      for (let k = 0; k < scale.length; k++) {
        doubt[k] = KEEP * KEEP * doubt[k]! + (1 - KEEP * KEEP) * (w.re[k]! ** 2 + w.im[k]! ** 2);
        scale[k]! += doubt[k]! * (x.re[k]! ** 2 + x.im[k]! ** 2);
      }
    }
    for (let q = 0; q < TAIL_FRAMES; q++) this.#learnPartition(q, reference.spectrum(this.#firstAge + q));
  }

  #learnPartition(q: number, x: Spectrum): void {
    const error = this.#error;
    const doubt = this.#doubt[q]!;
    const { re, im } = this.#work;
    for (let k = 0; k < re.length; k++) {
      const gain = doubt[k]! / this.#gainScale[k]!;
      re[k] = gain * (x.re[k]! * error.re[k]! + x.im[k]! * error.im[k]!);
      im[k] = gain * (x.re[k]! * error.im[k]! - x.im[k]! * error.re[k]!);
      doubt[k]! *= 1 - NEW_SHARE * gain * (x.re[k]! ** 2 + x.im[k]! ** 2);
    }
    // A partition is 512 samples long: what falls outside comes of the circular product and is no part of the room.
    this.#fft.inverse(re, im, this.#block);
    this.#block.fill(0, FRAME_SAMPLES);
    this.#fft.forward(this.#block, re, im);
    const w = this.#weights[q]!;
    for (let k = 0; k < re.length; k++) {
      w.re[k]! += re[k]!;
      w.im[k]! += im[k]!;
    }
  }

  /** The filter as samples, from the first partition's first on. */
  #response(): Float32Array {
    const response = new Float32Array(TAIL_FRAMES * FRAME_SAMPLES);
    for (let q = 0; q < TAIL_FRAMES; q++) {
      const { re, im } = this.#weights[q]!;
      this.#fft.inverse(re, im, this.#block);
      response.set(this.#block.subarray(0, FRAME_SAMPLES), q * FRAME_SAMPLES);
    }
    return response;
  }

  #forget(q: number): void {
    this.#weights[q]!.re.fill(0);
    this.#weights[q]!.im.fill(0);
    this.#doubt[q]!.fill(UNSURE);
  }
}
