/** When a push is tried again. */

/** Time and chance, so that a test needs neither. */
export interface Clock {
  nowMs(): number;
  /** Resolves after the time, or rejects as soon as the signal fires. */
  wait(delayMs: number, signal: AbortSignal): Promise<void>;
  /** A signal that fires after the time. */
  timeout(afterMs: number): AbortSignal;
  /** From 0 to 1. */
  random(): number;
}

export const REAL_CLOCK: Clock = {
  nowMs: () => Date.now(),
  wait: (delayMs, signal) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const onAbort = () => {
        clearTimeout(timer);
        reject(signal.reason);
      };
      const timer = setTimeout(() => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      }, delayMs);
      signal.addEventListener('abort', onAbort, { once: true });
    }),
  timeout: (afterMs) => AbortSignal.timeout(afterMs),
  random: () => Math.random(),
};

const FIRST_DELAY_MS = 1000;

/** All waiting of one push; somebody looks at a button meanwhile. */
const MAX_WAIT_MS = 60_000;

/**
 * How long to wait before the next attempt: what the collector asked for, else 1, 2, 4, 8 s, up to half of it more or less
 * by chance, so that many pages do not come back at once.
 * @param retryAfter The header: seconds or a date (RFC 9110 §10.2.3). A page sees it only where the collector exposes it.
 * @param attempts How many there were, 1 or more.
 * @returns undefined when all waiting would be more than a minute.
 */
export function retryDelayMs(
  retryAfter: string | null,
  attempts: number,
  waitedMs: number,
  clock: Clock,
): number | undefined {
  const delayMs = askedDelayMs(retryAfter, clock) ?? FIRST_DELAY_MS * 2 ** (attempts - 1) * (0.5 + clock.random());
  return waitedMs + delayMs <= MAX_WAIT_MS ? delayMs : undefined;
}

function askedDelayMs(retryAfter: string | null, clock: Clock): number | undefined {
  const text = retryAfter?.trim();
  if (!text) return undefined;
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const atMs = Date.parse(text);
  return Number.isNaN(atMs) ? undefined : Math.max(0, atMs - clock.nowMs());
}
