/** What a run is asked for: the plan without any wishes, the short one of a check, and the bounds of both. */
import type { BenchmarkPlan, SuiteName } from '../../store/benchmark-run';
import type { Component } from '../../store/metric';
import { isComponent } from '../component-name';

/** What each suite's series are about; the compiler keeps this whole. */
export const COMPONENTS_OF: Readonly<Record<SuiteName, readonly Component[]>> = {
  components: ['capture', 'vad', 'stt', 'route', 'tool', 'llm', 'tts', 'playback', 'system'],
  latency: ['pipeline'],
  throughput: ['pipeline', 'vad', 'llm'],
  load: ['pipeline'],
  sessions: ['vad'],
  memory: ['system'],
  soak: ['pipeline', 'system'],
};

/** A soak lasts as long as somebody asks, so it is no part of what nobody asked for. */
export const DEFAULT_PLAN: BenchmarkPlan = {
  suites: ['components', 'latency', 'throughput', 'load', 'sessions', 'memory'],
  components: [],
  componentIterations: 100,
  endToEndIterations: 20,
  warmUps: 2,
  durationS: 60,
  concurrency: 10,
  users: 10,
  timeoutS: 300,
  coldLoads: false,
  seed: 1,
};

/**
 * Whether everything measures at all, in less than three minutes on two slow cores. Spoken turns take the time that they
 * take, with their warm-ups more than that: here whole utterances are worked on by the throughput suite.
 */
export function smokePlan(): BenchmarkPlan {
  return {
    ...DEFAULT_PLAN,
    suites: ['components', 'throughput', 'load'],
    componentIterations: 1,
    endToEndIterations: 1,
    durationS: 4,
    concurrency: 3,
    users: 2,
    timeoutS: 60,
  };
}

type NumberOf = Exclude<keyof BenchmarkPlan, 'suites' | 'components' | 'coldLoads'>;

/** Inclusive, whole numbers all of them. */
const BOUNDS: Readonly<Record<NumberOf, { title: string; least: number; most: number }>> = {
  componentIterations: { title: 'Iterations of a component', least: 1, most: 10_000 },
  endToEndIterations: { title: 'End-to-end iterations', least: 1, most: 1000 },
  // The first run of anything pays for what all others find ready, the second for what the first one loaded lazily.
  warmUps: { title: 'Warm-ups', least: 2, most: 100 },
  durationS: { title: 'The duration in seconds', least: 1, most: 86_400 },
  concurrency: { title: 'Requests in flight', least: 1, most: 1000 },
  users: { title: 'Users', least: 1, most: 1000 },
  timeoutS: { title: 'The time limit in seconds', least: 1, most: 3600 },
  seed: { title: 'The seed', least: 0, most: 2 ** 32 - 1 },
};

/** What is wrong with a plan, in a sentence; undefined for one that can be run. Takes plans from files and flags, too. */
export function checkPlan(plan: BenchmarkPlan): string | undefined {
  if (plan.suites.length === 0) return 'At least one suite has to be chosen.';
  const stranger = plan.suites.find((suite) => !Object.hasOwn(COMPONENTS_OF, suite));
  if (stranger !== undefined) {
    return `There is no suite “${stranger}”: there are ${Object.keys(COMPONENTS_OF).join(', ')}.`;
  }
  if (new Set(plan.suites).size < plan.suites.length) return 'A suite is chosen twice.';
  const unknown = plan.components.find((component) => !isComponent(component));
  if (unknown !== undefined) return `There is no component “${unknown}”.`;
  const there = new Set(plan.suites.flatMap((suite) => COMPONENTS_OF[suite]));
  if (plan.components.length > 0 && !plan.components.some((component) => there.has(component))) {
    return `Nothing in the chosen suites is about ${plan.components.join(' or ')}: they have ${[...there].join(', ')}.`;
  }
  for (const [name, { title, least, most }] of boundsOf(BOUNDS)) {
    const value = plan[name];
    if (!Number.isInteger(value) || value < least || value > most) {
      return `${title} must be a whole number from ${least} to ${most}.`;
    }
  }
  return undefined;
}

function boundsOf<K extends string, V>(record: Readonly<Record<K, V>>): [K, V][] {
  // The keys of an object literal are those of its type.
  return Object.entries(record) as [K, V][];
}
