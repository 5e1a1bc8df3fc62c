/** Work that is only measured, on a detector of its own: the one that listens to the user is not disturbed. */
import type { BenchCalls } from '../protocol';
import { requirePack } from '../require-pack';
import { SottoError, serve, throwIfAborted } from '../rpc';
import { configureRuntime, type ort, PackReader } from '../runtime';
import { SerialQueue } from '../serial-queue';
import { Silero } from '../vad/silero';
import { wasmHeapBytes } from '../wasm-heap';
import { yieldToMessages } from '../yield-to-messages';
import { BatchedSilero } from './batched-silero';
import { HeardAlone } from './heard-alone';
import { runLiveSessions } from './live-sessions';
import { referenceWork } from './reference-work';
import { ResampleLoad } from './resample-load';
import { FRAME_SAMPLES } from './session-size';
import { realClock } from './step-clock';

/** Until it is compiled for good: the first run takes four times as long as the fifth, and the ones after it are alike. */
const REFERENCE_WARM_UPS = 4;

interface Detector {
  session: ort.InferenceSession;
  alone: HeardAlone;
  /** Once one microphone was heard. */
  wasmBytes: number | undefined;
}

let loaded: Detector | undefined;
let referenceRuns = 0;
/** One thing is measured at a time. */
const queue = new SerialQueue();

serve<BenchCalls>(self, {
  load: ({ pack, runtime }, { progress }) =>
    queue.run(async () => {
      configureRuntime(runtime);
      const reader = new PackReader(requirePack(pack), (step) => progress({ step }));
      const session = await reader.session('silero_vad_v5.onnx');
      progress({ step: 'warming-up' });
      const start = performance.now();
      const model = new Silero(session);
      // As in workers/vad/vad.worker.ts.
      for (let i = 0; i < 10; i++) await model.probability(new Float32Array(FRAME_SAMPLES));
      const warmUpMs = performance.now() - start;
      await reader.verified();
      loaded = { session, alone: new HeardAlone(() => new Silero(session)), wasmBytes: wasmHeapBytes() };
      return { readMs: reader.readMs, createMs: reader.createMs, warmUpMs };
    }),

  reference: (_, { signal }) =>
    queue.run(async () => {
      throwIfAborted(signal);
      for (; referenceRuns < REFERENCE_WARM_UPS; referenceRuns++) referenceWork();
      const start = performance.now();
      referenceWork();
      return { ms: performance.now() - start };
    }),

  resample: ({ fromHz, seconds }, { signal }) =>
    queue.run(async () => {
      const load = new ResampleLoad(fromHz);
      let ms = 0;
      for (let second = 0; second < seconds; second++) {
        throwIfAborted(signal);
        const start = performance.now();
        load.second();
        ms += performance.now() - start;
        await yieldToMessages();
      }
      return { ms };
    }),

  detect: ({ samples, frames }, { signal }) =>
    queue.run(async () => {
      const model = new Silero(detector().session);
      const whole = Math.floor(samples.length / FRAME_SAMPLES);
      if (whole === 0) throw new RangeError(`Frames have ${FRAME_SAMPLES} samples: there are but ${samples.length}.`);
      const frameMs: number[] = [];
      for (let i = 0; i < frames; i++) {
        await yieldToMessages();
        throwIfAborted(signal);
        const first = (i % whole) * FRAME_SAMPLES;
        const frame = samples.subarray(first, first + FRAME_SAMPLES);
        const start = performance.now();
        await model.probability(frame);
        frameMs.push(performance.now() - start);
      }
      return { frameMs };
    }),

  sessions: ({ clips, sessions, seconds }, { signal, progress }) =>
    queue.run(async () => {
      const { session, alone, wasmBytes } = detector();
      const { port1, port2 } = new MessageChannel();
      // What a live detector sends is sent, and read by nobody.
      port2.onmessage = () => {};
      try {
        return await runLiveSessions({
          clips,
          sessions,
          seconds,
          together: (rows) => new BatchedSilero(session, rows),
          alone,
          post: (event) => port1.postMessage(event),
          clock: realClock,
          wasmBytes: wasmHeapBytes,
          wasmBytesOfOne: wasmBytes,
          onSeconds: (done) => progress({ seconds: done }),
          signal,
        });
      } finally {
        port1.close();
        port2.close();
      }
    }),
});

function detector(): Detector {
  if (!loaded) throw new SottoError('model-missing', 'The detector of the benchmarks is not loaded yet.');
  return loaded;
}
