import { describe, expect, it } from 'vitest';
import { probabilityOf } from '../../workers/llm/probability';

describe('the probability of tokens', () => {
  const logits = Float32Array.of(Math.log(1), Math.log(2), Math.log(5), Math.log(2));

  it('is their share by softmax', () => {
    expect(probabilityOf([2], logits)).toBeCloseTo(0.5, 6);
    expect(probabilityOf([0, 3], logits)).toBeCloseTo(0.3, 6);
    expect(probabilityOf([], logits)).toBe(0);
  });

  it('counts a token once however often it is named', () => {
    expect(probabilityOf([1, 1, 1], logits)).toBeCloseTo(0.2, 6);
  });

  it('is a number for logits of any size', () => {
    expect(probabilityOf([0], Float32Array.of(5000, 0))).toBe(1);
    expect(probabilityOf([0], Float32Array.of(-5000, -5000))).toBeCloseTo(0.5, 6);
    expect(probabilityOf([1], Float32Array.of(5000, 0))).toBe(0);
  });

  it('is 1 for all tokens together, and leaves the logits as they are', () => {
    const before = [...logits];
    expect(probabilityOf([0, 1, 2, 3], logits)).toBeCloseTo(1, 6);
    expect([...logits]).toEqual(before);
  });
});
