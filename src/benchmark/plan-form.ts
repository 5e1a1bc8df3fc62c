/** The plan as a form. */
import { componentLabel } from '../dashboard/labels';
import { checkPlan, DEFAULT_PLAN } from '../perf/benchmark/plan';
import { type BenchmarkPlan, SUITES, type SuiteName } from '../store/benchmark-run';
import { COMPONENTS, type Component } from '../store/metric';
import type { PlanFieldView, PlanView } from '../ui/benchmark/benchmark-view';
import { benchmarkText } from '../ui/text/benchmark/words';
import { dashboardText } from '../ui/text/dashboard/words';
import type { BenchmarkData } from './data';
import { aboutWords, estimateS } from './estimate';

interface Field extends Omit<PlanFieldView, 'used' | 'label' | 'unit'> {
  unit: '' | 's';
  suites: readonly SuiteName[];
}

const FIELDS: readonly Field[] = [
  { key: 'componentIterations', unit: '', min: 1, suites: ['components'] },
  { key: 'endToEndIterations', unit: '', min: 1, suites: ['latency'] },
  { key: 'warmUps', unit: '', min: 2, suites: ['components', 'latency'] },
  { key: 'durationS', unit: 's', min: 1, suites: ['throughput', 'load', 'soak'] },
  { key: 'concurrency', unit: '', min: 1, suites: ['throughput'] },
  { key: 'users', unit: '', min: 1, suites: ['load'] },
  { key: 'timeoutS', unit: 's', min: 1, suites: SUITES },
];

export function planForm({ plan, blocked, runs }: BenchmarkData): PlanView {
  const { suites, plan: text } = benchmarkText();
  const last = runs.filter(({ valid }) => valid).toSorted((a, b) => b.startedAtMs - a.startedAtMs)[0];
  return {
    values: plan,
    suites: SUITES.map((key) => ({ key, ...suites[key] })),
    components: COMPONENTS.map((key) => ({ key, label: measuredLabel(key), hint: text.hints[key] })),
    fields: FIELDS.map(({ suites, unit, ...field }) => ({
      ...field,
      label: text.fields[field.key],
      // A unit without its number.
      unit: unit && dashboardText().units[unit]('').trim(),
      used: isUsed(plan, suites),
    })),
    fault: faultOf(plan),
    estimate: aboutWords(estimateS(plan, last)),
    blocked: blocked && text.blocked(blocked),
  };
}

/** By another name than on the dashboard where a benchmark measures more, or less, of it. */
function measuredLabel(component: Component): string {
  const labels: Readonly<Partial<Record<Component, string>>> = benchmarkText().plan.labels;
  return labels[component] ?? componentLabel(component);
}

/** What is wrong, in English by who checks plans from anywhere; a translation is told where on the form it is. */
function faultOf(plan: BenchmarkPlan): string | undefined {
  const english = checkPlan(plan);
  if (english === undefined) return undefined;
  const { fault, fields } = benchmarkText().plan;
  // With another value in its place nothing, or something else, is wrong.
  const wrong = FIELDS.find(({ key }) => checkPlan({ ...plan, [key]: DEFAULT_PLAN[key] }) !== english);
  return fault(english, plan.suites.length === 0, wrong ? fields[wrong.key] : '');
}

function isUsed(plan: BenchmarkPlan, suites: readonly SuiteName[]): boolean {
  return suites.some((suite) => plan.suites.includes(suite));
}
