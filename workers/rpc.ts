/**
 * Requests, streams, aborts and errors across threads. A worker is a set of async functions; the page calls them.
 *
 * Messages of a call that is over (answered, failed, aborted) are dropped here, by id, and nowhere else: the rest of the
 * code never sees a stale message.
 */
import type { CallMessage, Calls, ClientMessage, ErrorCode, RealmReport, ServerMessage, WireError } from './protocol';

/** An error with a code of the closed list; the page knows what a user can do about each. */
export class SottoError extends Error {
  readonly code: ErrorCode;
  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SottoError';
    this.code = code;
  }
}

/** The error every aborted stage throws. */
export function abortedError(): SottoError {
  return new SottoError('aborted', 'The work was given up.');
}

/** Throws `aborted` once the signal has fired. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw abortedError();
}

/** Whether an error only says that its work was given up. */
export function isAborted(error: unknown): boolean {
  return error instanceof SottoError && error.code === 'aborted';
}

/** The promise, or `aborted` as soon as the signal fires. The work behind it may go on for whoever still wants it. */
export function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(abortedError());
    if (signal.aborted) return onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

/** Any thrown thing as a SottoError; `fallback` names what it was thrown by. */
export function toSottoError(error: unknown, fallback: ErrorCode = 'internal'): SottoError {
  if (error instanceof SottoError) return error;
  if (error instanceof Error) {
    if (error.name === 'AbortError') return abortedError();
    // ONNX Runtime and V8 both say so in words only.
    const code = /out of memory|allocation failed|bad_alloc/i.test(error.message) ? 'out-of-memory' : fallback;
    return new SottoError(code, error.message, { cause: error });
  }
  return new SottoError(fallback, String(error));
}

function toWire(error: unknown): WireError {
  const { code, message, stack } = toSottoError(error);
  return { code, message, stack };
}

function fromWire({ code, message, stack }: WireError): SottoError {
  const error = new SottoError(code, message);
  if (stack) error.stack = stack;
  return error;
}

/** What a call's handler gets besides the request. */
export interface CallContext<P> {
  signal: AbortSignal;
  progress(progress: P, transfer?: Transferable[]): void;
}

/** A worker's functions, by key. */
export type Handlers<C extends Calls<C>> = {
  [K in keyof C]: (request: C[K]['request'], context: CallContext<C[K]['progress']>) => Promise<C[K]['answer']>;
};

/** The side of a channel that `serve` and `connect` need: a worker, its global scope or a message port. */
export interface Endpoint {
  postMessage(message: unknown, options?: StructuredSerializeOptions): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  removeEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
}

/** Answers calls on `endpoint` with `handlers`; calls run as they come, each with its own abort signal. */
export function serve<C extends Calls<C>>(endpoint: Endpoint, handlers: Handlers<C>): void {
  const running = new Map<number, AbortController>();

  async function run<K extends keyof C>({ id, key, request }: CallMessage<C, K>): Promise<void> {
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const progress = (value: C[K]['progress'], transfer: Transferable[] = []) =>
        endpoint.postMessage({ kind: 'progress', id, progress: value }, { transfer });
      const answer = await handlers[key](request, { signal: controller.signal, progress });
      endpoint.postMessage({ kind: 'answer', id, answer });
    } catch (error) {
      endpoint.postMessage({ kind: 'error', id, error: toWire(error) });
    } finally {
      running.delete(id);
    }
  }

  endpoint.addEventListener('message', ({ data }: MessageEvent<ClientMessage<C>>) => {
    switch (data.kind) {
      case 'call':
        void run(data);
        break;
      case 'abort':
        running.get(data.id)?.abort();
        break;
      case 'ping':
        endpoint.postMessage({ kind: 'pong', id: data.id });
        break;
    }
  });
}

/** Posts an unasked event to the page. */
export function emitTo<E>(endpoint: Endpoint): (event: E, transfer?: Transferable[]) => void {
  return (event, transfer = []) => endpoint.postMessage({ kind: 'event', event }, { transfer });
}

