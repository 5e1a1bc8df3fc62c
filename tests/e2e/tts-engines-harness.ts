/** The voices' workers by themselves, with real packs in the origin-private file system: no page, no audio device. */
import gpuMjsUrl from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.mjs?url';
import gpuWasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm?url';
import mjsUrl from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { SystemVoice } from '../../src/audio/system-voice';
import { ModelWorker } from '../../src/models/model-worker';
import PackWorker from '../../workers/pack/pack.worker?worker';
import type {
  ComputeDevice,
  InstalledPack,
  LoadAnswer,
  LoadRequest,
  PackCalls,
  SpeakAnswer,
  SpeakProgress,
  SttCalls,
  TtsCalls,
  TtsOptions,
  TtsToPlayback,
  VadToStt,
} from '../../workers/protocol';
import { toSottoError } from '../../workers/rpc';
import SttWorker from '../../workers/stt/stt.worker?worker';
import { trustOwnScriptUrls } from '../../workers/trusted-script-urls';
import ChimeWorker from '../../workers/tts/chime.worker?worker';
import FliteWorker from '../../workers/tts/flite.worker?worker';
import KokoroWorker from '../../workers/tts/kokoro.worker?worker';
import PiperWorker from '../../workers/tts/tts.worker?worker';

/** The recogniser's rate, so that what was said can be written down again. */
const RATE_HZ = 16_000;
const WORKERS = {
  piper: () => new PiperWorker(),
  flite: () => new FliteWorker(),
  chime: () => new ChimeWorker(),
  kokoro: () => new KokoroWorker(),
};
export type EngineName = keyof typeof WORKERS;

/** What became of one clause, in the order it was told. */
export interface SpokenClause {
  /** `pcm` with samples, `progress` with the length so far, and at last `answer` or the code of a failure. */
  events: string[];
  answer: SpeakAnswer | undefined;
  progress: SpeakProgress[];
  failure: string | undefined;
  chunks: number;
  audioMs: number;
  rms: number;
  /** Middle of the heights of its voiced blocks. */
  heightHz: number;
  firstChunkMs: number | undefined;
  totalMs: number;
}
interface SpeakOptions {
  rate?: number;
  /** Give up when so many chunks came. */
  abortAfterChunks?: number;
}

trustOwnScriptUrls();
const absolute = (url: string) => new URL(url, location.href).href;
const root = () => navigator.storage.getDirectory();

function heightOf(samples: Float32Array): number {
  const block = Math.round(RATE_HZ * 0.04);
  const heights: number[] = [];
  for (let at = 0; at + 2 * block < samples.length; at += block) {
    const energy = (from: number) => samples.subarray(from, from + block).reduce((sum, value) => sum + value ** 2, 0);
    const here = energy(at);
    if (here / block < 0.001) continue;
    let best = 0;
    let bestLag = 0;
    for (let lag = Math.round(RATE_HZ / 1500); lag <= RATE_HZ / 45; lag++) {
      let product = 0;
      for (let i = 0; i < block; i++) product += samples[at + i]! * samples[at + lag + i]!;
      const likeness = product / Math.sqrt(here * energy(at + lag) + 1e-9);
      // The shortest of lags that are as good: its multiples fit, too.
      if (likeness > best + 0.03) {
        best = likeness;
        bestLag = lag;
      }
    }
    if (best > 0.7) heights.push(RATE_HZ / bestLag);
  }
  heights.sort((a, b) => a - b);
  return heights[Math.floor(heights.length / 2)] ?? 0;
}

class Rig {
  readonly #worker: ModelWorker<TtsCalls>;
  readonly #channel = new MessageChannel();
  #onMessage: (message: TtsToPlayback) => void = () => {};
  /** Everything that ever came for playback. */
  readonly received: { kind: TtsToPlayback['kind']; replyId: number }[] = [];

