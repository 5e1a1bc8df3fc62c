/** The calls of a speech worker, whichever engine it has: the engine alone loads. */
import { measuredLoad, reportMeasures } from '../measures';
import type { LoadAnswer, LoadProgress, LoadRequest, SttCalls, SttOptions, VadToStt } from '../protocol';
import { type Endpoint, isAborted, SottoError, serve } from '../rpc';
import { yieldToMessages } from '../yield-to-messages';
import type { Listening } from './listening';
import { type Recognise, Transcriber } from './transcriber';

/** What an engine makes of a pack. */
export interface LoadedEngine<Input> {
  recognise: Recognise<Input>;
  listen(): Listening<Input>;
  /** What is transcribed before anybody speaks, each a second longer than the one before it. */
  warmUps: readonly ('partial' | 'final')[];
  readMs: number;
  createMs: number;
  /** Throws `model-corrupt` when a file read for it is damaged; waited for after the warm-up. */
  verified(): Promise<void>;
  /** Throws `out-of-memory` when the worker has grown past its budget; asked when nobody waits. */
  checkMemory?(): void;
}

export type LoadEngine<Input> = (
  request: LoadRequest,
  onStep: (step: LoadProgress['step']) => void,
) => Promise<LoadedEngine<Input>>;

/** Answers `SttCalls` on `endpoint` with the engine that `load` makes. */
export function serveStt<Input>(endpoint: Endpoint, load: LoadEngine<Input>): void {
  let loaded: { transcriber: Transcriber<Input>; engine: LoadedEngine<Input> } | undefined;
  /** As last asked, for a model that is loaded later too. */
  let options: SttOptions | undefined;

  function current() {
    if (!loaded) throw new SottoError('model-missing', 'Speech recognition is not loaded yet.');
    return loaded;
  }

  reportMeasures('stt', endpoint);
  serve<SttCalls>(endpoint, {
    load: (request, { progress }) =>
      measuredLoad('stt', async (): Promise<LoadAnswer> => {
        const engine = await load(request, (step) => progress({ step }));
        const transcriber = new Transcriber(engine.recognise, yieldToMessages, () => engine.listen());
        progress({ step: 'warming-up' });
        const start = performance.now();
        await warmUp(transcriber, engine.warmUps);
        const warmUpMs = performance.now() - start;
        await engine.verified();
        if (options) transcriber.configure(options);
        loaded = { transcriber, engine };
        return { readMs: engine.readMs, createMs: engine.createMs, warmUpMs };
      }),

    async configure(wanted) {
      options = wanted;
      loaded?.transcriber.configure(wanted);
      return null;
    },

    async attach({ vadPort, drafts }) {
      const { transcriber } = current();
      transcriber.restart(drafts);
      vadPort.onmessage = ({ data }: MessageEvent<VadToStt>) => {
        transcriber.push(data.utteranceId, data.samples, data.speechProbability);
      };
      return null;
    },

    async transcribe(request, { signal, progress }) {
      return current().transcriber.transcribe(request, (text) => progress({ text }), signal);
    },

    async forget({ utteranceId }) {
      const { transcriber, engine } = current();
      transcriber.forget(utteranceId);
      engine.checkMemory?.();
      return null;
    },
  });
}

/** Steps of the decoder in one run of the warm-up, at most: a choice, as many as a long question has tokens. */
const WARM_UP_STEPS = 12;

/** Runs a model in the shapes of an utterance before the user speaks. */
async function warmUp<Input>(transcriber: Transcriber<Input>, modes: LoadedEngine<Input>['warmUps']): Promise<void> {
  // The detector numbers its utterances from 1.
  const utteranceId = -1;
  // Four chirps a second, which Whisper hears as "Yeah, yeah, yeah": silence or one long chirp ends after four tokens at
  // most and leaves the decoder cold.
  const syllables = Float32Array.from({ length: modes.length * 16_000 }, (_, i) => {
    const at = i % 4000;
    return at < 3000 ? 0.1 * Math.sin(at * at * 6e-5) : 0;
  });
  for (const [second, mode] of modes.entries()) {
    transcriber.push(utteranceId, syllables.subarray(second * 16_000, (second + 1) * 16_000), 1);
    const enough = new AbortController();
    let steps = 0;
    const onText = () => {
      if (++steps === WARM_UP_STEPS) enough.abort();
    };
    try {
      await transcriber.transcribe({ utteranceId, sampleCount: 0, mode }, onText, enough.signal);
    } catch (error) {
      if (!isAborted(error)) throw error;
    }
  }
  transcriber.forget(utteranceId);
}
