/** Piper's voice: clauses in from the page, PCM out by a port to the playback worklet. */
import { installedFileJson } from '../config-values';
import { requirePack } from '../require-pack';
import { configureRuntime, PackReader } from '../runtime';
import { yieldToMessages } from '../yield-to-messages';
import { PhonemeIds, pronounce } from './phonemes';
import { Piper } from './piper';
import { pitchedVoice } from './pitched-voice';
import { serveVoice } from './serve-voice';
import { FRAME_MS } from './window-plan';
import { wordEndFrames } from './word-timing';

const LANGUAGE = 'en-us';
/** Longer than most clauses: what is run on it has grown the memory that all others need. */
const LONG_TEXT = 'Hello there, I am ready when you are, so go ahead and ask me anything you would like to know today.';
/** As long as a usual first clause. */
const SHORT_TEXT = 'Sure, I can do that.';

serveVoice(self, async ({ pack, runtime }, onStep) => {
  configureRuntime(runtime);
  const reader = new PackReader(requirePack(pack), onStep);
  const config = installedFileJson(await reader.json('voice.json'), 'voice.json');
  const inference = config.at('inference');
  const ids = new PhonemeIds(config.at('phoneme_id_map'));
  const piper = new Piper(await reader.session('text.q8w.onnx'), await reader.session('speech.q8w.onnx'), {
    noise: inference.number('noise_scale'),
    length: inference.number('length_scale'),
    noiseWidth: inference.number('noise_w'),
  });
  const voice = pitchedVoice({
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
  });
  onStep('warming-up');
  const start = performance.now();
  for await (const _ of piper.synthesise(ids.ofStretches(await pronounce(SHORT_TEXT, LANGUAGE)), yieldToMessages));
  const warmUpMs = performance.now() - start;
  await reader.verified();
  return {
    voice,
    answer: { readMs: reader.readMs, createMs: reader.createMs, warmUpMs },
    // A second of work on two cores while nothing else is loaded, over two while all is: it is done before the first question
    // is asked, and what it learns of the device's speed is not what loading left of it.
    warmOn: async (pause) => piper.warmUp(ids.ofStretches(await pronounce(LONG_TEXT, LANGUAGE)), pause),
  };
});
