/** Sotto's own workers in this page, loaded from its packs as the app loads them, for one stage at a time. */

import { entryOf } from '../../src/models/catalog';
import LlmWorker from '../../workers/llm/llm.worker?worker';
import PackWorker from '../../workers/pack/pack.worker?worker';
import type { LlmCalls, ModelRole, PackCalls, RuntimeOptions, SttCalls, TtsCalls } from '../../workers/protocol';
import SttWorker from '../../workers/stt/stt.worker?worker';
import TtsWorker from '../../workers/tts/tts.worker?worker';
import { watched } from './watched-worker';

/** Of a usual output. */
const OUTPUT_RATE_HZ = 48_000;
const ROLES: readonly ModelRole[] = ['stt', 'llm', 'tts'];

/** @param packsUrl where the packs are served, with a slash at its end */
export async function openOwnWorkers(runtime: RuntimeOptions, packsUrl: string) {
  const workers = { pack: new PackWorker(), stt: new SttWorker(), llm: new LlmWorker(), tts: new TtsWorker() };
  const packIds = ROLES.map((role) => entryOf(role).id);
  const { installed } = await watched<PackCalls>(workers.pack).call('install', { packIds, baseUrl: packsUrl });
  const request = (role: ModelRole) => {
    const pack = installed.find((candidate) => candidate.role === role);
    if (!pack) throw new Error(`No pack was installed for ${role}.`);
    return { pack, device: 'wasm' as const, runtime };
  };
  const stt = watched<SttCalls>(workers.stt);
  const llm = watched<LlmCalls>(workers.llm);
  const tts = watched<TtsCalls>(workers.tts);
  await stt.call('load', request('stt'));
  await tts.call('load', request('tts'));
  await llm.call('load', request('llm'));
  const audio = new MessageChannel();
  // Drafts come from captions, and there are none here: every transcript is written anew.
  await stt.call('attach', { vadPort: audio.port2, drafts: false }, { transfer: [audio.port2] });
  const playback = new MessageChannel();
  const playbackRequest = { playbackPort: playback.port2, sampleRateHz: OUTPUT_RATE_HZ, phraseCache: false };
  await tts.call('attach', playbackRequest, { transfer: [playback.port2] });
  return {
    stt,
    llm,
    tts,
    /** Where utterances go in, and where sound comes out. */
    audioPort: audio.port1,
    playbackPort: playback.port1,
    close() {
      for (const worker of Object.values(workers)) worker.terminate();
    },
  };
}

export type OwnWorkers = Awaited<ReturnType<typeof openOwnWorkers>>;
