import { afterEach, describe, expect, it } from 'vitest';
import type { ErrorCode, RealmReport } from '../../workers/protocol';
import {
  abortedError,
  type Client,
  connect,
  emitTo,
  type Handlers,
  isAborted,
  SottoError,
  serve,
  throwIfAborted,
  toSottoError,
} from '../../workers/rpc';
import { failureOf } from './pack-fakes';

interface EchoCalls {
  echo: { request: { text: string }; progress: { letter: string }; answer: string };
  bytes: { request: { buffer: ArrayBuffer }; progress: never; answer: number };
  fail: { request: null; progress: never; answer: null };
  wait: { request: null; progress: { step: number }; answer: string };
}
type EchoEvent = { kind: 'tick'; n: number };

const open: MessagePort[] = [];
afterEach(() => {
  for (const port of open.splice(0)) port.close();
});

/** A real channel, with how many listeners each end holds, and every message the page's end got. */
function channel() {
  const { port1, port2 } = new MessageChannel();
  open.push(port1, port2);
  port1.start();
  port2.start();
  return { page: port1, worker: port2 };
}

const silent: Handlers<EchoCalls> = {
  echo: async () => '',
  bytes: async () => 0,
  fail: async () => null,
  wait: async () => '',
};

function served(handlers: Partial<Handlers<EchoCalls>>) {
  const { page, worker } = channel();
  const events: EchoEvent[] = [];
  serve<EchoCalls>(worker, { ...silent, ...handlers });
  const client: Client<EchoCalls> = connect<EchoCalls, EchoEvent>(page, (event) => events.push(event));
  return { client, events, page, worker };
}

/** Resolves when all messages posted before, either way, were handled: ports keep their order. */
async function settled({ client }: { client: Client<EchoCalls> }): Promise<void> {
  await client.call('bytes', { buffer: new ArrayBuffer(0) });
}

/** A signal that counts its listeners. */
function counted(): { controller: AbortController; listeners: () => number } {
  const controller = new AbortController();
  let count = 0;
  const { signal } = controller;
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  Object.assign(signal, {
    addEventListener: (type: 'abort', listener: () => void) => {
      count++;
      add(type, listener);
    },
    removeEventListener: (type: 'abort', listener: () => void) => {
      count--;
      remove(type, listener);
    },
  });
  return { controller, listeners: () => count };
}

describe('a call', () => {
  it('is answered by the handler of its key', async () => {
    const { client } = served({ echo: async ({ text }) => text.toUpperCase() });
    expect(await client.call('echo', { text: 'hello' })).toBe('HELLO');
  });

  it('gets its progress in order and before its answer', async () => {
    const { client } = served({
      echo: async ({ text }, { progress }) => {
        for (const letter of text) progress({ letter });
        return 'done';
      },
    });
    const seen: string[] = [];
    const answer = await client.call('echo', { text: 'abc' }, { onProgress: ({ letter }) => seen.push(letter) });
    seen.push(answer);
    expect(seen).toEqual(['a', 'b', 'c', 'done']);
  });

  it('does not mind progress that nobody listens to', async () => {
    const { client } = served({
      echo: async (_, { progress }) => {
        progress({ letter: 'x' });
        return 'ok';
      },
    });
    expect(await client.call('echo', { text: '' })).toBe('ok');
  });

  it('is matched to its own answer when answers come in another order', async () => {
    const answerers: (() => void)[] = [];
    const { client } = served({
      echo: ({ text }) => new Promise((resolve) => answerers.push(() => resolve(text))),
      wait: async () => {
        for (const answer of answerers.reverse()) answer();
        return '';
      },
    });
    const order: string[] = [];
    const calls = ['one', 'two', 'three'].map(async (text) => {
      const answer = await client.call('echo', { text });
      order.push(answer);
      return answer;
    });
    await client.call('wait', null);
    expect(await Promise.all(calls)).toEqual(['one', 'two', 'three']);
    expect(order).toEqual(['three', 'two', 'one']);
  });

  it('hands transferred buffers over without a copy', async () => {
    const { client } = served({ bytes: async ({ buffer }) => buffer.byteLength });
    const buffer = new ArrayBuffer(16);
    const answered = client.call('bytes', { buffer }, { transfer: [buffer] });
    expect(buffer.byteLength).toBe(0);
    expect(await answered).toBe(16);
  });

  it('leaves no listener on its signal once it is over', async () => {
    const { client } = served({
      fail: async () => {
        throw new SottoError('internal', 'no');
      },
    });
    const { controller, listeners } = counted();
    const answered = client.call('echo', { text: '' }, { signal: controller.signal });
    const failed = client.call('fail', null, { signal: controller.signal });
    expect(listeners()).toBe(2);
    await answered;
    await failureOf(failed);
    expect(listeners()).toBe(0);
  });
});

