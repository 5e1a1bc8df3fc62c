/**
 * The microphone's worklet: device rate in, 16 kHz frames out by a port to the voice activity detector. Its first input is
 * the microphone, the second what the app itself plays, taken in the same quantum.
 */
import type { CaptureToVad, PageToCapture, VadToCapture } from '../protocol';
import { FrameClock } from './clock';
import { FrameAssembler } from './frame-assembler';

const NOTHING: readonly Float32Array[] = [];

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
    return !this.#closed;
  }

  #connect(vad: MessagePort): void {
    this.#vad?.close();
    this.#vad = vad;
    vad.onmessage = ({ data }: MessageEvent<VadToCapture>) => this.#assembler.recycle(data.samples, data.reference);
  }

  #close(): void {
    this.#closed = true;
    this.#vad?.close();
    this.#vad = undefined;
  }
}

registerProcessor('sotto-capture', CaptureProcessor);
