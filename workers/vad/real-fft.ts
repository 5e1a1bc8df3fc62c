/**
 * The Fourier transform of real blocks, in place and without allocation: a complex one of half the length, radix 2, and the
 * usual split of its result (Oppenheim & Schafer, Discrete-Time Signal Processing, §9.3 and problem 9.33).
 */

/** Transforms of one length, a power of two and at least 4. Spectra are `length / 2 + 1` bins: 0 Hz to half the rate. */
export class RealFft {
  readonly length: number;
  readonly bins: number;
  readonly #half: number;
  readonly #reversed: Uint16Array;
  /** cos and sin of 2πk/half, for the butterflies, and of 2πk/length, for the split. */
  readonly #cos: Float64Array;
  readonly #sin: Float64Array;
  readonly #splitCos: Float64Array;
  readonly #splitSin: Float64Array;
  readonly #re: Float64Array;
  readonly #im: Float64Array;

  /** Throws RangeError when `length` is no power of two from 4 to 65,536. */
  constructor(length: number) {
    if (length < 4 || length > 65_536 || (length & (length - 1)) !== 0) {
      throw new RangeError(`No transform of ${length} samples.`);
    }
    const half = length / 2;
    this.length = length;
    this.bins = half + 1;
    this.#half = half;
    this.#reversed = new Uint16Array(half);
    for (let i = 1; i < half; i++) this.#reversed[i] = (this.#reversed[i >> 1]! >> 1) | (i & 1 ? half >> 1 : 0);
    this.#cos = Float64Array.from({ length: half / 2 }, (_, k) => Math.cos((2 * Math.PI * k) / half));
    this.#sin = Float64Array.from({ length: half / 2 }, (_, k) => Math.sin((2 * Math.PI * k) / half));
    this.#splitCos = Float64Array.from({ length: half + 1 }, (_, k) => Math.cos((2 * Math.PI * k) / length));
    this.#splitSin = Float64Array.from({ length: half + 1 }, (_, k) => Math.sin((2 * Math.PI * k) / length));
    this.#re = new Float64Array(half);
    this.#im = new Float64Array(half);
  }

  /** The spectrum of `length` samples, unscaled. */
  forward(samples: ArrayLike<number>, re: Float32Array, im: Float32Array): void {
    const { length: n } = this.#re;
    for (let i = 0; i < n; i++) {
      const at = this.#reversed[i]!;
      this.#re[at] = samples[2 * i]!;
      this.#im[at] = samples[2 * i + 1]!;
    }
    this.#butterflies();
    for (let k = 0; k <= n; k++) {
      const a = k === n ? 0 : k;
      const b = k === 0 ? 0 : n - k;
      const evenRe = (this.#re[a]! + this.#re[b]!) / 2;
      const evenIm = (this.#im[a]! - this.#im[b]!) / 2;
      const oddRe = (this.#im[a]! + this.#im[b]!) / 2;
      const oddIm = (this.#re[b]! - this.#re[a]!) / 2;
      const c = this.#splitCos[k]!;
      const s = this.#splitSin[k]!;
      re[k] = evenRe + oddRe * c + oddIm * s;
      im[k] = evenIm + oddIm * c - oddRe * s;
    }
  }

  /** The `length` samples of a spectrum: the inverse of `forward`. */
  inverse(re: ArrayLike<number>, im: ArrayLike<number>, samples: Float32Array): void {
    const n = this.#half;
    for (let k = 0; k < n; k++) {
      const evenRe = (re[k]! + re[n - k]!) / 2;
      const evenIm = (im[k]! - im[n - k]!) / 2;
      const differenceRe = (re[k]! - re[n - k]!) / 2;
      const differenceIm = (im[k]! + im[n - k]!) / 2;
      const c = this.#splitCos[k]!;
      const s = this.#splitSin[k]!;
      const oddRe = differenceRe * c - differenceIm * s;
      const oddIm = differenceRe * s + differenceIm * c;
      const at = this.#reversed[k]!;
      // The conjugate goes in and comes out: the inverse transform by the forward one.
      this.#re[at] = evenRe - oddIm;
      this.#im[at] = -(evenIm + oddRe);
    }
    this.#butterflies();
    for (let i = 0; i < n; i++) {
      samples[2 * i] = this.#re[i]! / n;
      samples[2 * i + 1] = -this.#im[i]! / n;
    }
  }

  #butterflies(): void {
    const re = this.#re;
    const im = this.#im;
    const n = this.#half;
    for (let size = 2; size <= n; size *= 2) {
      const half = size / 2;
      const stride = n / size;
      for (let start = 0; start < n; start += size) {
        for (let j = 0, k = 0; j < half; j++, k += stride) {
          const a = start + j;
          const b = a + half;
          const c = this.#cos[k]!;
          const s = this.#sin[k]!;
          const tRe = re[b]! * c + im[b]! * s;
          const tIm = im[b]! * c - re[b]! * s;
          re[b] = re[a]! - tRe;
          im[b] = im[a]! - tIm;
          re[a] = re[a]! + tRe;
          im[a] = im[a]! + tIm;
        }
      }
    }
  }
}
