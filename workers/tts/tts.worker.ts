/** The voice: clauses in from the page, PCM out by a port to the playback worklet. */
import { installedFileJson } from '../config-values';
import type { TtsCalls } from '../protocol';
import { SottoError, serve } from '../rpc';
import { configureRuntime, PackReader } from '../runtime';
import { yieldToMessages } from '../yield-to-messages';
import { PhonemeIds, phonemesOf } from './phonemes';
import { Piper } from './piper';
import { SpeechQueue, type Voice } from './speech-queue';

let voice: Voice | undefined;
let queue: SpeechQueue | undefined;

serve<TtsCalls>(self, {
  async load({ pack, runtime }, { progress }) {
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
      async *speak(text, pause, onPhonemes) {
        const phonemes = await phonemesOf(text, 'en-us');
        onPhonemes();
        yield* piper.synthesise(ids.of(phonemes), pause);
      },
    };
    progress({ step: 'warming-up' });
    const start = performance.now();
    // Long enough for every window size the vocoder is run on.
    const sentence =
      'Hello there, I am ready when you are, so go ahead and ask me anything you would like to know today.';
    for await (const _ of created.speak(sentence, yieldToMessages, () => {}));
    const warmUpMs = performance.now() - start;
    await reader.verified();
    voice = created;
    return { readMs: reader.readMs, createMs: reader.createMs, warmUpMs };
  },
  async attach({ playbackPort, sampleRateHz }) {
    if (!voice) throw notLoaded();
    const play = (message: object, transfer: Transferable[]) => playbackPort.postMessage(message, transfer);
    queue = new SpeechQueue(voice, sampleRateHz, play, yieldToMessages);
    return null;
  },
  async speak(request, { progress, signal }) {
    return attached().speak(request, progress, signal);
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
