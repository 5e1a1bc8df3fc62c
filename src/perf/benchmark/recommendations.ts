/**
 * What would make this device answer sooner, from its own numbers: first what the wait is mostly made of, then what hides
 * behind it. Every gain is worked out in `because`, so that a reader can check it.
 */
import type { BenchmarkRun } from '../../store/benchmark-run';
import { breakdownOf, PART_TITLES, waitingSeries } from './breakdown';
import { hiddenCauses } from './hidden-causes';
import { figure } from './report/figures';
import { stageAdvice } from './stage-advice';

export interface Recommendation {
  title: string;
  because: string;
  /** Expected, in ms of a wait; undefined where the numbers of the run do not tell. */
  gainMs: number | undefined;
}

/** Advice that gains less than this is none. */
const LEAST_GAIN_MS = 5;

/** The bottleneck's first; the others by what they gain, those whose gain is not known last. */
export function recommendationsOf(run: BenchmarkRun): Recommendation[] {
  const worth = ({ gainMs }: Recommendation) => gainMs === undefined || gainMs >= LEAST_GAIN_MS;
  const others = hiddenCauses(run)
    .filter(worth)
    .sort((a, b) => (b.gainMs ?? -1) - (a.gainMs ?? -1));
  return [...bottleneck(run).filter(worth), ...others];
}

function bottleneck(run: BenchmarkRun): Recommendation[] {
  const waiting = waitingSeries(run);
  const breakdown = waiting && breakdownOf(waiting.series);
  if (!breakdown) return [];
  const largest = breakdown.parts.reduce((most, each) => (each.ms > most.ms ? each : most));
  const { input, series } = waiting;
  const opening = `${PART_TITLES[largest.part]} is ${figure(largest.ms)} of a ${input} question's ${figure(breakdown.totalMs)} (${Math.round(largest.share * 100)} %, means of ${breakdown.n}).`;
  const advice = stageAdvice({ run, series, part: largest.part, meanMs: largest.ms });
  return [{ ...advice, because: `${opening} ${advice.because}` }];
}
