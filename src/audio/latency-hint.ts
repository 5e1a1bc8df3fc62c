/** How soon sound goes out against how safely it does, as the user chooses it and as browsers name it. */
export type AudioProfile = 'low' | 'balanced' | 'quality';

const HINTS: Readonly<Record<AudioProfile, AudioContextLatencyCategory>> = {
  low: 'interactive',
  balanced: 'balanced',
  quality: 'playback',
};

/** For the options of a new AudioContext: that of one that is open cannot be changed. */
export function latencyHintOf(profile: AudioProfile): AudioContextLatencyCategory {
  return HINTS[profile];
}
