/** A run with what every section of a report asks of it, worked out once. */
import type { BenchmarkRun, SampleSeries } from '../../../store/benchmark-run';
import { type Comparison, compareRuns } from '../compare';
import { type Summary, summarise } from '../summarise';

export interface Figured {
  run: BenchmarkRun;
  base: BenchmarkRun | undefined;
  comparison: Comparison | undefined;
  /** By series id; without an entry: no sample. */
  summaries: ReadonlyMap<string, Summary>;
}

export function figured(run: BenchmarkRun, base: BenchmarkRun | undefined): Figured {
  const summaries = new Map<string, Summary>();
  for (const { id, samples } of run.series) {
    const summary = summarise(samples, run.plan.seed);
    if (summary) summaries.set(id, summary);
  }
  return { run, base, comparison: base && compareRuns(base, run), summaries };
}

/** Says why a series has no more samples than it has; empty for one that was measured. */
export function statusWords({ status, note }: SampleSeries): string {
  const words: Record<SampleSeries['status'], string> = {
    measured: '',
    'not-built': 'not built',
    failed: 'failed',
    'timed-out': 'timed out',
    cancelled: 'cancelled',
  };
  return [words[status], note].filter(Boolean).join(': ');
}
