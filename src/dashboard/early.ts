/** Work of a turn that was done before the turn was decided: it took time, but nobody waited for it. */
import type { Milestone, Milestones, Part, TurnRecord } from '../store/turn-record';
import { type SpanView, stages } from '../ui/dashboard/turn-view';

/** What can be done on a guess, in order, and the milestone that each ends with. */
const AHEAD: readonly { key: Part; milestone: Milestone }[] = [
  { key: 'stt', milestone: 'transcriptReady' },
  { key: 'routing', milestone: 'routed' },
  { key: 'tool', milestone: 'toolDone' },
  { key: 'llm', milestone: 'firstClause' },
  { key: 'tts', milestone: 'firstPcm' },
];

/**
 * Spans from the end of speech in ms, in order, none beyond the decision. A stage began when the one before it was really
 * done; the transcript began its work before it was ready. Stages that took less than a millisecond are left out.
 */
export function earlySpans({ marks, work }: Pick<TurnRecord, 'marks' | 'work'>, milestones: Milestones): SpanView[] {
  const { turnDecided, speechEnd } = milestones;
  const named = stages();
  const spans: SpanView[] = [];
  let beganMs = marks.transcriptReady === undefined ? undefined : marks.transcriptReady - (work.transcribeMs ?? 0);
  for (const { key, milestone } of AHEAD) {
    const doneMs = marks[milestone];
    if (doneMs === undefined) continue;
    const startMs = beganMs ?? doneMs;
    const endMs = Math.min(doneMs, turnDecided);
    if (endMs - startMs >= 1) {
      const label = named.find((stage) => stage.key === key)?.label ?? key;
      spans.push({ key, label, startMs: startMs - speechEnd, endMs: endMs - speechEnd });
    }
    beganMs = doneMs;
  }
  return spans;
}
