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
/** How long what was played may still be heard (768 ms): the longest delay and the longest tail of workers/vad/echo-gate.ts. */
export const REFERENCE_MEMORY_FRAMES = 24;

export interface FrameAssemblerOptions {
  /** The context's rate in whole Hz. */
  sampleRateHz: number;
  /** A frame of the context as epoch milliseconds. */
  dateAt: (frame: number) => number;
  /**
   * Gets each full frame for good, and what was played in the same 32 ms unless that has been exactly silent for
   * `REFERENCE_MEMORY_FRAMES`; both come back by `recycle`.
   */
  emit: (samples: Float32Array<ArrayBuffer>, reference: Float32Array<ArrayBuffer> | undefined, endAtMs: number) => void;
}

/** Mixes to mono, resamples and cuts into frames, microphone and reference alike. Allocates nothing while its pools last. */
export class FrameAssembler {
  readonly #options: FrameAssemblerOptions;
  readonly #resampler: StreamingResampler;
  /** Of its own, fed in step with the other, so that both give as many samples at the same time. */
  readonly #referenceResampler: StreamingResampler;
  readonly #pool: Float32Array<ArrayBuffer>[] = [];
  readonly #referencePool: Float32Array<ArrayBuffer>[] = [];
  readonly #referenceFrame = new Float32Array(FRAME_SAMPLES);
  readonly #framesPerSample: number;
  #mono = new Float32Array(0);
  #resampled = new Float32Array(0);
  #referenceResampled = new Float32Array(0);
  #silentReferenceFrames = REFERENCE_MEMORY_FRAMES;
  #frame: Float32Array<ArrayBuffer> | undefined;
  #filled = 0;
  #away = 0;
  #allocated = 0;
  #dropped = 0;
  #sent = 0;

  constructor(options: FrameAssemblerOptions) {
    this.#options = options;
    this.#resampler = new StreamingResampler(options.sampleRateHz, FRAME_RATE_HZ);
    this.#referenceResampler = new StreamingResampler(options.sampleRateHz, FRAME_RATE_HZ);
    this.#framesPerSample = options.sampleRateHz / FRAME_RATE_HZ;
    for (let i = 0; i < POOL_FRAMES; i++) {
      this.#pool.push(new Float32Array(FRAME_SAMPLES));
      this.#referencePool.push(new Float32Array(FRAME_SAMPLES));
    }
    this.#fit(128);
  }

  /** Frames made beyond the pool since the start. */
  get allocatedFrames(): number {
    return this.#allocated;
  }

  /** Frames given away since the start. */
  get sentFrames(): number {
    return this.#sent;
  }

  /** Frames that are away now. */
  get awayFrames(): number {
    return this.#away;
  }

  /** Frames lying ready now. */
  get poolFrames(): number {
    return this.#pool.length;
  }

  /** Frames lost since the start because the worker holds `MAX_FRAMES_AWAY`. */
  get droppedFrames(): number {
    return this.#dropped;
  }

  /**
   * Takes the `length` samples of one quantum that begins at `firstFrame`: the microphone's channels, and those of what the
   * app plays. No channels (nothing connected) are silence.
   */
  push(
    channels: readonly Float32Array[],
    reference: readonly Float32Array[],
    length: number,
    firstFrame: number,
  ): void {
    if (length > this.#mono.length) this.#fit(length);
    const mono = this.#mono.length === length ? this.#mono : this.#mono.subarray(0, length);
    const count = this.#resampler.push(mix(channels, mono), this.#resampled);
    this.#referenceResampler.push(mix(reference, mono), this.#referenceResampled);
    for (let i = 0; i < count; i++) {
      if (this.#filled === 0) this.#frame = this.#pool.pop() ?? this.#allocate();
      if (this.#frame) this.#frame[this.#filled] = this.#resampled[i]!;
      this.#referenceFrame[this.#filled] = this.#referenceResampled[i]!;
      if (++this.#filled < FRAME_SAMPLES) continue;
      this.#filled = 0;
      const lastInput = firstFrame + length - 1 - (count - 1 - i) * this.#framesPerSample;
      this.#send(lastInput);
    }
  }

  /** Takes a frame back, and its reference. */
  recycle(samples: Float32Array<ArrayBuffer>, reference?: Float32Array<ArrayBuffer> | undefined): void {
    if (reference?.length === FRAME_SAMPLES && this.#referencePool.length < POOL_FRAMES) {
      this.#referencePool.push(reference);
    }
    if (samples.length !== FRAME_SAMPLES) return;
    this.#away = Math.max(0, this.#away - 1);
    // What was allocated in a bad moment is let go once it has passed.
    if (this.#pool.length < POOL_FRAMES) this.#pool.push(samples);
  }

  #send(lastInputFrame: number): void {
    const frame = this.#frame;
    this.#frame = undefined;
    const reference = this.#takeReference(frame !== undefined);
    if (!frame) {
      this.#dropped++;
      return;
    }
    this.#away++;
    this.#sent++;
    this.#options.emit(frame, reference, this.#options.dateAt(lastInputFrame) - this.#resampler.delayMs);
  }

  /** A copy of the reference to give away; undefined while it is silent. */
  #takeReference(wanted: boolean): Float32Array<ArrayBuffer> | undefined {
    const silent = this.#referenceFrame.every((sample) => sample === 0);
    this.#silentReferenceFrames = silent ? this.#silentReferenceFrames + 1 : 0;
    if (!wanted || this.#silentReferenceFrames >= REFERENCE_MEMORY_FRAMES) return undefined;
    const copy = this.#referencePool.pop() ?? new Float32Array(FRAME_SAMPLES);
    copy.set(this.#referenceFrame);
    return copy;
  }

  #allocate(): Float32Array<ArrayBuffer> | undefined {
    if (this.#away >= MAX_FRAMES_AWAY) return undefined;
    this.#allocated++;
    return new Float32Array(FRAME_SAMPLES);
  }

  #fit(length: number): void {
    this.#mono = new Float32Array(length);
    this.#resampled = new Float32Array(this.#resampler.maxOutput(length));
    this.#referenceResampled = new Float32Array(this.#resampler.maxOutput(length));
  }
}

/** The mean of the channels, in `mono`. */
function mix(channels: readonly Float32Array[], mono: Float32Array): Float32Array {
  mono.fill(0);
  for (let c = 0; c < channels.length; c++) {
    const channel = channels[c]!;
    for (let i = 0; i < mono.length; i++) mono[i]! += channel[i]! / channels.length;
  }
  return mono;
}
