import { describe, expect, it } from 'vitest';
import { pickToken, type Sampling } from '../../workers/llm/sampling';
import { seededRandom } from './llm-fakes';

const DRAWN: Sampling = { temperature: 1, topP: 1, repeatPenalty: 1 };
/** Logits of these probabilities. */
const of = (...probabilities: number[]) => Float32Array.from(probabilities, Math.log);

/** How often each token is drawn. */
function shares(probabilities: number[], sampling: Partial<Sampling>, draws = 20_000): number[] {
  const random = seededRandom(7);
  const counts = probabilities.map(() => 0);
  for (let i = 0; i < draws; i++) {
    const token = pickToken(of(...probabilities), [], { ...DRAWN, ...sampling }, random);
    counts[token] = (counts[token] ?? 0) + 1;
  }
  return counts.map((count) => count / draws);
}

const near = (seen: number[], wanted: number[]) => {
  for (const [i, share] of wanted.entries()) expect(seen[i], `token ${i}`).toBeCloseTo(share, 1);
};

describe('drawing a token', () => {
  it('asks for no chance without temperature', () => {
    const never = () => {
      throw new Error('asked');
    };
    expect(pickToken(of(0.2, 0.5, 0.3), [], { ...DRAWN, temperature: 0 }, never)).toBe(1);
  });

  it('takes each as often as the model finds it likely', () => {
    near(shares([0.1, 0.6, 0.3], {}), [0.1, 0.6, 0.3]);
  });

  it('is bolder with more temperature, and nearly greedy with little', () => {
    const hot = shares([0.1, 0.6, 0.3], { temperature: 2 });
    expect(hot[0]).toBeGreaterThan(0.15);
    expect(shares([0.1, 0.6, 0.3], { temperature: 0.05 })[1]).toBeGreaterThan(0.99);
  });

  it('keeps to the likeliest that together have the probability asked for', () => {
    near(shares([0.1, 0.5, 0.3, 0.1], { topP: 0.79 }), [0, 5 / 8, 3 / 8, 0]);
    // The one that steps over the sum still counts.
    near(shares([0.1, 0.5, 0.3, 0.1], { topP: 0.6 }), [0, 5 / 8, 3 / 8, 0]);
    expect(shares([0.2, 0.5, 0.3], { topP: 0.05 })).toEqual([0, 1, 0]);
  });

  it('finds the same nucleus among many tokens as by sorting all of them', () => {
    const random = seededRandom(3);
    const logits = Float32Array.from({ length: 2000 }, () => random() * 12);
    const weights = Array.from(logits, (logit) => Math.exp(logit));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    const nucleus = new Set<number>();
    let held = 0;
    for (const token of weights.map((_, i) => i).sort((a, b) => weights[b]! - weights[a]!)) {
      if (held >= 0.7 * sum) break;
      nucleus.add(token);
      held += weights[token]!;
    }
    const seen = new Set<number>();
    for (let i = 0; i < 5000; i++) seen.add(pickToken(logits.slice(), [], { ...DRAWN, topP: 0.7 }, random));
    expect([...seen].filter((token) => !nucleus.has(token))).toEqual([]);
    expect(seen.size).toBeGreaterThan(nucleus.size / 2);
  });

  it('says the same with the same dice', () => {
    const drawn = (seed: number) => {
      const random = seededRandom(seed);
      return Array.from({ length: 30 }, () => pickToken(of(0.25, 0.25, 0.25, 0.25), [], DRAWN, random));
    };
    expect(drawn(1)).toEqual(drawn(1));
    expect(drawn(1)).not.toEqual(drawn(2));
  });

  it('gives a token at both ends of chance', () => {
    expect(pickToken(of(0.5, 0.5), [], DRAWN, () => 0)).toBe(0);
    expect(pickToken(of(0.5, 0.5), [], DRAWN, () => 1 - 2 ** -53)).toBe(1);
  });

  it('never draws what has no chance at all', () => {
    const logits = () => Float32Array.of(Number.NEGATIVE_INFINITY, 0, Number.NEGATIVE_INFINITY);
    expect([0, 0.5, 1 - 2 ** -53].map((chance) => pickToken(logits(), [], DRAWN, () => chance))).toEqual([1, 1, 1]);
  });
});

describe('the penalty for repeating', () => {
  it('is as high as asked, and none at 1', () => {
    const pick = (repeatPenalty: number) =>
      pickToken(Float32Array.of(10, 6), [0], { temperature: 0, topP: 1, repeatPenalty });
    expect([pick(1), pick(1.5), pick(2)]).toEqual([0, 0, 1]);
  });

  it('counts before a draw, too', () => {
    const picked = (repeatPenalty: number) =>
      pickToken(Float32Array.of(10, 6), [0], { temperature: 0.01, topP: 1, repeatPenalty }, () => 0.5);
    expect([picked(1), picked(2)]).toEqual([0, 1]);
  });
});