  constructor(start: () => Worker) {
    this.#worker = new ModelWorker({ name: 'tts', start, onBroken: () => {} });
    this.#channel.port1.onmessage = ({ data }: MessageEvent<TtsToPlayback>) => {
      this.received.push({ kind: data.kind, replyId: data.replyId });
      this.#onMessage(data);
    };
  }

  get worker(): ModelWorker<TtsCalls> {
    return this.#worker;
  }

  async load(pack: InstalledPack | undefined, device: ComputeDevice): Promise<LoadAnswer> {
    const gpu = device === 'webgpu';
    const runtime = {
      wasmUrl: absolute(gpu ? gpuWasmUrl : wasmUrl),
      mjsUrl: absolute(gpu ? gpuMjsUrl : mjsUrl),
      threads: 2,
    };
    const request: LoadRequest = { pack, device, runtime };
    const answer = await this.#worker.call('load', request);
    const { port2 } = this.#channel;
    await this.#worker.call(
      'attach',
      { playbackPort: port2, sampleRateHz: RATE_HZ, phraseCache: true },
      { transfer: [port2] },
    );
    return answer;
  }

  async speak(replyId: number, text: string, options: SpeakOptions = {}) {
    const startMs = performance.now();
    const controller = new AbortController();
    const events: string[] = [];
    const progress: SpeakProgress[] = [];
    const parts: Float32Array[] = [];
    let firstChunkMs: number | undefined;
    this.#onMessage = (message) => {
      if (message.replyId !== replyId || message.kind !== 'pcm') return;
      firstChunkMs ??= performance.now() - startMs;
      parts.push(message.samples);
      events.push('pcm');
      if (parts.length === options.abortAfterChunks) controller.abort();
    };
    let answer: SpeakAnswer | undefined;
    let failure: string | undefined;
    try {
      const onProgress = (made: SpeakProgress) => {
        progress.push(made);
        events.push('progress');
      };
      const { signal } = controller;
      answer = await this.#worker.call('speak', { replyId, text, rate: options.rate ?? 1 }, { signal, onProgress });
      events.push('answer');
    } catch (error) {
      failure = toSottoError(error).code;
      events.push(failure);
    }
    // The end comes by the same port, after all sound.
    await this.finish(replyId);
    const whole = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    const spoken: SpokenClause = {
      events,
      answer,
      progress,
      failure,
      chunks: parts.length,
      audioMs: (whole.length * 1000) / RATE_HZ,
      rms: Math.sqrt(whole.reduce((sum, value) => sum + value ** 2, 0) / Math.max(1, whole.length)),
      heightHz: heightOf(whole),
      firstChunkMs,
      totalMs: performance.now() - startMs,
    };
    return { spoken, whole };
  }

  /** Resolves when the end of the reply came to playback. */
  async finish(replyId: number): Promise<void> {
    const ended = new Promise<void>((resolve) => {
      const before = this.#onMessage;
      this.#onMessage = (message) => {
        before(message);
        if (message.kind === 'end' && message.replyId === replyId) resolve();
      };
    });
    await this.#worker.call('finish', { replyId });
    await ended;
  }
}

const packs = new ModelWorker<PackCalls>({ name: 'pack', start: () => new PackWorker(), onBroken: () => {} });
const installed = new Map<string, InstalledPack>();
const rigs = new Map<EngineName, Rig>();
let ear: { worker: ModelWorker<SttCalls>; port: MessagePort; utteranceId: number } | undefined;

function rigOf(engine: EngineName): Rig {
  const rig = rigs.get(engine);
  if (!rig) throw new Error(`${engine} was not loaded.`);
  return rig;
}

async function openEar() {
  if (ear) return ear;
  const worker = new ModelWorker<SttCalls>({ name: 'stt', start: () => new SttWorker(), onBroken: () => {} });
  const pack = installed.get('whisper-tiny.en');
  const runtime = { wasmUrl: absolute(wasmUrl), mjsUrl: absolute(mjsUrl), threads: 2 };
  await worker.call('load', { pack, device: 'wasm', runtime });
  const { port1, port2 } = new MessageChannel();
  await worker.call('attach', { vadPort: port2, drafts: false }, { transfer: [port2] });
  ear = { worker, port: port1, utteranceId: 0 };
  return ear;
}