describe('a failing call', () => {
  it('keeps the code, the words and the stack of a SottoError', async () => {
    const thrown = new SottoError('model-corrupt', 'a hash differs');
    const { client } = served({
      fail: async () => {
        throw thrown;
      },
    });
    const error = await failureOf(client.call('fail', null));
    expect(error.code).toBe('model-corrupt');
    expect(error.message).toBe('a hash differs');
    expect(error.stack).toBe(thrown.stack);
  });

  it.each<[string, unknown, ErrorCode]>([
    ['an error of the runtime', new RangeError('bad index'), 'internal'],
    ['a string', 'oops', 'internal'],
    ['memory of a typed array', new RangeError('Array buffer allocation failed'), 'out-of-memory'],
    ['memory of the runtime', new Error('std::bad_alloc'), 'out-of-memory'],
    ['memory of WebAssembly', new Error('WebAssembly.Memory.grow(): Out of memory'), 'out-of-memory'],
    ['an AbortError', new DOMException('given up', 'AbortError'), 'aborted'],
  ])('gives %s a code of the closed list', async (_, thrown, code) => {
    const { client } = served({
      fail: async () => {
        throw thrown;
      },
    });
    expect((await failureOf(client.call('fail', null))).code).toBe(code);
  });

  it('fails when its answer cannot cross the thread, instead of waiting for ever', async () => {
    const { page, worker } = channel();
    serve<{ bad: { request: null; progress: never; answer: () => void } }>(worker, { bad: async () => () => {} });
    const client = connect<{ bad: { request: null; progress: never; answer: () => void } }>(page);
    expect((await failureOf(client.call('bad', null))).code).toBe('internal');
  });

  it('fails when the worker has no handler of that key', async () => {
    const { page, worker } = channel();
    serve<Pick<EchoCalls, 'echo'>>(worker, { echo: async () => '' });
    expect((await failureOf(connect<EchoCalls>(page).call('fail', null))).code).toBe('internal');
  });

  it('leaves the worker answering the next one', async () => {
    const { client } = served({
      fail: async () => {
        throw new Error('once');
      },
      echo: async ({ text }) => text,
    });
    await failureOf(client.call('fail', null));
    expect(await client.call('echo', { text: 'again' })).toBe('again');
  });
});

describe('an abort', () => {
  it('rejects at once, whatever the worker is busy with, and reaches its handler', async () => {
    let signal: AbortSignal | undefined;
    const stage = served({
      wait: (_, context) => {
        signal = context.signal;
        return new Promise(() => {});
      },
    });
    const controller = new AbortController();
    let rejected = false;
    const call = stage.client.call('wait', null, { signal: controller.signal });
    const failure = failureOf(call).then((error) => {
      rejected = true;
      return error;
    });
    await settled(stage);
    controller.abort();
    // Only microtasks pass here: no message can have come back from the worker.
    for (let i = 0; i < 10 && !rejected; i++) await Promise.resolve();
    expect(rejected).toBe(true);
    expect(isAborted(await failure)).toBe(true);
    await settled(stage);
    expect(signal?.aborted).toBe(true);
  });

  it('before the call sends nothing to the worker', async () => {
    let calls = 0;
    const stage = served({
      echo: async () => {
        calls++;
        return '';
      },
    });
    const error = await failureOf(stage.client.call('echo', { text: '' }, { signal: AbortSignal.abort() }));
    expect(isAborted(error)).toBe(true);
    await settled(stage);
    expect(calls).toBe(0);
  });

  it('drops what the worker still says about the call', async () => {
    let speakUp = () => {};
    const stage = served({
      wait: (_, { progress }) =>
        new Promise((resolve) => {
          progress({ step: 1 });
          speakUp = () => {
            progress({ step: 2 });
            resolve('late');
          };
        }),
    });
    const controller = new AbortController();
    const steps: number[] = [];
    const call = stage.client.call('wait', null, {
      signal: controller.signal,
      onProgress: ({ step }) => steps.push(step),
    });
    const failure = failureOf(call);
    await settled(stage);
    expect(steps).toEqual([1]);
    controller.abort();
    speakUp();
    await settled(stage);
    expect((await failure).code).toBe('aborted');
    expect(steps).toEqual([1]);
  });

  it('of one call leaves the others alone', async () => {
    const signals: AbortSignal[] = [];
    const stage = served({
      wait: (_, { signal }) =>
        new Promise((resolve) => {
          signals.push(signal);
          if (signals.length === 2) resolve('second');
        }),
    });
    const controller = new AbortController();
    const first = failureOf(stage.client.call('wait', null, { signal: controller.signal }));
    await settled(stage);
    controller.abort();
    expect(await stage.client.call('wait', null)).toBe('second');
    await first;
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
  });

  it('after the answer does nothing', async () => {
    const stage = served({ echo: async ({ text }) => text });
    const controller = new AbortController();
    expect(await stage.client.call('echo', { text: 'done' }, { signal: controller.signal })).toBe('done');
    controller.abort();
    await settled(stage);
  });
});

