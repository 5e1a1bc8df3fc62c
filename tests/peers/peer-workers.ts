/** The usual way's three workers, one model each, loaded and warm. */
import type { PeerLlmCalls, PeerRuntime, PeerSttCalls, PeerTtsCalls } from './peer-calls';
import LlmWorker from './peer-llm.worker?worker';
import SttWorker from './peer-stt.worker?worker';
import TtsWorker from './peer-tts.worker?worker';
import { watched } from './watched-worker';

/** Runs of each model that do not count: the first two are several times slower than the rest (WASM tier-up). */
const WARM_UPS = 2;
const SAMPLE_RATE_HZ = 16_000;
/** A rising tone: digital silence would be over after two tokens. */
const tone = () => Float32Array.from({ length: 3 * SAMPLE_RATE_HZ }, (_, i) => 0.1 * Math.sin(i * i * 1e-5));

export async function openPeerWorkers(runtime: PeerRuntime) {
  const stt = watched<PeerSttCalls>(new SttWorker());
  const llm = watched<PeerLlmCalls>(new LlmWorker());
  const tts = watched<PeerTtsCalls>(new TtsWorker());
  await Promise.all([stt.call('load', runtime), llm.call('load', runtime), tts.call('load', runtime)]);
  for (let i = 0; i < WARM_UPS; i++) {
    await stt.call('transcribe', { samples: tone() });
    const messages = [{ role: 'user' as const, content: 'Hello, who are you?' }];
    await llm.call('generate', { messages, maxTokens: 12, maxSentences: 2 });
    await tts.call('speak', { text: 'Hello there, I am ready when you are, so go ahead.' });
  }
  return { stt, llm, tts };
}

export type PeerWorkers = Awaited<ReturnType<typeof openPeerWorkers>>;
