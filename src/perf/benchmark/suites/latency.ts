/** End to end: the documents' questions, typed and spoken, with what each stage added to the wait. */
import { SottoError } from '../../../../workers/rpc';
import type { Parts, TurnRecord } from '../../../store/turn-record';
import { clipOf } from './clips';
import type { Job, JobSource } from './job';
import { type Lane, lanesJob } from './lanes';
import { clipIdOf, QUESTIONS, type Question } from './questions';
import type { SeriesHead } from './series-book';

/** Parts are differences of times on a clock of microseconds that count from 1970: their sum is off by less. */
const ROUNDING_MS = 0.01;

export function latencyJobs({ plan, targets, clips }: JobSource): Job[] {
  const laneOf = (
    input: 'typed' | 'spoken',
    question: Question,
    answer: (signal: AbortSignal) => Promise<TurnRecord>,
  ): Lane => {
    const head = latencyHead(input, question);
    return {
      heads: [head],
      iterations: plan.endToEndIterations,
      warmUps: plan.warmUps,
      attempt: targets.canAnswer(question.topic)
        ? async (signal) => [{ id: head.id, ...waitOf(await answer(signal)) }]
        : undefined,
    };
  };
  return [
    lanesJob(
      QUESTIONS.map((question) => laneOf('typed', question, (signal) => targets.ask(question.text, signal))),
      3000,
    ),
    lanesJob(
      QUESTIONS.map((question) =>
        laneOf('spoken', question, async (signal) => targets.say(clipOf(clips, clipIdOf(question)), signal)),
      ),
      6000,
    ),
  ];
}

function latencyHead(input: 'typed' | 'spoken', { slug, text }: Question): SeriesHead {
  return {
    id: `latency.${input}.${slug}`,
    suite: 'latency',
    component: 'pipeline',
    title: `“${text}”, ${input}`,
    unit: 'ms',
    better: 'less',
    temperature: 'warm',
  };
}

/** The wait for an answer and its parts. @throws SottoError when nothing was heard, or the parts are not the whole. */
export function waitOf({ outcome, error, totalMs, parts }: TurnRecord): { value: number; parts: Parts } {
  if (outcome === 'failed') throw new SottoError(error?.code ?? 'internal', error?.message ?? 'The turn failed.');
  if (totalMs === undefined || parts === undefined) {
    throw new SottoError('internal', `Nothing was heard of the answer: the turn is ${outcome}.`);
  }
  const sumMs = Object.values(parts).reduce((sum, ms) => sum + ms, 0);
  if (Math.abs(sumMs - totalMs) > ROUNDING_MS) {
    throw new SottoError('internal', `The parts of the wait sum to ${sumMs} ms, and the whole is ${totalMs} ms.`);
  }
  return { value: totalMs, parts };
}
