/**
 * The microphone's worklet: device rate in, 16 kHz frames out by a port to the voice activity detector. Its first input is
 * the microphone, the second what the app itself plays, taken in the same quantum.
 */
import type { CaptureToPage, CaptureToVad, PageToCapture, VadToCapture } from '../protocol';
import { FrameClock } from './clock';
import { FrameAssembler } from './frame-assembler';

const NOTHING: readonly Float32Array[] = [];
const STATS_PERIOD_S = 1;

class CaptureProcessor extends AudioWorkletProcessor {
  readonly #clock = new FrameClock(sampleRate);
  readonly #assembler: FrameAssembler;
  /** Filled in and copied by each message: nothing is allocated here. */
  readonly #stats: CaptureToPage = {
    kind: 'capture-stats',
    frames: 0,
    droppedFrames: 0,
    allocatedFrames: 0,
    awayFrames: 0,
    poolFrames: 0,
  };
  #toldAtS = currentTime;
  #vad: MessagePort | undefined;
  #closed = false;

  constructor() {
    super();
    this.#assembler = new FrameAssembler({
      sampleRateHz: sampleRate,
      dateAt: (frame) => this.#clock.dateAt(frame),
      emit: (samples, reference, endAtMs) =>
        this.#vad?.postMessage(
          { kind: 'frame', samples, reference, endAtMs } satisfies CaptureToVad,
          reference ? [samples.buffer, reference.buffer] : [samples.buffer],
        ),
    });
    this.port.onmessage = ({ data }: MessageEvent<PageToCapture>) => {
      if (data.kind === 'connect') this.#connect(data.vadPort);
      else this.#close();
    };
  }

  override process(inputs: Float32Array[][], outputs: Float32Array[][]): boolean {
    this.#clock.stamp(currentFrame);
    const length = outputs[0]?.[0]?.length ?? 128;
    // An unplugged microphone counts as silence, so that an utterance it cut off still ends. The output stays silent.
    if (this.#vad) this.#assembler.push(inputs[0] ?? NOTHING, inputs[1] ?? NOTHING, length, currentFrame);
    if (this.#vad && currentTime - this.#toldAtS >= STATS_PERIOD_S) this.#tell();
    return !this.#closed;
  }

  #connect(vad: MessagePort): void {
    this.#vad?.close();
    this.#vad = vad;
    vad.onmessage = ({ data }: MessageEvent<VadToCapture>) => this.#assembler.recycle(data.samples, data.reference);
  }

  #tell(): void {
    this.#toldAtS = currentTime;
    this.#stats.frames = this.#assembler.sentFrames;
    this.#stats.droppedFrames = this.#assembler.droppedFrames;
    this.#stats.allocatedFrames = this.#assembler.allocatedFrames;
    this.#stats.awayFrames = this.#assembler.awayFrames;
    this.#stats.poolFrames = this.#assembler.poolFrames;
    this.port.postMessage(this.#stats);
  }

  #close(): void {
    this.#closed = true;
    this.#vad?.close();
    this.#vad = undefined;
  }
}

registerProcessor('sotto-capture', CaptureProcessor);
