/** Sotto's recognisers by themselves, each in its own worker, on packs that the test lays out. No page, no microphone. */
import jspiMjsUrl from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.mjs?url';
import jspiWasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm?url';
import mjsUrl from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import type {
  ComputeDevice,
  InstalledPack,
  ModelRole,
  SttCalls,
  SttOptions,
  Transcript,
  VadToStt,
} from '../../workers/protocol';
import { type Client, connect, toSottoError } from '../../workers/rpc';
import SttWorker from '../../workers/stt/stt.worker?worker';
import TransformersSttWorker from '../../workers/stt/transformers-stt.worker?worker';
import { trustOwnScriptUrls } from '../../workers/trusted-script-urls';

trustOwnScriptUrls();

export type SttEngine = 'sotto' | 'transformers';

/** What came of a transcription. */
export interface Heard {
  texts: string[];
  transcript: Transcript | undefined;
  /** Code of the error, when it failed. */
  failed: string | undefined;
  /** Texts that the worker sent after it had been told to give up. */
  textsAfterAbort: number;
}

const absolute = (url: string) => new URL(url, location.href).href;
const THREADS = 2;
const RUNTIMES = {
  wasm: { wasmUrl: absolute(wasmUrl), mjsUrl: absolute(mjsUrl), threads: THREADS },
  webgpu: { wasmUrl: absolute(jspiWasmUrl), mjsUrl: absolute(jspiMjsUrl), threads: THREADS },
} as const;

class SttHarness {
  #worker: Worker | undefined;
  #client: Client<SttCalls> | undefined;
  #audio: MessagePort | undefined;
  /** Progress messages of any call, as they reach this page. */
  #progressSeen = 0;

  /** Lays files out as an installed pack. `urls` is by path in the pack. */
  async install(id: string, role: ModelRole, urls: Record<string, string>): Promise<InstalledPack> {
    const directory = ['models', id, '1'];
    const files = [];
    for (const [path, url] of Object.entries(urls)) {
      const bytes = await (await fetch(url)).arrayBuffer();
      const stream = await (await handleOf(directory, path)).createWritable();
      await stream.write(bytes);
      await stream.close();
      const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
      const sha256 = Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
      files.push({ path, sizeBytes: bytes.byteLength, sha256 });
    }
    return { id, role, version: '1', directory, files };
  }

  /** Turns a byte in the middle of a file around. */
  async damage({ directory }: InstalledPack, path: string): Promise<void> {
    const handle = await handleOf(directory, path);
    const stored = await handle.getFile();
    const at = Math.floor(stored.size / 2);
    const [byte = 0] = new Uint8Array(await stored.slice(at, at + 1).arrayBuffer());
    const stream = await handle.createWritable({ keepExistingData: true });
    await stream.write({ type: 'write', position: at, data: Uint8Array.of(byte ^ 0xff) });
    await stream.close();
  }

  async lose({ directory }: InstalledPack, path: string): Promise<void> {
    const handle = await handleOf(directory, path);
    await handle.remove();
  }

  /** Starts an engine's worker, with nothing loaded. */
  open(engine: SttEngine): void {
    this.close();
    this.#worker = engine === 'sotto' ? new SttWorker() : new TransformersSttWorker();
    this.#progressSeen = 0;
    this.#worker.addEventListener('message', ({ data }: MessageEvent<{ kind: string; progress?: object }>) => {
      if (data.kind === 'progress' && data.progress && 'text' in data.progress) this.#progressSeen++;
    });
    this.#client = connect<SttCalls>(this.#worker);
  }

  /** Ends the worker with all that is in it. */
  close(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#client = undefined;
  }

  /** @returns steps as they were told, or the code of the error. */
  async load(pack: InstalledPack | undefined, device: ComputeDevice): Promise<string[] | string> {
    const steps: string[] = [];
    try {
      const request = { pack, device, runtime: RUNTIMES[device] };
      await this.#calls().call('load', request, { onProgress: ({ step }) => steps.push(step) });
      const { port1, port2 } = new MessageChannel();
      this.#audio = port1;
      await this.#calls().call('attach', { vadPort: port2, drafts: true }, { transfer: [port2] });
      return [...new Set(steps)];
    } catch (error) {
      return codeOf(error);
    }
  }

  async configure(options: SttOptions): Promise<void> {
    await this.#calls().call('configure', options);
  }

  /** Speaks a clip (16 kHz, 16 bits, one channel) into an utterance. @returns its samples. */
  async speak(utteranceId: number, clipUrl: string, seconds = Number.POSITIVE_INFINITY): Promise<number> {
    const wav = await (await fetch(clipUrl)).arrayBuffer();
    const pcm = new Int16Array(wav.slice(44));
    const count = Math.min(pcm.length, seconds * 16_000);
    for (let at = 0; at < count; at += 512) {
      const samples = Float32Array.from(pcm.subarray(at, Math.min(count, at + 512)), (value) => value / 32_768);
      const message: VadToStt = { kind: 'audio', utteranceId, samples, speechProbability: 0.9 };
      this.#audio?.postMessage(message);
    }
    return count;
  }

  /** @param abortAt gives up with this text, counted from 1; 0 before there is any. */
  async transcribe(
    utteranceId: number,
    sampleCount: number,
    mode: 'partial' | 'final',
    abortAt?: number,
  ): Promise<Heard> {
    const texts: string[] = [];
    const giveUp = new AbortController();
    let seenAtAbort: number | undefined;
    const abort = () => {
      seenAtAbort = this.#progressSeen;
      giveUp.abort();
    };
    const onProgress = ({ text }: { text: string }) => {
      texts.push(text);
      if (texts.length === abortAt) abort();
    };
    const call = this.#calls().call(
      'transcribe',
      { utteranceId, sampleCount, mode },
      { onProgress, signal: giveUp.signal },
    );
    if (abortAt === 0) abort();
    try {
      const transcript = await call;
      return { texts, transcript, failed: undefined, textsAfterAbort: 0 };
    } catch (error) {
      // Whatever the worker still sends of this call lies before the answer to a question asked now.
      await this.#calls().ping(60_000);
      const textsAfterAbort = seenAtAbort === undefined ? 0 : this.#progressSeen - seenAtAbort;
      return { texts, transcript: undefined, failed: codeOf(error), textsAfterAbort };
    }
  }

  async forget(utteranceId: number): Promise<void> {
    await this.#calls().call('forget', { utteranceId });
  }

  #calls(): Client<SttCalls> {
    if (!this.#client) throw new Error('No engine is open.');
    return this.#client;
  }
}

const codeOf = (error: unknown): string => toSottoError(error).code;

async function handleOf(directory: readonly string[], path: string): Promise<FileSystemFileHandle> {
  let folder = await navigator.storage.getDirectory();
  const names = [...directory, ...path.split('/')];
  for (const name of names.slice(0, -1)) folder = await folder.getDirectoryHandle(name, { create: true });
  return folder.getFileHandle(names.at(-1) ?? '', { create: true });
}

declare global {
  interface Window {
    stt: SttHarness;
  }
  /** Chromium and Firefox have it; TypeScript's libraries do not yet. */
  interface FileSystemFileHandle {
    remove(): Promise<void>;
  }
}

window.stt = new SttHarness();
