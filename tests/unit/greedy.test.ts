import { describe, expect, it } from 'vitest';
import { firstPositions, followDraft, pick, softmaxAt } from '../../workers/stt/greedy';

describe('the likeliest token', () => {
  it('is the best of those allowed, and as probable as it is among them', () => {
    const logits = Float32Array.of(1, 5, 3, 9);
    const { token, logProbability } = pick(logits, Uint8Array.of(1, 0, 1));
    expect(token).toBe(2);
    expect(logProbability).toBeCloseTo(-Math.log(1 + Math.exp(-2)), 6);
  });

  it('has its share of all tokens', () => {
    expect(softmaxAt(Float32Array.of(0, 0, 0, 0), 2)).toBeCloseTo(0.25, 6);
    expect(softmaxAt(Float32Array.of(100, 0), 0)).toBeCloseTo(1, 6);
  });
});

describe('a draft', () => {
  /** Greedy decoding that would write these. */
  const follow = (draft: number[], written: number[]) => {
    const asked: number[] = [];
    const choices = followDraft(draft, (position) => {
      asked.push(position);
      return { token: written[position] ?? 0, logProbability: -position };
    });
    return { tokens: choices.map(({ token }) => token), asked };
  };

  it('is followed to its end, and one token beyond', () => {
    expect(follow([5, 6], [5, 6, 9])).toEqual({ tokens: [5, 6, 9], asked: [0, 1, 2] });
  });

  it('is left where it is wrong, with the right token instead', () => {
    expect(follow([5, 7, 9], [5, 6, 9])).toEqual({ tokens: [5, 6], asked: [0, 1] });
    expect(follow([4], [5, 6])).toEqual({ tokens: [5], asked: [0] });
  });

  it('that is empty leaves the first token', () => {
    expect(follow([], [5, 6])).toEqual({ tokens: [5], asked: [0] });
  });
});

describe('an attention cache', () => {
  it('keeps the first positions of every head', () => {
    // Two heads of three positions of two.
    const cache = Float32Array.of(0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15);
    expect([...firstPositions(cache, 2, 2, 2)]).toEqual([0, 1, 2, 3, 10, 11, 12, 13]);
    expect(firstPositions(cache, 2, 0, 2)).toHaveLength(0);
    expect([...cache.subarray(0, 2)]).toEqual([0, 1]);
  });
});
