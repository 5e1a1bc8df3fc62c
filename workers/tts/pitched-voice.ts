/** Any voice, higher or lower at the pace asked for. */
import { StreamingResampler } from '../audio/resampler';
import type { Voice } from './speech-queue';
import { TimeStretch } from './time-stretch';

/** Paces that a model is asked for; beyond them it swallows sounds, and what is missing is made up by stretching its sound. */
const SLOWEST = 0.5;
const FASTEST = 2;
/** Pitches have steps of a twentieth: a ratio of small numbers keeps the resampler's table small. */
const STEPS = 20;
/** Stands for the voice's own rate where only the ratio of two rates counts. */
const NOMINAL_RATE_HZ = 1000 * STEPS;

/**
 * Played faster, a sound gets higher and shorter: so the voice is asked to speak slower by as much. The whole sound is raised,
 * the formants with it, as on a tape.
 * @param voice is asked for its own pitch alone, and for paces from 0.5 to 2.
 */
export function pitchedVoice(voice: Voice): Voice {
  const { sampleRateHz } = voice;
  return {
    sampleRateHz,
    async *speak(text, options) {
      const pitch = Math.max(1, Math.round(options.pitch * STEPS)) / STEPS;
      const asked = Math.min(FASTEST, Math.max(SLOWEST, options.rate / pitch));
      const tempo = options.rate / (asked * pitch);
      const steady = Math.abs(tempo - 1) < 0.01;
      if (pitch === 1 && steady) {
        yield* voice.speak(text, options);
        return;
      }
      const resampler = new StreamingResampler(Math.round(NOMINAL_RATE_HZ * pitch), NOMINAL_RATE_HZ);
      const stretch = steady ? undefined : new TimeStretch(sampleRateHz, tempo);
      const shorter = pitch * (steady ? 1 : tempo);
      const spoken = voice.speak(text, {
        ...options,
        pitch: 1,
        rate: asked,
        onWords: (endsMs) => options.onWords(endsMs.map((ms) => ms / shorter)),
      });
      for await (const chunk of spoken) {
        const room = new Float32Array(resampler.maxOutput(chunk.length));
        const raised = room.subarray(0, resampler.push(chunk, room));
        yield stretch ? stretch.push(raised) : raised;
      }
      const room = new Float32Array(resampler.maxFlush);
      const rest = room.subarray(0, resampler.flush(room));
      if (!stretch) {
        yield rest;
        return;
      }
      yield stretch.push(rest);
      yield stretch.finish();
    },
  };
}
