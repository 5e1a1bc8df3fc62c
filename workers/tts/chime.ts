/** Two soft tones that say "here is the answer, read it", in place of a voice. */
import type { Voice } from './speech-queue';

export const CHIME_RATE_HZ = 24_000;
/** A fourth up, as a question answered: E5 and A5. Chosen by ear. */
const TONES = [
  { hz: 659.26, atMs: 0 },
  { hz: 880, atMs: 140 },
];
const LENGTH_MS = 620;
/** Each tone rises so fast and falls to a third in so long. */
const RISE_MS = 12;
const FALL_MS = 140;
/** The loudest sample: well below a voice's. */
const LEVEL = 0.16;
/** An octave above each tone, so that it is heard on a telephone's speaker. */
const OVERTONE = 0.25;

/** The chime at 24 kHz. @param pitch factor of its height. */
export function chime(pitch: number): Float32Array {
  const samples = new Float32Array(Math.round((LENGTH_MS * CHIME_RATE_HZ) / 1000));
  for (let i = 0; i < samples.length; i++) {
    const ms = (i * 1000) / CHIME_RATE_HZ;
    let sum = 0;
    for (const { hz, atMs } of TONES) {
      const sinceMs = ms - atMs;
      if (sinceMs < 0) continue;
      const envelope = Math.min(1, sinceMs / RISE_MS) * Math.exp(-sinceMs / FALL_MS);
      const angle = (2 * Math.PI * hz * pitch * sinceMs) / 1000;
      sum += envelope * (Math.sin(angle) + OVERTONE * Math.sin(2 * angle));
    }
    // The last 40 ms go to nothing: a tone cut off clicks.
    samples[i] = (LEVEL / (1 + OVERTONE)) * sum * Math.min(1, (LENGTH_MS - ms) / 40);
  }
  return samples;
}

/** Sounds once for each reply. All words of the first clause count as heard with it: they are read, not waited for. */
export function chimeVoice(): Voice {
  const part = CHIME_RATE_HZ / 4;
  return {
    sampleRateHz: CHIME_RATE_HZ,
    signal: true,
    async *speak(text, { first, pitch, pause, onPhonemes, onWords }) {
      onPhonemes();
      if (!first) return;
      onWords(
        text
          .split(/\s+/)
          .filter(Boolean)
          .map(() => 0),
      );
      const samples = chime(pitch);
      for (let from = 0; from < samples.length; from += part) {
        await pause();
        yield samples.subarray(from, from + part);
      }
    },
  };
}
