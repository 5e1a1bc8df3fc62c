import { describe, expect, it } from 'vitest';
import { formatBytes, formatPercent, formatSeconds, percent } from '../../src/ui/format';

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.0 kB'],
    [640_400, '640 kB'],
    [999_499, '999 kB'],
    [999_500, '1.0 MB'],
    [9_940_000, '9.9 MB'],
    [9_960_000, '10 MB'],
    [198_400_000, '198 MB'],
    [2_500_000_000_000, '2500 GB'],
  ])('writes %d as %s', (sizeBytes, words) => {
    expect(formatBytes(sizeBytes)).toBe(words);
  });

  it('reads nonsense as nothing', () => {
    expect(formatBytes(-5)).toBe('0 B');
    expect(formatBytes(Number.NaN)).toBe('0 B');
  });
});

describe('formatSeconds', () => {
  it.each([
    [920, '0.92 s'],
    [0, '0.00 s'],
    [9_994, '9.99 s'],
    [9_996, '10.0 s'],
    [12_430, '12.4 s'],
  ])('writes a total of %d ms as %s', (ms, words) => {
    expect(formatSeconds(ms)).toBe(words);
  });

  it.each([
    [850, '850 ms'],
    [0.4, '0 ms'],
    [999.6, '1.00 s'],
    [1_240, '1.24 s'],
  ])('writes a part of %d ms as %s', (ms, words) => {
    expect(formatSeconds(ms, 1000)).toBe(words);
  });
});

describe('in other languages', () => {
  it('figures have the decimal sign and the units of the language', () => {
    expect(formatBytes(9_400_000, 'de')).toBe('9,4 MB');
    expect(formatBytes(9_400_000, 'ar')).toBe('9.4 م.ب');
    expect(formatSeconds(920, 0, 'de')).toBe('0,92 s');
    expect(formatSeconds(850, 1000, 'ar')).toBe('850 م.ث');
  });

  it('per cent stand as they are written there', () => {
    expect(formatPercent(42)).toBe('42%');
    expect(formatPercent(42, 'de')).toBe('42\u00a0%');
    expect(formatPercent(42, 'ar')).toMatch(/^42.*[%٪]/);
  });
});

describe('percent', () => {
  it('says 100 only when all is there', () => {
    expect(percent(999, 1000)).toBe(99);
    expect(percent(1000, 1000)).toBe(100);
  });

  it('stays within its bounds', () => {
    expect(percent(5, 0)).toBe(0);
    expect(percent(-5, 10)).toBe(0);
    expect(percent(50, 10)).toBe(100);
    expect(percent(Number.NaN, 10)).toBe(0);
  });
});
