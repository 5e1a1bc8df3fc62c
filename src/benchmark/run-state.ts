/** A run under way, and the samples that come in. */
import { durationWords, numberWords } from '../dashboard/figures';
import type { LiveView, RunStateView } from '../ui/benchmark/benchmark-view';
import type { RunningData } from './data';
import { aboutWords } from './estimate';
import { SUITE_LABELS, seriesWords } from './labels';
import { valueWords } from './value-words';

/** Samples on the live chart. */
const LIVE_SAMPLES = 240;

export function runState(running: RunningData | undefined): RunStateView {
  if (!running) return { kind: 'idle' };
  const { progress, cancelling } = running;
  if (!progress) {
    return {
      kind: 'running',
      title: 'Starting',
      suite: '',
      share: 0,
      done: '',
      elapsed: '',
      eta: undefined,
      paused: false,
      cancelling,
      live: undefined,
    };
  }
  const { suite, title, done, total, elapsedS, etaS, paused } = progress;
  return {
    kind: 'running',
    title,
    suite: SUITE_LABELS[suite],
    share: total > 0 ? Math.min(1, done / total) : 0,
    done: total > 0 ? `step ${numberWords(done, 0)} of ${numberWords(total, 0)}` : '',
    elapsed: durationWords(Math.round(elapsedS) * 1000)?.replace('.00 s', ' s') ?? '',
    eta: etaS === undefined ? undefined : `${aboutWords(etaS)} left`,
    paused,
    cancelling,
    live: liveOf(running.live, title),
  };
}

function liveOf(live: RunningData['live'], title: string): LiveView | undefined {
  if (!live || live.samples.length === 0) return undefined;
  const { unit } = seriesWords(live.seriesId);
  const values = live.samples.slice(-LIVE_SAMPLES);
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
  const most = sorted.at(-1) ?? 0;
  const last = valueWords(unit, values.at(-1) ?? 0);
  return {
    title,
    values,
    firstNumber: live.samples.length - values.length + 1,
    median: middle,
    top: most * 1.12 || 1,
    topWords: valueWords(unit, most),
    summary: `${numberWords(live.samples.length, 0)} samples, the last ${last}, median ${valueWords(unit, middle)}.`,
  };
}
