/** The user's words about what counts as speech, as the detector takes them. */
import type { DetectorTuning } from '../workers/protocol';
import type { Preferences } from './store/preferences';

type Thresholds = Pick<DetectorTuning, 'enterProbability' | 'leaveProbability'>;

/**
 * By aggressiveness, in WebRTC's sense: 0 lets most sound count as speech, 3 the least. 1 is Silero's own pair, on which all
 * of Sotto's figures were measured. The others are choices, not measurements: the pair moves by 0.15 a step, and keeps 0.15
 * between entering and leaving, which is what Silero's authors keep, so that a voice on the threshold does not flutter. 0
 * stays above 0.3, where breath and fans begin to be heard; 3 asks for what a near voice in quiet reaches in most frames.
 */
export const AGGRESSIVENESS: Readonly<Record<Preferences['vadAggressiveness'], Thresholds>> = {
  0: { enterProbability: 0.35, leaveProbability: 0.2 },
  1: { enterProbability: 0.5, leaveProbability: 0.35 },
  2: { enterProbability: 0.65, leaveProbability: 0.5 },
  3: { enterProbability: 0.8, leaveProbability: 0.65 },
};

/** What the detector is told of the preferences. */
export function detectorTuning(
  preferences: Pick<Preferences, 'vadAggressiveness' | 'vadPaddingMs' | 'vadMinSpeechMs'>,
): DetectorTuning {
  return {
    ...AGGRESSIVENESS[preferences.vadAggressiveness],
    paddingMs: preferences.vadPaddingMs,
    minSpeechMs: preferences.vadMinSpeechMs,
  };
}
