/** Two runs compared, as rows of verdicts. */

import { countText, numberText, percentText, signed } from '../dashboard/figures';
import { type Comparison, compareRuns, type SeriesVerdict } from '../perf/benchmark/compare';
import type { BenchmarkRun } from '../store/benchmark-run';
import type { ComparisonView, VerdictCount, VerdictKey, VerdictRowView } from '../ui/benchmark/comparison-view';
import { benchmarkText } from '../ui/text/benchmark/words';
import { runTitle, seriesTitle } from './labels';
import { changeWords, valueWords } from './value-words';

/** What asks for a look comes first. */
const ORDER: readonly VerdictKey[] = ['regressed', 'improved', 'inconclusive', 'within-noise'];

/** The axis of changes ends here at the most, and here at the least. */
const WIDEST = 1;
const NARROWEST = 0.2;

/** The level that `compareRuns` judges at. */
const LEVEL = 0.05;

/** Comparing takes a bootstrap for each series: a pair is compared once. */
const known = new WeakMap<BenchmarkRun, WeakMap<BenchmarkRun, Comparison>>();

export function comparisonOf(base: BenchmarkRun, run: BenchmarkRun): Comparison {
  const ofBase = known.get(base) ?? new WeakMap<BenchmarkRun, Comparison>();
  known.set(base, ofBase);
  const found = ofBase.get(run) ?? compareRuns(base, run);
  ofBase.set(run, found);
  return found;
}

/** How many of each, in the order they are shown; none are left out. */
export function countsOf(verdicts: readonly SeriesVerdict[]): VerdictCount[] {
  return ORDER.map((verdict) => ({ verdict, count: verdicts.filter((one) => one.verdict === verdict).length })).filter(
    ({ count }) => count > 0,
  );
}

export function comparisonView(base: BenchmarkRun, run: BenchmarkRun, nowMs: number): ComparisonView {
  const comparison = comparisonOf(base, run);
  const { alike, differences, verdicts } = comparison;
  const reach = Math.max(...verdicts.flatMap(({ change, interval }) => [change, ...(interval ?? [])].map(Math.abs)), 0);
  const doubted = verdicts.every(({ verdict }) => verdict === 'inconclusive');
  const end = Math.min(WIDEST, Math.max(NARROWEST, reach));
  return {
    baseId: base.id,
    runId: run.id,
    baseTitle: runTitle(base, nowMs),
    runTitle: runTitle(run, nowMs),
    lead: leadOf(comparison),
    alike,
    differences: differences.map(({ field, a, b }) => ({ field: benchmarkText().comparison.field(field), a, b })),
    counts: countsOf(verdicts),
    rows: ORDER.flatMap((wanted) => verdicts.filter(({ verdict }) => verdict === wanted)).map((one) => ({
      ...rowOf(one, end),
      // Of another fingerprint all verdicts have one reason, which the lead tells; of a clear change the figures do.
      why:
        alike && (one.verdict === 'inconclusive' || one.verdict === 'within-noise')
          ? benchmarkText().comparison.why(reasonOf(one, doubted), one.why)
          : '',
    })),
    axis: percentText(Math.round(end * 100)),
  };
}

/**
 * Why a change does not count, as `compareRuns` judged it. @param doubted nothing was judged: a run was disturbed, or the
 * machine is another, which only the words of who judged tell.
 */
function reasonOf({ verdict, adjustedP, interval }: SeriesVerdict, doubted: boolean): string {
  if (doubted) return 'doubt';
  if (verdict === 'inconclusive' || adjustedP === undefined || !interval) return 'too-few';
  if (adjustedP >= LEVEL) return 'chance';
  return interval[0] <= 0 && interval[1] >= 0 ? 'may-be-none' : 'small';
}

function leadOf({ alike, differences, referenceChange }: Comparison): string {
  const text = benchmarkText().comparison;
  if (!alike) return text.different(differences.length, countText(differences.length));
  return referenceChange === undefined ? text.alike : text.alikeReference(changeWords(referenceChange));
}

function rowOf(verdict: SeriesVerdict, end: number): Omit<VerdictRowView, 'why'> {
  const { change, interval, threshold, unit, p, adjustedP } = verdict;
  const clip = (share: number) => Math.max(-1, Math.min(1, share / end));
  return {
    seriesId: verdict.seriesId,
    title: seriesTitle(verdict.seriesId, verdict.title),
    verdict: verdict.verdict,
    base: { median: valueWords(unit, verdict.baseMedian), n: `n ${countText(verdict.baseN)}` },
    run: { median: valueWords(unit, verdict.runMedian), n: `n ${countText(verdict.runN)}` },
    change: [changeWords(change), meaning(verdict)].filter(Boolean).join(' '),
    interval: interval && benchmarkText().range(changeWords(interval[0]), changeWords(interval[1])),
    p: probabilityWords(adjustedP ?? p),
    bar: {
      change: clip(change),
      low: interval && clip(interval[0]),
      high: interval && clip(interval[1]),
      threshold: Math.min(1, threshold / end),
    },
  };
}

/** What a plus means: of a time that it is slower. */
function meaning({ change, better, unit }: SeriesVerdict): string {
  if (Math.abs(change) < 0.0005) return '';
  const text = benchmarkText().comparison;
  const worse = better === 'less' ? change > 0 : change < 0;
  if (unit === 'ms' || unit === 'per_s') return worse ? text.slower : text.faster;
  return worse ? text.worse : text.better;
}

function probabilityWords(p: number | undefined): string | undefined {
  if (p === undefined) return undefined;
  const words = (value: number) => numberText(value, { minimumFractionDigits: 3, maximumFractionDigits: 3 });
  return p < 0.001 ? signed(`<${words(0.001)}`) : words(p);
}
