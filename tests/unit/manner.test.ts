import { describe, expect, it } from 'vitest';
import { Manner } from '../../src/agent/manner';

describe('the manner of speaking', () => {
  it('begins as the voice is', () => {
    const manner = new Manner();
    expect([manner.gain, manner.rateFrom(1)]).toEqual([1, 1]);
  });

  it('counts from the pace that was chosen, within what the voices can do', () => {
    const manner = new Manner();
    expect(manner.rateFrom(1.5)).toBe(1.5);
    manner.apply({ kind: 'slower' });
    expect(manner.rateFrom(1.5)).toBeCloseTo(1.275, 12);
    for (let i = 0; i < 20; i++) manner.apply({ kind: 'slower' });
    expect(manner.rateFrom(0.5)).toBe(0.5);
    for (let i = 0; i < 20; i++) manner.apply({ kind: 'faster' });
    expect(manner.rateFrom(2)).toBe(2);
  });

  it('goes by steps that undo each other', () => {
    const manner = new Manner();
    for (const kind of ['louder', 'slower', 'quieter', 'faster'] as const) expect(manner.apply({ kind })).toBe(true);
    expect(manner.gain).toBe(1);
    expect(manner.rateFrom(1)).toBeCloseTo(1, 12);
  });

  it('has ends', () => {
    const manner = new Manner();
    const often = (kind: 'louder' | 'quieter' | 'slower' | 'faster') => {
      for (let i = 0; i < 20; i++) manner.apply({ kind });
    };
    often('louder');
    often('slower');
    expect([manner.gain, manner.rateFrom(1)]).toEqual([4, 0.6]);
    often('quieter');
    often('faster');
    expect([manner.gain, manner.rateFrom(1)]).toEqual([1 / 8, 1.4]);
  });

  it('is not what other phrases are about, but for a slower repetition', () => {
    const manner = new Manner();
    for (const kind of ['stop', 'wait', 'never-mind'] as const) expect(manner.apply({ kind })).toBe(false);
    expect(manner.apply({ kind: 'repeat', slower: false })).toBe(false);
    expect([manner.gain, manner.rateFrom(1)]).toEqual([1, 1]);
    expect(manner.apply({ kind: 'repeat', slower: true })).toBe(false);
    expect(manner.rateFrom(1)).toBe(0.85);
  });
});
