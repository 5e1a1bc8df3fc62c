/** How much gets done when there is always more to do. */
import { clipOf } from './clips';
import type { Desk, Job, JobSource } from './job';
import { type Ending, Patience } from './patience';
import { clipIdOf } from './questions';
import { ratesOf, type Served } from './rates';
import { endAll, questionWork, type RequestWork, warmUp } from './requests';
import type { SeriesHead } from './series-book';

/** Of the detector and of the language model alone, at most: they are as fast after this as after a minute. */
const COMPONENT_S = 10;

/** 16 s of sound: what a call costs is no part of the rate. */
const FRAMES_AT_ONCE = 500;

const TOKENS_AT_ONCE = 64;

export function throughputJobs(source: JobSource): Job[] {
  const { targets, clips, plan } = source;
  const typed = questionWork(source, ({ text }, signal) => targets.request(text, signal));
  const spoken = questionWork(source, async (question, signal) =>
    targets.utterance(clipOf(clips, clipIdOf(question)), signal),
  );
  return [
    requestsJob(plan.durationS, typed),
    utterancesJob(plan.durationS, spoken),
    rateJob(
      rateHead('vad-chunks-per-s', 'vad', 'Frames of 32 ms per second'),
      Math.min(COMPONENT_S, plan.durationS),
      async ({ targets }, signal) => (await targets.detect(FRAMES_AT_ONCE, signal)).length,
    ),
    rateJob(
      rateHead('tokens-per-s', 'llm', 'Tokens per second, with the wait for the first'),
      Math.min(COMPONENT_S, plan.durationS),
      async ({ targets }, signal) =>
        (await targets.generate({ cold: false, maxTokens: TOKENS_AT_ONCE }, signal)).tokens,
    ),
  ];
}

function head(name: string, title: string, more: Partial<SeriesHead> = {}): SeriesHead {
  return {
    id: `throughput.${name}`,
    suite: 'throughput',
    component: 'pipeline',
    title,
    unit: 'ms',
    better: 'less',
    temperature: 'warm',
    ...more,
  };
}

function rateHead(name: string, component: SeriesHead['component'], title: string): SeriesHead {
  return head(name, title, { component, unit: 'per_s', better: 'more' });
}

function requestsJob(durationS: number, work: RequestWork | undefined): Job {
  const rate = rateHead('requests-per-s', 'pipeline', 'Typed requests per second');
  const wait = head('wait', 'Wait of a request in the queue');
  const service = head('service', 'Work on a request');
  const errorRate = head('error-rate', 'Requests that failed', { unit: 'share' });
  const heads = [rate, wait, service, errorRate];
  return closedLoopJob(
    heads,
    durationS,
    work,
    (desk, { served, failed }) => {
      for (const value of served.rates) desk.book.add({ id: rate.id, value });
      const attempts = served.count + failed;
      desk.book.add({ id: errorRate.id, value: attempts > 0 ? failed / attempts : undefined });
    },
    { wait: wait.id, service: service.id },
  );
}

function utterancesJob(durationS: number, work: RequestWork | undefined): Job {
  const rate = rateHead('utterances-per-s', 'pipeline', 'Spoken requests per second, transcript to sound');
  return closedLoopJob(
    [rate],
    durationS,
    work,
    (desk, { served }) => {
      for (const value of served.rates) desk.book.add({ id: rate.id, value });
    },
    undefined,
  );
}

interface LoopResult {
  served: { count: number; rates: number[] };
  failed: number;
}

/**
 * Always the same number of requests in flight: the next one is made when one is answered. They wait in this queue, because
 * there is one turn at a time.
 */
function closedLoopJob(
  heads: readonly SeriesHead[],
  durationS: number,
  work: RequestWork | undefined,
  conclude: (desk: Desk, result: LoopResult) => void,
  each: { wait: string; service: string } | undefined,
): Job {
  return {
    heads,
    steps: work ? durationS : 0,
    expectedStepMs: 1000,
    byClock: true,
    async run(desk) {
      if (!work) {
        for (const { id } of heads) desk.book.end(id, 'not-built');
        return;
      }
      const { book, nowMs, plan } = desk;
      let ending: Ending | undefined = await warmUp(desk, heads, work);
      const patience = new Patience();
      const done: Served[] = [];
      let failed = 0;
      const fromMs = nowMs();
      const queue = Array.from({ length: plan.concurrency }, () => ({ queuedAtMs: fromMs }));
      for (let round = plan.warmUps; !ending; round += 1) {
        await desk.ready();
        const startedAtMs = nowMs();
        const next = queue.shift();
        if (!next || startedAtMs >= fromMs + durationS * 1000) break;
        const outcome = await desk.attempt((signal) => work(signal, round));
        const endedAtMs = nowMs();
        queue.push({ queuedAtMs: endedAtMs });
        if (outcome.kind === 'done') {
          done.push({ startedAtMs, endedAtMs });
          if (each) {
            book.add({ id: each.wait, value: startedAtMs - next.queuedAtMs });
            book.add({ id: each.service, value: outcome.value.serviceMs });
          }
        } else {
          failed += 1;
          for (const { id } of heads) book.error(id);
        }
        ending = patience.after(outcome);
      }
      if (!ending) conclude(desk, { served: { count: done.length, rates: ratesOf(done, fromMs, durationS) }, failed });
      endAll(desk, heads, ending ?? { status: 'measured', note: undefined });
    },
  };
}

/** Things of one call over the time that the call took, again and again for a while. */
function rateJob(head: SeriesHead, durationS: number, work: (desk: Desk, signal: AbortSignal) => Promise<number>): Job {
  return {
    heads: [head],
    steps: durationS,
    expectedStepMs: 1000,
    byClock: true,
    async run(desk) {
      let ending = await warmUp(desk, [head], (signal) => work(desk, signal));
      const patience = new Patience();
      const untilMs = desk.nowMs() + durationS * 1000;
      while (!ending && desk.nowMs() < untilMs) {
        await desk.ready();
        const outcome = await desk.attempt((signal) => work(desk, signal));
        if (outcome.kind !== 'done') desk.book.error(head.id);
        else if (outcome.ms > 0) desk.book.add({ id: head.id, value: (outcome.value * 1000) / outcome.ms });
        ending = patience.after(outcome);
      }
      endAll(desk, [head], ending ?? { status: 'measured', note: undefined });
    },
  };
}
