/**
 * Whether one run is slower than another, or only noisier. A series has changed when three things agree: Mann and Whitney's
 * test, corrected by Holm over all series compared, says p < 0.05; the bootstrap interval of the median's change excludes 0;
 * and the change is larger than anyone should care about. Everything else is within noise, or too little is known.
 */
import type { BenchmarkRun, SampleSeries, SuiteName } from '../../store/benchmark-run';
import { differences, type FingerprintDifference } from './fingerprint';
import { formatChange, formatValue } from './report/figures';
import { changeInterval, MIN_FOR_INTERVAL, relativeChange, roundsChangeInterval } from './statistics/bootstrap';
import { holm, testable } from './statistics/holm';
import { mannWhitney, smallestP } from './statistics/mann-whitney';
import { medianOf } from './statistics/percentile';
import { seedFor } from './statistics/random';

export type Verdict = 'regressed' | 'improved' | 'within-noise' | 'inconclusive';

export interface SeriesVerdict {
  seriesId: string;
  title: string;
  unit: SampleSeries['unit'];
  better: SampleSeries['better'];
  verdict: Verdict;
  /** In a sentence or two. */
  why: string;
  baseMedian: number;
  runMedian: number;
  baseN: number;
  runN: number;
  /** Of the median, as a share of the base's: 0.1 is a tenth more. Infinite when only the base's is 0. */
  change: number;
  /** 95 % interval of the change; undefined when either side has fewer than 5 samples. */
  interval: [number, number] | undefined;
  p: number | undefined;
  /** Corrected by Holm; undefined for a series with too few samples to be among those corrected over. */
  adjustedP: number | undefined;
  /** The least change that counts, as a share. */
  threshold: number;
}

export interface Comparison {
  /** Whether both were measured on the same: without that every verdict is inconclusive. */
  alike: boolean;
  differences: FingerprintDifference[];
  /** Of the reference work's median, as a share of the base's; undefined when either run has none. */
  referenceChange: number | undefined;
  /** Of every series that was measured in both runs, in the order of `run`. */
  verdicts: SeriesVerdict[];
}

/** The share of comparisons that may raise a false alarm when nothing has changed; Holm keeps it over all their series. */
const LEVEL = 0.05;
const MAX_REFERENCE_CHANGE = 0.05;
const COMPONENT_THRESHOLD = 0.05;
const END_TO_END_THRESHOLD = 0.1;

/** How large a change counts, by suite. */
const THRESHOLDS: Record<SuiteName, number> = {
  components: COMPONENT_THRESHOLD,
  memory: COMPONENT_THRESHOLD,
  sessions: COMPONENT_THRESHOLD,
  latency: END_TO_END_THRESHOLD,
  throughput: END_TO_END_THRESHOLD,
  load: END_TO_END_THRESHOLD,
  soak: END_TO_END_THRESHOLD,
};

/** Against history: two runs at different times, so that the machine itself may have changed. */
export function compareRuns(base: BenchmarkRun, run: BenchmarkRun): Comparison {
  const different = differences(base.fingerprint, run.fingerprint);
  const hasReference = base.referenceMs.length > 0 && run.referenceMs.length > 0;
  const referenceChange = hasReference
    ? relativeChange(medianOf(base.referenceMs), medianOf(run.referenceMs))
    : undefined;
  const doubts: string[] = [];
  if (different.length) doubts.push(`Measured on something else: ${different.map(({ field }) => field).join(', ')}.`);
  if (base.disturbances.length) doubts.push(`The base was disturbed: ${base.disturbances[0]!.detail}.`);
  if (run.disturbances.length) doubts.push(`The run was disturbed: ${run.disturbances[0]!.detail}.`);
  if (referenceChange === undefined) doubts.push('How fast the machine itself was is not known of both.');
  else if (Math.abs(referenceChange) > MAX_REFERENCE_CHANGE) {
    doubts.push(`The machine itself changed: its reference work takes ${formatChange(referenceChange)}.`);
  }
  return {
    alike: different.length === 0,
    differences: different,
    referenceChange,
    verdicts: judge(evidenceOf(base.series, run.series, run.plan.seed), doubts),
  };
}

/**
 * Two builds measured in turns, A B A B, in one session: what the machine does befalls both, and no reference is needed.
 * @param a series of the base; one id may come several times, once for each round, and its samples are taken together
 */
export function compareInterleaved(
  a: readonly SampleSeries[],
  b: readonly SampleSeries[],
  seed: number,
): SeriesVerdict[] {
  return judge(evidenceOf(a, b, seed), []);
}

/** Everything about two samples of one series but the verdict, which needs to know of the other series. */
export interface Evidence extends Omit<SeriesVerdict, 'verdict' | 'why' | 'p' | 'adjustedP'> {
  p: number;
  /** The smallest that samples of these sizes could have given; 1 when there can be no interval. */
  smallestP: number;
}

