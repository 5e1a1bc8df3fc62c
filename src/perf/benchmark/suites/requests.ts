/** Requests one after the other, as the suites that last for a while make them. */
import { SottoError } from '../../../../workers/rpc';
import type { RequestSample } from '../targets';
import type { Desk, JobSource } from './job';
import { type Ending, Patience } from './patience';
import { answerable, type Question } from './questions';
import type { SeriesHead } from './series-book';

/** One request's work; `round` counts them, so that each asks something else. */
export type RequestWork = (signal: AbortSignal, round: number) => Promise<RequestSample>;

/** The questions that can be answered, one after the other; undefined while there is none. */
export function questionWork(
  { targets }: Pick<JobSource, 'targets'>,
  answer: (question: Question, signal: AbortSignal) => Promise<RequestSample>,
): RequestWork | undefined {
  const questions = answerable(targets);
  if (questions.length === 0) return undefined;
  return async (signal, round) => {
    const sample = await answer(questions[round % questions.length]!, signal);
    if (!sample.answered) throw new SottoError('inference-failed', 'The request was not answered.');
    return sample;
  };
}

/** Runs that do not count. @returns how the series have to end, when already these did not go well. */
export async function warmUp(
  desk: Desk,
  heads: readonly SeriesHead[],
  work: (signal: AbortSignal, round: number) => Promise<unknown>,
): Promise<Ending | undefined> {
  const patience = new Patience();
  for (let done = 0; done < desk.plan.warmUps; ) {
    await desk.ready();
    const outcome = await desk.attempt((signal) => work(signal, done));
    if (outcome.kind === 'done') {
      done += 1;
      for (const { id } of heads) desk.book.warmedUp(id, 1);
    } else for (const { id } of heads) desk.book.error(id);
    const ending = patience.after(outcome);
    if (ending) return ending;
  }
  return undefined;
}

/** Ends series alike. */
export function endAll(desk: Desk, heads: readonly SeriesHead[], { status, note }: Ending): void {
  for (const { id } of heads) desk.book.end(id, status, note);
}
