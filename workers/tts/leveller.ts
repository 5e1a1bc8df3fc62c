/**
 * Even loudness: one gain that follows the voice's level slowly over clauses, and a limiter that keeps peaks below full
 * scale. Slow, because a gain that follows words sounds like a pump.
 */

/** Speech level aimed at, RMS of voiced parts: podcasts' usual −16 LUFS is near −19 dBFS RMS for a single voice. */
const TARGET_DBFS = -19;
/** Blocks below this are pauses and say nothing of the voice's level. */
const VOICED_DBFS = -40;
const MAX_GAIN_DB = 9;
const MIN_GAIN_DB = -9;
/** Measured over 20 ms blocks; each voiced block moves the estimate by this share: a time constant of about 0.8 s. */
const BLOCK_MS = 20;
const FOLLOW = 0.025;
/** −1 dBFS, where the limiter holds peaks. */
const CEILING = 10 ** (-1 / 20);
/** Assumed of the voice before anything was heard of it; a starting point that was chosen by ear, not measured. */
const EXPECTED_DBFS = -21;

export class Leveller {
  #levelDbfs = EXPECTED_DBFS;
  #gain = 10 ** ((TARGET_DBFS - EXPECTED_DBFS) / 20);
  readonly #blockLength: number;

  constructor(sampleRateHz: number) {
    this.#blockLength = Math.round((BLOCK_MS * sampleRateHz) / 1000);
  }

  /** Levelled copy of a chunk. */
  process(samples: Float32Array): Float32Array<ArrayBuffer> {
    const out = new Float32Array(samples.length);
    for (let start = 0; start < samples.length; start += this.#blockLength) {
      const end = Math.min(samples.length, start + this.#blockLength);
      const from = this.#gain;
      const to = this.#follow(samples, start, end);
      for (let i = start; i < end; i++) {
        const gain = from + ((to - from) * (i - start)) / (end - start);
        out[i] = limit(samples[i]! * gain);
      }
      this.#gain = to;
    }
    return out;
  }

  #follow(samples: Float32Array, start: number, end: number): number {
    let energy = 0;
    for (let i = start; i < end; i++) energy += samples[i]! ** 2;
    const dbfs = 10 * Math.log10(energy / (end - start) + 1e-12);
    if (dbfs > VOICED_DBFS) this.#levelDbfs += (dbfs - this.#levelDbfs) * FOLLOW;
    const gainDb = Math.min(MAX_GAIN_DB, Math.max(MIN_GAIN_DB, TARGET_DBFS - this.#levelDbfs));
    return 10 ** (gainDb / 20);
  }
}

/** Linear up to half of the ceiling, then bent smoothly below it: no sample reaches full scale, no edge is heard. */
function limit(value: number): number {
  const knee = CEILING / 2;
  const size = Math.abs(value);
  if (size <= knee) return value;
  const bent = knee + (CEILING - knee) * Math.tanh((size - knee) / (CEILING - knee));
  return Math.sign(value) * bent;
}
