/**
 * When was the last voiced sample? The probe's rule (tests/probe/analyze.mjs, `speechEdges`), sample by sample as audio
 * comes: 10 ms hops whose RMS is over −50 dBFS and within 35 dB of the loudest hop, at least two in a row; the edge is the
 * last single sample over that threshold in the run or the hop after it.
 *
 * The threshold is known only at the end, since a louder hop may still come. So the samples themselves are kept, but only
 * the last 3 s: what decides is within the silence that ended the utterance, 1.2 s unless a key is held, and a hesitation. That is
 * 192 KB for good, whatever the utterance's length, and the answer is the probe's own, not an estimate from a histogram.
 *
 * It is a rule about loudness: in steady noise over the threshold the edge is the end of the audio, for the probe as well.
 */

const SAMPLES_PER_MS = 16;
const HOP_SAMPLES = 10 * SAMPLES_PER_MS;
const FLOOR = 10 ** (-50 / 20);
const BELOW_LOUDEST = 10 ** (-35 / 20);
const FRAME_SAMPLES = 512;
/** About 3 s; a multiple of both the hop and the frame, so that rings of all three turn together. */
const KEPT_SAMPLES = 2560 * 19;
const KEPT_HOPS = KEPT_SAMPLES / HOP_SAMPLES;
const KEPT_FRAMES = KEPT_SAMPLES / FRAME_SAMPLES;

/** The last voiced sample of one utterance at a time. */
export class VoicedEdge {
  readonly #samples = new Float32Array(KEPT_SAMPLES);
  readonly #hopRms = new Float32Array(KEPT_HOPS);
  readonly #frameEndAtMs = new Float64Array(KEPT_FRAMES);
  #count = 0;
  #hopSum = 0;
  #loudest = 0;

  /** Begins a new utterance. */
  reset(): void {
    this.#count = 0;
    this.#hopSum = 0;
    this.#loudest = 0;
  }

  /** Takes 512 samples at 16 kHz, the last of which is dated `endAtMs`. Throws RangeError on any other length. */
  push(frame: Float32Array, endAtMs: number): void {
    if (frame.length !== FRAME_SAMPLES)
      throw new RangeError(`A frame has ${FRAME_SAMPLES} samples, not ${frame.length}.`);
    this.#samples.set(frame, this.#count % KEPT_SAMPLES);
    this.#frameEndAtMs[(this.#count / FRAME_SAMPLES) % KEPT_FRAMES] = endAtMs;
    for (let i = 0; i < frame.length; i++) {
      this.#hopSum += frame[i]! * frame[i]!;
      if (++this.#count % HOP_SAMPLES !== 0) continue;
      const rms = Math.sqrt(this.#hopSum / HOP_SAMPLES);
      this.#hopRms[(this.#count / HOP_SAMPLES - 1) % KEPT_HOPS] = rms;
      this.#loudest = Math.max(this.#loudest, rms);
      this.#hopSum = 0;
    }
  }

  /** When the last voiced sample so far was, in epoch milliseconds; undefined when the last 3 s hold none. */
  lastVoicedAtMs(): number | undefined {
    const threshold = Math.max(FLOOR, this.#loudest * BELOW_LOUDEST);
    const hop = this.#lastVoicedHop(threshold);
    if (hop === undefined) return undefined;
    let sample = Math.min(this.#count - 1, (hop + 2) * HOP_SAMPLES);
    // A hop over the threshold holds a sample over it, so this ends inside the hop.
    while (Math.abs(this.#samples[sample % KEPT_SAMPLES]!) < threshold) sample--;
    const frame = Math.floor(sample / FRAME_SAMPLES);
    const samplesToFrameEnd = (frame + 1) * FRAME_SAMPLES - 1 - sample;
    return this.#frameEndAtMs[frame % KEPT_FRAMES]! - samplesToFrameEnd / SAMPLES_PER_MS;
  }

  /** The last hop that, with the one before it, is over the threshold. */
  #lastVoicedHop(threshold: number): number | undefined {
    const hops = Math.floor(this.#count / HOP_SAMPLES);
    // The hop being filled may have overwritten samples of the oldest one.
    const oldest = Math.max(0, hops - KEPT_HOPS + 1);
    for (let hop = hops - 1; hop > oldest; hop--) {
      if (this.#hopRms[hop % KEPT_HOPS]! > threshold && this.#hopRms[(hop - 1) % KEPT_HOPS]! > threshold) return hop;
    }
    return undefined;
  }
}
