/** Render quanta in, 512-sample frames at 16 kHz out: the thinking of `capture.worklet.ts`. */
import { StreamingResampler } from '../audio/resampler';

/** Rate and frame length that Silero and Whisper take. */
export const FRAME_RATE_HZ = 16_000;
export const FRAME_SAMPLES = 512;

/** Frames made in advance: half a second, more than a worker is ever behind when all is well. */
const POOL_FRAMES = 16;
/**
 * Frames that may be away at once (8 s). While a busy worker is behind, new frames are allocated rather than dropped:
 * 2 KB cost nothing, a lost word costs the turn. A worker that is dead gets no more than this.
 */
const MAX_FRAMES_AWAY = 256;

export interface FrameAssemblerOptions {
  /** The context's rate in whole Hz. */
  sampleRateHz: number;
  /** A frame of the context as epoch milliseconds. */
  dateAt: (frame: number) => number;
  /** Gets each full frame for good; it comes back by `recycle`. */
  emit: (samples: Float32Array<ArrayBuffer>, endAtMs: number) => void;
}

/** Mixes to mono, resamples and cuts into frames. Allocates nothing while its pool lasts. */
export class FrameAssembler {
  readonly #options: FrameAssemblerOptions;
  readonly #resampler: StreamingResampler;
  readonly #pool: Float32Array<ArrayBuffer>[] = [];
  readonly #framesPerSample: number;
  #mono = new Float32Array(0);
  #resampled = new Float32Array(0);
  #frame: Float32Array<ArrayBuffer> | undefined;
  #filled = 0;
  #away = 0;
  #allocated = 0;
  #dropped = 0;

  constructor(options: FrameAssemblerOptions) {
    this.#options = options;
    this.#resampler = new StreamingResampler(options.sampleRateHz, FRAME_RATE_HZ);
    this.#framesPerSample = options.sampleRateHz / FRAME_RATE_HZ;
    for (let i = 0; i < POOL_FRAMES; i++) this.#pool.push(new Float32Array(FRAME_SAMPLES));
    this.#fit(128);
  }

  /** Frames made beyond the pool since the start. */
  get allocatedFrames(): number {
    return this.#allocated;
  }

  /** Frames lost since the start because the worker holds `MAX_FRAMES_AWAY`. */
  get droppedFrames(): number {
    return this.#dropped;
  }

  /** Takes the `length` samples of one quantum that begins at `firstFrame`. No channels (nothing connected) are silence. */
  push(channels: readonly Float32Array[], length: number, firstFrame: number): void {
    if (length > this.#mono.length) this.#fit(length);
    const mono = this.#mono.length === length ? this.#mono : this.#mono.subarray(0, length);
    mono.fill(0);
    for (let c = 0; c < channels.length; c++) {
      const channel = channels[c]!;
      for (let i = 0; i < length; i++) mono[i]! += channel[i]! / channels.length;
    }
    const count = this.#resampler.push(mono, this.#resampled);
    for (let i = 0; i < count; i++) {
      if (this.#filled === 0) this.#frame = this.#pool.pop() ?? this.#allocate();
      if (this.#frame) this.#frame[this.#filled] = this.#resampled[i]!;
      if (++this.#filled < FRAME_SAMPLES) continue;
      this.#filled = 0;
      const lastInput = firstFrame + length - 1 - (count - 1 - i) * this.#framesPerSample;
      this.#send(lastInput);
    }
  }

  /** Takes a frame back. */
  recycle(samples: Float32Array<ArrayBuffer>): void {
    if (samples.length !== FRAME_SAMPLES) return;
    this.#away = Math.max(0, this.#away - 1);
    // What was allocated in a bad moment is let go once it has passed.
    if (this.#pool.length < POOL_FRAMES) this.#pool.push(samples);
  }

  #send(lastInputFrame: number): void {
    const frame = this.#frame;
    this.#frame = undefined;
    if (!frame) {
      this.#dropped++;
      return;
    }
    this.#away++;
    this.#options.emit(frame, this.#options.dateAt(lastInputFrame) - this.#resampler.delayMs);
  }

  #allocate(): Float32Array<ArrayBuffer> | undefined {
    if (this.#away >= MAX_FRAMES_AWAY) return undefined;
    this.#allocated++;
    return new Float32Array(FRAME_SAMPLES);
  }

  #fit(length: number): void {
    this.#mono = new Float32Array(length);
    this.#resampled = new Float32Array(this.#resampler.maxOutput(length));
  }
}
