/** Sends an export to the OpenTelemetry collector whose address the user typed; never to any other, and never unasked. */
import { readFault, readPartialSuccess } from './collector-answer';
import { type Clock, REAL_CLOCK, retryDelayMs } from './push-retry';

/** Why a push failed, for the page to choose its words and its button by. */
export type PushFailure =
  /** The text is no address of http or https. */
  | 'bad-address'
  /** Nothing answered, or the browser kept the answer from the page: it does not say which. */
  | 'unreachable'
  /** The collector answered that it will not take this. */
  | 'refused'
  /** The collector asked to come back later, more often or for longer than we do. */
  | 'busy'
  | 'timed-out'
  | 'aborted';

export type PushResult =
  /** `rejectedPoints`: data points that the collector left out, and why in its words. */
  | { kind: 'accepted'; attempts: number; rejectedPoints: number; message: string | undefined }
  | { kind: 'failed'; attempts: number; reason: PushFailure; message: string };

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Each attempt is given up after this long; the OTLP exporters' default. */
const ATTEMPT_TIMEOUT_MS = 10_000;

const MAX_ATTEMPTS = 5;

/** What may be tried again: https://opentelemetry.io/docs/specs/otlp/#retryable-response-codes */
const RETRYABLE: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/**
 * The address metrics are posted to: an address without a path gets OTLP's own, `/v1/metrics`.
 * @returns undefined for what is no address of http or https, and for one with a password in it, which no page may fetch.
 */
export function otlpMetricsUrl(text: string): string | undefined {
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    return undefined;
  }
  if (!['http:', 'https:'].includes(url.protocol) || url.username || url.password) return undefined;
  if (url.pathname === '/') url.pathname = '/v1/metrics';
  url.hash = '';
  return url.href;
}

/**
 * Posts OTLP/JSON. A collector that is busy (429, 502, 503, 504) is asked again, after the time it names in `Retry-After`
 * or a growing one of our own; five times at most, and for a minute in all. Never throws.
 * @param body As `otlpJson` writes it.
 */
export async function pushOtlp(
  url: string,
  body: string,
  fetch: Fetch,
  signal: AbortSignal,
  clock: Clock = REAL_CLOCK,
): Promise<PushResult> {
  const address = otlpMetricsUrl(url);
  if (address === undefined) {
    const message = 'The address of a collector begins with http:// or https:// and has no password in it.';
    return { kind: 'failed', attempts: 0, reason: 'bad-address', message };
  }
  let waitedMs = 0;
  for (let attempts = 1; ; attempts++) {
    const fail = (reason: PushFailure, message: string): PushResult => ({ kind: 'failed', attempts, reason, message });
    const timeout = clock.timeout(ATTEMPT_TIMEOUT_MS);
    try {
      signal.throwIfAborted();
      const response = await fetch(address, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body,
        mode: 'cors',
        credentials: 'omit',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
        // A redirect would send the data to an address that the user did not type.
        redirect: 'error',
        signal: AbortSignal.any([signal, timeout]),
      });
      const words = await response.text();
      if (response.ok) return { kind: 'accepted', attempts, ...readPartialSuccess(words) };
      const fault = readFault(words);
      const said = `The collector answered ${response.status}${fault ? `: ${fault}` : '.'}`;
      if (!RETRYABLE.has(response.status)) return fail('refused', said);
      const delayMs = retryDelayMs(response.headers.get('Retry-After'), attempts, waitedMs, clock);
      if (attempts === MAX_ATTEMPTS || delayMs === undefined) return fail('busy', said);
      waitedMs += delayMs;
      await clock.wait(delayMs, signal);
    } catch (error) {
      if (signal.aborted) return fail('aborted', 'The export was given up.');
      if (timeout.aborted)
        return fail('timed-out', `The collector did not answer within ${ATTEMPT_TIMEOUT_MS / 1000} s.`);
      return fail('unreachable', unreachable(address, error));
    }
  }
}

function unreachable(address: string, error: unknown): string {
  const reason = error instanceof Error ? ` (${error.message})` : '';
  return (
    `No answer from ${new URL(address).origin}${reason}. Is the collector running, and does it allow this page: ` +
    'receivers › otlp › protocols › http › cors › allowed_origins?'
  );
}
