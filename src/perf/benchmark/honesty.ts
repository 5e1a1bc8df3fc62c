/**
 * How far the verdicts can be trusted on this device: how often they cry wolf when a suite is held against itself, and how
 * often they notice when one thing really is slower. Rounds of the same build are compared as if every other one were another
 * build's: A B, or A B A B with two rounds a side, as two builds measured in turns are. A comparison begins where half of the
 * one before it is over, so 21 rounds are 20 comparisons, and 42 as many with two rounds a side.
 */
import type { SampleSeries } from '../../store/benchmark-run';
import { type Evidence, evidenceOf, judge, type SeriesVerdict, type Verdict } from './compare';
import { seedFor } from './statistics/random';
import { type Counted, wilson, wilsonOfClusters } from './statistics/wilson';

/** A share that was counted, with its 95 % interval (Wilson's); both undefined of none. */
export interface Rate extends Counted {
  share: number | undefined;
  interval95: [number, number] | undefined;
}

export interface FalseAlarm {
  /** The comparison's number, from 0. */
  comparison: number;
  verdict: SeriesVerdict;
}

export interface SelfComparisons {
  comparisons: number;
  /** All verdicts by what they were. */
  verdicts: Record<Verdict, number>;
  /** Verdicts that said regressed or improved, of those that were not inconclusive. Allows for verdicts that come together. */
  falseAlarms: Rate;
  /** Comparisons with a false alarm in any series; 5 % of them is what is promised. */
  alarmedComparisons: Rate;
  alarms: FalseAlarm[];
}

export interface CaughtSlowdowns {
  /** As 1.15. */
  factor: number;
  /** Slowdowns that were called regressed, of all that were injected into a series with enough samples to tell. */
  caught: Rate;
  /** Slowdowns into series with too few samples to tell. */
  inconclusive: number;
  bySeries: (Rate & { seriesId: string })[];
}

/** @param rounds of the same suite on the same build, in the order they were measured */
export function selfComparisons(
  rounds: readonly (readonly SampleSeries[])[],
  seed: number,
  roundsPerSide = 1,
): SelfComparisons {
  const compared = sidesOf(rounds, roundsPerSide).map(({ before, after, comparison }) =>
    judge(evidenceOf(before, after, seedFor(seed, `${comparison}`)), []),
  );
  const verdicts: Record<Verdict, number> = { regressed: 0, improved: 0, 'within-noise': 0, inconclusive: 0 };
  for (const { verdict } of compared.flat()) verdicts[verdict]++;
  const clusters = compared.map((all) => ({
    count: all.filter(isAlarm).length,
    of: all.filter(({ verdict }) => verdict !== 'inconclusive').length,
  }));
  const judged = clusters.filter(({ of }) => of > 0);
  const falseAlarms = total(clusters);
  const alarmed = { count: judged.filter(({ count }) => count > 0).length, of: judged.length };
  return {
    comparisons: compared.length,
    verdicts,
    falseAlarms: { ...falseAlarms, share: shareOf(falseAlarms), interval95: wilsonOfClusters(clusters) },
    alarmedComparisons: { ...alarmed, share: shareOf(alarmed), interval95: wilson(alarmed) },
    alarms: compared.flatMap((all, comparison) => all.filter(isAlarm).map((verdict) => ({ comparison, verdict }))),
  };
}

/**
 * Makes one series of one side slower, as if its code were, leaves the others as they are, and asks for the verdict; each
 * series of each comparison in its turn. A rate is slower when it is less.
 * @param rounds as for `selfComparisons` @param factor above 1, as 1.15
 */
export function caughtSlowdowns(
  rounds: readonly (readonly SampleSeries[])[],
  factor: number,
  seed: number,
  roundsPerSide = 1,
): CaughtSlowdowns {
  const tried = sidesOf(rounds, roundsPerSide).map(({ before, after, comparison }) => {
    const own = seedFor(seed, `${comparison}`);
    const plain = evidenceOf(before, after, own);
    const slowed = evidenceOf(
      before,
      after.map((series) => slower(series, factor)),
      own,
    );
    return slowed.map((one, index) => verdictAmong(plain, one, index));
  });
  const all = tried.flat();
  const caughtOf = (verdicts: readonly SeriesVerdict[]): Counted => ({
    count: verdicts.filter(({ verdict }) => verdict === 'regressed').length,
    of: verdicts.filter(({ verdict }) => verdict !== 'inconclusive').length,
  });
  const caught = caughtOf(all);
  return {
    factor,
    caught: { ...caught, share: shareOf(caught), interval95: wilsonOfClusters(tried.map(caughtOf)) },
    inconclusive: all.length - caught.of,
    bySeries: [...new Set(all.map(({ seriesId }) => seriesId))].map((seriesId) => {
      const own = caughtOf(all.filter((verdict) => verdict.seriesId === seriesId));
      return { seriesId, ...own, share: shareOf(own), interval95: wilson(own) };
    }),
  };
}

/** The verdict on one series that is slower while the others are not: Holm's correction is the same as it would be. */
function verdictAmong(plain: readonly Evidence[], slowed: Evidence, index: number): SeriesVerdict {
  return judge(plain.with(index, slowed), [])[index]!;
}

function slower(series: SampleSeries, factor: number): SampleSeries {
  const scale = series.better === 'less' ? factor : 1 / factor;
  return { ...series, samples: series.samples.map((sample) => sample * scale) };
}

function sidesOf(rounds: readonly (readonly SampleSeries[])[], roundsPerSide: number) {
  const count = Math.max(0, Math.floor(rounds.length / roundsPerSide) - 1);
  return Array.from({ length: count }, (_, comparison) => {
    const own = rounds.slice(comparison * roundsPerSide, (comparison + 2) * roundsPerSide);
    const side = (parity: number) => own.filter((_, index) => index % 2 === parity).flat();
    return { comparison, before: side(0), after: side(1) };
  });
}

const isAlarm = ({ verdict }: SeriesVerdict) => verdict === 'regressed' || verdict === 'improved';

const shareOf = ({ count, of }: Counted) => (of ? count / of : undefined);

function total(counted: readonly Counted[]): Counted {
  return {
    count: counted.reduce((sum, { count }) => sum + count, 0),
    of: counted.reduce((sum, { of }) => sum + of, 0),
  };
}
