import { describe, expect, it } from 'vitest';
import { RealFft } from '../../workers/vad/real-fft';

const signal = (n: number) => Float32Array.from({ length: n }, (_, i) => Math.sin(i * i * 0.37) + (i === 3 ? 2 : 0));

describe('RealFft', () => {
  it.each([4, 16, 1024])('gives the discrete Fourier transform of %i samples', (n) => {
    const x = signal(n);
    const re = new Float32Array(n / 2 + 1);
    const im = new Float32Array(n / 2 + 1);
    new RealFft(n).forward(x, re, im);
    for (let k = 0; k <= n / 2; k += Math.max(1, n / 64)) {
      let wantedRe = 0;
      let wantedIm = 0;
      for (let i = 0; i < n; i++) {
        wantedRe += x[i]! * Math.cos((2 * Math.PI * k * i) / n);
        wantedIm -= x[i]! * Math.sin((2 * Math.PI * k * i) / n);
      }
      expect(re[k]).toBeCloseTo(wantedRe, 3);
      expect(im[k]).toBeCloseTo(wantedIm, 3);
    }
  });

  it.each([4, 8, 1024])('turns the spectrum of %i samples back', (n) => {
    const x = signal(n);
    const re = new Float32Array(n / 2 + 1);
    const im = new Float32Array(n / 2 + 1);
    const back = new Float32Array(n);
    const fft = new RealFft(n);
    fft.forward(x, re, im);
    fft.inverse(re, im, back);
    for (let i = 0; i < n; i++) expect(back[i]).toBeCloseTo(x[i]!, 5);
  });

  it('knows which lengths it can', () => {
    expect(() => new RealFft(1000)).toThrow(RangeError);
    expect(() => new RealFft(2)).toThrow(RangeError);
  });
});
