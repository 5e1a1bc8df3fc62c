/** The milestones of one turn, and the parts of its latency, which sum to the total whatever came late or not at all. */
import type { Milestone, Milestones, Part, Parts } from '../store/turn-record';

/** The critical path in order. */
export const MILESTONES: readonly Milestone[] = [
  'speechEnd',
  'turnDecided',
  'transcriptReady',
  'routed',
  'toolDone',
  'firstClause',
  'firstPcm',
  'firstAudible',
];

/** `PARTS[i]` lies between `MILESTONES[i]` and the next. */
export const PARTS: readonly Part[] = ['vad', 'stt', 'routing', 'tool', 'llm', 'tts', 'audioOut'];

/** Now, on the one clock of the design. */
export function nowMs(): number {
  return performance.timeOrigin + performance.now();
}

/**
 * Raises each milestone to at least the one before it; one that was never passed takes the one before. Work that was done
 * ahead of its turn (a transcript ready before the decision) so counts nothing on the critical path.
 */
export function settleMilestones(marks: ReadonlyMap<Milestone, number>): Milestones {
  let last = marks.get('speechEnd') ?? Math.min(...marks.values());
  const settled: Milestones = {
    speechEnd: last,
    turnDecided: last,
    transcriptReady: last,
    routed: last,
    toolDone: last,
    firstClause: last,
    firstPcm: last,
    firstAudible: last,
  };
  for (const name of MILESTONES) {
    last = Math.max(last, marks.get(name) ?? last);
    settled[name] = last;
  }
  return settled;
}

/** The time between neighbouring milestones. */
export function partsOf(milestones: Milestones): Parts {
  const parts: Parts = { vad: 0, stt: 0, routing: 0, tool: 0, llm: 0, tts: 0, audioOut: 0 };
  PARTS.forEach((part, i) => {
    parts[part] = milestones[MILESTONES[i + 1]!] - milestones[MILESTONES[i]!];
  });
  return parts;
}

/** Voice to voice: from the last voiced sample to the first audible one. */
export function totalOf(milestones: Milestones): number {
  return milestones.firstAudible - milestones.speechEnd;
}

/** Collects a turn's milestones; the first mark of each counts. Each is a `performance.measure` for the timeline, too. */
export class Trace {
  readonly #marks = new Map<Milestone, number>();

  constructor(private readonly turnId: string) {}

  mark(milestone: Milestone, atMs = nowMs()): void {
    if (!this.#marks.has(milestone)) this.#marks.set(milestone, atMs);
  }

  /** When each milestone was really passed, work ahead of its turn included. */
  marks(): Partial<Milestones> {
    return Object.fromEntries(this.#marks);
  }

  /** The settled milestones, once the reply was heard. */
  settle(): Milestones | undefined {
    if (!this.#marks.has('firstAudible')) return undefined;
    const milestones = settleMilestones(this.#marks);
    PARTS.forEach((part, i) => {
      performance.measure(`sotto:${part}`, {
        start: milestones[MILESTONES[i]!] - performance.timeOrigin,
        end: milestones[MILESTONES[i + 1]!] - performance.timeOrigin,
        detail: { turnId: this.turnId, devtools: { dataType: 'track-entry', track: 'Sotto turn' } },
      });
    });
    return milestones;
  }
}
