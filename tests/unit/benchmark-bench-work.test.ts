import { describe, expect, it } from 'vitest';
import { referenceWork } from '../../workers/bench/reference-work';
import { ResampleLoad } from '../../workers/bench/resample-load';

describe('the work that is timed', () => {
  it('of the machine comes to its one result, time after time', () => {
    for (let i = 0; i < 3; i++) expect(referenceWork).not.toThrow();
  });

  it('of the resampler makes 16,000 samples of each second, at whatever rate', () => {
    for (const fromHz of [48_000, 44_100, 32_000, 16_000, 8000]) {
      const load = new ResampleLoad(fromHz);
      for (let second = 0; second < 3; second++) expect(Math.abs(load.second() - 16_000)).toBeLessThanOrEqual(1);
    }
    expect(() => new ResampleLoad(0.5)).toThrow(RangeError);
  });
});
