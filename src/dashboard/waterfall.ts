/** One turn as lanes over time: what was waited for, what was begun before the decision, what each worker did. */
import { MILESTONES } from '../agent/trace';
import type { TurnRecord } from '../store/turn-record';
import { type LaneView, type SpanView, stages, type WaterfallView } from '../ui/dashboard/turn-view';
import { dashboardText } from '../ui/text/dashboard/words';
import type { DashboardData } from './data';
import { earlySpans } from './early';
import { latencyWords, momentWords } from './figures';
import { ticksOf } from './turn-bars';
import { turnFacts } from './turn-facts';
import { workerLanes } from './worker-lanes';

/** @returns undefined when no turn is open, or the open one was never heard. */
export function waterfallOf(data: DashboardData): WaterfallView | undefined {
  const turn = data.turns.find(({ id }) => id === data.openTurnId);
  if (!turn?.milestones || !turn.parts) return undefined;
  const text = dashboardText().waterfall;
  const { milestones } = turn;
  const zeroMs = milestones.speechEnd;
  const early = earlySpans(turn, milestones);
  const lanes: LaneView[] = [...pathLanes(milestones)];
  if (early.length > 0) {
    const hiddenMs = early.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
    lanes.push({ label: text.kinds.early, kind: 'early', spans: early, figure: latencyWords(hiddenMs) ?? '' });
  }
  lanes.push(...workerLanes(data.measures, zeroMs, milestones.firstAudible - zeroMs));
  const spans = lanes.flatMap((lane) => lane.spans);
  const startMs = Math.min(0, ...spans.map((span) => span.startMs));
  const endMs = Math.max(milestones.firstAudible - zeroMs, ...spans.map((span) => span.endMs), 1);
  return {
    turnId: turn.id,
    question: turn.transcript,
    reply: turn.reply,
    when: momentWords(turn.startedAtMs, data.nowMs),
    startMs,
    endMs,
    ticks: ticksOf(startMs, endMs),
    milestones: MILESTONES.map((key) => ({ atMs: milestones[key] - zeroMs, label: text.milestones[key] })),
    decidedMs: milestones.turnDecided - zeroMs,
    lanes,
    facts: turnFacts(turn),
    summary: summaryOf(turn, early),
  };
}

/** One lane a stage; they follow each other without a gap, so they sum to the total. */
function pathLanes(milestones: NonNullable<TurnRecord['milestones']>): LaneView[] {
  return stages().map(({ key, label }, i) => {
    const startMs = milestones[MILESTONES[i]!] - milestones.speechEnd;
    const endMs = milestones[MILESTONES[i + 1]!] - milestones.speechEnd;
    return {
      label,
      kind: 'path',
      spans: [{ key, label, startMs, endMs }],
      figure: latencyWords(endMs - startMs) ?? '',
    };
  });
}

function summaryOf({ parts, totalMs }: TurnRecord, early: readonly SpanView[]): string {
  const { waterfall: text, comma } = dashboardText();
  const slowest = stages()
    .map(({ key, label }) => ({ label, ms: parts?.[key] ?? 0 }))
    .reduce((a, b) => (b.ms > a.ms ? b : a));
  return [
    text.longest(latencyWords(totalMs) ?? '', slowest.label, latencyWords(slowest.ms) ?? ''),
    early.length > 0 ? text.begunBefore(early.map(({ label }) => label).join(comma)) : text.nothingBefore,
  ].join(' ');
}
