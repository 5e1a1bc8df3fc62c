/** A run under way, and the samples that come in. */
import { countText, wholeDurationWords } from '../dashboard/figures';
import type { LiveView, RunStateView } from '../ui/benchmark/benchmark-view';
import { benchmarkText } from '../ui/text/benchmark/words';
import type { RunningData } from './data';
import { aboutWords } from './estimate';
import { seriesTitle, seriesWords, suiteLabel } from './labels';
import { valueWords } from './value-words';

/** Samples on the live chart. */
const LIVE_SAMPLES = 240;

export function runState(running: RunningData | undefined): RunStateView {
  if (!running) return { kind: 'idle' };
  const { progress, cancelling, live } = running;
  const text = benchmarkText().running;
  if (!progress) {
    return {
      kind: 'running',
      title: text.starting,
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
  const { suite, done, total, elapsedS, etaS, paused } = progress;
  // Progress names no series by its id: the one that samples come of is the one in hand.
  const title = live ? seriesTitle(live.seriesId, progress.title) : progress.title;
  return {
    kind: 'running',
    title,
    suite: suiteLabel(suite),
    share: total > 0 ? Math.min(1, done / total) : 0,
    done: total > 0 ? text.step(countText(done), countText(total)) : '',
    elapsed: wholeDurationWords(Math.round(elapsedS) * 1000),
    eta: etaS === undefined ? undefined : text.left(aboutWords(etaS)),
    paused,
    cancelling,
    live: liveOf(live, title),
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
    summary: benchmarkText().running.live(countText(live.samples.length), last, valueWords(unit, middle)),
  };
}
