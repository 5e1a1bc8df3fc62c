import { expect, it } from 'vitest';
import { AGGRESSIVENESS, detectorTuning } from '../../src/detector-tuning';
import { DEFAULT_PREFERENCES } from '../../src/store/preferences';
import { DEFAULT_DETECTOR_TUNING } from '../../workers/vad/endpointer';

it('the preferences’ defaults are the detector’s', () => {
  expect(detectorTuning(DEFAULT_PREFERENCES)).toEqual(DEFAULT_DETECTOR_TUNING);
});

it('each step lets less count as speech, and enters above where it leaves', () => {
  const steps = [0, 1, 2, 3] as const;
  for (const step of steps) {
    const { enterProbability, leaveProbability } = AGGRESSIVENESS[step];
    expect(enterProbability).toBeGreaterThan(leaveProbability);
    if (step === 0) continue;
    const before = AGGRESSIVENESS[steps[step - 1]!];
    expect(enterProbability).toBeGreaterThan(before.enterProbability);
    expect(leaveProbability).toBeGreaterThan(before.leaveProbability);
  }
});

it('padding and minimum speech are the user’s', () => {
  const tuning = detectorTuning({ vadAggressiveness: 3, vadPaddingMs: 0, vadMinSpeechMs: 500 });
  expect(tuning).toEqual({ enterProbability: 0.8, leaveProbability: 0.65, paddingMs: 0, minSpeechMs: 500 });
});
