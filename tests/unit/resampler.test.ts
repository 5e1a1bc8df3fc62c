import { describe, expect, it } from 'vitest';
import { StreamingResampler } from '../../workers/audio/resampler';

const RATES_HZ = [8000, 11025, 16000, 22050, 32000, 44100, 48000, 88200, 96000, 176400, 192000];
const OUTPUT_HZ = 16000;

function tone(rateHz: number, frequencyHz: number, seconds: number): Float32Array {
  return Float32Array.from({ length: Math.round(rateHz * seconds) }, (_, i) =>
    Math.sin((2 * Math.PI * frequencyHz * i) / rateHz),
  );
}

function resample(input: Float32Array, inputHz: number, outputHz: number): Float32Array {
  const resampler = new StreamingResampler(inputHz, outputHz);
  const output = new Float32Array(resampler.maxOutput(input.length));
  return output.slice(0, resampler.push(input, output));
}

/** Gain in dB of a full-scale sine after its transients (20 ms each end), by RMS: images and aliases count too. */
function gainDb(inputHz: number, outputHz: number, frequencyHz: number): number {
  const output = resample(tone(inputHz, frequencyHz, 0.14), inputHz, outputHz).subarray(outputHz * 0.02);
  const meanSquare = output.reduce((sum, x) => sum + x * x, 0) / output.length;
  return 10 * Math.log10(Math.max(meanSquare * 2, 1e-20));
}

function steps(from: number, to: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
}

/** Energy centre of the answer to one impulse, less where the impulse went in, in milliseconds. */
function impulseDelayMs(inputHz: number, outputHz: number): number {
  const input = new Float32Array(Math.round(inputHz * 0.06));
  const at = Math.round(inputHz * 0.02);
  input[at] = 1;
  const output = resample(input, inputHz, outputHz);
  let energy = 0;
  let moment = 0;
  output.forEach((x, i) => {
    energy += x * x;
    moment += x * x * i;
  });
  return (moment / energy / outputHz - at / inputHz) * 1000;
}

/** What is left of the spectral images when the rate goes up: everything but the tone itself, in dB below it. */
function imageRejectionDb(inputHz: number, outputHz: number, frequencyHz: number): number {
  const y = resample(tone(inputHz, frequencyHz, 0.24), inputHz, outputHz).subarray(outputHz * 0.02);
  let cc = 0;
  let ss = 0;
  let cs = 0;
  let yc = 0;
  let ys = 0;
  y.forEach((x, i) => {
    const c = Math.cos((2 * Math.PI * frequencyHz * i) / outputHz);
    const s = Math.sin((2 * Math.PI * frequencyHz * i) / outputHz);
    cc += c * c;
    ss += s * s;
    cs += c * s;
    yc += x * c;
    ys += x * s;
  });
  const determinant = cc * ss - cs * cs;
  const a = (yc * ss - ys * cs) / determinant;
  const b = (ys * cc - yc * cs) / determinant;
  const rest = y.reduce((sum, x, i) => {
    const angle = (2 * Math.PI * frequencyHz * i) / outputHz;
    return sum + (x - a * Math.cos(angle) - b * Math.sin(angle)) ** 2;
  }, 0);
  return -10 * Math.log10(Math.max(rest / (((a * a + b * b) / 2) * y.length), 1e-20));
}

/** Milliseconds of one core for one second of audio pushed in render quanta of 128; the better of three. */
function costMsPerSecond(inputHz: number): number {
  const quantum = new Float32Array(128).fill(0.1);
  const resampler = new StreamingResampler(inputHz, OUTPUT_HZ);
  const output = new Float32Array(resampler.maxOutput(128));
  const runs = [0, 1, 2].map(() => {
    const start = performance.now();
    for (let i = 0; i < inputHz; i += 128) resampler.push(quantum, output);
    return performance.now() - start;
  });
  return Math.min(...runs);
}

