/** What the benchmark page shows, and what its user can ask for. Figures come as words; numbers only where something is drawn. */
import type { BenchmarkPlan, SuiteName } from '../../store/benchmark-run';
import type { Component } from '../../store/metric';
import type { ComparisonView } from './comparison-view';
import type { HistoryView } from './history-view';
import type { ResultsView } from './results-view';

/** A thing to tick, with what it is in a few words. */
export interface ChoiceView<Key extends string> {
  key: Key;
  label: string;
  hint: string;
}

/** The plan's numbers, as the form asks for them. */
export type PlanNumber =
  | 'componentIterations'
  | 'endToEndIterations'
  | 'warmUps'
  | 'durationS'
  | 'concurrency'
  | 'users'
  | 'timeoutS';

export interface PlanFieldView {
  key: PlanNumber;
  label: string;
  /** `s`, or empty. */
  unit: string;
  min: number;
  /** Whether a chosen suite uses it. */
  used: boolean;
}

export interface PlanView {
  values: BenchmarkPlan;
  suites: readonly ChoiceView<SuiteName>[];
  components: readonly ChoiceView<Component>[];
  fields: readonly PlanFieldView[];
  /** What is wrong with it, in a sentence; undefined when it can be run. */
  fault: string | undefined;
  /** How long it takes, in words, as `about 12 min`. */
  estimate: string;
  /** Why no run can be started now, whatever the plan: models that are not there, a turn in hand. */
  blocked: string | undefined;
}

/** Samples of the series in hand, the newest last. */
export interface LiveView {
  title: string;
  /** At most the last few hundred. */
  values: readonly number[];
  /** Number of the first of them among all, from 1. */
  firstNumber: number;
  /** Median of those shown; undefined without any. */
  median: number | undefined;
  /** Top of the axis, and the same in words. */
  top: number;
  topWords: string;
  /** What the chart shows, in one sentence. */
  summary: string;
}

export type RunStateView =
  | { kind: 'idle' }
  | {
      kind: 'running';
      /** The series in hand. */
      title: string;
      suite: string;
      /** Of all that is to be done, 0 to 1. */
      share: number;
      /** `step 120 of 840`. */
      done: string;
      elapsed: string;
      /** `about 3 min left`; undefined until it can be told. */
      eta: string | undefined;
      /** The page is hidden: nothing is measured until it is seen. */
      paused: boolean;
      /** Cancelled, and not stopped yet. */
      cancelling: boolean;
      live: LiveView | undefined;
    };

export interface NoticeView {
  kind: 'error' | 'done';
  text: string;
}

export interface BenchmarkView {
  plan: PlanView;
  state: RunStateView;
  /** Of the last thing asked for, as an import that failed. */
  notice: NoticeView | undefined;
  results: ResultsView | undefined;
  history: HistoryView;
  comparison: ComparisonView | undefined;
}

/** Everything a user can ask the benchmark page for. */
export type BenchmarkIntent =
  /** All values, those unchanged too; may be out of bounds, then the view says what is wrong. */
  | { kind: 'set-plan'; plan: BenchmarkPlan }
  | { kind: 'run' }
  | { kind: 'cancel' }
  | { kind: 'open-run'; runId: string }
  | { kind: 'close-run' }
  /** Undefined: none is pinned any more. */
  | { kind: 'pin-baseline'; runId: string | undefined }
  /** What `runId` changed against `baseId`. */
  | { kind: 'compare'; baseId: string; runId: string }
  | { kind: 'close-compare' }
  | { kind: 'set-history-series'; seriesId: string }
  /** Undefined: all there is. */
  | { kind: 'set-history-days'; days: number | undefined }
  | { kind: 'delete-run'; runId: string }
  | { kind: 'label-run'; runId: string; label: string }
  /** A run measured elsewhere; its text is the host's to read and to check. */
  | { kind: 'import'; file: File }
  /** The report of a run as a zip. */
  | { kind: 'export'; runId: string }
  | { kind: 'close' };

/** The one event the page's elements fire upward. */
export class BenchmarkIntentEvent extends Event {
  static readonly type = 'sotto-benchmark-intent';
  constructor(readonly intent: BenchmarkIntent) {
    super(BenchmarkIntentEvent.type, { bubbles: true, composed: true });
  }
}
