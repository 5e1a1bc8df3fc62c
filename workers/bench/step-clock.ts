/** Steps that are due at fixed times, whatever each of them took. */
import { yieldToMessages } from '../yield-to-messages';

/** A clock that can be waited for; a test has its own. */
export interface StepClock {
  /** In ms from any begin. */
  nowMs(): number;
  /**
   * Resolves at that time or as soon after it as the timer lets, at once when the signal fires; when the time has passed,
   * after the messages that have arrived.
   */
  until(atMs: number, signal: AbortSignal): Promise<void>;
}

/** The worker's own clock. Each wait is to a time, not for a while, so that lateness never adds up. */
export const realClock: StepClock = {
  nowMs: () => performance.now(),
  until(atMs, signal) {
    const waitMs = atMs - performance.now();
    if (waitMs <= 0 || signal.aborted) return yieldToMessages();
    return new Promise((resolve) => {
      const over = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', over);
        resolve();
      };
      const timer = setTimeout(over, waitMs);
      signal.addEventListener('abort', over);
    });
  },
};
