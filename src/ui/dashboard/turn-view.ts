/** Turns as the dashboard draws them: bars of stages, and one turn as a waterfall. */
import type { Component } from '../../store/metric';
import type { Part } from '../../store/turn-record';
import { dashboardText } from '../text/dashboard/words';
import type { Band } from './dashboard-view';

/** The stages of a turn in their order, and what answers for each. */
const ANSWERS_FOR: readonly { key: Part; component: Component }[] = [
  { key: 'vad', component: 'vad' },
  { key: 'stt', component: 'stt' },
  { key: 'routing', component: 'route' },
  { key: 'tool', component: 'tool' },
  { key: 'llm', component: 'llm' },
  { key: 'tts', component: 'tts' },
  { key: 'audioOut', component: 'playback' },
];

export const STAGE_KEYS: readonly Part[] = ANSWERS_FOR.map(({ key }) => key);

/** The stages in order, named in the language in use. */
export function stages(): { key: Part; label: string }[] {
  const { components } = dashboardText();
  return ANSWERS_FOR.map(({ key, component }) => ({ key, label: components[component] }));
}

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