const harness = {
  async install(packId: string): Promise<void> {
    const baseUrl = new URL('../../models/', location.href).href;
    const answer = await packs.call('install', { packIds: [packId], baseUrl });
    for (const pack of answer.installed) installed.set(pack.id, pack);
  },
  /** @returns what loading took, or the code it failed with. */
  async load(
    engine: EngineName,
    packId: string | undefined,
    device: ComputeDevice = 'wasm',
  ): Promise<LoadAnswer | string> {
    rigs.get(engine)?.worker.restart();
    const rig = new Rig(WORKERS[engine]);
    rigs.set(engine, rig);
    try {
      return await rig.load(packId === undefined ? undefined : installed.get(packId), device);
    } catch (error) {
      const { code, message } = toSottoError(error);
      return `${code}: ${message}`;
    }
  },
  async configure(engine: EngineName, options: Partial<TtsOptions>): Promise<void> {
    await rigOf(engine).worker.call('configure', { voice: undefined, pitch: 1, ...options });
  },
  async speak(engine: EngineName, replyId: number, text: string, options?: SpeakOptions): Promise<SpokenClause> {
    return (await rigOf(engine).speak(replyId, text, options)).spoken;
  },
  /** Says a text, and what Whisper wrote of it. */
  async understand(engine: EngineName, replyId: number, text: string, options?: SpeakOptions) {
    const { whole, spoken } = await rigOf(engine).speak(replyId, text, options);
    const { worker, port, utteranceId } = await openEar();
    ear = { worker, port, utteranceId: utteranceId + 1 };
    const message: VadToStt = { kind: 'audio', utteranceId, samples: whole, speechProbability: 1 };
    port.postMessage(message);
    const { text: written } = await worker.call('transcribe', {
      utteranceId,
      sampleCount: whole.length,
      mode: 'final',
    });
    return { written, spoken };
  },
  /** Speaks while held: whether any sound came before the release, or at all when it was given up meanwhile. */
  async speakHeld(engine: EngineName, replyId: number, text: string, giveUp: boolean) {
    const rig = rigOf(engine);
    await rig.worker.call('hold', null);
    const controller = new AbortController();
    const speaking = rig.worker
      .call('speak', { replyId, text, rate: 1 }, { signal: controller.signal })
      .then(() => 'answer')
      .catch((error: unknown) => toSottoError(error).code);
    const chunks = () => rig.received.filter((message) => message.kind === 'pcm' && message.replyId === replyId).length;
    // Answered after whatever the worker had begun to do.
    for (let i = 0; i < 3; i++) await rig.worker.ping(60_000);
    const whileHeld = chunks();
    if (giveUp) controller.abort();
    await rig.worker.call('release', null);
    const end = await speaking;
    await rig.finish(replyId);
    return { whileHeld, end, chunks: chunks() };
  },
  /** How many messages of a reply came to playback, all in all. */
  received: (engine: EngineName, replyId: number) =>
    rigOf(engine).received.filter((message) => message.replyId === replyId).length,
  /** Ends the worker in the middle of a clause. */
  async unload(engine: EngineName) {
    const { worker } = rigOf(engine);
    const speaking = worker
      .call('speak', { replyId: 99, text: 'One moment.', rate: 1 })
      .catch((error: unknown) => toSottoError(error).code);
    worker.restart();
    const end = await speaking;
    const ping = await worker.ping(1000);
    const next = await worker
      .call('speak', { replyId: 100, text: 'Hello.', rate: 1 })
      .catch((error: unknown) => toSottoError(error).code);
    worker.restart();
    return { end, running: worker.running, ping, next };
  },
  /** Changes one byte of a pack's file, or takes the file away. */
  async damage(packId: string, path: string, how: 'flip' | 'remove'): Promise<void> {
    const pack = installed.get(packId);
    if (!pack) throw new Error(`${packId} is not installed.`);
    let folder = await root();
    const names = [...pack.directory, ...path.split('/')];
    for (const name of names.slice(0, -1)) folder = await folder.getDirectoryHandle(name);
    const name = names.at(-1) ?? '';
    if (how === 'remove') return folder.removeEntry(name);
    const handle = await folder.getFileHandle(name);
    const file = await handle.getFile();
    const at = Math.floor(file.size / 2);
    const [byte = 0] = new Uint8Array(await file.slice(at, at + 1).arrayBuffer());
    const writable = await handle.createWritable({ keepExistingData: true });
    await writable.write({ type: 'write', position: at, data: Uint8Array.of(byte ^ 255) });
    await writable.close();
  },
  /** The system's own voice, and what becomes of a reply in it. */
  async systemVoice() {
    const voice = new SystemVoice({
      synth: speechSynthesis,
      utter: (text) => new SpeechSynthesisUtterance(text),
      language: 'en-US',
      pauses: true,
    });
    return { installed: speechSynthesis.getVoices().length, available: voice.available(), voices: voice.voices };
  },
};

declare global {
  interface Window {
    ttsHarness: typeof harness;
  }
}
window.ttsHarness = harness;