describe('dispose', () => {
  const gone = new SottoError('worker-crashed', 'gone');

  it('fails every call in flight with its reason, and every later one', async () => {
    const stage = served({ wait: () => new Promise(() => {}) });
    const failures = [failureOf(stage.client.call('wait', null)), failureOf(stage.client.call('wait', null))];
    await settled(stage);
    stage.client.dispose(gone);
    expect(await Promise.all(failures)).toEqual([gone, gone]);
    expect(await failureOf(stage.client.call('echo', { text: '' }))).toBe(gone);
  });

  it('listens no more, and takes its hands off signals', async () => {
    const { page, worker } = channel();
    const events: EchoEvent[] = [];
    const client = connect<EchoCalls, EchoEvent>(page, (event) => events.push(event));
    serve<EchoCalls>(worker, { ...silent, wait: () => new Promise(() => {}) });
    const { controller, listeners } = counted();
    const failure = failureOf(client.call('wait', null, { signal: controller.signal }));
    client.dispose(gone);
    await failure;
    expect(listeners()).toBe(0);
    emitTo<EchoEvent>(worker)({ kind: 'tick', n: 1 });
    await settled({ client: connect<EchoCalls>(page) });
    expect(events).toEqual([]);
  });
});

describe('a ping', () => {
  const LONG_MS = 60_000;

  it('says how long the answer took, although a call is running', async () => {
    const stage = served({ wait: () => new Promise(() => {}) });
    const failure = failureOf(stage.client.call('wait', null));
    const answers = await Promise.all([stage.client.ping(LONG_MS), stage.client.ping(LONG_MS)]);
    for (const ms of answers) expect(ms).toBeGreaterThanOrEqual(0);
    for (const ms of answers) expect(ms).toBeLessThan(LONG_MS);
    stage.client.dispose(new SottoError('worker-crashed', 'gone'));
    await failure;
  });

  it('is undefined when nobody answers in time, and a late answer harms nothing', async () => {
    const { page, worker } = channel();
    const client = connect<EchoCalls>(page);
    expect(await client.ping(1)).toBeUndefined();
    serve<EchoCalls>(worker, silent);
    worker.postMessage({ kind: 'pong', id: 1 });
    expect(await client.call('echo', { text: '' })).toBe('');
    expect(await client.ping(LONG_MS)).toBeGreaterThanOrEqual(0);
  });

  it('is undefined once the client is disposed of, in flight or not', async () => {
    const { page } = channel();
    const client = connect<EchoCalls>(page);
    const ping = client.ping(LONG_MS);
    client.dispose(new SottoError('worker-crashed', 'gone'));
    expect(await ping).toBeUndefined();
    expect(await client.ping(LONG_MS)).toBeUndefined();
  });
});

describe('what a worker measured', () => {
  it('comes unasked, and only to whoever wants it', async () => {
    const { page, worker } = channel();
    serve<EchoCalls>(worker, silent);
    const reports: RealmReport[] = [];
    const events: EchoEvent[] = [];
    const client = connect<EchoCalls, EchoEvent>(
      page,
      (event) => events.push(event),
      (report) => reports.push(report),
    );
    connect<EchoCalls>(page);
    const report: RealmReport = {
      realm: 'llm',
      sinceMs: 1,
      untilMs: 2,
      measures: [{ name: 'llm.decode', startAtMs: 1, durationMs: 1, tags: { tokens: 3 } }],
      busyMs: 1,
      wasmHeapBytes: 65_536,
      requests: [],
      selfMs: 0.1,
    };
    worker.postMessage({ kind: 'measures', report });
    await settled({ client });
    expect(reports).toEqual([report]);
    expect(events).toEqual([]);
  });
});

describe('an event', () => {
  it('comes unasked, in order, and mixes with no call', async () => {
    const stage = served({ echo: async ({ text }) => text });
    const emit = emitTo<EchoEvent>(stage.worker);
    emit({ kind: 'tick', n: 1 });
    emit({ kind: 'tick', n: 2 });
    expect(await stage.client.call('echo', { text: 'x' })).toBe('x');
    expect(stage.events).toEqual([
      { kind: 'tick', n: 1 },
      { kind: 'tick', n: 2 },
    ]);
  });

  it('is dropped where nobody asked for events', async () => {
    const { page, worker } = channel();
    serve<EchoCalls>(worker, silent);
    const client = connect<EchoCalls>(page);
    emitTo<EchoEvent>(worker)({ kind: 'tick', n: 1 });
    await settled({ client });
  });
});

describe('codes', () => {
  it('toSottoError keeps a SottoError, and says who failed for the rest', () => {
    const own = new SottoError('storage-full', 'full');
    expect(toSottoError(own, 'inference-failed')).toBe(own);
    const cause = new Error('graph');
    const given = toSottoError(cause, 'inference-failed');
    expect([given.code, given.message, given.cause]).toEqual(['inference-failed', 'graph', cause]);
    expect(toSottoError(undefined).message).toBe('undefined');
  });

  it('isAborted knows only the code', () => {
    expect(isAborted(abortedError())).toBe(true);
    expect(isAborted(new SottoError('internal', 'aborted'))).toBe(false);
    expect(isAborted('aborted')).toBe(false);
  });

  it('throwIfAborted throws only after the signal fired', () => {
    const controller = new AbortController();
    expect(() => throwIfAborted(undefined)).not.toThrow();
    expect(() => throwIfAborted(controller.signal)).not.toThrow();
    controller.abort();
    expect(() => throwIfAborted(controller.signal)).toThrow(SottoError);
  });
});
