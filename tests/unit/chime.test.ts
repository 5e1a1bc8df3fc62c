import { describe, expect, it } from 'vitest';
import { Hold } from '../../workers/hold';
import type { TtsToPlayback } from '../../workers/protocol';
import { CHIME_RATE_HZ, chime, chimeVoice } from '../../workers/tts/chime';
import { PhraseCache } from '../../workers/tts/phrase-cache';
import { SpeechQueue } from '../../workers/tts/speech-queue';

function chimes() {
  const played: TtsToPlayback[] = [];
  const queue = new SpeechQueue({
    voice: chimeVoice(),
    outputRateHz: CHIME_RATE_HZ,
    play: (message) => played.push(message),
    pause: async () => {},
    hold: new Hold(),
    cache: new PhraseCache(CHIME_RATE_HZ),
  });
  const ends: number[][] = [];
  const speak = (replyId: number, text: string) =>
    queue.speak({ replyId, text, rate: 1 }, ({ wordEndsMs }) => ends.push(wordEndsMs), new AbortController().signal);
  return { speak, played, ends };
}

describe('the chime', () => {
  it('sounds for the first clause of a reply, and not again', async () => {
    const { speak, played } = chimes();
    const first = await speak(1, 'It is ten.');
    expect(first.audioMs).toBeGreaterThan(300);
    const parts = played.length;
    expect(parts).toBeGreaterThan(1);
    expect(await speak(1, 'It is ten.')).toMatchObject({ audioMs: 0, cached: false });
    expect(played).toHaveLength(parts);
    expect((await speak(2, 'It is ten.')).audioMs).toBeCloseTo(first.audioMs, 5);
  });

  it('takes every word of its clause for heard: it is read', async () => {
    const { speak, ends } = chimes();
    await speak(1, 'It is ten.');
    expect(ends.at(-1)).toEqual([0, 0, 0]);
  });

  it('is soft, without a click at either end, and higher with the pitch', () => {
    const sound = chime(1);
    const loudest = (of: Float32Array) => of.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
    expect(loudest(sound)).toBeLessThan(0.35);
    expect(loudest(sound)).toBeGreaterThan(0.05);
    expect(Math.abs(sound[0] ?? 1)).toBeLessThan(0.001);
    expect(loudest(sound.subarray(-24))).toBeLessThan(0.001);
    const rises = (of: Float32Array) => of.filter((value, i) => value >= 0 && (of[i - 1] ?? 0) < 0).length;
    expect(rises(chime(2)) / rises(sound)).toBeCloseTo(2, 0);
  });
});
