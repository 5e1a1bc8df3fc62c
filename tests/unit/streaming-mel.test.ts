import { describe, expect, it } from 'vitest';
import { melFilters } from '../../workers/stt/mel-filters';
import { MAX_FRAMES, MEL_BANDS, SAMPLES_PER_FRAME, StreamingMel } from '../../workers/stt/streaming-mel';

const RATE_HZ = 16_000;

/** Something like speech: tones that move, and noise, the same in every run. */
function sound(samples: number): Float32Array {
  let seed = 7;
  return Float32Array.from({ length: samples }, (_, i) => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
    const noise = seed / 0x7fffffff - 0.5;
    return 0.3 * Math.sin(i * 0.11 + 3 * Math.sin(i * 0.0007)) + 0.1 * Math.sin(i * 1.3) + 0.02 * noise;
  });
}

/** Power of one frame by the definition of the discrete Fourier transform: slow, and nothing to get wrong. */
function powerOf(samples: Float32Array, frame: number): Float64Array {
  const window = Float64Array.from({ length: 400 }, (_, i) => {
    const at = Math.abs(frame * 160 - 200 + i);
    return (samples[at] ?? 0) * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / 400));
  });
  return Float64Array.from({ length: 201 }, (_, k) => {
    let re = 0;
    let im = 0;
    for (let i = 0; i < 400; i++) {
      re += window[i]! * Math.cos((2 * Math.PI * k * i) / 400);
      im -= window[i]! * Math.sin((2 * Math.PI * k * i) / 400);
    }
    return re * re + im * im;
  });
}

/** Whisper's features as its paper has them, all frames at once. */
function slowFeatures(samples: Float32Array, frames: number): Float32Array {
  const filters = melFilters(MEL_BANDS, 201, RATE_HZ);
  const logs = Array.from({ length: frames }, (_, frame) => {
    const power = powerOf(samples, frame);
    return filters.map(({ firstBin, weights }) =>
      Math.log10(
        Math.max(
          1e-10,
          weights.reduce((sum, weight, i) => sum + weight * power[firstBin + i]!, 0),
        ),
      ),
    );
  });
  const top = Math.max(...logs.flat());
  const features = new Float32Array(MEL_BANDS * frames);
  for (let band = 0; band < MEL_BANDS; band++) {
    for (let frame = 0; frame < frames; frame++) {
      features[band * frames + frame] = (Math.max(logs[frame]![band]!, top - 8) + 4) / 4;
    }
  }
  return features;
}

function largestDifference(a: Float32Array, b: Float32Array): number {
  expect(a.length).toBe(b.length);
  return a.reduce((worst, value, i) => Math.max(worst, Math.abs(value - b[i]!)), 0);
}

function melOf(...chunks: Float32Array[]): StreamingMel {
  const mel = new StreamingMel();
  for (const chunk of chunks) mel.push(chunk);
  return mel;
}

describe('the features', () => {
  it.each([
    ['whole frames and the silence behind them', 1600, 20],
    ['a length that is no multiple of anything', 1733, 16],
    ['fewer frames than there is sound', 3200, 8],
    ['a sound shorter than half a window', 150, 4],
  ])('equal a direct Fourier transform: %s', (_, samples, frames) => {
    const audio = sound(samples);
    const audible = frames * SAMPLES_PER_FRAME + 200;
    // The reference sees only what these frames can, or the loudest frame would set another floor.
    const reference = slowFeatures(audio.subarray(0, audible), frames);
    expect(largestDifference(melOf(audio.subarray(0, audible)).finish(frames), reference)).toBeLessThan(1e-5);
  });

  it('are the same however the sound is cut into pushes', () => {
    const audio = sound(16_000);
    const whole = melOf(audio).finish(104);
    for (const size of [1, 159, 160, 512, 3999]) {
      const chunks: Float32Array[] = [];
      for (let at = 0; at < audio.length; at += size) chunks.push(audio.subarray(at, at + size));
      expect(melOf(...chunks).finish(104)).toEqual(whole);
    }
  });

  it('can be asked for, again and in between, without changing what comes later', () => {
    const audio = sound(16_000);
    const mel = new StreamingMel();
    for (let at = 0; at < audio.length; at += 512) {
      mel.push(audio.subarray(at, at + 512));
      if (at % 2048 === 0) mel.finish(200);
    }
    const once = melOf(audio).finish(200);
    expect(mel.finish(200)).toEqual(once);
    expect(mel.finish(200)).toEqual(once);
  });

  it('of silence are all the same lowest value', () => {
    const features = melOf(new Float32Array(8000)).finish(152);
    expect(new Set(features)).toEqual(new Set([-1.5]));
    expect(new Set(new StreamingMel().finish(8))).toEqual(new Set([-1.5]));
  });

  it('put the bands one behind the other', () => {
    // A tone of 1 kHz lies in band 24 or so of 80; its row is loud, the top row is not.
    const tone = Float32Array.from({ length: 16_000 }, (_, i) => 0.5 * Math.sin((2 * Math.PI * 1000 * i) / RATE_HZ));
    const frames = 100;
    const features = melOf(tone).finish(frames);
    const row = (band: number) => features[band * frames + 50]!;
    const loudest = Array.from({ length: MEL_BANDS }, (_, band) => band).reduce((a, b) => (row(a) >= row(b) ? a : b));
    expect(loudest).toBeGreaterThan(20);
    expect(loudest).toBeLessThan(30);
    expect(row(79)).toBeLessThan(row(loudest) - 1);
  });
});

describe('the sound kept', () => {
  it('can be read back', () => {
    const audio = sound(1000);
    const mel = melOf(audio.subarray(0, 700), audio.subarray(700));
    expect(mel.length).toBe(1000);
    expect(mel.samples).toEqual(audio);
  });

  it('ends at the thirty seconds Whisper can hear; what comes later is ignored', () => {
    const mel = new StreamingMel();
    for (let second = 0; second < 32; second++) mel.push(new Float32Array(RATE_HZ));
    expect(mel.length).toBeLessThanOrEqual(MAX_FRAMES * SAMPLES_PER_FRAME + 400);
    expect(mel.finish(MAX_FRAMES)).toHaveLength(MEL_BANDS * MAX_FRAMES);
  });
});

describe('the filter bank', () => {
  it('has a filter for each band, rising in frequency and never empty', () => {
    const filters = melFilters(MEL_BANDS, 201, RATE_HZ);
    expect(filters).toHaveLength(MEL_BANDS);
    filters.forEach(({ firstBin, weights }, i) => {
      expect(weights.length).toBeGreaterThan(0);
      expect(firstBin).toBeGreaterThanOrEqual(filters[i - 1]?.firstBin ?? 0);
      expect(firstBin + weights.length).toBeLessThanOrEqual(201);
    });
  });
});
