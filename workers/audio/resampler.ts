/**
 * Sample-rate conversion for speech, streaming and without allocation.
 *
 * A Kaiser-windowed sinc is tabulated once per phase of the rate ratio; each output sample is then one dot product of a
 * row of that table with the last `taps` input samples. Design formulas: Kaiser 1974, as in Oppenheim & Schafer,
 * Discrete-Time Signal Processing, §7.5.3. Measured cost: tests/unit/resampler.test.ts prints it.
 */

/** Stopband attenuation of the design. The house asks for 50 dB measured; a table of 32-bit floats carries far more. */
const STOPBAND_DB = 72;
/** Transition band as a share of the lower Nyquist frequency: 7 to 8 kHz for 16 kHz output. */
const TRANSITION_SHARE = 1 / 8;
/** Never a narrower transition: at 8 kHz input the band then ends at 3.4 kHz, the telephone's, and the delay below 4 ms. */
const MIN_TRANSITION_HZ = 600;
/** Rate pairs whose exact ratio needs more phases (44,099 → 16,000) use the nearest of these: an error below −65 dB. */
const MAX_PHASES = 1024;

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/** Modified Bessel function of the first kind, order 0, by its power series. */
function besselI0(x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; term > sum * 1e-12; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

/** Converts mono audio between two fixed rates. Chunk sizes do not matter: the output is the same sample for sample. */
export class StreamingResampler {
  /** How much later than its input a sound comes out, in milliseconds; 0 when the rates are equal. */
  readonly delayMs: number;
  readonly #inputStep: number;
  readonly #outputStep: number;
  readonly #phases: number;
  readonly #taps: number;
  readonly #delayInputs: number;
  /** `phases` rows of `taps` coefficients. */
  readonly #table: Float32Array;
  /** The last `taps` inputs, written twice so that a window never wraps. */
  readonly #history: Float32Array;
  #write = 0;
  /** Where the next output lies after the next input, in 1/outputStep of an input sample. */
  #position = 0;

  /** Rates in whole Hz. Throws RangeError on anything else. */
  constructor(inputRateHz: number, outputRateHz: number) {
    if (!Number.isInteger(inputRateHz) || !Number.isInteger(outputRateHz) || inputRateHz < 1 || outputRateHz < 1) {
      throw new RangeError(`Cannot resample from ${inputRateHz} Hz to ${outputRateHz} Hz.`);
    }
    const divisor = greatestCommonDivisor(inputRateHz, outputRateHz);
    this.#inputStep = inputRateHz / divisor;
    this.#outputStep = outputRateHz / divisor;
    this.#phases = Math.min(this.#outputStep, MAX_PHASES);
    if (inputRateHz === outputRateHz) {
      this.#delayInputs = 0;
      this.#taps = 0;
      this.#table = new Float32Array(0);
    } else {
      // The stopband begins at the lower Nyquist frequency itself, so that not even a tone just above it folds back.
      const nyquistHz = Math.min(inputRateHz, outputRateHz) / 2;
      const transitionHz = Math.max(nyquistHz * TRANSITION_SHARE, MIN_TRANSITION_HZ);
      const cutoff = (nyquistHz - transitionHz / 2) / inputRateHz;
      const width = (STOPBAND_DB - 7.95) / (14.36 * (transitionHz / inputRateHz));
      this.#delayInputs = width / 2 + 1;
      this.#taps = Math.ceil(width) + 2;
      this.#table = this.#tabulate(cutoff, width);
    }
    this.delayMs = (this.#delayInputs / inputRateHz) * 1000;
    this.#history = new Float32Array(2 * this.#taps);
  }

  /** The most samples that `push` of so many inputs can write. */
  maxOutput(inputLength: number): number {
    return Math.ceil((inputLength * this.#outputStep) / this.#inputStep) + 1;
  }

  /** The most samples that `flush` can write. */
  get maxFlush(): number {
    return this.maxOutput(Math.ceil(this.#delayInputs));
  }

  /**
   * Takes any number of input samples and writes what they complete to the start of `output`; returns how many.
   * Throws RangeError when `output` is shorter than `maxOutput(input.length)`.
   */
  push(input: Float32Array, output: Float32Array): number {
    if (output.length < this.maxOutput(input.length)) throw new RangeError('The output buffer is too short.');
    if (this.#taps === 0) {
      output.set(input);
      return input.length;
    }
    let written = 0;
    for (let i = 0; i < input.length; i++) written = this.#take(input[i]!, output, written);
    return written;
  }

  /** Writes the tail that the filter still holds, and starts anew. Needs `maxFlush` samples of room. */
  flush(output: Float32Array): number {
    if (output.length < this.maxFlush) throw new RangeError('The output buffer is too short.');
    let written = 0;
    for (let i = Math.ceil(this.#delayInputs); i > 0; i--) written = this.#take(0, output, written);
    this.reset();
    return written;
  }

  /** Forgets all input. */
  reset(): void {
    this.#history.fill(0);
    this.#write = 0;
    this.#position = 0;
  }

  /** Takes one input sample, writes the outputs that fall before the next one, returns the new count of outputs. */
  #take(sample: number, output: Float32Array, written: number): number {
    const history = this.#history;
    const table = this.#table;
    const taps = this.#taps;
    history[this.#write] = sample;
    history[this.#write + taps] = sample;
    if (++this.#write === taps) this.#write = 0;
    let count = written;
    while (this.#position < this.#outputStep) {
      const phase = Math.floor((this.#position * this.#phases) / this.#outputStep);
      let coefficient = phase * taps;
      let sum = 0;
      for (let at = this.#write, end = at + taps; at < end; at++) sum += table[coefficient++]! * history[at]!;
      output[count++] = sum;
      this.#position += this.#inputStep;
    }
    this.#position -= this.#outputStep;
    return count;
  }

  /** Row p, column j: the weight of the j-th oldest of the last `taps` inputs for an output p/phases after the newest. */
  #tabulate(cutoff: number, width: number): Float32Array {
    const beta = 0.1102 * (STOPBAND_DB - 8.7); // Kaiser's own fit for attenuations above 50 dB
    const table = new Float32Array(this.#phases * this.#taps);
    // With rounded phases each row stands for the middle of the positions it serves.
    const centre = this.#phases === this.#outputStep ? 0 : 0.5;
    for (let phase = 0; phase < this.#phases; phase++) {
      const row = table.subarray(phase * this.#taps, (phase + 1) * this.#taps);
      let sum = 0;
      for (let j = 0; j < row.length; j++) {
        const x = j - this.#taps + 1 - (phase + centre) / this.#phases + this.#delayInputs;
        const edge = 1 - ((2 * x) / width) ** 2;
        if (edge < 0) continue;
        const angle = 2 * Math.PI * cutoff * x;
        const sinc = angle === 0 ? 1 : Math.sin(angle) / angle;
        row[j] = sinc * (besselI0(beta * Math.sqrt(edge)) / besselI0(beta));
        sum += row[j]!;
      }
      // Every phase passes DC unchanged; otherwise a constant would come out with a ripple at the phase rate.
      for (let j = 0; j < row.length; j++) row[j] = row[j]! / sum;
    }
    return table;
  }
}
