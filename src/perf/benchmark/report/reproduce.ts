/** What to type, or to press, to have the same run again. */
import type { BenchmarkPlan, BenchmarkRun } from '../../../store/benchmark-run';
import { DEFAULT_PLAN } from '../plan';

/**
 * The commands that make this plan: two where questions and components were asked a different number of times, since
 * `--iterations` is of both. The plan's own text, for `sotto.benchmark.run`, holds what no flag sets.
 */
export function commandsOf({ plan, label }: BenchmarkRun): string[] {
  const { suites, componentIterations, endToEndIterations } = plan;
  const isDefault =
    componentIterations === DEFAULT_PLAN.componentIterations && endToEndIterations === DEFAULT_PLAN.endToEndIterations;
  if (isDefault) return [commandOf(plan, label, suites, undefined)];
  if (!suites.includes('latency')) return [commandOf(plan, label, suites, componentIterations)];
  if (componentIterations === endToEndIterations || suites.length === 1) {
    return [commandOf(plan, label, suites, endToEndIterations)];
  }
  const others = suites.filter((suite) => suite !== 'latency');
  return [commandOf(plan, label, others, componentIterations), commandOf(plan, label, ['latency'], endToEndIterations)];
}

function commandOf(
  plan: BenchmarkPlan,
  label: string,
  suites: BenchmarkPlan['suites'],
  iterations: number | undefined,
): string {
  const flags = [
    `--test ${suites.join(',')}`,
    plan.components.length > 0 && `--component ${plan.components.join(',')}`,
    iterations !== undefined && `--iterations ${iterations}`,
    `--duration ${plan.durationS}`,
    `--concurrent ${plan.concurrency}`,
    `--users ${plan.users}`,
    plan.coldLoads && '--cold',
    `--seed ${plan.seed}`,
    label && `--label ${quoted(label)}`,
  ];
  return `npm run sotto -- benchmark ${flags.filter(Boolean).join(' ')}`;
}

/** For a POSIX shell. */
function quoted(text: string): string {
  return /^[\w.,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
