/**
 * A voice assistant as others build it: vad-web's microphone with its defaults, then a transcript, then a reply, then a
 * sentence made whole, each begun when the one before is done. The microphone stays open while it speaks, as Sotto's does.
 */
import { MicVAD } from '@ricky0123/vad-web';
import { History } from '../../src/agent/history';
import { MAX_REPLY_TOKENS, SYSTEM_PROMPT } from '../../src/agent/prompt';
import type { PeerWorkers } from './peer-workers';

/** When each step of a turn was done, in ms since the Unix epoch; undefined: not reached. */
export interface PeerTurn {
  decidedAtMs: number;
  transcriptAtMs: number | undefined;
  firstTokenAtMs: number | undefined;
  firstSentenceAtMs: number | undefined;
  /** The whole answer was there. */
  answeredAtMs: number | undefined;
  firstPcmAtMs: number | undefined;
  transcript: string;
  reply: string;
  failed: string | undefined;
}

/** As many as Sotto says; more would only make the wait for the whole answer longer. */
const MAX_SENTENCES = 2;

const nowMs = () => performance.timeOrigin + performance.now();

export class PeerAssistant {
  readonly turns: PeerTurn[] = [];
  readonly #history = new History(SYSTEM_PROMPT);
  readonly #context = new AudioContext();
  #playedUntilS = 0;
  #running = 0;

  constructor(private readonly workers: PeerWorkers) {}

  /** Opens the microphone. @param assets where vad-web and ONNX Runtime find their files, each with a slash at its end */
  async open(assets: { vadUrl: string; ortUrl: string }): Promise<void> {
    await this.#context.resume();
    await MicVAD.new({
      // Its default is the older "legacy" model; this one is Sotto's.
      model: 'v5',
      baseAssetPath: assets.vadUrl,
      onnxWASMBasePath: assets.ortUrl,
      onSpeechEnd: (audio) => void this.#turn(audio),
    });
  }

  /** A turn is being worked on, or its answer heard. */
  get busy(): boolean {
    return this.#running > 0 || this.#context.currentTime < this.#playedUntilS;
  }

  async #turn(samples: Float32Array): Promise<void> {
    const turn: PeerTurn = {
      decidedAtMs: nowMs(),
      transcriptAtMs: undefined,
      firstTokenAtMs: undefined,
      firstSentenceAtMs: undefined,
      answeredAtMs: undefined,
      firstPcmAtMs: undefined,
      transcript: '',
      reply: '',
      failed: undefined,
    };
    this.turns.push(turn);
    this.#running++;
    try {
      await this.#answer(turn, samples);
    } catch (error) {
      turn.failed = String(error);
    } finally {
      this.#running--;
    }
  }

  async #answer(turn: PeerTurn, samples: Float32Array): Promise<void> {
    const { stt, llm } = this.workers;
    turn.transcript = (await stt.call('transcribe', { samples })).text;
    turn.transcriptAtMs = nowMs();
    if (!turn.transcript) return;
    let spoken: Promise<void> = Promise.resolve();
    const request = {
      messages: this.#history.asking(turn.transcript),
      maxTokens: MAX_REPLY_TOKENS,
      maxSentences: MAX_SENTENCES,
    };
    const { text } = await llm.call('generate', request, {
      onProgress: (progress) => {
        if (progress.kind === 'first-token') turn.firstTokenAtMs = nowMs();
        else {
          turn.firstSentenceAtMs ??= nowMs();
          spoken = spoken.then(() => this.#speak(turn, progress.text));
        }
      },
    });
    turn.answeredAtMs = nowMs();
    turn.reply = text;
    await spoken;
    this.#history.add(crypto.randomUUID(), turn.transcript, text);
  }

  async #speak(turn: PeerTurn, text: string): Promise<void> {
    const { samples, sampleRateHz } = await this.workers.tts.call('speak', { text });
    turn.firstPcmAtMs ??= nowMs();
    const buffer = new AudioBuffer({ length: samples.length, sampleRate: sampleRateHz });
    buffer.copyToChannel(samples, 0);
    const source = new AudioBufferSourceNode(this.#context, { buffer });
    source.connect(this.#context.destination);
    const atS = Math.max(this.#context.currentTime, this.#playedUntilS);
    source.start(atS);
    this.#playedUntilS = atS + buffer.duration;
  }
}
