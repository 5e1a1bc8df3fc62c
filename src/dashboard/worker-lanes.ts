/** What the workers measured around a turn, one lane a worker. */
import type { Part } from '../store/turn-record';
import { type LaneView, STAGE_KEYS, stages } from '../ui/dashboard/turn-view';
import { dashboardText } from '../ui/text/dashboard/words';
import type { WorkerMeasure } from './data';
import { latencyWords } from './figures';

/** Work that began so long before the end of speech is not the turn's. */
const BEFORE_MS = 3000;

const isPart = (key: string): key is Part => STAGE_KEYS.some((stage) => stage === key);

/** Lanes of `stt.encode` and the like, in ms from the end of speech at `zeroMs`; only what touches the turn, which ends at `endMs`. */
export function workerLanes(measures: readonly WorkerMeasure[], zeroMs: number, endMs: number): LaneView[] {
  const { thread } = dashboardText().waterfall;
  return stages().flatMap(({ key, label }) => {
    const spans = measures
      .filter(({ name }) => name.includes('.') && partOfName(name) === key)
      .map(({ name, startAtMs, durationMs }) => {
        const startMs = startAtMs - zeroMs;
        return { key, label: name, startMs, endMs: startMs + durationMs };
      })
      .filter((span) => span.endMs > -BEFORE_MS && span.startMs >= -BEFORE_MS && span.startMs < endMs)
      .toSorted((a, b) => a.startMs - b.startMs);
    if (spans.length === 0) return [];
    const workMs = spans.reduce((sum, span) => sum + span.endMs - span.startMs, 0);
    return [{ label: thread(label), kind: 'worker', spans, figure: latencyWords(workMs) ?? '' } satisfies LaneView];
  });
}

/** The stage that `stt.encode` belongs to. */
function partOfName(name: string): Part | undefined {
  const head = name.split('.', 1)[0] ?? '';
  return isPart(head) ? head : undefined;
}
