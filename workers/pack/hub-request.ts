/** One question to a hub, and the patience to ask it again. */
import { abortable, SottoError, throwIfAborted } from '../rpc';
import { delay } from './delay';
import { parseRetryAfterMs } from './hub-facts';
import type { PackDisk } from './pack-disk';
import type { Fetch } from './pack-source';

/** Waits before the second and third try, each as much as half longer or shorter, so that lanes do not knock as one. */
const RETRY_DELAYS_MS = [500, 2000];
/** A connection that brings nothing for so long is dead, whatever it says. */
const STALL_MS = 20_000;
/** A hub that wants a longer pause than this is asked again all the same; so often, then it counts as a failure. */
const MAX_PAUSE_MS = 60_000;
const MAX_PAUSES = 5;

/** What a download from a hub works with. */
export interface HubTools {
  disk: PackDisk;
  fetch: Fetch;
  /** Whether the page's own rules kept a request to this address from leaving. */
  isRefused(url: string): Promise<boolean>;
  retryDelaysMs?: readonly number[] | undefined;
  stallMs?: number | undefined;
}

/** An answer that another try will not change. */
export class FinalAnswer extends Error {
  constructor(
    message: string,
    readonly status: number,
  ) {
    super(message);
  }
}
/** The hub asks for a pause. */
class Busy extends Error {
  constructor(
    message: string,
    readonly pauseMs: number,
  ) {
    super(message);
  }
}
/** There was no answer at all: no network, no such host, or a host that does not let pages ask this. */
export class NoAnswer extends Error {}

/**
 * Asks once and gives the answer to `use`, with a signal that also fires when nothing moves any more, and a function to call
 * whenever something came.
 * @throws Busy, FinalAnswer, NoAnswer, or Error for what may pass; `aborted` at once when the signal fires.
 */
export async function exchange<T>(
  url: string,
  init: RequestInit,
  { fetch, stallMs = STALL_MS }: HubTools,
  signal: AbortSignal,
  use: (response: Response, signal: AbortSignal, alive: () => void) => Promise<T>,
): Promise<T> {
  const stalled = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const alive = () => {
    clearTimeout(timer);
    timer = setTimeout(() => stalled.abort(), stallMs);
  };
  alive();
  const either = AbortSignal.any([signal, stalled.signal]);
  try {
    const response = await abortable(fetch(url, { ...init, signal: either }), either).catch((error: unknown) => {
      if (either.aborted) throw error;
      throw new NoAnswer(`no answer (${error instanceof Error ? error.message : String(error)})`, { cause: error });
    });
    alive();
    if (!response.ok && response.status !== 416) {
      void response.body?.cancel().catch(() => {});
      throw refusal(response);
    }
    return await use(response, either, alive);
  } catch (error) {
    throwIfAborted(signal);
    if (stalled.signal.aborted) throw new Error(`nothing arrived for ${stallMs / 1000} s`, { cause: error });
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

function refusal({ status, headers }: Response): Error {
  const pauseMs = parseRetryAfterMs(headers.get('Retry-After'), Date.now());
  if ((status === 429 || status === 503) && pauseMs !== undefined) {
    return new Busy(`the hub is busy (${status})`, pauseMs);
  }
  if (status >= 500 || status === 408 || status === 425 || status === 429) {
    return new Error(`the hub answered ${status}`);
  }
  if (status === 401 || status === 403) {
    return new FinalAnswer(`the hub wants a login or an accepted licence for it (${status})`, status);
  }
  if (status === 404 || status === 410) return new FinalAnswer(`the hub has no such file (${status})`, status);
  return new FinalAnswer(`the hub answered ${status}`, status);
}

export interface Patience {
  /** What is fetched, for messages. */
  name: string;
  url: string;
  tools: HubTools;
  signal: AbortSignal;
  /** A count that grows with what cannot be lost again: while it grows, failures are a bad line, not a dead one. */
  gainedBytes?: () => number;
}

/**
 * Tries up to three times with growing pauses; waits as long as the hub asks.
 * @throws SottoError `download-failed`, `host-not-allowed`, or `aborted`; a SottoError of `attempt` as it is.
 */
export async function patiently<T>(patience: Patience, attempt: () => Promise<T>): Promise<T> {
  const { name, url, tools, signal, gainedBytes = () => 0 } = patience;
  const { retryDelaysMs = RETRY_DELAYS_MS } = tools;
  let failures = 0;
  let pauses = 0;
  let gained = gainedBytes();
  for (;;) {
    throwIfAborted(signal);
    try {
      return await attempt();
    } catch (error) {
      throwIfAborted(signal);
      if (error instanceof SottoError) throw error;
      if (error instanceof FinalAnswer) throw failed(name, error);
      if (error instanceof Busy && pauses < MAX_PAUSES) {
        pauses += 1;
        await delay(Math.min(error.pauseMs, MAX_PAUSE_MS), signal);
        continue;
      }
      if (error instanceof NoAnswer && (await tools.isRefused(url))) {
        const message = `${name} lies at ${new URL(url).origin}, or is forwarded from there to another host, and this page may not connect to it. Allow the host in the settings, reload, and try again.`;
        throw new SottoError('host-not-allowed', message, { cause: error });
      }
      if (gainedBytes() > gained) failures = 0;
      gained = gainedBytes();
      const delayMs = retryDelaysMs[failures];
      if (delayMs === undefined) throw failed(name, error);
      failures += 1;
      await delay(delayMs * (0.5 + Math.random()), signal);
    }
  }
}

/** A failure as the user is told of it. */
function failed(name: string, cause: unknown): SottoError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const message = `${name} could not be downloaded: ${reason}. What has arrived is kept; a new try goes on from there.`;
  return new SottoError('download-failed', message, { cause });
}
