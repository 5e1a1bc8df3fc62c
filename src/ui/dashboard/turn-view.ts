/** Turns as the dashboard draws them: bars of stages, and one turn as a waterfall. */
import type { Part } from '../../store/turn-record';
import type { Band } from './dashboard-view';

export const STAGES: readonly { key: Part; label: string }[] = [
  { key: 'vad', label: 'End of turn' },
  { key: 'stt', label: 'Speech to text' },
  { key: 'routing', label: 'Routing' },
  { key: 'tool', label: 'Skill' },
  { key: 'llm', label: 'Language model' },
  { key: 'tts', label: 'Voice' },
  { key: 'audioOut', label: 'Audio out' },
];

export interface StageView {
  key: Part;
  label: string;
  ms: number;
}

/** One turn as a bar. Its parts sum to the total. */
export interface TurnBarView {
  id: string;
  /** What was asked, cut short. */
  title: string;
  /** When, in words. */
  when: string;
  parts: readonly StageView[];
  totalMs: number;
  /** The figure at the end of the bar: the total, or the chosen stage's part. */
  figure: string;
  /** Of that figure; undefined where there is no target. */
  band: Band | undefined;
  cold: boolean;
}

/** A mark on the time axis of the bars. */
export interface AxisMark {
  atMs: number;
  label: string;
}

export interface TurnBarsView {
  /** Newest first. */
  bars: readonly TurnBarView[];
  /** Where the axis ends. */
  scaleMs: number;
  ticks: readonly AxisMark[];
  /** Lines that a bar should not cross. */
  limits: readonly AxisMark[];
  /** Limits that lie beyond the axis, in words; empty when none does. */
  beyond: string;
  /** The one stage to look at; undefined for all. */
  emphasis: Part | undefined;
  summary: string;
}

/** A piece of work on a lane. */
export interface SpanView {
  key: Part;
  label: string;
  /** From the end of speech; negative for work that began before it. */
  startMs: number;
  endMs: number;
}

export interface LaneView {
  label: string;
  /** `path`: what the user waited for; `early`: begun before the turn was decided; `worker`: as its thread measured it. */
  kind: 'path' | 'early' | 'worker';
  spans: readonly SpanView[];
  /** What the lane adds up to. */
  figure: string;
}

export interface WaterfallView {
  turnId: string;
  /** What was asked and what was answered. */
  question: string;
  reply: string;
  when: string;
  /** From the end of speech. */
  startMs: number;
  endMs: number;
  ticks: readonly AxisMark[];
  /** Passed milestones. */
  milestones: readonly AxisMark[];
  decidedMs: number;
  lanes: readonly LaneView[];
  facts: readonly { label: string; value: string }[];
  summary: string;
}
