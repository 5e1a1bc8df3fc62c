import type { Transcript } from '../protocol';
import { compressionRatio, judgeTranscript, withoutSoundNames } from './gate';

const SAMPLE_RATE_HZ = 16_000;

/** What the recogniser says of one stretch of audio. */
export interface Recognition {
  text: string;
  tokens: readonly number[];
  /** How many of the tokens were the draft's. */
  draftedTokens: number;
  noSpeechProbability: number;
  averageLogProbability: number;
  encodeMs: number;
  decodeMs: number;
}

/** What a transcription understood, part by part. */
export interface Heard {
  before: Recognition[];
  open: Recognition;
  melMs: number;
}

/** The transcript of an utterance of so many samples at 16 kHz, judged. */
export async function transcriptOf({ before, open, melMs }: Heard, sampleCount: number): Promise<Transcript> {
  const segments = [...before, open];
  const text = withoutSoundNames(joinText(segments.map((segment) => segment.text)));
  // A long utterance is speech if any of its segments is.
  const noSpeechProbability = Math.min(...segments.map((segment) => segment.noSpeechProbability));
  const tokens = sum(segments, (segment) => segment.tokens.length);
  return {
    text,
    verdict: judgeTranscript(text, noSpeechProbability, await compressionRatio(text)),
    averageLogProbability: sum(segments, (s) => s.averageLogProbability * s.tokens.length) / Math.max(1, tokens),
    noSpeechProbability,
    audioMs: (sampleCount / SAMPLE_RATE_HZ) * 1000,
    tokens,
    draftedTokens: open.draftedTokens,
    melMs,
    encodeMs: open.encodeMs,
    decodeMs: open.decodeMs,
  };
}

/** Texts of neighbouring stretches as one. */
export function joinText(texts: readonly string[]): string {
  return texts
    .map((text) => text.trim())
    .filter(Boolean)
    .join(' ');
}

function sum<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}
