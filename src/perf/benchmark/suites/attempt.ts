/** One piece of work that is given so much time and may fail. */
import { abortable, throwIfAborted, toSottoError } from '../../../../workers/rpc';

export type Outcome<T> =
  | { kind: 'done'; value: T; ms: number }
  | { kind: 'failed'; message: string; ms: number }
  | { kind: 'timed-out'; message: string };

export interface AttemptOptions {
  timeoutS: number;
  nowMs: () => number;
  signal: AbortSignal;
}

/**
 * Never waits longer than the time limit, nor for work that is slow to give up.
 * @throws SottoError `aborted` at once when the signal fires; nothing else.
 */
export async function attempt<T>(
  work: (signal: AbortSignal) => Promise<T>,
  { timeoutS, nowMs, signal }: AttemptOptions,
): Promise<Outcome<T>> {
  throwIfAborted(signal);
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), timeoutS * 1000);
  const either = AbortSignal.any([signal, limit.signal]);
  const startedAtMs = nowMs();
  try {
    const value = await abortable(work(either), either);
    return { kind: 'done', value, ms: nowMs() - startedAtMs };
  } catch (error) {
    throwIfAborted(signal);
    if (limit.signal.aborted) return { kind: 'timed-out', message: `One took longer than ${timeoutS} s.` };
    return { kind: 'failed', message: toSottoError(error).message, ms: nowMs() - startedAtMs };
  } finally {
    clearTimeout(timer);
  }
}