/** How one call is made. */
export interface CallOptions<P> {
  signal?: AbortSignal | undefined;
  onProgress?: ((progress: P) => void) | undefined;
  transfer?: Transferable[];
}

/** The page's hold on a worker. */
export interface Client<C extends Calls<C>> {
  /** Rejects with a SottoError; with `aborted` in the same tick as the signal, whatever the worker is busy with. */
  call<K extends keyof C>(
    key: K,
    request: C[K]['request'],
    options?: CallOptions<C[K]['progress']>,
  ): Promise<C[K]['answer']>;
  /**
   * How long the worker took to answer, in ms; it answers between two steps of whatever it does. Undefined when no answer
   * came within `timeoutMs`, or the client is disposed of.
   */
  ping(timeoutMs: number): Promise<number | undefined>;
  /** Fails every call in flight and listens no more. */
  dispose(reason: SottoError): void;
}

interface Pending<C extends Calls<C>> {
  progress(value: C[keyof C]['progress']): void;
  answer(value: C[keyof C]['answer']): void;
  fail(error: SottoError): void;
}

/**
 * Makes calls on a worker that `serve`s at the other end. `onEvent` gets what it pushes unasked, `onMeasures` what it says of
 * its own work.
 */
export function connect<C extends Calls<C>, E = never>(
  endpoint: Endpoint,
  onEvent?: (event: E) => void,
  onMeasures?: (report: RealmReport) => void,
): Client<C> {
  const pending = new Map<number, Pending<C>>();
  const pings = new Map<number, (answered: boolean) => void>();
  let lastId = 0;
  let disposed: SottoError | undefined;

  const listener = ({ data }: MessageEvent<ServerMessage<C, E>>) => {
    switch (data.kind) {
      case 'event':
        onEvent?.(data.event);
        break;
      case 'progress':
        pending.get(data.id)?.progress(data.progress);
        break;
      case 'answer':
        pending.get(data.id)?.answer(data.answer);
        break;
      case 'error':
        pending.get(data.id)?.fail(fromWire(data.error));
        break;
      case 'pong':
        pings.get(data.id)?.(true);
        break;
      case 'measures':
        onMeasures?.(data.report);
        break;
    }
  };
  endpoint.addEventListener('message', listener);

  return {
    call(key, request, { signal, onProgress, transfer = [] } = {}) {
      return new Promise((resolve, reject) => {
        if (disposed) return reject(disposed);
        if (signal?.aborted) return reject(abortedError());
        const id = ++lastId;
        const over = () => {
          pending.delete(id);
          signal?.removeEventListener('abort', onAbort);
        };
        const onAbort = () => {
          over();
          endpoint.postMessage({ kind: 'abort', id });
          reject(abortedError());
        };
        signal?.addEventListener('abort', onAbort);
        pending.set(id, {
          progress: (value) => onProgress?.(value),
          answer: (value) => {
            over();
            resolve(value);
          },
          fail: (error) => {
            over();
            reject(error);
          },
        });
        try {
          endpoint.postMessage({ kind: 'call', id, key, request }, { transfer });
        } catch (error) {
          // What cannot be cloned never left: nothing will answer.
          over();
          reject(toSottoError(error));
        }
      });
    },
    ping(timeoutMs) {
      if (disposed) return Promise.resolve(undefined);
      return new Promise((resolve) => {
        const id = ++lastId;
        const start = performance.now();
        const over = (answered: boolean) => {
          clearTimeout(timer);
          pings.delete(id);
          resolve(answered ? performance.now() - start : undefined);
        };
        const timer = setTimeout(over, timeoutMs, false);
        pings.set(id, over);
        endpoint.postMessage({ kind: 'ping', id });
      });
    },
    dispose(reason) {
      disposed = reason;
      endpoint.removeEventListener('message', listener);
      for (const call of [...pending.values()]) call.fail(reason);
      for (const over of [...pings.values()]) over(false);
    },
  };
}
