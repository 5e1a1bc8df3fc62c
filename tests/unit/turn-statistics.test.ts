import { describe, expect, it } from 'vitest';
import { goalRows, verdictOf } from '../../bin/lib/turns/goals.mjs';
import { dropDb, longestSilenceMs } from '../../bin/lib/turns/levels.mjs';
import { evenly, rate, spread } from '../../bin/lib/turns/rates.mjs';
import { cutShort, dealOut, delayTo, mainRecord, partialTimes } from '../../bin/lib/turns/verdicts.mjs';

describe('rates', () => {
  it('gives the interval of Wilson', () => {
    // Newcombe 1998, table I: 15 of 148, 81 of 263, 0 of 20.
    const figures = [rate(15, 148), rate(81, 263), rate(0, 20)].map(({ low, high }) => [low, high]);
    expect(figures.map((pair) => pair.map((share) => Number(share.toFixed(4))))).toEqual([
      [0.0624, 0.1605],
      [0.2553, 0.3662],
      [0, 0.1611],
    ]);
  });

  it('knows nothing of nothing', () => {
    expect(rate(0, 0)).toEqual({ hits: 0, n: 0, share: undefined, low: 0, high: 1 });
    expect(spread([Number.NaN])).toEqual({ n: 0, p50: undefined, p95: undefined, max: undefined });
  });

  it('counts finite values alone', () => {
    expect(spread([3, Number.NaN, 1, 2])).toMatchObject({ n: 3, p50: 2, max: 3 });
  });

  it('takes some of a list evenly, in order', () => {
    expect(evenly([0, 1, 2, 3, 4, 5, 6, 7], 4)).toEqual([0, 2, 4, 6]);
    expect(evenly([1, 2], 5)).toEqual([1, 2]);
  });
});

describe('clips and what came of them', () => {
  it('deals what happened to the clip said last', () => {
    const happened = [{ atMs: 50 }, { atMs: 100 }, { atMs: 450 }, { atMs: 999 }];
    expect(dealOut([100, 400], happened)).toEqual([[{ atMs: 100 }], [{ atMs: 450 }, { atMs: 999 }]]);
    expect(dealOut([], happened)).toEqual([]);
  });

  const turn = (decidedAtMs: number, more = {}) => ({
    decidedAtMs,
    input: 'voice',
    outcome: 'answered',
    milestones: { firstAudible: decidedAtMs },
    ...more,
  });

  it('a turn decided after the last word is none too early', () => {
    expect(cutShort([turn(1200)], 1000)).toEqual({ decided: false, heard: false });
    // The two clocks may differ by a little.
    expect(cutShort([turn(980)], 1000).decided).toBe(false);
  });

  it('a turn decided in the pause is too early; one taken back before it was heard goes by unnoticed', () => {
    const takenBack = turn(500, { outcome: 'interrupted', milestones: undefined });
    expect(cutShort([takenBack, turn(1300)], 1000)).toEqual({ decided: true, heard: false });
    expect(cutShort([turn(500, { outcome: 'interrupted' }), turn(1300)], 1000)).toEqual({ decided: true, heard: true });
    expect(cutShort([turn(500), turn(1300)], 1000)).toEqual({ decided: true, heard: true });
  });

  it('noises and typed questions cut nobody short', () => {
    const others = [turn(500, { outcome: 'no-speech' }), turn(600, { input: 'keyboard' })];
    expect(cutShort(others, 1000)).toEqual({ decided: false, heard: false });
  });

  it('the record that counts is the one that answered', () => {
    const answered = turn(1);
    const heard = turn(2, { outcome: 'interrupted' });
    const last = turn(3, { outcome: 'interrupted', milestones: undefined });
    expect(mainRecord([answered, heard, last])).toBe(answered);
    expect(mainRecord([heard, last])).toBe(heard);
    expect(mainRecord([last])).toBe(last);
    expect(mainRecord([])).toBeUndefined();
  });

  it('measures the delay to the first thing of a kind', () => {
    const incidents = [
      { kind: 'ducked', atMs: 90 },
      { kind: 'stopped', atMs: 120 },
      { kind: 'ducked', atMs: 180 },
    ];
    expect(delayTo(incidents, 'ducked', 100)).toBe(80);
    expect(delayTo(incidents, 'ducked', 100, 50)).toBeUndefined();
    expect(delayTo(incidents, 'flushed', 100)).toBeUndefined();
  });

  it('times partial transcripts, the wait at the end too where it is the longest', () => {
    const at = (...times: number[]) => times.map((atMs) => ({ kind: 'partial', atMs }));
    expect(partialTimes(at(1600, 1900, 2300), 1000, 2400)).toEqual({ firstMs: 600, intervalsMs: [300, 400] });
    expect(partialTimes(at(1600, 1900), 1000, 2900)).toEqual({ firstMs: 600, intervalsMs: [300, 1000] });
    // What is shown after the last word is the final transcript.
    expect(partialTimes(at(2500), 1000, 2400)).toEqual({ firstMs: undefined, intervalsMs: [] });
  });
});

