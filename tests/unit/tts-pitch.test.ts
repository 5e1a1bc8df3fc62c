import { describe, expect, it } from 'vitest';
import { pitchedVoice } from '../../workers/tts/pitched-voice';
import type { Voice, VoiceOptions } from '../../workers/tts/speech-queue';
import { TimeStretch } from '../../workers/tts/time-stretch';
import { concatenated } from '../../workers/tts/trailing-silence';
import { RATE_HZ } from './speech-fakes';

const HEIGHT_HZ = 200;

/** A second of one tone at its own pace, in chunks, with a word ending at each quarter. */
class FakeToneVoice implements Voice {
  sampleRateHz = RATE_HZ;
  readonly paces: number[] = [];
  async *speak(_text: string, { rate, onWords }: VoiceOptions): AsyncGenerator<Float32Array> {
    this.paces.push(rate);
    const lengthMs = 1000 / rate;
    onWords([0.25, 0.5, 0.75, 1].map((share) => share * lengthMs));
    const samples = Math.round(RATE_HZ / rate);
    for (let from = 0; from < samples; from += 5000) {
      const length = Math.min(5000, samples - from);
      yield Float32Array.from({ length }, (_, i) => 0.3 * Math.sin((2 * Math.PI * HEIGHT_HZ * (from + i)) / RATE_HZ));
    }
  }
}

async function spoken(rate: number, pitch: number) {
  const inner = new FakeToneVoice();
  let sound = new Float32Array(0);
  let wordEndsMs: readonly number[] = [];
  const options: VoiceOptions = {
    rate,
    pitch,
    voice: undefined,
    first: true,
    aheadMs: 0,
    pause: async () => {},
    onPhonemes: () => {},
    onWords: (endsMs) => {
      wordEndsMs = endsMs;
    },
  };
  for await (const chunk of pitchedVoice(inner).speak('Hello.', options)) sound = concatenated(sound, chunk);
  return { inner, sound, wordEndsMs };
}

/** Of the middle of a sound, by its rises through zero. */
function heightHz(sound: Float32Array): number {
  const middle = sound.subarray(Math.floor(sound.length / 4), Math.floor((3 * sound.length) / 4));
  let rises = 0;
  for (let i = 1; i < middle.length; i++) if (middle[i - 1]! < 0 && middle[i]! >= 0) rises++;
  return (rises * RATE_HZ) / middle.length;
}

describe('a voice made higher or lower', () => {
  for (const pitch of [0.5, 0.8, 1, 1.35, 2]) {
    for (const rate of [0.5, 1, 2]) {
      it(`keeps the pace ${rate} at the pitch ${pitch}, and its words where they are`, async () => {
        const { inner, sound, wordEndsMs } = await spoken(rate, pitch);
        expect(heightHz(sound) / HEIGHT_HZ).toBeCloseTo(pitch, 1);
        const lengthMs = (sound.length / RATE_HZ) * 1000;
        expect(lengthMs / (1000 / rate)).toBeCloseTo(1, 1);
        expect((wordEndsMs.at(-1) ?? 0) / lengthMs).toBeCloseTo(1, 1);
        for (const pace of inner.paces) {
          expect(pace).toBeGreaterThanOrEqual(0.5);
          expect(pace).toBeLessThanOrEqual(2);
        }
      });
    }
  }

  it('is the very sound of the voice at its own height', async () => {
    const { sound } = await spoken(1, 1);
    expect(sound.length).toBe(RATE_HZ);
    expect(sound[1234]).toBeCloseTo(0.3 * Math.sin((2 * Math.PI * HEIGHT_HZ * 1234) / RATE_HZ), 6);
  });
});

describe('stretched sound', () => {
  const sound = Float32Array.from({ length: 20_000 }, (_, i) => 0.3 * Math.sin(i * 0.06) * Math.sin(i * 0.0007));

  it('does not depend on how it comes in', () => {
    const whole = new TimeStretch(RATE_HZ, 1.4);
    const atOnce = concatenated(whole.push(sound), whole.finish());
    const parts = new TimeStretch(RATE_HZ, 1.4);
    let inParts = new Float32Array(0);
    for (let from = 0; from < sound.length; from += 777) {
      inParts = concatenated(inParts, parts.push(sound.subarray(from, from + 777)));
    }
    expect(concatenated(inParts, parts.finish())).toEqual(atOnce);
  });

  it('is as loud as before, without holes', () => {
    const stretch = new TimeStretch(RATE_HZ, 0.6);
    const out = concatenated(stretch.push(sound), stretch.finish());
    const rms = (of: Float32Array) => Math.sqrt(of.reduce((sum, value) => sum + value * value, 0) / of.length);
    expect(rms(out) / rms(sound)).toBeCloseTo(1, 1);
    expect(out.length / (sound.length / 0.6)).toBeCloseTo(1, 2);
  });

  it('of nothing is nothing', () => {
    const stretch = new TimeStretch(RATE_HZ, 2);
    expect(stretch.push(new Float32Array(0)).length + stretch.finish().length).toBe(0);
  });
});
