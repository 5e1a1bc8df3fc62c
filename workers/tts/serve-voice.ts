/** A voice in a worker: what all voices' workers have in common, whatever makes the sound. */
import { Hold } from '../hold';
import { measuredLoad, reportMeasures } from '../measures';
import type { LoadAnswer, LoadProgress, LoadRequest, TtsCalls, TtsOptions } from '../protocol';
import { type Endpoint, SottoError, serve, throwIfAborted } from '../rpc';
import { yieldToMessages } from '../yield-to-messages';
import { PhraseCache } from './phrase-cache';
import { SpeechQueue, type Voice } from './speech-queue';

/** A voice that is ready to speak, and what that took. */
export interface LoadedVoice {
  voice: Voice;
  answer: LoadAnswer;
  /** What may be warmed up after the voice is said to be ready. `pause` comes before each run and throws when it is to end. */
  warmOn?: (pause: () => Promise<void>) => Promise<void>;
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
  /** Warms up until somebody wants to hear something. */
  let warming: AbortController | undefined;
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
        warming?.abort();
        warming = new AbortController();
        void warmOn(loaded, warming.signal);
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
      warming?.abort();
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

/** Never rejects: what fails here fails again, and is told, when it is needed. */
async function warmOn({ warmOn }: LoadedVoice, signal: AbortSignal): Promise<void> {
  const pause = async () => {
    await yieldToMessages();
    throwIfAborted(signal);
  };
  await warmOn?.(pause).catch(() => {});
}

function notLoaded(): SottoError {
  return new SottoError('model-missing', 'The voice is not loaded yet.');
}