describe('StreamingResampler', () => {
  it('rejects aliases by 60 dB, keeps the band flat and delays little, from 8 to 192 kHz', () => {
    const rows = RATES_HZ.map((inputHz) => {
      const aliases =
        inputHz / 2 > 8000 ? steps(8005, inputHz / 2 - 5, 80).map((f) => -gainDb(inputHz, OUTPUT_HZ, f)) : [];
      const topHz = Math.min(7000, inputHz / 2 - Math.max(inputHz / 16, 600));
      const band = steps(100, topHz, 24).map((f) => gainDb(inputHz, OUTPUT_HZ, f));
      const images =
        inputHz < OUTPUT_HZ ? steps(200, topHz, 12).map((f) => imageRejectionDb(inputHz, OUTPUT_HZ, f)) : [];
      return {
        inputHz,
        aliasRejectionDb: aliases.length ? Math.min(...aliases) : undefined,
        imageRejectionDb: images.length ? Math.min(...images) : undefined,
        flatToHz: topHz,
        rippleDb: Math.max(...band.map(Math.abs)),
        delayMs: impulseDelayMs(inputHz, OUTPUT_HZ),
        statedDelayMs: new StreamingResampler(inputHz, OUTPUT_HZ).delayMs,
        costMsPerSecond: costMsPerSecond(inputHz),
      };
    });
    const digits = (n: number | undefined, places: number) => (n === undefined ? '–' : Number(n.toFixed(places)));
    console.log(`Resampler to ${OUTPUT_HZ} Hz (cost: milliseconds of one core per second of audio)`);
    console.table(
      rows.map((row) => ({
        'input Hz': row.inputHz,
        'alias rejection dB': digits(row.aliasRejectionDb, 1),
        'image rejection dB': digits(row.imageRejectionDb, 1),
        'band to Hz': digits(row.flatToHz, 0),
        'ripple dB': digits(row.rippleDb, 4),
        'delay ms': digits(row.delayMs, 2),
        'cost ms/s': digits(row.costMsPerSecond, 1),
      })),
    );
    for (const row of rows) {
      expect(row.aliasRejectionDb ?? 99, `aliases at ${row.inputHz} Hz`).toBeGreaterThan(60);
      expect(row.imageRejectionDb ?? 99, `images at ${row.inputHz} Hz`).toBeGreaterThan(60);
      expect(row.rippleDb, `ripple at ${row.inputHz} Hz`).toBeLessThan(0.5);
      expect(row.delayMs, `delay at ${row.inputHz} Hz`).toBeLessThan(4);
      expect(Math.abs(row.delayMs - row.statedDelayMs), `stated delay at ${row.inputHz} Hz`).toBeLessThan(0.1);
    }
  }, 60_000);

  it.each([44100, 48000, 96000])('brings the voice from 22,050 to %i Hz without audible images', (outputHz) => {
    for (const f of [300, 3000, 9000]) {
      expect(imageRejectionDb(22050, outputHz, f)).toBeGreaterThan(60);
      expect(Math.abs(gainDb(22050, outputHz, f))).toBeLessThan(0.1);
    }
  });

  it('serves ratios beyond its table of phases', () => {
    expect(Math.abs(gainDb(44099, OUTPUT_HZ, 1000))).toBeLessThan(0.1);
    expect(imageRejectionDb(44099, OUTPUT_HZ, 6000)).toBeGreaterThan(60);
    expect(-gainDb(44099, OUTPUT_HZ, 9000)).toBeGreaterThan(60);
  });

  it.each([
    [48000, 16000],
    [44100, 16000],
    [8000, 16000],
    [16000, 16000],
    [22050, 44100],
  ])('gives the same samples from %i to %i Hz whatever the chunks', (inputHz, outputHz) => {
    const input = Float32Array.from({ length: 20_000 }, () => Math.random() * 2 - 1);
    const whole = resample(input, inputHz, outputHz);
    const resampler = new StreamingResampler(inputHz, outputHz);
    const pieces: number[] = [];
    for (let at = 0; at < input.length; ) {
      const chunk = input.subarray(at, at + Math.floor(Math.random() * 300));
      const output = new Float32Array(resampler.maxOutput(chunk.length));
      pieces.push(...output.subarray(0, resampler.push(chunk, output)));
      at += chunk.length;
    }
    expect(Float32Array.from(pieces)).toEqual(whole);
  });

  it('flushes its tail and starts anew', () => {
    const input = tone(22050, 440, 0.1);
    const resampler = new StreamingResampler(22050, 48000);
    const body = new Float32Array(resampler.maxOutput(input.length));
    const tail = new Float32Array(resampler.maxFlush);
    const first = [...body.subarray(0, resampler.push(input, body))];
    const written = resampler.flush(tail);
    expect(written / 48).toBeGreaterThanOrEqual(resampler.delayMs - 0.1);
    expect([...body.subarray(0, resampler.push(input, body))]).toEqual(first);
  });

  it('refuses impossible rates and short buffers', () => {
    expect(() => new StreamingResampler(0, 16000)).toThrow(RangeError);
    expect(() => new StreamingResampler(44100.5, 16000)).toThrow(RangeError);
    expect(() => new StreamingResampler(48000, 16000).push(new Float32Array(128), new Float32Array(10))).toThrow(
      RangeError,
    );
  });
});
