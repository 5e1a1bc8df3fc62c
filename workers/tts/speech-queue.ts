/** Clauses in, PCM out: normalises, synthesises, trims, levels and resamples, one clause at a time in the order asked. */
import { StreamingResampler } from '../audio/resampler';
import type { SpeakAnswer, TtsCalls, TtsToPlayback } from '../protocol';
import { throwIfAborted } from '../rpc';
import { SerialQueue } from '../serial-queue';
import { LeadingSilence } from './leading-silence';
import { Leveller } from './leveller';
import { normaliseForSpeech } from './normalise';

/** The voice: text to PCM chunks at `sampleRateHz`. `onPhonemes` marks the end of the text side. */
export interface Voice {
  sampleRateHz: number;
  speak(text: string, pause: () => Promise<void>, onPhonemes: () => void): AsyncGenerator<Float32Array>;
}

export class SpeechQueue {
  readonly #leveller: Leveller;
  /** One reply's, and started anew with each: a reply that was cut off must not lead into the next. */
  #resampler: StreamingResampler;
  #replyId = -1;
  readonly #queue = new SerialQueue();

  constructor(
    private readonly voice: Voice,
    private readonly outputRateHz: number,
    private readonly play: (message: TtsToPlayback, transfer: Transferable[]) => void,
    private readonly pause: () => Promise<void>,
  ) {
    this.#leveller = new Leveller(voice.sampleRateHz);
    this.#resampler = new StreamingResampler(voice.sampleRateHz, outputRateHz);
  }

  speak(
    { replyId, text }: TtsCalls['speak']['request'],
    onProgress: (progress: TtsCalls['speak']['progress']) => void,
    signal: AbortSignal,
  ): Promise<SpeakAnswer> {
    return this.#queue.run(async () => {
      throwIfAborted(signal);
      const start = performance.now();
      this.#begin(replyId);
      const spokenText = normaliseForSpeech(text);
      const silence = new LeadingSilence(this.voice.sampleRateHz);
      let phonemesMs = 0;
      let firstPcmMs = 0;
      let firstPcmAtMs: number | undefined;
      let samplesIn = 0;
      const between = async () => {
        await this.pause();
        throwIfAborted(signal);
      };
      const onPhonemes = () => {
        phonemesMs = performance.now() - start;
      };
      const chunks = spokenText ? this.voice.speak(spokenText, between, onPhonemes) : [];
      for await (const chunk of chunks) {
        const audible = silence.trim(chunk);
        if (!audible.length) continue;
        samplesIn += audible.length;
        const levelled = this.#leveller.process(audible);
        const samples = new Float32Array(this.#resampler.maxOutput(levelled.length));
        const written = this.#resampler.push(levelled, samples);
        const pcm = samples.slice(0, written);
        this.play({ kind: 'pcm', replyId, samples: pcm }, [pcm.buffer]);
        if (firstPcmAtMs === undefined) {
          firstPcmMs = performance.now() - start;
          firstPcmAtMs = performance.timeOrigin + performance.now();
        }
        onProgress({ audioMs: this.#ms(samplesIn) });
        await between();
      }
      const totalMs = performance.now() - start;
      return { audioMs: this.#ms(samplesIn), spokenText, phonemesMs, firstPcmMs, totalMs, firstPcmAtMs };
    });
  }

  /** Tells playback that the reply is complete, after whatever is still being spoken. */
  finish(replyId: number): Promise<null> {
    return this.#queue.run(async () => {
      this.play({ kind: 'end', replyId }, []);
      return null;
    });
  }

  #begin(replyId: number): void {
    if (replyId === this.#replyId) return;
    this.#replyId = replyId;
    this.#resampler = new StreamingResampler(this.voice.sampleRateHz, this.outputRateHz);
  }

  #ms(samples: number): number {
    return (samples / this.voice.sampleRateHz) * 1000;
  }
}
