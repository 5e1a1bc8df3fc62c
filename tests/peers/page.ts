/** The page that `npm run bench:peers` drives: the usual way and Sotto's workers, stage by stage, and the usual way live. */
import mjsUrl from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { inspectPlatform } from '../../src/platform';
import { openOwnWorkers } from './own-workers';
import { PeerAssistant, type PeerTurn } from './peer-assistant';
import { openPeerWorkers, type PeerWorkers } from './peer-workers';
import { type Pair, replyPairs, type StageSides, transcriptPair, voicePair } from './stages';

const absolute = (path: string) => new URL(path, location.href).href;
const runtime = { wasmUrl: absolute(wasmUrl), mjsUrl: absolute(mjsUrl), threads: inspectPlatform().threads };

let theirs: PeerWorkers | undefined;
let sides: StageSides | undefined;
let assistant: PeerAssistant | undefined;

const peers = {
  threads: runtime.threads,
  /** Loads the usual way's models, and warms them up. */
  async load(): Promise<void> {
    theirs = await openPeerWorkers({ ...runtime, modelsUrl: new URL('peer-models/', location.href).pathname });
  },
  /** Loads Sotto's beside them. @param readingUrl a WAV file of a long reading */
  async openStages(readingUrl: string): Promise<void> {
    if (!theirs) throw new Error('The usual way is not loaded.');
    const bytes = await (await fetch(readingUrl)).arrayBuffer();
    const decoded = await new OfflineAudioContext(1, 1, 16_000).decodeAudioData(bytes);
    sides = { theirs, ours: await openOwnWorkers(runtime, absolute('packs/')), reading: decoded.getChannelData(0) };
  },
  /** Each stage once, both sides. @returns the pairs by the stage's name */
  async stages(index: number): Promise<Record<string, Pair>> {
    if (!sides) throw new Error('The stages are not open.');
    const transcripts: Record<string, Pair> = {};
    for (const seconds of [1.5, 3, 5]) {
      transcripts[`transcript-${seconds}s`] = await transcriptPair(sides, seconds, index);
    }
    const { token, text } = await replyPairs(sides, index);
    const voices: Record<string, Pair> = {};
    for (const words of [4, 8, 20] as const) voices[`voice-${words}w`] = await voicePair(sides, words, index);
    return { ...transcripts, 'first-token': token, 'first-text': text, ...voices };
  },
  /** Ends Sotto's workers: live, it is measured as the app that it is. */
  closeStages(): void {
    sides?.ours.close();
    sides = undefined;
  },
  async openLive(): Promise<void> {
    if (!theirs) throw new Error('The usual way is not loaded.');
    assistant = new PeerAssistant(theirs);
    await assistant.open({ vadUrl: absolute('vad/'), ortUrl: absolute('ort/') });
  },
  get turns(): readonly PeerTurn[] {
    return assistant?.turns ?? [];
  },
  get busy(): boolean {
    return assistant?.busy ?? false;
  },
};

declare global {
  interface Window {
    peers: typeof peers;
  }
}

window.peers = peers;
