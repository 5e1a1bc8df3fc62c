/** How models and sound work, as the user likes it. */
import type { DetectorTuning, LlmOptions, SttOptions, TtsOptions } from '../workers/protocol';
import type { SoundProcessing } from './audio/microphone';

/** How the models work, as the user likes it. */
export interface PipelineManner {
  detector: DetectorTuning;
  recognition: SttOptions;
  replies: LlmOptions;
  voice: TtsOptions;
  /** Loudness of replies as a factor, 0 to 1. */
  volume: number;
  /** Whether audio of fixed sentences is kept; from the next `rewire` on. */
  caches: boolean;
}

/** How sound is taken in and given out, as the user likes it. */
export interface SoundManner {
  latencyHint: AudioContextLatencyCategory;
  /** Of the microphone, as a factor. */
  inputGain: number;
  processing: SoundProcessing;
}
