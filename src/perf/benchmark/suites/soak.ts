/** Turns, typed and spoken, for as long as somebody asks. */
import type { TurnRecord } from '../../../store/turn-record';
import { clipOf } from './clips';
import type { Desk, Job, JobSource } from './job';
import { waitOf } from './latency';
import { type Ending, Patience } from './patience';
import { answerable, clipIdOf } from './questions';
import { endAll, warmUp } from './requests';
import type { SeriesHead } from './series-book';

/** Seldom enough that collecting garbage for a reading is no part of the work. */
const READ_MEMORY_EVERY_MS = 60_000;

const HEAD = { suite: 'soak', better: 'less', temperature: 'warm' } as const;
const LATENCY: SeriesHead = {
  ...HEAD,
  id: 'soak.latency',
  component: 'pipeline',
  title: 'Answers one after the other, typed and spoken',
  unit: 'ms',
};
const MEMORY: SeriesHead = {
  ...HEAD,
  id: 'soak.memory',
  component: 'system',
  title: 'Memory, once a minute',
  unit: 'mb',
};
const HEADS = [LATENCY, MEMORY];

type TurnWork = (signal: AbortSignal, round: number) => Promise<TurnRecord>;

export function soakJobs(source: JobSource): Job[] {
  const work = alternating(source);
  return [
    {
      heads: HEADS,
      steps: work ? source.plan.durationS : 0,
      expectedStepMs: 1000,
      byClock: true,
      async run(desk) {
        if (!work) for (const { id } of HEADS) desk.book.end(id, 'not-built');
        else endAll(desk, HEADS, (await warmUp(desk, HEADS, work)) ?? (await soak(desk, work)));
      },
    },
  ];
}

/** Each question typed, then spoken. */
function alternating({ targets, clips }: JobSource): TurnWork | undefined {
  const questions = answerable(targets);
  if (questions.length === 0) return undefined;
  return async (signal, round) => {
    const question = questions[Math.floor(round / 2) % questions.length]!;
    if (round % 2 === 0) return targets.ask(question.text, signal);
    return targets.say(clipOf(clips, clipIdOf(question)), signal);
  };
}

async function soak(desk: Desk, work: TurnWork): Promise<Ending> {
  const { book, nowMs, plan } = desk;
  const patience = new Patience();
  const untilMs = nowMs() + plan.durationS * 1000;
  await readMemory(desk);
  let readAtMs = nowMs();
  for (let round = 0; nowMs() < untilMs; round += 1) {
    await desk.ready();
    const outcome = await desk.attempt(async (signal) => waitOf(await work(signal, round)));
    if (outcome.kind === 'done') book.add({ id: LATENCY.id, ...outcome.value });
    else book.error(LATENCY.id);
    const ending = patience.after(outcome);
    if (ending) return ending;
    if (nowMs() - readAtMs >= READ_MEMORY_EVERY_MS) {
      await readMemory(desk);
      readAtMs = nowMs();
    }
  }
  await readMemory(desk);
  return { status: 'measured', note: undefined };
}

async function readMemory(desk: Desk): Promise<void> {
  const outcome = await desk.attempt(() => desk.targets.memoryMb());
  if (outcome.kind === 'done') desk.book.add({ id: MEMORY.id, value: outcome.value });
  else desk.book.error(MEMORY.id);
}
