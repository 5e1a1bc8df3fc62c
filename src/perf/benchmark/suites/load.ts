/** Users who ask when they ask, whether or not the one before was answered. */
import { REAL_CLOCK } from '../../export/push-retry';
import { randomOf, seedFor } from '../statistics/random';
import type { Desk, Job, JobSource } from './job';
import { type Ending, Patience } from './patience';
import { endAll, questionWork, type RequestWork, warmUp } from './requests';
import type { SeriesHead } from './series-book';

/** Each user asks once a second, up to this much sooner or later: nobody is a metronome. */
const PERIOD_MS = 1000;
const JITTER_MS = 100;

const WAIT = head('wait', 'Wait of a request, from when it was due');
const SERVICE = head('service', 'Work on a request under load');
const ERROR_RATE = head('error-rate', 'Requests that failed under load', { unit: 'share' });
const HEADS = [WAIT, SERVICE, ERROR_RATE];

export function loadJobs(source: JobSource): Job[] {
  const { plan, targets } = source;
  const work = questionWork(source, ({ text }, signal) => targets.request(text, signal));
  return [
    {
      heads: HEADS,
      steps: work ? plan.durationS : 0,
      expectedStepMs: 1000,
      byClock: true,
      async run(desk) {
        if (!work) for (const { id } of HEADS) desk.book.end(id, 'not-built');
        else endAll(desk, HEADS, (await warmUp(desk, HEADS, work)) ?? (await openLoop(desk, work)));
      },
    },
  ];
}

/**
 * When each request is due, from the start, in order. A user's own requests are a period apart, give or take the jitter;
 * users begin at different moments of the first second.
 */
export function arrivalsMs(users: number, durationS: number, seed: number): number[] {
  const random = randomOf(seedFor(seed, 'load arrivals'));
  const all: number[] = [];
  for (let user = 0; user < users; user += 1) {
    const phaseMs = random.uniform() * PERIOD_MS;
    for (let dueMs = phaseMs; dueMs < durationS * 1000; dueMs += PERIOD_MS) {
      all.push(Math.max(0, dueMs + (2 * random.uniform() - 1) * JITTER_MS));
    }
  }
  return all.filter((dueMs) => dueMs < durationS * 1000).sort((a, b) => a - b);
}

/**
 * One turn at a time, first come first served. Arrivals are fixed beforehand, so a slow answer delays nobody's question:
 * every wait counts from when its request was due, those that were never served included.
 */
async function openLoop(desk: Desk, work: RequestWork): Promise<Ending> {
  const { book, nowMs, plan, signal } = desk;
  const due = arrivalsMs(plan.users, plan.durationS, plan.seed);
  const patience = new Patience();
  let fromMs = nowMs();
  let served = 0;
  let failed = 0;
  for (const [index, arrivalMs] of due.entries()) {
    const untilMs = fromMs + arrivalMs - nowMs();
    if (untilMs > 0) await REAL_CLOCK.wait(untilMs, signal);
    const seenAtMs = nowMs();
    await desk.ready();
    // Hidden, nobody asked anything.
    fromMs += nowMs() - seenAtMs;
    const startedMs = nowMs() - fromMs;
    if (startedMs >= plan.durationS * 1000) return conclude(desk, due.slice(index), served, failed);
    book.add({ id: WAIT.id, value: Math.max(0, startedMs - arrivalMs) });
    const outcome = await desk.attempt((one) => work(one, plan.warmUps + index));
    if (outcome.kind === 'done') {
      served += 1;
      book.add({ id: SERVICE.id, value: outcome.value.serviceMs });
    } else {
      failed += 1;
      for (const { id } of HEADS) book.error(id);
    }
    const ending = patience.after(outcome);
    if (ending) return ending;
  }
  return conclude(desk, [], served, failed);
}

function conclude({ book, plan }: Desk, unserved: readonly number[], served: number, failed: number): Ending {
  for (const arrivalMs of unserved) book.add({ id: WAIT.id, value: plan.durationS * 1000 - arrivalMs });
  const attempts = served + failed;
  book.add({ id: ERROR_RATE.id, value: attempts > 0 ? failed / attempts : undefined });
  const note = `${unserved.length} of ${attempts + unserved.length} requests still waited at the end; their wait is counted until then.`;
  return { status: 'measured', note: unserved.length > 0 ? note : undefined };
}

function head(name: string, title: string, more: Partial<SeriesHead> = {}): SeriesHead {
  return {
    id: `load.${name}`,
    suite: 'load',
    component: 'pipeline',
    title,
    unit: 'ms',
    better: 'less',
    temperature: 'warm',
    ...more,
  };
}
