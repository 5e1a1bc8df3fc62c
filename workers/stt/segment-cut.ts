/**
 * Where to cut an utterance that is longer than Whisper's window. A cut in a pause loses no word; a cut inside a word
 * loses two.
 */

/** How surely somebody speaks in a stretch of audio, in order. */
export interface SpeechSpan {
  sampleCount: number;
  speechProbability: number;
}

/** Whisper hears 30 s at most; 28 s leaves room for the second of silence that our export needs behind the speech. */
export const MAX_SEGMENT_SAMPLES = 28 * 16_000;
/** A cut before this point would make segments so short that Whisper lacks context. */
const MIN_SEGMENT_SAMPLES = 12 * 16_000;

/**
 * The best place to cut: the middle of the longest run of frames without speech after the first 12 s, later runs first
 * among equals, or the quietest frame when nobody paused.
 * @returns samples before the cut; 0 when the audio is not longer than 28 s.
 */
export function bestCut(spans: readonly SpeechSpan[]): number {
  const total = spans.reduce((sum, span) => sum + span.sampleCount, 0);
  if (total <= MAX_SEGMENT_SAMPLES) return 0;
  let at = 0;
  let runStart = 0;
  let runLength = 0;
  let best = { length: 0, cut: 0 };
  let quietest = { probability: 2, cut: MAX_SEGMENT_SAMPLES };
  for (const { sampleCount, speechProbability } of spans) {
    const end = at + sampleCount;
    if (end > MAX_SEGMENT_SAMPLES) break;
    const eligible = at >= MIN_SEGMENT_SAMPLES;
    if (eligible && speechProbability <= quietest.probability) {
      quietest = { probability: speechProbability, cut: at + Math.floor(sampleCount / 2) };
    }
    // 0.35 is where the endpointer, too, stops calling it speech.
    if (eligible && speechProbability < 0.35) {
      if (runLength === 0) runStart = at;
      runLength += sampleCount;
      if (runLength >= best.length) best = { length: runLength, cut: runStart + Math.floor(runLength / 2) };
    } else {
      runLength = 0;
    }
    at = end;
  }
  return best.length > 0 ? best.cut : quietest.cut;
}
