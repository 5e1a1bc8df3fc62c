/** Each component by itself, with nothing else going on. Those with a model are in `model-components.ts`. */
import { componentHead, type PricedLane } from './component-lane';
import type { Job, JobSource } from './job';
import { lanesJob } from './lanes';
import { modelLanes } from './model-components';
import { QUESTIONS } from './questions';
import type { SeriesHead } from './series-book';

/** One component after the other: neighbours in turns would warm and cool each other's caches. */
export function componentJobs(source: JobSource): Job[] {
  return [...plainLanes(source), ...modelLanes(source)].map(({ lane, expectedMs }) => lanesJob([lane], expectedMs));
}

function plainLanes({ plan, targets }: JobSource): PricedLane[] {
  const single = (
    head: Pick<SeriesHead, 'id' | 'component' | 'title'>,
    expectedMs: number,
    measure: ((signal: AbortSignal, round: number) => Promise<number>) | undefined,
  ): PricedLane => ({
    expectedMs,
    lane: {
      heads: [componentHead(head)],
      iterations: plan.componentIterations,
      warmUps: plan.warmUps,
      attempt: measure && (async (signal, { round }) => [{ id: head.id, value: await measure(signal, round) }]),
    },
  });
  const route = (way: keyof typeof targets.route, title: string): PricedLane => {
    const decide = targets.route[way];
    // A router is for all questions: each of them in turn.
    const textOf = (round: number) => QUESTIONS[round % QUESTIONS.length]!.text;
    return single(
      { id: `route.${way}`, component: 'route', title },
      10,
      decide && ((signal, round) => decide(textOf(round), signal)),
    );
  };

  return [
    single({ id: 'capture.resample', component: 'capture', title: 'A second of sound, 48 to 16 kHz' }, 20, (signal) =>
      targets.resample(signal),
    ),
    route('rules', 'Route by rules'),
    route('embeddings', 'Route by embeddings'),
    route('hybrid', 'Route by rules and embeddings'),
    ...targets.skills.map(({ id, question }) =>
      single({ id: `skill.${id}`, component: 'tool', title: `Skill ${id}: “${question}”` }, 2, (signal) =>
        targets.runSkill(id, signal),
      ),
    ),
    single({ id: 'playback.start', component: 'playback', title: 'Start of playback' }, 150, (signal) =>
      targets.startPlayback(signal),
    ),
    single({ id: 'store.write', component: 'system', title: 'A thousand points into IndexedDB' }, 150, (signal) =>
      targets.writeStore(signal),
    ),
    single({ id: 'store.read', component: 'system', title: 'A chart of a month out of IndexedDB' }, 100, (signal) =>
      targets.readStore(signal),
    ),
  ];
}
