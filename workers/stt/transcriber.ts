/**
 * Utterances in, text out. Holds the audio of utterances still open, runs one transcription at a time, and lets a final
 * one push a partial one aside. The model is passed in as a function, so this runs in a unit test without one.
 */
import type { SttCalls, Transcript } from '../protocol';
import { abortedError, throwIfAborted } from '../rpc';
import { SerialQueue } from '../serial-queue';
import { compressionRatio, judgeTranscript, withoutSoundNames } from './gate';
import { bestCut, MAX_SEGMENT_SAMPLES, type SpeechSpan } from './segment-cut';
import { MAX_FRAMES, SAMPLES_PER_FRAME, StreamingMel } from './streaming-mel';

/**
 * Digital silence behind the speech, in feature frames: the "sparse padding" export stands for the rest of Whisper's 30 s
 * and needs 1.0 s (0.8 s costs 0.1 s of word error on noise; under 0.6 s it loops).
 */
const TAIL_FRAMES = 100;
const SAMPLE_RATE_HZ = 16_000;

/** What the recogniser says of one stretch of audio. */
export interface Recognition {
  text: string;
  tokens: number;
  noSpeechProbability: number;
  averageLogProbability: number;
  encodeMs: number;
  decodeMs: number;
}

/** Recognises features [80 × frames]; calls `onText` with the whole text so far, which throws when the work is given up. */
export type Recognise = (
  features: Float32Array,
  frames: number,
  maxTokens: number,
  onText: (text: string) => Promise<void>,
) => Promise<Recognition>;

type TranscribeRequest = SttCalls['transcribe']['request'];

interface UtteranceView {
  mel: StreamingMel;
  sampleCount: number;
  /** Segments cut off a long utterance, in order, already being transcribed. */
  closed: Promise<Recognition>[];
}

interface Utterance extends UtteranceView {
  id: number;
  spans: SpeechSpan[];
  arrivals: Set<() => void>;
}

export class Transcriber {
  readonly #utterances = new Map<number, Utterance>();
  /** A number each: a day of talking is some kilobytes. */
  readonly #forgotten = new Set<number>();
  readonly #queue = new SerialQueue();
  /** Set while a partial runs; called by whatever is more urgent. */
  #giveUpPartial: (() => void) | undefined;

  constructor(
    private readonly recognise: Recognise,
    private readonly pause: () => Promise<void>,
  ) {}

  /** Takes 16 kHz samples of an utterance; the first ones open it. */
  push(id: number, samples: Float32Array, speechProbability: number): void {
    if (this.#forgotten.has(id)) return;
    const utterance = this.#utterances.get(id) ?? this.#open(id);
    utterance.mel.push(samples);
    utterance.sampleCount += samples.length;
    utterance.spans.push({ sampleCount: samples.length, speechProbability });
    if (utterance.mel.length > MAX_SEGMENT_SAMPLES) this.#cut(utterance);
    for (const arrived of utterance.arrivals) arrived();
  }

  /** Drops an utterance's audio, and what of it may still come. */
  forget(id: number): void {
    this.#utterances.delete(id);
    this.#forgotten.add(id);
  }

  /** A new detector, which numbers its utterances anew. */
  restart(): void {
    this.#giveUpPartial?.();
    this.#utterances.clear();
    this.#forgotten.clear();
  }

  async transcribe(
    { utteranceId, sampleCount, mode }: TranscribeRequest,
    onText: (text: string) => void,
    signal: AbortSignal,
  ): Promise<Transcript> {
    this.#giveUpPartial?.();
    const utterance = this.#utterances.get(utteranceId) ?? this.#open(utteranceId);
    await this.#arrived(utterance, sampleCount, signal);
    const gaveUp = new AbortController();
    const giveUp = () => gaveUp.abort();
    const given = AbortSignal.any([signal, gaveUp.signal]);
    if (mode === 'partial') this.#giveUpPartial = giveUp;
    // A cut while this waits its turn makes new objects and leaves these as they are: the view stays whole.
    const view = { mel: utterance.mel, closed: [...utterance.closed], sampleCount: utterance.sampleCount };
    try {
      return await this.#queue.run(() => this.#run(view, onText, given));
    } finally {
      if (this.#giveUpPartial === giveUp) this.#giveUpPartial = undefined;
    }
  }

  async #run(utterance: UtteranceView, onText: (text: string) => void, signal: AbortSignal): Promise<Transcript> {
    throwIfAborted(signal);
    const closed = await Promise.all(utterance.closed);
    const before = closed.map((segment) => segment.text);
    const melStart = performance.now();
    const { features, frames } = featuresOf(utterance.mel);
    const melMs = performance.now() - melStart;
    const open = await this.recognise(features, frames, tokenCap(utterance.mel.length), async (text) => {
      onText(joinText([...before, text]));
      await this.pause();
      if (signal.aborted) throw abortedError();
    });
    const segments = [...closed, open];
    const text = withoutSoundNames(joinText(segments.map((segment) => segment.text)));
    // A long utterance is speech if any of its segments is.
    const noSpeechProbability = Math.min(...segments.map((segment) => segment.noSpeechProbability));
    const tokens = sum(segments, (segment) => segment.tokens);
    return {
      text,
      verdict: judgeTranscript(text, noSpeechProbability, await compressionRatio(text)),
      averageLogProbability: sum(segments, (s) => s.averageLogProbability * s.tokens) / Math.max(1, tokens),
      noSpeechProbability,
      audioMs: (utterance.sampleCount / SAMPLE_RATE_HZ) * 1000,
      tokens,
      melMs,
      encodeMs: open.encodeMs,
      decodeMs: open.decodeMs,
    };
  }

  #open(id: number): Utterance {
    const utterance = {
      id,
      mel: new StreamingMel(),
      spans: [],
      sampleCount: 0,
      closed: [],
      arrivals: new Set<() => void>(),
    };
    this.#utterances.set(id, utterance);
    return utterance;
  }

