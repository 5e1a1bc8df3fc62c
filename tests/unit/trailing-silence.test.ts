import { describe, expect, it } from 'vitest';
import { TrailingSilence } from '../../workers/tts/trailing-silence';

const RATE_HZ = 1000;
const sound = (samples: number) => new Float32Array(samples).fill(0.2);
const quiet = (samples: number) => new Float32Array(samples).fill(0.001);

/** Samples that come out of chunks going in. */
function lengthsOf(text: string, ...chunks: Float32Array[]): number[] {
  const trimmer = new TrailingSilence(RATE_HZ, text);
  return [...chunks.map((chunk) => trimmer.push(chunk).length), trimmer.finish().length];
}

describe('trailing silence', () => {
  it('is cut to a short pause inside a sentence and a longer one at its end', () => {
    expect(lengthsOf('Well,', sound(50), quiet(250))).toEqual([50, 0, 60]);
    expect(lengthsOf('well', sound(50), quiet(250))).toEqual([50, 0, 60]);
    for (const end of ['Well.', 'Well?', 'Well!"']) expect(lengthsOf(end, sound(50), quiet(250))).toEqual([50, 0, 130]);
  });

  it('is left where it is no longer than that', () => {
    expect(lengthsOf('Well.', sound(50), quiet(40))).toEqual([50, 0, 40]);
  });

  it('inside the clause is a pause that is meant', () => {
    expect(lengthsOf('Well.', sound(50), quiet(400), sound(20), quiet(10))).toEqual([50, 0, 420, 0, 10]);
    const trimmer = new TrailingSilence(RATE_HZ, 'Well.');
    const out = [...trimmer.push(sound(2)), ...trimmer.push(quiet(3)), ...trimmer.push(sound(1))];
    expect(out.map((x) => x > 0.1)).toEqual([true, true, false, false, false, true]);
  });

  it('ends in a fade where it was cut', () => {
    const trimmer = new TrailingSilence(RATE_HZ, 'Well,');
    trimmer.push(quiet(100));
    const rest = trimmer.finish();
    expect(rest[54]).toBeCloseTo(0.001);
    expect(rest[59]).toBeLessThan(0.0003);
  });
});
