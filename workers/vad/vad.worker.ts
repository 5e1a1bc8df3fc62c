/** Voice activity: frames in from the capture worklet, events out to the page, utterance audio out to the recogniser. */
import { measuredLoad, reportMeasures } from '../measures';
import type { CaptureToVad, DetectorTuning, ListenMode, VadCalls, VadEvent, VadToCapture } from '../protocol';
import { requirePack } from '../require-pack';
import { emitTo, SottoError, serve } from '../rpc';
import { configureRuntime, PackReader } from '../runtime';
import { EchoGate } from './echo-gate';
import { DEFAULT_DETECTOR_TUNING, Endpointer, type EndpointerEvent } from './endpointer';
import { FrameLoad } from './frame-load';
import { Silero } from './silero';

const emit = emitTo<VadEvent>(self);

/** One microphone being listened to. */
interface Ear {
  model: Silero;
  gate: EchoGate;
  endpointer: Endpointer;
  sttPort: MessagePort;
}

let silero: Silero | undefined;
let ear: Ear | undefined;
/** As last asked, for a microphone that is opened later too. */
let listenMode: ListenMode = 'always';
let tuning: DetectorTuning = DEFAULT_DETECTOR_TUNING;
/** Frames are judged one after the other: the model carries its state from each to the next. */
let queue: Promise<void> = Promise.resolve();
const frameLoad = new FrameLoad();

reportMeasures('vad', self);
serve<VadCalls>(self, {
  load: ({ pack, runtime }, { progress }) =>
    measuredLoad('vad', async () => {
      configureRuntime(runtime);
      const reader = new PackReader(requirePack(pack), (step) => progress({ step }));
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
    }),

  async configure(wanted) {
    tuning = wanted;
    ear?.endpointer.tune(wanted);
    return null;
  },

  async attach({ capturePort, sttPort, endpointer, echo }) {
    const model = silero;
    if (!model) throw new SottoError('model-missing', 'Voice activity detection is not loaded yet.');
    model.reset();
    // What was being said is heard by nobody from here on: the page must not wait for its end.
    if (ear) handOut(ear, ear.endpointer.finish(false));
    ear?.sttPort.close();
    const current: Ear = { model, gate: new EchoGate(echo), endpointer: new Endpointer(endpointer), sttPort };
    current.endpointer.listen(listenMode);
    current.endpointer.tune(tuning);
    ear = current;
    capturePort.onmessage = ({ data: { samples, reference, endAtMs } }: MessageEvent<CaptureToVad>) => {
      queue = queue
        .then(() => (current === ear ? judge(current, samples, reference, endAtMs) : undefined))
        // A detector that fails fails for every frame to come: the page hears of it as this worker's error and restarts it.
        .catch(reportError)
        .finally(() =>
          capturePort.postMessage(
            { kind: 'recycle', samples, reference } satisfies VadToCapture,
            reference ? [samples.buffer, reference.buffer] : [samples.buffer],
          ),
        );
    };
    return null;
  },

  // Not after the frames in the queue: the sooner it is known, the sooner the pause may end.
  async require({ utteranceId, pauseId, silenceMs }) {
    if (ear) handOut(ear, ear.endpointer.require(utteranceId, pauseId, silenceMs));
    return null;
  },

  async listen({ mode }) {
    listenMode = mode;
    if (!ear) return null;
    // What the model last heard before it was closed is not what comes before the next frame.
    if (ear.endpointer.mode === 'closed') ear.model.reset();
    handOut(ear, ear.endpointer.listen(mode));
    return null;
  },

  async finish({ keep }) {
    await queue;
    if (ear) handOut(ear, ear.endpointer.finish(keep));
    return null;
  },
});

/** The echo is learned of even while closed, so that it is known when the microphone opens. */
async function judge(
  current: Ear,
  samples: Float32Array<ArrayBuffer>,
  reference: Float32Array<ArrayBuffer> | undefined,
  endAtMs: number,
): Promise<void> {
  const start = performance.now();
  const { model, gate, endpointer } = current;
  const onlyEcho = gate.process(samples, reference);
  // The model hears echoes as well, as what is left of them: its state then is that of the frame before, always.
  const probability = endpointer.mode === 'closed' ? 0 : await model.probability(samples);
  if (current !== ear) return;
  handOut(current, endpointer.push(samples, onlyEcho ? 0 : probability, endAtMs));
  const learned = reference && gate.learned(performance.now());
  if (learned) emit(learned);
  frameLoad.judged(start, performance.now(), performance.timeOrigin + start - endAtMs);
}

/** Audio to the recogniser, everything else to the page. A frame's samples go back to the worklet, so audio is copied. */
function handOut({ sttPort }: Ear, events: readonly EndpointerEvent[]): void {
  for (const event of events) {
    if (event.kind === 'audio') sttPort.postMessage(event);
    else emit(event);
  }
}
