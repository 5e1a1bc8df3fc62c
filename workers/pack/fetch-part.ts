import { measured, spanned } from '../measures';
import type { PackPart } from '../protocol';
import { abortable, SottoError, throwIfAborted } from '../rpc';
import { delay } from './delay';
import type { Fetch } from './pack-source';
import { sha256 } from './sha256';

/** Waits before the second and third try after a network failure: a hiccup, then a router that starts again. */
const RETRY_DELAYS_MS = [500, 2000];
/** A connection that brings nothing for so long is dead, whatever it says. */
const STALL_MS = 20_000;

/** How a part is fetched, and who hears of its bytes. */
export interface PartFetch {
  /** What the part is called in messages. */
  name: string;
  url: string;
  part: PackPart;
  fetch: Fetch;
  signal: AbortSignal;
  retryDelaysMs?: readonly number[] | undefined;
  onReceived(bytes: number): void;
  /** These bytes, reported before, were of no use. */
  onDropped(bytes: number): void;
}

/** The bytes came whole, but are not the part's. */
class WrongContent extends Error {}
/** An answer that another try will not change. */
class Refused extends Error {}

/**
 * Fetches one part and proves it by size and SHA-256.
 *
 * A network failure is tried three times in all. Wrong content is fetched once more past every HTTP cache, since a stale
 * or damaged cache entry is the likeliest reason.
 * @throws SottoError `download-failed`, or `aborted` at once when the signal fires.
 */
export async function fetchPart(request: PartFetch): Promise<Uint8Array<ArrayBuffer>> {
  const { name, signal, retryDelaysMs = RETRY_DELAYS_MS } = request;
  let failures = 0;
  // Weights are kept in the file storage: a second copy in the HTTP cache would only take room.
  let cache: RequestCache = 'no-store';
  for (;;) {
    throwIfAborted(signal);
    try {
      return await fetchOnce(request, cache);
    } catch (error) {
      throwIfAborted(signal);
      if (error instanceof SottoError) throw error;
      const wrongTwice = error instanceof WrongContent && cache === 'reload';
      const retryDelayMs = retryDelaysMs[failures];
      if (wrongTwice || error instanceof Refused || (!(error instanceof WrongContent) && retryDelayMs === undefined)) {
        const reason = error instanceof Error ? error.message : String(error);
        const message = `${name} could not be downloaded: ${reason}. What has arrived is kept; a new try goes on from there.`;
        throw new SottoError('download-failed', message, { cause: error });
      }
      if (error instanceof WrongContent) {
        cache = 'reload';
      } else {
        failures += 1;
        await delay(retryDelayMs ?? 0, signal);
      }
    }
  }
}

async function fetchOnce(request: PartFetch, cache: RequestCache): Promise<Uint8Array<ArrayBuffer>> {
  const { part, signal } = request;
  const stalled = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const alive = () => {
    clearTimeout(timer);
    timer = setTimeout(() => stalled.abort(), STALL_MS);
  };
  alive();
  const either = AbortSignal.any([signal, stalled.signal]);
  try {
    const receive = async () => {
      const response = await abortable(request.fetch(request.url, { cache, signal: either }), either);
      if (!response.ok) {
        void response.body?.cancel().catch(() => {});
        const message = `the server answered ${response.status}`;
        throw isPassing(response.status) ? new Error(message) : new Refused(message);
      }
      return readBody(response, request, either, alive);
    };
    const bytes = await spanned('pack.fetch', receive, ({ byteLength }) => ({ bytes: byteLength }));
    clearTimeout(timer);
    const hash = await measured('pack.hash', () => abortable(sha256(bytes), signal));
    if (hash !== part.sha256) {
      request.onDropped(bytes.byteLength);
      throw new WrongContent('its content is not what the manifest says (SHA-256)');
    }
    return bytes;
  } catch (error) {
    if (stalled.signal.aborted) throw new Error(`nothing arrived for ${STALL_MS / 1000} s`);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** Too busy, too slow, or ill for a moment. */
function isPassing(status: number): boolean {
  return status >= 500 || status === 408 || status === 425 || status === 429;
}

/** Reads exactly the part's bytes, reporting them as they come; those of a body that fails are taken back. */
async function readBody(
  response: Response,
  { part, onReceived, onDropped }: PartFetch,
  signal: AbortSignal,
  alive: () => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = response.body?.getReader();
  if (!reader) throw new Error('the answer has no body');
  const bytes = new Uint8Array(part.sizeBytes);
  let receivedBytes = 0;
  try {
    for (;;) {
      const { done, value } = await abortable(reader.read(), signal);
      if (done) break;
      alive();
      if (receivedBytes + value.byteLength > part.sizeBytes)
        throw new WrongContent('it is longer than the manifest says');
      bytes.set(value, receivedBytes);
      receivedBytes += value.byteLength;
      onReceived(value.byteLength);
    }
    if (receivedBytes < part.sizeBytes) throw new Error(`the connection ended after ${receivedBytes} bytes`);
    return bytes;
  } catch (error) {
    onDropped(receivedBytes);
    // Without this the rest of a body nobody wants would still be sent.
    void reader.cancel().catch(() => {});
    throw error;
  }
}
