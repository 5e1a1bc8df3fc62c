/** What a hundred requests leave behind in memory. */
import type { Desk, Job, JobSource } from './job';
import { type Ending, Patience } from './patience';
import { endAll, questionWork, type RequestWork, warmUp } from './requests';
import type { SeriesHead } from './series-book';

/** Of the documents: 100 requests with a sample every 10, and 50 for the promise. */
const REQUESTS = 100;
const SLA_REQUESTS = 50;
const EVERY = 10;

const SAMPLES = head('samples', `Memory before, during and after ${REQUESTS} requests`);
/** The first half of the same requests: another fifty later would grow less, having less left to load. */
const SLA = head('sla-samples', `Memory before, during and after ${SLA_REQUESTS} requests`);
const GROWTH = head('growth', `Growth of memory over ${REQUESTS} requests`);
const HEADS = [SAMPLES, SLA, GROWTH];

export function memoryJobs(source: JobSource): Job[] {
  const { targets, plan } = source;
  const work = questionWork(source, ({ text }, signal) => targets.request(text, signal));
  return [
    {
      heads: HEADS,
      steps: work ? REQUESTS + plan.warmUps : 0,
      expectedStepMs: 600,
      byClock: false,
      async run(desk) {
        if (!work) for (const { id } of HEADS) desk.book.end(id, 'not-built');
        else endAll(desk, HEADS, (await warmUp(desk, HEADS, work)) ?? (await watch(desk, work)));
      },
    },
  ];
}

async function watch(desk: Desk, work: RequestWork): Promise<Ending> {
  const { book, plan } = desk;
  const done: Ending = { status: 'measured', note: undefined };
  const patience = new Patience();
  desk.step(plan.warmUps, undefined);
  const initialMb = await readMb(desk, 0);
  // Not told before is not told after.
  if (typeof initialMb !== 'number') return initialMb ?? done;
  for (let round = 1; round <= REQUESTS; round += 1) {
    await desk.ready();
    const outcome = await desk.attempt((signal) => work(signal, round - 1));
    desk.step(1, outcome.kind === 'timed-out' ? undefined : outcome.ms);
    if (outcome.kind !== 'done') for (const { id } of HEADS) book.error(id);
    const ending = patience.after(outcome);
    if (ending) return ending;
    if (round % EVERY > 0) continue;
    const mb = await readMb(desk, round);
    if (typeof mb === 'object') return mb;
    if (round === REQUESTS && mb !== undefined) book.add({ id: GROWTH.id, value: mb - initialMb });
    if (round === SLA_REQUESTS) book.end(SLA.id, 'measured');
  }
  return done;
}

/** Memory after so many requests, in MB; undefined where it is not told, and an ending where it cannot be read. */
async function readMb(desk: Desk, round: number): Promise<number | undefined | Ending> {
  const outcome = await desk.attempt(() => desk.targets.memoryMb());
  if (outcome.kind === 'done') {
    desk.book.add({ id: SAMPLES.id, value: outcome.value });
    if (round <= SLA_REQUESTS) desk.book.add({ id: SLA.id, value: outcome.value });
    return outcome.value;
  }
  // Without one of its readings a series would tell of other requests than it says.
  return { status: outcome.kind, note: outcome.message };
}

function head(name: string, title: string): SeriesHead {
  return {
    id: `memory.${name}`,
    suite: 'memory',
    component: 'system',
    title,
    unit: 'mb',
    better: 'less',
    temperature: 'warm',
  };
}
