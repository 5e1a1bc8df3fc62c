/** The microphone's worklet: device rate in, 16 kHz frames out by a port to the voice activity detector. */
import type { CaptureToVad, PageToCapture, VadToCapture } from '../protocol';
import { FrameClock } from './clock';
import { FrameAssembler } from './frame-assembler';

class CaptureProcessor extends AudioWorkletProcessor {
  readonly #clock = new FrameClock(sampleRate);
  readonly #assembler: FrameAssembler;
  #vad: MessagePort | undefined;
  #closed = false;

  constructor() {
    super();
    this.#assembler = new FrameAssembler({
      sampleRateHz: sampleRate,
      dateAt: (frame) => this.#clock.dateAt(frame),
      emit: (samples, endAtMs) =>
        this.#vad?.postMessage({ kind: 'frame', samples, endAtMs } satisfies CaptureToVad, [samples.buffer]),
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
    if (this.#vad) this.#assembler.push(inputs[0] ?? [], length, currentFrame);
    return !this.#closed;
  }

  #connect(vad: MessagePort): void {
    this.#vad?.close();
    this.#vad = vad;
    vad.onmessage = ({ data }: MessageEvent<VadToCapture>) => this.#assembler.recycle(data.samples);
  }

  #close(): void {
    this.#closed = true;
    this.#vad?.close();
    this.#vad = undefined;
  }
}

registerProcessor('sotto-capture', CaptureProcessor);
