import { expect } from 'vitest';
import { Hold } from '../../workers/hold';
import type { TtsToPlayback } from '../../workers/protocol';
import type { PhraseCache } from '../../workers/tts/phrase-cache';
import { SpeechQueue, type Voice, type VoiceOptions } from '../../workers/tts/speech-queue';

export const RATE_HZ = 22_050;
export const samplesOf = (ms: number) => Math.round((ms * RATE_HZ) / 1000);
export const silence = (ms: number) => new Float32Array(samplesOf(ms));
export const tone = (ms: number, level = 0.2) =>
  Float32Array.from({ length: samplesOf(ms) }, (_, i) => level * Math.cos(i * 0.2));

export function joined(...chunks: Float32Array[]): Float32Array {
  const whole = new Float32Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/** A voice that says every text in the chunks it was given. */
export class FakeChunkVoice implements Voice {
  sampleRateHz = RATE_HZ;
  chunks: Float32Array[] = [silence(20), tone(300), tone(100)];
  readonly said: string[] = [];
  readonly rates: number[] = [];
  readonly aheadMs: number[] = [];
  wordEndsMs: number[] = [];
  async *speak(
    text: string,
    { rate, aheadMs, pause, onPhonemes, onWords }: VoiceOptions,
  ): AsyncGenerator<Float32Array> {
    this.said.push(text);
    this.rates.push(rate);
    this.aheadMs.push(aheadMs);
    onPhonemes();
    onWords(this.wordEndsMs);
    for (const chunk of this.chunks) {
      await pause();
      yield chunk;
    }
  }
}

export function speechOf(outputRateHz = RATE_HZ, cache?: PhraseCache, voice = new FakeChunkVoice()) {
  const played: TtsToPlayback[] = [];
  let pause = async () => {};
  const hold = new Hold();
  const queue = new SpeechQueue({
    voice,
    outputRateHz,
    play: (message, transfer) => {
      for (const part of transfer) expect(message.kind === 'pcm' && message.samples.buffer).toBe(part);
      played.push(message);
    },
    pause: () => pause(),
    hold,
    cache,
  });
  const controller = new AbortController();
  const progress: number[] = [];
  const wordEnds: number[][] = [];
  let firstPcmAtMs = Number.NaN;
  const speak = (replyId: number, text: string, signal = controller.signal, rate = 1) =>
    queue.speak(
      { replyId, text, rate },
      ({ audioMs, wordEndsMs, firstPcmAtMs: atMs }) => {
        firstPcmAtMs = atMs;
        progress.push(audioMs);
        wordEnds.push(wordEndsMs);
      },
      signal,
    );
  const pcm = () => joined(...played.map((message) => (message.kind === 'pcm' ? message.samples : silence(0))));
  const samples = () => pcm().length;
  return {
    voice,
    queue,
    hold,
    played,
    controller,
    progress,
    wordEnds,
    firstPcmAt: () => firstPcmAtMs,
    speak,
    pcm,
    samples,
    onPause: (action: () => Promise<void>) => {
      pause = action;
    },
  };
}
