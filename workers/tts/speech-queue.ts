/** Clauses in, PCM out: normalises, synthesises, trims, levels and resamples, one clause at a time in the order asked. */
import { StreamingResampler } from '../audio/resampler';
import type { Hold } from '../hold';
import type { Tags } from '../measure-reporter';
import { measure, span } from '../measures';
import type { ErrorCode, SpeakAnswer, SpeakProgress, TtsCalls, TtsOptions, TtsToPlayback } from '../protocol';
import { throwIfAborted, toSottoError } from '../rpc';
import { SerialQueue } from '../serial-queue';
import { LeadingSilence } from './leading-silence';
import { Leveller } from './leveller';
import { normaliseForSpeech } from './normalise';
import type { Phrase, PhraseCache } from './phrase-cache';
import { concatenated, TrailingSilence } from './trailing-silence';

export interface VoiceOptions {
  /** 1 is the voice's own pace, 0.8 slower. */
  rate: number;
  /** As a factor of the voice's own height. */
  pitch: number;
  /** Which of the model's voices; undefined for its first. */
  voice: string | undefined;
  /** Nothing of the reply was asked for before this clause. */
  first: boolean;
  /** Sound of the same reply that was made and is not heard yet, if it is heard as soon as it can be. */
  aheadMs: number;
  /** Called between runs; ends the speech by throwing. */
  pause: () => Promise<void>;
  /** The end of the text side. */
  onPhonemes: () => void;
  /**
   * Where each word ends, in milliseconds from the first sample; told before it, and told again with more of them by a voice
   * that makes the clause piece by piece.
   */
  onWords: (endsMs: readonly number[]) => void;
}

/** The voice: text to PCM chunks at `sampleRateHz`. */
export interface Voice {
  sampleRateHz: number;
  /** It gives a sign instead of saying the words: as loud as it is meant to be, and not for another clause of the same words. */
  signal?: boolean;
  speak(text: string, options: VoiceOptions): AsyncGenerator<Float32Array>;
}

export interface SpeechQueueOptions {
  voice: Voice;
  outputRateHz: number;
  play: (message: TtsToPlayback, transfer: Transferable[]) => void;
  /** Lets messages be read between two runs. */
  pause: () => Promise<void>;
  hold: Hold;
  /** Undefined: every clause is made anew. */
  cache: PhraseCache | undefined;
}

/** A cached phrase is sent in two parts, so that the first leaves before the whole is resampled. */
const FIRST_PART_MS = 250;

const PLAIN: TtsOptions = { voice: undefined, pitch: 1 };

/** What becomes of one clause while it is spoken. */
interface Clause {
  replyId: number;
  startMs: number;
  style: string;
  samplesOut: number;
  wordEndsMs: readonly number[];
  firstPcmMs: number;
  firstPcmAtMs: number | undefined;
  onProgress: (progress: SpeakProgress) => void;
}

export class SpeechQueue {
  readonly #options: SpeechQueueOptions;
  readonly #leveller: Leveller;
  /** One reply's, and started anew with each: a reply that was cut off must not lead into the next. */
  #resampler: StreamingResampler;
  #replyId = -1;
  /** When the reply's first samples left, and how much has left since. */
  #replySinceMs: number | undefined;
  #replySamples = 0;
  readonly #queue = new SerialQueue();
  #style = PLAIN;

  constructor(options: SpeechQueueOptions) {
    this.#options = options;
    this.#leveller = new Leveller(options.voice.sampleRateHz);
    this.#resampler = new StreamingResampler(options.voice.sampleRateHz, options.outputRateHz);
  }

  /** How clauses sound that are asked for from now on. */
  configure(style: TtsOptions): void {
    this.#style = style;
  }

