import { describe, expect, it } from 'vitest';
import { SKETCH_ACCURACY, Sketch } from '../../src/store/sketch';

const SHARES = [0, 0.01, 0.25, 0.5, 0.9, 0.95, 0.99, 1];

function sketchOf(values: readonly number[]): Sketch {
  const sketch = new Sketch();
  for (const value of values) sketch.add(value);
  return sketch;
}

/** The value with that rank, as DDSketch defines it. */
function exact(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
}

function expectWithin(sketch: Sketch, values: readonly number[]): void {
  for (const share of SHARES) {
    const wanted = exact(values, share);
    const found = sketch.quantile(share) ?? Number.NaN;
    expect(Math.abs(found - wanted), `${share} of ${values.length}`).toBeLessThanOrEqual(
      Math.abs(wanted) * SKETCH_ACCURACY * 1.000001,
    );
  }
}

describe('a sketch', () => {
  it('tells every quantile within its accuracy, of values small, large, negative and zero', () => {
    const values = Array.from({ length: 2000 }, (_, index) => Math.sign(index - 700) * 1.01 ** Math.abs(index - 700));
    expectWithin(sketchOf(values), values);
  });

  it('tells nothing of nothing', () => {
    expect(new Sketch().quantile(0.5)).toBeUndefined();
    expect(new Sketch().count).toBe(0);
  });

  it('refuses what is not a number', () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => new Sketch().add(value)).toThrow(RangeError);
  });

  it('survives being kept and merged, the value 1 and negative values included', () => {
    // The library's own merge loses both.
    const parts = [[0.5], [0.6, 1, -7], [-3, -7, 0, 0], [1], [2000, 1e-3]];
    const merged = new Sketch();
    for (const part of parts) merged.merge(Sketch.fromData(structuredClone(sketchOf(part).toData())));
    expect(merged.count).toBe(parts.flat().length);
    expectWithin(merged, parts.flat());
    expect(merged.toData()).toEqual(sketchOf(parts.flat()).toData());
  });

  it('merges in any order to the same', () => {
    const parts = [[3, 5, 700], [1], [0.2, 90], [1e6, 1e-5]].map(sketchOf);
    const forwards = new Sketch();
    for (const part of parts) forwards.merge(part);
    const backwards = new Sketch();
    for (const part of parts.reverse()) backwards.merge(part);
    expect(forwards.toData()).toEqual(backwards.toData());
  });

  it('is bounded, whatever comes', () => {
    const sketch = sketchOf([5e-324, 1e-9, 1, 1e300, -1e300, -1e-300]);
    const { zeros, positive, negative } = sketch.toData();
    expect(zeros).toBe(3);
    expect(positive.counts.length + negative.counts.length).toBeLessThan(2 * 4146);
  });

  it('does not merge what has other bins', () => {
    expect(() => new Sketch().merge(new Sketch(0.02))).toThrow(RangeError);
  });
});
