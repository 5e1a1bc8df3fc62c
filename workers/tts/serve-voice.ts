/** A voice in a worker: what all voices' workers have in common, whatever makes the sound. */
import { Hold } from '../hold';
import { measuredLoad, reportMeasures } from '../measures';
import type { LoadAnswer, LoadProgress, LoadRequest, TtsCalls, TtsOptions } from '../protocol';
import { type Endpoint, SottoError, serve } from '../rpc';
import { yieldToMessages } from '../yield-to-messages';
import { PhraseCache } from './phrase-cache';
import { SpeechQueue, type Voice } from './speech-queue';

/** A voice that is ready to speak, and what that took. */
export interface LoadedVoice {
  voice: Voice;
  answer: LoadAnswer;
}

/** Answers `TtsCalls` on `endpoint`. @param load reads, creates and warms up; throws SottoErrors. */
export function serveVoice(
  endpoint: Endpoint,
  load: (request: LoadRequest, onStep: (step: LoadProgress['step']) => void) => Promise<LoadedVoice>,
): void {
  let voice: Voice | undefined;
  let queue: SpeechQueue | undefined;
  let cache: PhraseCache | undefined;
  let style: TtsOptions | undefined;
  const hold = new Hold();
  const attached = () => {
    if (!queue) throw notLoaded();
    return queue;
  };

  reportMeasures('tts', endpoint);
  serve<TtsCalls>(endpoint, {
    load: (request, { progress }) =>
      measuredLoad('tts', async () => {
        const loaded = await load(request, (step) => progress({ step }));
        voice = loaded.voice;
        return loaded.answer;
      }),
    async configure(options) {
      style = options;
      queue?.configure(options);
      return null;
    },
    async attach({ playbackPort, sampleRateHz, phraseCache }) {
      if (!voice) throw notLoaded();
      const play = (message: object, transfer: Transferable[]) => playbackPort.postMessage(message, transfer);
      // Phrases are at the voice's own rate: another output needs no new ones.
      if (phraseCache) cache ??= new PhraseCache(voice.sampleRateHz);
      else cache = undefined;
      queue = new SpeechQueue({ voice, outputRateHz: sampleRateHz, play, pause: yieldToMessages, hold, cache });
      if (style) queue.configure(style);
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
}

function notLoaded(): SottoError {
  return new SottoError('model-missing', 'The voice is not loaded yet.');
}