  speak(
    { replyId, text, rate }: TtsCalls['speak']['request'],
    onProgress: (progress: SpeakProgress) => void,
    signal: AbortSignal,
  ): Promise<SpeakAnswer> {
    const { voice, pitch } = this.#style;
    return this.#queue.run(async () => {
      const { hold, pause } = this.#options;
      throwIfAborted(signal);
      const startMs = performance.now();
      const first = this.#begin(replyId);
      const spokenText = normaliseForSpeech(text);
      const clause: Clause = {
        replyId,
        startMs,
        style: `${voice ?? ''} ${pitch.toFixed(2)}`,
        samplesOut: 0,
        wordEndsMs: [],
        firstPcmMs: 0,
        firstPcmAtMs: undefined,
        onProgress,
      };
      const between = async () => {
        await pause();
        await hold.pass(signal);
      };
      let phonemesMs = 0;
      const onPhonemes = () => {
        phonemesMs = performance.now() - startMs;
      };
      const phrase = this.#cache?.get(spokenText, rate, clause.style);
      let failure: { error: ErrorCode } | undefined;
      try {
        if (phrase) await this.#repeat(clause, phrase, between);
        else if (spokenText) {
          const aheadMs = this.#aheadMs();
          await this.#say(clause, spokenText, { rate, pitch, voice, first, aheadMs, pause: between, onPhonemes });
        }
      } catch (thrown) {
        failure = { error: toSottoError(thrown).code };
        throw thrown;
      } finally {
        this.#measure(clause, phonemesMs, { cached: Number(phrase !== undefined), ...failure });
      }
      return {
        audioMs: this.#ms(clause.samplesOut),
        spokenText,
        phonemesMs,
        firstPcmMs: clause.firstPcmMs,
        totalMs: performance.now() - startMs,
        cached: phrase !== undefined,
      };
    });
  }

  /** Tells playback that the reply is complete, after whatever is still being spoken. */
  finish(replyId: number): Promise<null> {
    return this.#queue.run(async () => {
      this.#options.play({ kind: 'end', replyId }, []);
      return null;
    });
  }

  /** Makes a clause, and keeps it for the next time. */
  async #say(clause: Clause, text: string, options: Omit<VoiceOptions, 'onWords'>): Promise<void> {
    const { voice } = this.#options;
    const cache = this.#cache;
    const leading = new LeadingSilence(voice.sampleRateHz);
    const trailing = new TrailingSilence(voice.sampleRateHz, text);
    let endsMs: readonly number[] = [];
    let whole = new Float32Array(0);
    const send = (samples: Float32Array) => {
      if (!samples.length) return;
      if (cache) whole = concatenated(whole, samples);
      this.#send(clause, samples);
    };
    const onWords = (ends: readonly number[]) => {
      endsMs = ends;
    };
    for await (const chunk of voice.speak(text, { ...options, onWords })) {
      const audible = leading.trim(chunk);
      if (!audible.length) continue;
      clause.wordEndsMs = endsMs.map((ms) => Math.max(0, ms - this.#ms(leading.trimmedSamples)));
      send(trailing.push(voice.signal ? audible : this.#leveller.process(audible)));
    }
    const rest = trailing.finish();
    // What was cut off may have held a word's last closure: every word ends within the sound, or it would never be heard.
    const audioMs = this.#ms(clause.samplesOut + rest.length);
    clause.wordEndsMs = clause.wordEndsMs.map((ms) => Math.min(ms, audioMs));
    if (rest.length) send(rest);
    else if (clause.firstPcmAtMs !== undefined) this.#report(clause, clause.firstPcmAtMs);
    cache?.put(text, options.rate, { samples: whole, wordEndsMs: clause.wordEndsMs }, clause.style);
  }

  /** Tells of a clause once it is over, so that nothing of this comes before its sound. */
  #measure({ startMs, firstPcmMs, samplesOut }: Clause, phonemesMs: number, tags: Tags): void {
    if (phonemesMs) measure('tts.phonemes', startMs, startMs + phonemesMs);
    if (firstPcmMs) span('tts.first-window', startMs + phonemesMs, startMs + firstPcmMs, { cached: tags.cached ?? 0 });
    span('tts.clause', startMs, performance.now(), { audioMs: this.#ms(samplesOut), ...tags });
  }

  /** Says once more what was made before. */
  async #repeat(clause: Clause, { samples, wordEndsMs }: Phrase, between: () => Promise<void>): Promise<void> {
    const cut = Math.round((FIRST_PART_MS * this.#options.voice.sampleRateHz) / 1000);
    clause.wordEndsMs = wordEndsMs;
    for (const part of [samples.subarray(0, cut), samples.subarray(cut)]) {
      if (!part.length) continue;
      await between();
      this.#send(clause, part);
    }
  }

  #send(clause: Clause, levelled: Float32Array): void {
    const { play } = this.#options;
    clause.samplesOut += levelled.length;
    this.#replySamples += levelled.length;
    this.#replySinceMs ??= performance.now();
    const room = new Float32Array(this.#resampler.maxOutput(levelled.length));
    const samples = room.slice(0, this.#resampler.push(levelled, room));
    play({ kind: 'pcm', replyId: clause.replyId, samples }, [samples.buffer]);
    if (clause.firstPcmAtMs === undefined) {
      clause.firstPcmMs = performance.now() - clause.startMs;
      clause.firstPcmAtMs = performance.timeOrigin + performance.now();
    }
    this.#report(clause, clause.firstPcmAtMs);
  }

  #report({ samplesOut, wordEndsMs, onProgress }: Clause, firstPcmAtMs: number): void {
    onProgress({ audioMs: this.#ms(samplesOut), wordEndsMs: [...wordEndsMs], firstPcmAtMs });
  }

  get #cache(): PhraseCache | undefined {
    return this.#options.voice.signal ? undefined : this.#options.cache;
  }

  /** @returns whether nothing of the reply was asked for before. */
  #begin(replyId: number): boolean {
    if (replyId === this.#replyId) return false;
    this.#replyId = replyId;
    this.#replySinceMs = undefined;
    this.#replySamples = 0;
    const { voice, outputRateHz } = this.#options;
    this.#resampler = new StreamingResampler(voice.sampleRateHz, outputRateHz);
    return true;
  }

  #aheadMs(): number {
    if (this.#replySinceMs === undefined) return 0;
    return Math.max(0, this.#ms(this.#replySamples) - (performance.now() - this.#replySinceMs));
  }

  #ms(samples: number): number {
    return (samples / this.#options.voice.sampleRateHz) * 1000;
  }
}
