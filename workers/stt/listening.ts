/** What a recogniser keeps of a stretch of audio while it arrives, and what it is given of it. */
import { MAX_FRAMES, SAMPLES_PER_FRAME, StreamingMel } from './streaming-mel';

export interface Listening<Input> {
  /** 16 kHz samples so far. */
  readonly length: number;
  /** Those samples, as a view: do not keep it. */
  readonly samples: Float32Array;
  /** Appends samples; at most 30 s are kept. */
  push(samples: Float32Array): void;
  /** What has arrived, ready to be recognised. More can be pushed after. */
  input(): Input;
}

/** Features [80 × frames], bands first. */
export interface MelInput {
  features: Float32Array;
  frames: number;
}

/**
 * Digital silence behind the speech, in feature frames: the "sparse padding" export stands for the rest of Whisper's 30 s
 * and needs 1.0 s (0.8 s costs 0.1 s of word error on noise; under 0.6 s it loops).
 */
const TAIL_FRAMES = 100;

/** Features for our own export of Whisper, which takes any length: they are computed while the user speaks. */
export class MelListening implements Listening<MelInput> {
  readonly #mel = new StreamingMel();

  get length(): number {
    return this.#mel.length;
  }

  get samples(): Float32Array {
    return this.#mel.samples;
  }

  push(samples: Float32Array): void {
    this.#mel.push(samples);
  }

  input(): MelInput {
    // Four frames are the encoder's convolution stride times the sparse padding's alignment.
    const frames = Math.min(MAX_FRAMES, Math.ceil((this.#mel.length / SAMPLES_PER_FRAME + TAIL_FRAMES) / 4) * 4);
    return { features: this.#mel.finish(frames), frames };
  }
}

/** The samples themselves, for a recogniser that makes its own features. */
export class SampleListening implements Listening<Float32Array> {
  readonly #samples = new Float32Array(MAX_FRAMES * SAMPLES_PER_FRAME);
  length = 0;

  get samples(): Float32Array {
    return this.#samples.subarray(0, this.length);
  }

  push(samples: Float32Array): void {
    const taken = samples.subarray(0, this.#samples.length - this.length);
    this.#samples.set(taken, this.length);
    this.length += taken.length;
  }

  /** A copy: more may arrive while it is recognised. */
  input(): Float32Array {
    return this.#samples.slice(0, this.length);
  }
}
