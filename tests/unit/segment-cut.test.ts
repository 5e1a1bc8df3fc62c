import { describe, expect, it } from 'vitest';
import { bestCut, MAX_SEGMENT_SAMPLES, type SpeechSpan } from '../../workers/stt/segment-cut';

const FRAME = 512;
const framesIn = (seconds: number) => Math.round((seconds * 16_000) / FRAME);

/** Speech of so many seconds with a probability for each pause [from, to] in seconds. */
function speech(seconds: number, pauses: [from: number, to: number, probability?: number][] = []): SpeechSpan[] {
  return Array.from({ length: framesIn(seconds) }, (_, i) => {
    const at = (i * FRAME) / 16_000;
    const pause = pauses.find(([from, to]) => at >= from && at < to);
    return { sampleCount: FRAME, speechProbability: pause ? (pause[2] ?? 0.05) : 0.95 };
  });
}
const cutSeconds = (spans: SpeechSpan[]) => bestCut(spans) / 16_000;

describe('where a long utterance is cut', () => {
  it('is nowhere while it fits', () => {
    expect(bestCut([])).toBe(0);
    expect(bestCut(speech(27.9, [[20, 21]]))).toBe(0);
    expect(bestCut([{ sampleCount: MAX_SEGMENT_SAMPLES, speechProbability: 0 }])).toBe(0);
  });

  it('is the middle of its longest pause', () => {
    const cut = cutSeconds(
      speech(29, [
        [14, 14.3],
        [18, 19],
        [24, 24.5],
      ]),
    );
    expect(cut).toBeGreaterThan(18.4);
    expect(cut).toBeLessThan(18.6);
  });

  it('is in the later of two pauses of the same length', () => {
    const spans = speech(29);
    for (const start of [450, 700]) for (let i = 0; i < 10; i++) spans[start + i]!.speechProbability = 0.1;
    expect(bestCut(spans)).toBe((700 + 5) * FRAME);
  });

  it('is never in the first twelve seconds, even when that is where the long pause was', () => {
    const cut = cutSeconds(
      speech(29, [
        [2, 6],
        [20, 20.2],
      ]),
    );
    expect(cut).toBeGreaterThan(20);
    expect(cut).toBeLessThan(20.3);
  });

  it('counts of a pause that crosses the twelfth second only what lies behind it', () => {
    const cut = cutSeconds(speech(29, [[8, 13]]));
    expect(cut).toBeGreaterThan(12.4);
    expect(cut).toBeLessThan(12.6);
  });

  it('is the least voiced frame when nobody paused', () => {
    const spans = speech(29);
    spans[600]!.speechProbability = 0.5;
    expect(bestCut(spans)).toBe(600 * FRAME + FRAME / 2);
  });

  it('never lies behind what a segment may hold, nor in audio that has not come', () => {
    for (const spans of [
      speech(29, [[27.5, 29]]),
      speech(40),
      [{ sampleCount: 40 * 16_000, speechProbability: 0.9 }],
      [...speech(27), { sampleCount: 3 * 16_000, speechProbability: 0 }],
    ]) {
      const cut = bestCut(spans);
      expect(cut).toBeGreaterThan(12 * 16_000);
      expect(cut).toBeLessThanOrEqual(MAX_SEGMENT_SAMPLES);
    }
  });
});
