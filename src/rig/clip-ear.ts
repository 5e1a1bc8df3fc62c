/** Puts a recording into the recogniser as the detector would, all of it at once. */
import type { SttCalls, Transcript, VadToStt } from '../../workers/protocol';
import { throwIfAborted } from '../../workers/rpc';
import type { ModelWorker } from '../models/model-worker';

/** As the detector hands audio on: 32 ms at 16 kHz. */
const FRAME_SAMPLES = 512;
/** Far from any utterance of the detector's. */
const FIRST_UTTERANCE = 1_000_000;
/** The recogniser has taken in what it was given when it answers a ping; it works for less than this on the longest clip. */
const TAKEN_IN_MS = 10_000;

export class ClipEar {
  #port: MessagePort | undefined;
  #utterance = FIRST_UTTERANCE;

  constructor(
    private readonly stt: ModelWorker<SttCalls>,
    private readonly drafts: boolean,
  ) {}

  /** The recogniser listens to something else again. */
  detached(): void {
    this.#port?.close();
    this.#port = undefined;
  }

  /** @returns the transcript, and the time from the last sample, which was taken in before, to it. */
  async transcribe(
    samples: Float32Array,
    mode: 'partial' | 'final',
    signal: AbortSignal,
  ): Promise<{ ms: number; transcript: Transcript }> {
    const port = await this.#attached();
    throwIfAborted(signal);
    const utteranceId = ++this.#utterance;
    for (let at = 0; at < samples.length; at += FRAME_SAMPLES) {
      const frame = samples.slice(at, at + FRAME_SAMPLES);
      const message: VadToStt = { kind: 'audio', utteranceId, samples: frame, speechProbability: 1 };
      port.postMessage(message, [frame.buffer]);
    }
    await this.stt.ping(TAKEN_IN_MS);
    const start = performance.now();
    try {
      const request = { utteranceId, sampleCount: samples.length, mode };
      const transcript = await this.stt.call('transcribe', request, { signal });
      return { ms: performance.now() - start, transcript };
    } finally {
      void this.stt.call('forget', { utteranceId }).catch(() => {});
    }
  }

  async #attached(): Promise<MessagePort> {
    if (this.#port) return this.#port;
    const { port1, port2 } = new MessageChannel();
    await this.stt.call('attach', { vadPort: port2, drafts: this.drafts }, { transfer: [port2] });
    this.#port = port1;
    return port1;
  }
}
