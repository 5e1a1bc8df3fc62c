import { describe, expect, it } from 'vitest';
import { caughtSlowdowns, selfComparisons } from '../../src/perf/benchmark/honesty';
import { randomOf } from '../../src/perf/benchmark/statistics/random';
import { madeRounds, madeSamples, madeSeries } from './benchmark-rounds';

describe('a suite held against itself', () => {
  it('raises no more false alarms than are promised', () => {
    // Few and noisy samples, so that the threshold alone does not keep it quiet.
    const found = selfComparisons(madeRounds(61, 6, 1, { n: 20, noise: 0.25 }), 1);
    expect(found.comparisons).toBe(60);
    expect(found.falseAlarms.of).toBe(360);
    expect(found.verdicts['within-noise'] + found.falseAlarms.count).toBe(360);
    expect(found.alarmedComparisons.interval95![0]).toBeLessThanOrEqual(0.05);
    expect(found.alarmedComparisons.share).toBeLessThanOrEqual(0.08);
  });

  it('counts and names the alarms when the machine changes', () => {
    const random = randomOf(5);
    const rounds = [10, 10, 13].map((medianMs) =>
      ['a', 'b'].map((id) => madeSeries(id, madeSamples(random, { medianMs }))),
    );
    const found = selfComparisons(rounds, 1);
    expect(found.verdicts).toEqual({ regressed: 2, improved: 0, 'within-noise': 2, inconclusive: 0 });
    expect(found.falseAlarms).toMatchObject({ count: 2, of: 4, share: 0.5 });
    expect(found.alarmedComparisons).toMatchObject({ count: 1, of: 2, share: 0.5 });
    expect(found.alarms.map(({ comparison, verdict }) => `${comparison} ${verdict.seriesId}`)).toEqual(['1 a', '1 b']);
  });

  it('is measured in turns, if asked to be, so that a machine that slows down befalls both sides', () => {
    const random = randomOf(6);
    const rounds = [10, 11, 12, 13, 14, 15].map((medianMs) => [madeSeries('a', madeSamples(random, { medianMs }))]);
    expect(selfComparisons(rounds, 1).verdicts.regressed).toBe(5);
    const inTurns = selfComparisons(rounds, 1, 2);
    expect(inTurns.comparisons).toBe(2);
    const sizes = caughtSlowdowns(rounds, 1.5, 1, 2);
    expect(sizes.caught).toMatchObject({ count: 2, of: 2 });
    expect(inTurns.alarms.every(({ verdict }) => verdict.baseN === 200 && verdict.change < 0.1)).toBe(true);
    expect(selfComparisons(rounds, 1, 3).comparisons).toBe(1);
    expect(selfComparisons(rounds, 1, 4).comparisons).toBe(0);
  });

  it('does not count what could not be told as quiet', () => {
    const rounds = Array.from({ length: 3 }, () => [madeSeries('load', [1, 2])]);
    expect(selfComparisons(rounds, 1)).toMatchObject({
      verdicts: { inconclusive: 2, 'within-noise': 0 },
      falseAlarms: { count: 0, of: 0, share: undefined, interval95: undefined },
      alarmedComparisons: { count: 0, of: 0 },
    });
    expect(selfComparisons([], 1)).toMatchObject({ comparisons: 0, falseAlarms: { of: 0 } });
  });
});

describe('a slowdown put into one series', () => {
  it.each([0.05, 0.08])('of 15 % is caught at a noise of %f and a hundred samples', (noise) => {
    const found = caughtSlowdowns(madeRounds(6, 10, 2, { noise }), 1.15, 1);
    expect(found.caught.of).toBe(50);
    expect(found.caught.share).toBeGreaterThanOrEqual(0.98);
    expect(found.caught.interval95![0]).toBeGreaterThan(0.85);
    expect(found.bySeries.length).toBe(10);
    expect(found.bySeries.every(({ of }) => of === 5)).toBe(true);
  });

  it('is not caught where there is none, or noise drowns it', () => {
    expect(caughtSlowdowns(madeRounds(6, 10, 2), 1, 1).caught.count).toBe(0);
    expect(caughtSlowdowns(madeRounds(6, 10, 2, { n: 10, noise: 0.8 }), 1.15, 1).caught.share).toBeLessThan(0.2);
  });

  it('is a smaller rate where more is better', () => {
    const rounds = madeRounds(4, 3, 2).map((round) =>
      round.map((series) => ({ ...series, better: 'more' as const, unit: 'per_s' as const })),
    );
    expect(caughtSlowdowns(rounds, 1.15, 1).caught.share).toBe(1);
  });

  it('is told apart from one that could not be told', () => {
    const rounds = madeRounds(3, 2, 2).map((round) => [...round, madeSeries('load', [1, 2])]);
    expect(caughtSlowdowns(rounds, 1.15, 1)).toMatchObject({ inconclusive: 2, caught: { of: 4 } });
  });
});