  /** Splits a long utterance at its best pause and starts on the first part at once, so that the end stays quick. */
  #cut(utterance: Utterance): void {
    const at = bestCut(utterance.spans);
    const whole = utterance.mel;
    const head = new StreamingMel();
    head.push(whole.samples.subarray(0, at));
    utterance.mel = new StreamingMel();
    utterance.mel.push(whole.samples.subarray(at));
    let left = at;
    utterance.spans = utterance.spans.flatMap((span) => {
      const cutOff = Math.min(left, span.sampleCount);
      left -= cutOff;
      return cutOff === span.sampleCount ? [] : [{ ...span, sampleCount: span.sampleCount - cutOff }];
    });
    this.#giveUpPartial?.();
    const { features, frames } = featuresOf(head);
    const recognised = this.#queue.run(() => this.recognise(features, frames, tokenCap(at), this.pause));
    // Whoever transcribes the utterance meets the failure; until then it is nobody's unhandled rejection.
    recognised.catch(() => {});
    utterance.closed.push(recognised);
  }

  /** Waits until the samples promised by the detector have come by the other port. */
  #arrived(utterance: Utterance, sampleCount: number, signal: AbortSignal): Promise<void> {
    if (utterance.sampleCount >= sampleCount) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const check = () => {
        if (utterance.sampleCount < sampleCount) return;
        over();
        resolve();
      };
      const onAbort = () => {
        over();
        reject(abortedError());
      };
      const over = () => {
        utterance.arrivals.delete(check);
        signal.removeEventListener('abort', onAbort);
      };
      utterance.arrivals.add(check);
      signal.addEventListener('abort', onAbort);
    });
  }
}

function featuresOf(mel: StreamingMel): { features: Float32Array; frames: number } {
  // Four frames are the encoder's convolution stride times the sparse padding's alignment.
  const frames = Math.min(MAX_FRAMES, Math.ceil((mel.length / SAMPLES_PER_FRAME + TAIL_FRAMES) / 4) * 4);
  return { features: mel.finish(frames), frames };
}

/** 16 tokens and 8 a second: fast speech has 5, a runaway meets this cap (the measure by which runaways were counted). */
function tokenCap(sampleCount: number): number {
  return 16 + Math.ceil((8 * sampleCount) / SAMPLE_RATE_HZ);
}

function joinText(texts: readonly string[]): string {
  return texts
    .map((text) => text.trim())
    .filter(Boolean)
    .join(' ');
}

function sum<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}