describe('levels', () => {
  const RATE_HZ = 16_000;
  /** A tone that swells and fades four times a second, as syllables do. */
  const speech = (seconds: number, gain: number) =>
    Float32Array.from(
      { length: seconds * RATE_HZ },
      (_, i) => gain * Math.sin(i / 9) * Math.sin((Math.PI * 4 * i) / RATE_HZ),
    );

  it('finds how much quieter speech became', () => {
    expect(dropDb(speech(0.8, 0.3), speech(0.3, 0.06), RATE_HZ)).toBeCloseTo(14, 0);
    expect(Math.abs(dropDb(speech(0.8, 0.3), speech(0.3, 0.3), RATE_HZ) ?? Number.NaN)).toBeLessThan(1.5);
  });

  it('says nothing of stretches that are too short, and of silence', () => {
    expect(dropDb(speech(0.8, 0.3), speech(0.02, 0.1), RATE_HZ)).toBeUndefined();
    expect(dropDb(new Float32Array(8000), speech(0.3, 0.1), RATE_HZ)).toBeUndefined();
  });

  it('finds the longest digital silence', () => {
    const samples = Float32Array.from({ length: RATE_HZ }, (_, i) => (i >= 4000 && i < 8000 ? 0 : 0.01));
    expect(longestSilenceMs(samples, RATE_HZ)).toBe(250);
    expect(longestSilenceMs(speech(0, 1), RATE_HZ)).toBe(0);
  });
});

describe('goals', () => {
  it('tells goal, bound and neither apart', () => {
    expect(verdictOf(true, true)).toBe('met');
    expect(verdictOf(false, true)).toBe('within the bound');
    expect(verdictOf(false, false)).toBe('NOT MET');
    expect(verdictOf(false, undefined)).toBe('NOT MET');
    expect(verdictOf(undefined, undefined)).toBe('not measured');
  });

  it('has a row for what was measured, and none for the rest', () => {
    const of = (p50: number | undefined, p95: number | undefined) => ({ n: p50 === undefined ? 0 : 30, p50, p95 });
    const verdict = (perceivedMs: object) =>
      goalRows({ skills: { perceivedMs, decisionToAudioMs: of(150, 300) } }).map((row) => row.verdict);
    expect(verdict(of(390, 580))).toEqual(['met', 'within the bound']);
    expect(verdict(of(390, 700))).toEqual(['within the bound', 'within the bound']);
    expect(verdict(of(510, 580))).toEqual(['NOT MET', 'within the bound']);
    expect(verdict(of(undefined, undefined))).toEqual(['not measured', 'within the bound']);
    expect(goalRows({})).toEqual([]);
  });

  it('judges rates by their share', () => {
    const row = (hits: number) => goalRows({ pauses: { decided: rate(hits, 100) } })[0];
    expect([row(2), row(5), row(6)].map((each) => each?.verdict)).toEqual(['met', 'within the bound', 'NOT MET']);
    expect(row(2)?.measured).toBe('2/100 = 2.0 % (0.6–7.0)');
  });
});
