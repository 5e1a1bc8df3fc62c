/** A voice made of one function that says a whole piece of text at once. */
import { worked } from '../measures';
import { speechPieces } from './speech-pieces';
import type { Voice } from './speech-queue';
import { sharedWordEnds } from './word-timing';

/** Sound of one piece. */
export interface SaidPiece {
  samples: Float32Array;
  /** Where each written word ends, in milliseconds from the first sample; undefined where nobody knows. */
  wordEndsMs?: readonly number[];
}

export interface PiecewiseOptions {
  sampleRateHz: number;
  /** Longer sentences are cut: nothing is heard of a piece before all of it is made, and no abort is seen meanwhile. */
  maxCharacters: number;
  say: (text: string, manner: { rate: number; voice: string | undefined }) => Promise<SaidPiece>;
}

/** A piece's sound leaves in parts of this length, so that the first is not resampled with all the rest, and an abort between two is seen. */
const PART_MS = 250;

/** A voice at its own pitch that makes a text sentence by sentence and tells the ends of its words as they are made. */
export function piecewiseVoice({ sampleRateHz, maxCharacters, say }: PiecewiseOptions): Voice {
  const part = Math.round((PART_MS * sampleRateHz) / 1000);
  return {
    sampleRateHz,
    async *speak(text, { rate, voice, pause, onPhonemes, onWords }) {
      const endsMs: number[] = [];
      let madeMs = 0;
      onPhonemes();
      for (const piece of speechPieces(text, maxCharacters)) {
        await pause();
        const start = performance.now();
        const { samples, wordEndsMs } = await say(piece, { rate, voice });
        worked(performance.now() - start);
        const lengthMs = (samples.length / sampleRateHz) * 1000;
        const words = piece.split(/\s+/).filter(Boolean);
        for (const endMs of wordEndsMs ?? sharedWordEnds(words, 0, lengthMs)) endsMs.push(madeMs + endMs);
        onWords([...endsMs]);
        madeMs += lengthMs;
        for (let from = 0; from < samples.length; from += part) {
          // Before each part, the first included: what was given up while the piece was made is not heard.
          await pause();
          yield samples.subarray(from, from + part);
        }
      }
    },
  };
}
