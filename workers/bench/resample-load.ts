/** The work of the capture worklet's resampler, in its own portions. */
import { StreamingResampler } from '../audio/resampler';

const TO_HZ = 16_000;
/** What a worklet is given at a time. */
const QUANTUM_SAMPLES = 128;

/** Resamples one second of sound at a time; begins with the filter empty, and goes on where the last second ended. */
export class ResampleLoad {
  readonly #resampler: StreamingResampler;
  readonly #portions: Float32Array[];
  readonly #output: Float32Array;

  /** `fromHz` in whole Hz; throws RangeError on anything else. The sound is noise, the same every time. */
  constructor(readonly fromHz: number) {
    this.#resampler = new StreamingResampler(fromHz, TO_HZ);
    this.#output = new Float32Array(this.#resampler.maxOutput(QUANTUM_SAMPLES));
    let seed = 1;
    const second = Float32Array.from({ length: fromHz }, () => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) | 0;
      return seed / 2 ** 33;
    });
    const portions = Math.ceil(fromHz / QUANTUM_SAMPLES);
    this.#portions = Array.from({ length: portions }, (_, i) =>
      second.subarray(i * QUANTUM_SAMPLES, (i + 1) * QUANTUM_SAMPLES),
    );
  }

  /** Does one second of it. Returns how many samples came out: 16,000, or one more or less at a rate that is no multiple. */
  second(): number {
    let count = 0;
    for (const portion of this.#portions) count += this.#resampler.push(portion, this.#output);
    return count;
  }
}
