/** The plan as a form. */
import { COMPONENT_LABELS } from '../dashboard/labels';
import { checkPlan } from '../perf/benchmark/plan';
import { type BenchmarkPlan, SUITES, type SuiteName } from '../store/benchmark-run';
import type { Component } from '../store/metric';
import type { PlanFieldView, PlanView } from '../ui/benchmark/benchmark-view';
import type { BenchmarkData } from './data';
import { aboutWords, estimateS } from './estimate';
import { SUITE_HINTS, SUITE_LABELS } from './labels';

/** Everything that some series is about. */
const MEASURED: readonly { key: Component; label?: string; hint: string }[] = [
  { key: 'capture', hint: 'resampling' },
  { key: 'vad', label: 'Speech detector', hint: 'a frame of 32 ms' },
  { key: 'stt', hint: 'clips of 1.5 to 30 s' },
  { key: 'route', hint: 'rules, embeddings, hybrid' },
  { key: 'tool', label: 'Skills', hint: 'each on its question' },
  { key: 'llm', hint: 'first token, tokens per second' },
  { key: 'tts', hint: '4, 8 and 20 words' },
  { key: 'playback', hint: 'start of sound' },
  { key: 'pipeline', hint: 'latency, throughput, load' },
  { key: 'system', label: 'Storage and memory', hint: 'writing, reading, growth' },
];

interface Field extends Omit<PlanFieldView, 'used'> {
  suites: readonly SuiteName[];
}

const FIELDS: readonly Field[] = [
  { key: 'componentIterations', label: 'Samples of each component', unit: '', min: 1, suites: ['components'] },
  { key: 'endToEndIterations', label: 'Samples of each question', unit: '', min: 1, suites: ['latency'] },
  { key: 'warmUps', label: 'Warm-ups', unit: '', min: 2, suites: ['components', 'latency'] },
  { key: 'durationS', label: 'Duration', unit: 's', min: 1, suites: ['throughput', 'load', 'soak'] },
  { key: 'concurrency', label: 'Requests in flight', unit: '', min: 1, suites: ['throughput'] },
  { key: 'users', label: 'Simulated users', unit: '', min: 1, suites: ['load'] },
  { key: 'timeoutS', label: 'Timeout of a sample', unit: 's', min: 1, suites: SUITES },
];

export function planForm({ plan, blocked, runs }: BenchmarkData): PlanView {
  const last = runs.filter(({ valid }) => valid).toSorted((a, b) => b.startedAtMs - a.startedAtMs)[0];
  return {
    values: plan,
    suites: SUITES.map((key) => ({ key, label: SUITE_LABELS[key], hint: SUITE_HINTS[key] })),
    components: MEASURED.map(({ key, label, hint }) => ({ key, label: label ?? COMPONENT_LABELS[key], hint })),
    fields: FIELDS.map(({ suites, ...field }) => ({ ...field, used: isUsed(plan, suites) })),
    fault: checkPlan(plan),
    estimate: aboutWords(estimateS(plan, last)),
    blocked,
  };
}

function isUsed(plan: BenchmarkPlan, suites: readonly SuiteName[]): boolean {
  return suites.some((suite) => plan.suites.includes(suite));
}
