/** How long a plan takes, from what this device took last time. */

import { numberText } from '../dashboard/figures';
import { COMPONENTS_OF } from '../perf/benchmark/plan';
import type { BenchmarkPlan, BenchmarkSummary } from '../store/benchmark-run';
import { COMPONENTS, type Component } from '../store/metric';
import { benchmarkText } from '../ui/text/benchmark/words';

/**
 * Seconds that one sample of each of a component's series takes together, until a run has told better. Rough figures of
 * a laptop with two cores: they only say whether it is minutes or hours.
 */
const SAMPLE_S: Readonly<Record<Component, number>> = {
  capture: 0.01,
  vad: 0.01,
  stt: 6,
  route: 0.01,
  tool: 0.05,
  llm: 5,
  tts: 4,
  playback: 0.2,
  pipeline: 0,
  system: 0.2,
};

/** One spoken and one typed turn, until it is heard and done. */
const TURNS_S = 9;
const QUESTIONS = 10;
const REQUEST_S = 1.5;
/** The memory suite's requests: 100, and 50 for the SLA. */
const MEMORY_REQUESTS = 100;
/** The steps up to the most sessions that hold, in real time. */
const SESSIONS_S = 90;
/** Loading every model again, and from the server. */
const WARM_LOAD_S = 15;
const COLD_LOAD_S = 60;
/** A turn is done when its answer was spoken, about this many times its wait. */
const TURN_OVER_WAIT = 3;

const COMPONENT_OF: Readonly<Record<string, Component>> = {
  capture: 'capture',
  vad: 'vad',
  stt: 'stt',
  route: 'route',
  skill: 'tool',
  llm: 'llm',
  tts: 'tts',
  playback: 'playback',
  store: 'system',
};

/** In seconds. @param last the newest run of this device; undefined without one. */
export function estimateS(plan: BenchmarkPlan, last: BenchmarkSummary | undefined): number {
  const own = last ? ownSeconds(last) : { samples: new Map<Component, number>(), turnsS: undefined };
  const wanted = (component: Component) => plan.components.length === 0 || plan.components.includes(component);
  let totalS = 0;
  for (const suite of plan.suites) {
    if (!COMPONENTS_OF[suite].some(wanted)) continue;
    switch (suite) {
      case 'components': {
        let sampleS = 0;
        for (const component of COMPONENTS) {
          if (wanted(component)) sampleS += own.samples.get(component) ?? SAMPLE_S[component];
        }
        totalS += sampleS * (plan.componentIterations + plan.warmUps);
        totalS += WARM_LOAD_S + (plan.coldLoads ? COLD_LOAD_S : 0);
        break;
      }
      case 'latency':
        totalS += (own.turnsS ?? QUESTIONS * TURNS_S) * (plan.endToEndIterations + plan.warmUps);
        break;
      case 'throughput':
        // Requests and utterances, each for the whole time; the detector and the tokens beside.
        totalS += 2 * plan.durationS;
        break;
      case 'load':
      case 'soak':
        totalS += plan.durationS;
        break;
      case 'sessions':
        totalS += SESSIONS_S;
        break;
      case 'memory':
        totalS += MEMORY_REQUESTS * REQUEST_S;
        break;
    }
  }
  return totalS;
}

/** Medians of a run as seconds for one sample of everything. */
function ownSeconds(run: BenchmarkSummary): { samples: Map<Component, number>; turnsS: number | undefined } {
  const samples = new Map<Component, number>();
  let turnsMs = 0;
  for (const [id, { median }] of Object.entries(run.medians)) {
    const component = COMPONENT_OF[id.slice(0, id.indexOf('.'))];
    if (id.startsWith('latency.')) turnsMs += median * TURN_OVER_WAIT;
    // Rates and ratios are measured along with the times.
    else if (component && !/per-s$|rtf/.test(id)) {
      samples.set(component, (samples.get(component) ?? 0) + median / 1000);
    }
  }
  return { samples, turnsS: turnsMs > 0 ? turnsMs / 1000 : undefined };
}

/** `less than a minute`, `about 12 min`, `about 3.5 h`. */
export function aboutWords(seconds: number): string {
  const { lessThanMinute, minutes, hours } = benchmarkText().about;
  const words = (value: number) => numberText(value, { maximumFractionDigits: 1, useGrouping: false });
  if (seconds < 55) return lessThanMinute;
  return seconds < 5400 ? minutes(words(Math.max(1, Math.round(seconds / 60)))) : hours(words(seconds / 3600));
}