/** Of every series that was measured on both sides and means the same on both. */
export function evidenceOf(base: readonly SampleSeries[], run: readonly SampleSeries[], seed: number): Evidence[] {
  const before = measuredById(base);
  const after = measuredById(run);
  return [...after].flatMap(([id, series]) => {
    const old = before.get(id);
    if (!old) return [];
    const [a, b] = [old[0]!, series[0]!];
    const isSame = a.unit === b.unit && a.better === b.better && a.temperature === b.temperature;
    return isSame ? [evidence(old, series, seed)] : [];
  });
}

/** @param base one series in its rounds, at least one @param run likewise */
function evidence(base: readonly SampleSeries[], run: readonly SampleSeries[], seed: number): Evidence {
  const [before, after] = [samplesOf(base), samplesOf(run)];
  const [baseMedian, runMedian] = [medianOf(before), medianOf(after)];
  const [baseN, runN] = [before.length, after.length];
  const { id, title, unit, better, suite } = run[0]!;
  return {
    seriesId: id,
    title,
    unit,
    better,
    baseMedian,
    runMedian,
    baseN,
    runN,
    change: relativeChange(baseMedian, runMedian),
    interval: intervalOf(base, run, seedFor(seed, id)),
    p: mannWhitney(before, after).p,
    smallestP: Math.min(baseN, runN) < MIN_FOR_INTERVAL ? 1 : smallestP(baseN, runN),
    threshold: THRESHOLDS[suite],
  };
}

/** In rounds where there are as many on both sides: what the machine did in one befell all of its samples. */
function intervalOf(
  base: readonly SampleSeries[],
  run: readonly SampleSeries[],
  seed: number,
): [number, number] | undefined {
  const [before, after] = [samplesOf(base), samplesOf(run)];
  if (Math.min(before.length, after.length) < MIN_FOR_INTERVAL) return undefined;
  const inRounds = base.length === run.length && base.length > 1;
  const rounds = (side: readonly SampleSeries[]) => side.map(({ samples }) => samples);
  return inRounds ? roundsChangeInterval(rounds(base), rounds(run), seed) : changeInterval(before, after, seed);
}

const samplesOf = (rounds: readonly SampleSeries[]): number[] => rounds.flatMap(({ samples }) => samples);

/** @param doubts why no difference would mean anything, in sentences; empty when it would */
export function judge(all: readonly Evidence[], doubts: readonly string[]): SeriesVerdict[] {
  const canTell = testable(
    all.map((one) => one.smallestP),
    LEVEL,
  );
  const family = all.filter((_, index) => canTell[index]);
  const adjusted = new Map(holm(family.map(({ p }) => p)).map((p, index) => [family[index]!, p]));
  return all.map((one) => {
    const adjustedP = adjusted.get(one);
    const { smallestP: _, ...shown } = one;
    const [verdict, why] = doubts.length
      ? (['inconclusive', doubts.join(' ')] as const)
      : verdictOf(one, adjustedP, family.length);
    return { ...shown, adjustedP, verdict, why };
  });
}

function verdictOf(one: Evidence, adjustedP: number | undefined, familySize: number): [Verdict, string] {
  const { change, interval, threshold } = one;
  if (adjustedP === undefined || !interval) {
    return ['inconclusive', `Too few samples, ${one.baseN} and ${one.runN}: no difference could be told from chance.`];
  }
  const chance = `${pWords(adjustedP)} over ${familySize} series`;
  if (adjustedP >= LEVEL) return ['within-noise', `Chance alone may do this: ${chance}.`];
  const range = `95 % interval ${formatChange(interval[0])} to ${formatChange(interval[1])}`;
  if (interval[0] <= 0 && interval[1] >= 0) return ['within-noise', `The change may be none: ${range}.`];
  const size = formatChange(change);
  if (Math.abs(change) <= threshold) {
    return ['within-noise', `${size}, which is not over the threshold of ${formatValue(threshold, 'share')}.`];
  }
  const isWorse = change > 0 === (one.better === 'less');
  return [isWorse ? 'regressed' : 'improved', `${size}, ${range}, ${chance}.`];
}

/** As `p = 0.012`; one too small for anybody to picture is told as such. */
function pWords(p: number): string {
  return p < 0.001 ? 'p < 0.001' : `p = ${p.toPrecision(2)}`;
}

/** Series by their id, each in its rounds; one that was not measured in any of them is left out. */
function measuredById(series: readonly SampleSeries[]): Map<string, readonly SampleSeries[]> {
  const byId = new Map<string, SampleSeries[]>();
  for (const one of series) byId.set(one.id, [...(byId.get(one.id) ?? []), one]);
  for (const [id, rounds] of byId) {
    if (rounds.some(({ status, samples }) => status !== 'measured' || samples.length === 0)) byId.delete(id);
  }
  return byId;
}
