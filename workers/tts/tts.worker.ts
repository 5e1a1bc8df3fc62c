/** The voice: clauses in from the page, PCM out by a port to the playback worklet. */
import { installedFileJson } from '../config-values';
import { Hold } from '../hold';
import { measuredLoad, reportMeasures } from '../measures';
import type { TtsCalls } from '../protocol';
import { SottoError, serve } from '../rpc';
import { configureRuntime, PackReader } from '../runtime';
import { yieldToMessages } from '../yield-to-messages';
import { PhonemeIds, pronounce } from './phonemes';
import { PhraseCache } from './phrase-cache';
import { Piper } from './piper';
import { SpeechQueue, type Voice } from './speech-queue';
import { FRAME_MS } from './window-plan';
import { wordEndFrames } from './word-timing';

const LANGUAGE = 'en-us';
/** Longer than most clauses: what is run on it has grown the memory that all others need. */
const LONG_TEXT = 'Hello there, I am ready when you are, so go ahead and ask me anything you would like to know today.';
/** As long as a usual first clause. */
const SHORT_TEXT = 'Sure, I can do that.';

let voice: Voice | undefined;
let queue: SpeechQueue | undefined;
let cache: PhraseCache | undefined;
const hold = new Hold();

reportMeasures('tts', self);
serve<TtsCalls>(self, {
  load: ({ pack, runtime }, { progress }) =>
    measuredLoad('tts', async () => {
      configureRuntime(runtime);
      const reader = new PackReader(pack, (step) => progress({ step }));
      const config = installedFileJson(await reader.json('voice.json'), 'voice.json');
      const inference = config.at('inference');
      const ids = new PhonemeIds(config.at('phoneme_id_map'));
      const piper = new Piper(await reader.session('text.q8w.onnx'), await reader.session('speech.q8w.onnx'), {
        noise: inference.number('noise_scale'),
        length: inference.number('length_scale'),
        noiseWidth: inference.number('noise_w'),
      });
      const created: Voice = {
        sampleRateHz: config.at('audio').number('sample_rate'),
        async *speak(text, { rate, aheadMs, pause, onPhonemes, onWords }) {
          const stretches = await pronounce(text, LANGUAGE);
          onPhonemes();
          const onDurations = (durations: Float32Array, firstFrame: number) => {
            const frames = wordEndFrames(stretches, ids.knows, durations);
            onWords(frames.map((frame) => Math.max(0, frame - firstFrame) * FRAME_MS));
          };
          yield* piper.synthesise(ids.ofStretches(stretches), pause, { rate, aheadMs, onDurations });
        },
      };
      progress({ step: 'warming-up' });
      const start = performance.now();
      await piper.warmUp(ids.ofStretches(await pronounce(LONG_TEXT, LANGUAGE)));
      for await (const _ of piper.synthesise(ids.ofStretches(await pronounce(SHORT_TEXT, LANGUAGE)), yieldToMessages));
      const warmUpMs = performance.now() - start;
      await reader.verified();
      voice = created;
      return { readMs: reader.readMs, createMs: reader.createMs, warmUpMs };
    }),
  async attach({ playbackPort, sampleRateHz, phraseCache }) {
    if (!voice) throw notLoaded();
    const play = (message: object, transfer: Transferable[]) => playbackPort.postMessage(message, transfer);
    // Phrases are at the voice's own rate: another output needs no new ones.
    if (phraseCache) cache ??= new PhraseCache(voice.sampleRateHz);
    else cache = undefined;
    queue = new SpeechQueue({ voice, outputRateHz: sampleRateHz, play, pause: yieldToMessages, hold, cache });
    return null;
  },
  async speak(request, { progress, signal }) {
    return attached().speak(request, progress, signal);
  },
  async hold() {
    hold.hold();
    return null;
  },
  async release() {
    hold.release();
    return null;
  },
  async finish({ replyId }) {
    return attached().finish(replyId);
  },
});

function attached(): SpeechQueue {
  if (!queue) throw notLoaded();
  return queue;
}

function notLoaded(): SottoError {
  return new SottoError('model-missing', 'The voice is not loaded yet.');
}
