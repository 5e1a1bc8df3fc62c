/** Silero VAD v5: the probability that a frame of 512 samples at 16 kHz holds speech. */
import { floatData, int64Tensor, ort, output } from '../runtime';

const FRAME_SAMPLES = 512;
/** The model wants the end of the frame before in front of each; without it, it stays silent. */
const CONTEXT_SAMPLES = 64;
const STATE_DIMS = [2, 1, 128];

export class Silero {
  readonly #input = new Float32Array(CONTEXT_SAMPLES + FRAME_SAMPLES);
  readonly #rate = int64Tensor([16_000], []);
  #state = zeroState();

  constructor(private readonly session: ort.InferenceSession) {}

  async probability(frame: Float32Array): Promise<number> {
    this.#input.copyWithin(0, FRAME_SAMPLES);
    this.#input.set(frame, CONTEXT_SAMPLES);
    const outputs = await this.session.run({
      input: new ort.Tensor('float32', this.#input, [1, this.#input.length]),
      state: this.#state,
      sr: this.#rate,
    });
    this.#state = output(outputs, 'stateN');
    return floatData(output(outputs, 'output'), 'output')[0]!;
  }

  reset(): void {
    this.#input.fill(0);
    this.#state = zeroState();
  }
}

function zeroState(): ort.Tensor {
  return new ort.Tensor('float32', new Float32Array(2 * 128), STATE_DIMS);
}
