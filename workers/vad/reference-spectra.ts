/** What the app played lately, frame by frame, as spectra: shared by all who compare the microphone with it. */
import type { RealFft } from './real-fft';

export const FRAME_SAMPLES = 512;
/** 768 ms: the longest delay looked for, 512 ms, and the tail of the echo after it. */
export const MEMORY_FRAMES = 24;

/** The spectrum of 1,024 samples, 513 bins. */
export interface Spectrum {
  re: Float32Array;
  im: Float32Array;
}

export function createSpectrum(bins: number): Spectrum {
  return { re: new Float32Array(bins), im: new Float32Array(bins) };
}

/** A ring of the last `MEMORY_FRAMES` frames; each spectrum is of a frame and the one before it (overlap-save). */
export class ReferenceSpectra {
  readonly #fft: RealFft;
  readonly #block = new Float32Array(2 * FRAME_SAMPLES);
  readonly #spectra: Spectrum[];
  readonly #powers = new Float64Array(MEMORY_FRAMES);
  #newest = 0;

  /** `fft` is of 1,024 samples. */
  constructor(fft: RealFft) {
    this.#fft = fft;
    this.#spectra = Array.from({ length: MEMORY_FRAMES }, () => createSpectrum(fft.bins));
  }

  /** Takes the next 512 samples. */
  push(frame: Float32Array): void {
    this.#block.copyWithin(0, FRAME_SAMPLES);
    this.#block.set(frame, FRAME_SAMPLES);
    this.#newest = (this.#newest + 1) % MEMORY_FRAMES;
    const { re, im } = this.#spectra[this.#newest]!;
    this.#fft.forward(this.#block, re, im);
    this.#powers[this.#newest] = power(frame);
  }

  /** The spectrum of the frame `age` frames ago; 0 is the newest. */
  spectrum(age: number): Spectrum {
    return this.#spectra[(this.#newest - age + MEMORY_FRAMES) % MEMORY_FRAMES]!;
  }

  /** Mean square of the frame `age` frames ago; 0 for those older than the memory. */
  power(age: number): number {
    return age < MEMORY_FRAMES ? this.#powers[(this.#newest - age + MEMORY_FRAMES) % MEMORY_FRAMES]! : 0;
  }

  /** Forgets everything: the app has been silent for longer than the memory. */
  clear(): void {
    this.#block.fill(0);
    this.#powers.fill(0);
    for (const { re, im } of this.#spectra) {
      re.fill(0);
      im.fill(0);
    }
  }
}

/** Mean square. */
export function power(frame: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < frame.length; i++) sum += frame[i]! * frame[i]!;
  return sum / frame.length;
}
