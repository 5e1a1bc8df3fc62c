import { describe, expect, it } from 'vitest';
import { LeadingSilence } from '../../workers/tts/leading-silence';
import { Leveller } from '../../workers/tts/leveller';
import { joined, RATE_HZ, samplesOf, silence, tone } from './speech-fakes';

describe('leading silence', () => {
  it('is taken off but for a few milliseconds', () => {
    const trimmed = new LeadingSilence(RATE_HZ).trim(joined(silence(45), tone(100)));
    expect(trimmed.length).toBe(samplesOf(100) + samplesOf(8));
  });

  it('is taken off over several chunks, and nothing after the first sound', () => {
    const trimmer = new LeadingSilence(RATE_HZ);
    expect(trimmer.trim(silence(30))).toHaveLength(0);
    expect(trimmer.trim(silence(30))).toHaveLength(0);
    expect(trimmer.trim(tone(50))).toHaveLength(samplesOf(50));
    expect(trimmer.trim(silence(40))).toHaveLength(samplesOf(40));
  });

  it('leaves a clause that starts at once as it is', () => {
    const clause = tone(60);
    expect(new LeadingSilence(RATE_HZ).trim(clause)).toEqual(clause);
  });

  it('longer than a quarter of a second is a pause that is meant', () => {
    const trimmed = new LeadingSilence(RATE_HZ).trim(joined(silence(400), tone(50)));
    expect(trimmed.length).toBeGreaterThanOrEqual(samplesOf(150 + 50));
    const trimmer = new LeadingSilence(RATE_HZ);
    trimmer.trim(silence(200));
    trimmer.trim(silence(50));
    expect(trimmer.trim(silence(100)).length).toBeGreaterThan(samplesOf(90));
  });

  it('counts a sound below hearing as silence, and a soft onset as sound', () => {
    expect(new LeadingSilence(RATE_HZ).trim(new Float32Array(2000).fill(0.001))).toHaveLength(0);
    expect(new LeadingSilence(RATE_HZ).trim(new Float32Array(2000).fill(-0.01))).toHaveLength(2000);
  });
});

const rmsDbfs = (samples: Float32Array) =>
  10 * Math.log10(samples.reduce((sum, value) => sum + value * value, 0) / samples.length);

describe('the leveller', () => {
  it('brings loud and soft voices to the same level in the end', () => {
    const levels = [0.05, 0.15, 0.3].map((level) => {
      const leveller = new Leveller(RATE_HZ);
      leveller.process(tone(8000, level));
      return rmsDbfs(leveller.process(tone(500, level)));
    });
    expect(Math.max(...levels) - Math.min(...levels)).toBeLessThan(2.5);
    for (const level of levels) expect(level).toBeCloseTo(-19, -1);
  });

  it('never lets a sample reach full scale, and keeps its sign', () => {
    const loud = new Leveller(RATE_HZ).process(Float32Array.of(1, -1, 3, -3, 100));
    for (const value of loud) expect(Math.abs(value)).toBeLessThan(1);
    expect(Array.from(loud, Math.sign)).toEqual([1, -1, 1, -1, 1]);
  });

  it('does not turn the gain up in a pause', () => {
    const [paused, spoke] = [new Leveller(RATE_HZ), new Leveller(RATE_HZ)];
    for (const leveller of [paused, spoke]) leveller.process(tone(500));
    paused.process(new Float32Array(samplesOf(5000)).fill(0.001));
    expect(paused.process(tone(100))).toEqual(spoke.process(tone(100)));
  });

  it('leaves the samples it was given alone, and digital silence silent', () => {
    const clause = tone(50);
    const copy = clause.slice();
    new Leveller(RATE_HZ).process(clause);
    expect(clause).toEqual(copy);
    expect(new Leveller(RATE_HZ).process(silence(20)).every((value) => value === 0)).toBe(true);
    expect(new Leveller(RATE_HZ).process(new Float32Array(0))).toHaveLength(0);
  });
});
