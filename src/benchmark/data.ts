/** What the benchmark page is made from. Read elsewhere; everything in this folder is pure. */
import type { BenchmarkProgress } from '../perf/benchmark/progress';
import type { BenchmarkPlan, BenchmarkRun, BenchmarkSummary } from '../store/benchmark-run';
import type { NoticeView } from '../ui/benchmark/benchmark-view';

/** A run under way. */
export interface RunningData {
  /** Undefined until the first report. */
  progress: BenchmarkProgress | undefined;
  cancelling: boolean;
  /** All samples of the series in hand; undefined before the first. */
  live: { seriesId: string; samples: readonly number[] } | undefined;
}

export interface BenchmarkData {
  nowMs: number;
  plan: BenchmarkPlan;
  /** Why no run can be started now, in a sentence; undefined when one can. */
  blocked: string | undefined;
  /** Undefined while nothing is measured. */
  running: RunningData | undefined;
  /** All that are kept, in any order. The same array as long as nothing changed: it is known by its identity. */
  runs: readonly BenchmarkSummary[];
  /** The run whose results are open. */
  shown: BenchmarkRun | undefined;
  baselineId: string | undefined;
  /** The pinned run in full, while it can be read. */
  baseline: BenchmarkRun | undefined;
  /** The two runs that are compared. */
  compared: { base: BenchmarkRun; run: BenchmarkRun } | undefined;
  /** Undefined: the first that there is. */
  historySeriesId: string | undefined;
  /** Undefined: all there is. */
  historyDays: number | undefined;
  notice: NoticeView | undefined;
}
