/** Voice activity: frames in from the capture worklet, events out to the page, utterance audio out to the recogniser. */
import type { CaptureToVad, VadCalls, VadEvent, VadToCapture, VadToStt } from '../protocol';
import { emitTo, SottoError, serve } from '../rpc';
import { configureRuntime, PackReader } from '../runtime';
import { Endpointer, type EndpointerEvent } from './endpointer';
import { Silero } from './silero';

const emit = emitTo<VadEvent>(self);

let silero: Silero | undefined;
let endpointer: Endpointer | undefined;
let sttPort: MessagePort | undefined;
/** Frames are judged one after the other: the model carries its state from each to the next. */
let queue: Promise<void> = Promise.resolve();

serve<VadCalls>(self, {
  async load({ pack, runtime }, { progress }) {
    configureRuntime(runtime);
    const reader = new PackReader(pack, (step) => progress({ step }));
    const model = new Silero(await reader.session('silero_vad_v5.onnx'));
    progress({ step: 'warming-up' });
    const start = performance.now();
    // WASM tiers up within some tens of runs; ten frames take less than 30 ms even cold.
    for (let i = 0; i < 10; i++) await model.probability(new Float32Array(512));
    model.reset();
    const warmUpMs = performance.now() - start;
    await reader.verified();
    silero = model;
    return { readMs: reader.readMs, createMs: reader.createMs, warmUpMs };
  },

  async attach({ capturePort, sttPort: port, endpointer: options }) {
    const model = silero;
    if (!model) throw new SottoError('model-missing', 'Voice activity detection is not loaded yet.');
    model.reset();
    sttPort?.close();
    sttPort = port;
    const current = new Endpointer(options);
    endpointer = current;
    capturePort.onmessage = ({ data: { samples, endAtMs } }: MessageEvent<CaptureToVad>) => {
      queue = queue
        .then(async () => {
          const probability = await model.probability(samples);
          if (current === endpointer) handOut(current.push(samples, probability, endAtMs));
        })
        // A detector that fails fails for every frame to come: the page hears of it as this worker's error and restarts it.
        .catch(reportError)
        .finally(() => capturePort.postMessage({ kind: 'recycle', samples } satisfies VadToCapture, [samples.buffer]));
    };
    return null;
  },

  async finish({ keep }) {
    await queue;
    if (endpointer) handOut(endpointer.finish(keep));
    return null;
  },
});

/** Audio to the recogniser, everything else to the page. A frame's samples go back to the worklet, so audio is copied. */
function handOut(events: readonly EndpointerEvent[]): void {
  for (const event of events) {
    if (event.kind === 'audio') sttPort?.postMessage(event satisfies VadToStt);
    else emit(event);
  }
}
