/** The benchmark page, made from what is kept and what is under way. Pure: the same data give the same page. */
import type { BenchmarkView } from '../ui/benchmark/benchmark-view';
import { comparisonView } from './comparison';
import type { BenchmarkData } from './data';
import { historyView } from './history';
import { planForm } from './plan-form';
import { resultsView } from './results';
import { runState } from './run-state';

export function benchmarkView(data: BenchmarkData): BenchmarkView {
  const { compared } = data;
  return {
    plan: planForm(data),
    state: runState(data.running),
    notice: data.notice,
    results: resultsView(data),
    history: historyView(data),
    comparison: compared && comparisonView(compared.base, compared.run, data.nowMs),
  };
}
