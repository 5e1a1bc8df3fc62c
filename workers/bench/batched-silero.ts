/**
 * Silero VAD v5 for many microphones at once: one run of the graph judges a frame of each.
 *
 * The graph takes any number of rows, and each comes out as it would alone: measured equal to the last bit for 1 to 150
 * rows over 60 frames of speech, and a unit test holds it.
 */
import { floatData, int64Tensor, ort, output } from '../runtime';
import { CONTEXT_SAMPLES, FRAME_SAMPLES, STATE_SAMPLES } from './session-size';

const ROW_SAMPLES = CONTEXT_SAMPLES + FRAME_SAMPLES;

/** A detector of so many rows, each with a state of its own. */
export class BatchedSilero {
  readonly #input: Float32Array;
  readonly #rate = int64Tensor([16_000], []);
  #state: ort.Tensor;

  /** A new one has heard nothing. Throws RangeError unless `rows` is a whole number from 1 on. */
  constructor(
    private readonly session: ort.InferenceSession,
    private readonly rows: number,
  ) {
    if (!Number.isInteger(rows) || rows < 1) throw new RangeError(`A batch has at least one row, not ${rows}.`);
    this.#input = new Float32Array(rows * ROW_SAMPLES);
    this.#state = new ort.Tensor('float32', new Float32Array(rows * STATE_SAMPLES), [2, rows, STATE_SAMPLES / 2]);
  }

  /** Takes the next 512 samples (16 kHz) of each row. Returns the probability of speech in each. */
  async probabilities(frames: readonly Float32Array[]): Promise<Float32Array> {
    if (frames.length !== this.rows) throw new RangeError(`${this.rows} frames are wanted, not ${frames.length}.`);
    for (let row = 0; row < this.rows; row++) {
      const start = row * ROW_SAMPLES;
      // In front of each frame stands the end of the one before it, as in workers/vad/silero.ts.
      this.#input.copyWithin(start, start + FRAME_SAMPLES, start + ROW_SAMPLES);
      this.#input.set(frames[row]!, start + CONTEXT_SAMPLES);
    }
    const outputs = await this.session.run({
      input: new ort.Tensor('float32', this.#input, [this.rows, ROW_SAMPLES]),
      state: this.#state,
      sr: this.#rate,
    });
    this.#state = output(outputs, 'stateN');
    return floatData(output(outputs, 'output'), 'output');
  }
}
