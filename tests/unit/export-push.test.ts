import { describe, expect, it, vi } from 'vitest';
import { readFault, readPartialSuccess } from '../../src/perf/export/collector-answer';
import { type Fetch, otlpMetricsUrl, pushOtlp } from '../../src/perf/export/push-otlp';
import { type Clock, REAL_CLOCK, retryDelayMs } from '../../src/perf/export/push-retry';

const URL_TEXT = 'http://127.0.0.1:4318';
const NOW_MS = Date.UTC(2026, 8, 21, 12, 0, 0);

/** A clock on which no time passes: it notes what was waited for. */
function fakeClock(): Clock & { waitsMs: number[] } {
  const waitsMs: number[] = [];
  return {
    waitsMs,
    nowMs: () => NOW_MS,
    wait: async (delayMs, signal) => {
      signal.throwIfAborted();
      waitsMs.push(delayMs);
    },
    timeout: () => new AbortController().signal,
    random: () => 0.5,
  };
}

/** A collector that gives these answers in turn, the last one for ever. */
function fakeCollector(...answers: (() => Response)[]) {
  const asked: { url: string; init: RequestInit }[] = [];
  const fetch: Fetch = async (url, init) => {
    asked.push({ url, init });
    const answer = answers[Math.min(asked.length, answers.length) - 1];
    if (!answer) throw new TypeError('Failed to fetch');
    return answer();
  };
  return { fetch, asked };
}

const status = (code: number, headers: Record<string, string> = {}, body = '') => {
  return () => new Response(body, { status: code, headers });
};
const never = new AbortController().signal;

describe('the address', () => {
  it("gets OTLP's own path when it has none, and keeps its own else", () => {
    expect(otlpMetricsUrl(' http://localhost:4318 ')).toBe('http://localhost:4318/v1/metrics');
    expect(otlpMetricsUrl('https://example.com/otlp/v1/metrics?team=a#x')).toBe(
      'https://example.com/otlp/v1/metrics?team=a',
    );
  });

  it('is of http or https and without a password, or nothing is sent', async () => {
    for (const text of ['', 'localhost:4318', 'ftp://a/b', 'javascript:alert(1)', 'file:///a', 'http://u:p@host/']) {
      const { fetch, asked } = fakeCollector(status(200));
      expect(await pushOtlp(text, '{}', fetch, never, fakeClock())).toMatchObject({
        kind: 'failed',
        attempts: 0,
        reason: 'bad-address',
      });
      expect(asked).toEqual([]);
    }
  });
});

describe('a push', () => {
  it('posts the body once, as JSON, and gives the collector nothing else', async () => {
    const { fetch, asked } = fakeCollector(status(200, {}, '{}'));
    expect(await pushOtlp(URL_TEXT, '{"a":1}', fetch, never, fakeClock())).toEqual({
      kind: 'accepted',
      attempts: 1,
      rejectedPoints: 0,
      message: undefined,
    });
    expect(asked).toHaveLength(1);
    expect(asked[0]?.url).toBe('http://127.0.0.1:4318/v1/metrics');
    expect(asked[0]?.init).toMatchObject({
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{"a":1}',
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
    });
  });

  it('tells what the collector left out', async () => {
    const body = '{"partialSuccess":{"rejectedDataPoints":"3","errorMessage":"too old"}}';
    const { fetch } = fakeCollector(status(200, {}, body));
    expect(await pushOtlp(URL_TEXT, '{}', fetch, never, fakeClock())).toMatchObject({
      kind: 'accepted',
      rejectedPoints: 3,
      message: 'too old',
    });
  });

  it('waits as long as a busy collector asks, in seconds or until a date', async () => {
    const clock = fakeClock();
    const { fetch } = fakeCollector(
      status(503, { 'Retry-After': '7' }),
      status(429, { 'Retry-After': new Date(NOW_MS + 12_000).toUTCString() }),
      status(200),
    );
    expect(await pushOtlp(URL_TEXT, '{}', fetch, never, clock)).toMatchObject({ kind: 'accepted', attempts: 3 });
    expect(clock.waitsMs).toEqual([7000, 12_000]);
  });

  it('waits longer each time when it is not told how long, and gives up after five attempts', async () => {
    const clock = fakeClock();
    const { fetch, asked } = fakeCollector(status(503, {}, 'overloaded'));
    expect(await pushOtlp(URL_TEXT, '{}', fetch, never, clock)).toEqual({
      kind: 'failed',
      attempts: 5,
      reason: 'busy',
      message: 'The collector answered 503: overloaded',
    });
    expect(asked).toHaveLength(5);
    expect(clock.waitsMs).toEqual([1000, 2000, 4000, 8000]);
  });

  it('does not wait for longer than a minute in all', async () => {
    const clock = fakeClock();
    const { fetch, asked } = fakeCollector(status(429, { 'Retry-After': '40' }));
    expect(await pushOtlp(URL_TEXT, '{}', fetch, never, clock)).toMatchObject({ reason: 'busy', attempts: 2 });
    expect(asked).toHaveLength(2);
    expect(clock.waitsMs).toEqual([40_000]);
  });

  it('asks a collector that refuses only once, and repeats its words, not all of them', async () => {
    for (const code of [400, 401, 404, 413, 500]) {
      const { fetch, asked } = fakeCollector(status(code, {}, 'x'.repeat(5000)));
      const result = await pushOtlp(URL_TEXT, '{}', fetch, never, fakeClock());
      expect(result).toMatchObject({ kind: 'failed', reason: 'refused' });
      if (result.kind === 'failed') expect(result.message.length).toBeLessThan(300);
      expect(asked).toHaveLength(1);
    }
  });

  it('says what to look at when nothing answers', async () => {
    const result = await pushOtlp(URL_TEXT, '{}', fakeCollector().fetch, never, fakeClock());
    expect(result).toMatchObject({ kind: 'failed', attempts: 1, reason: 'unreachable' });
    if (result.kind === 'failed') expect(result.message).toMatch(/http:\/\/127\.0\.0\.1:4318.*allowed_origins/);
  });

  it('ends at once when it is given up: before, while it is sent, and while it waits', async () => {
    const before = AbortSignal.abort();
    const { fetch, asked } = fakeCollector(status(200));
    expect(await pushOtlp(URL_TEXT, '{}', fetch, before, fakeClock())).toMatchObject({ reason: 'aborted' });
    expect(asked).toEqual([]);

    const sending = new AbortController();
    const hanging: Fetch = (_, { signal }) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason));
        sending.abort();
      });
    expect(await pushOtlp(URL_TEXT, '{}', hanging, sending.signal, fakeClock())).toMatchObject({ reason: 'aborted' });

    const waiting = new AbortController();
    const clock: Clock = {
      ...REAL_CLOCK,
      wait: (delayMs, signal) => {
        const waited = REAL_CLOCK.wait(delayMs, signal);
        waiting.abort();
        return waited;
      },
    };
    const { fetch: busy } = fakeCollector(status(503, { 'Retry-After': '50' }));
    expect(await pushOtlp(URL_TEXT, '{}', busy, waiting.signal, clock)).toMatchObject({ reason: 'aborted' });
  });

  it('tells a collector that never answers from one that was given up', async () => {
    const timeout = new AbortController();
    const hanging: Fetch = (_, { signal }) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason));
        timeout.abort(new DOMException('', 'TimeoutError'));
      });
    const clock = { ...fakeClock(), timeout: () => timeout.signal };
    expect(await pushOtlp(URL_TEXT, '{}', hanging, never, clock)).toMatchObject({ reason: 'timed-out' });
  });
});

describe('the delay', () => {
  it('takes no notice of a header it cannot read, and never goes back in time', () => {
    const clock = fakeClock();
    expect(retryDelayMs('soon', 1, 0, clock)).toBe(1000);
    expect(retryDelayMs(new Date(NOW_MS - 5000).toUTCString(), 3, 0, clock)).toBe(0);
    expect(retryDelayMs('0', 3, 0, clock)).toBe(0);
    expect(retryDelayMs(null, 2, 59_000, clock)).toBeUndefined();
  });

  it('of the real clock passes, and leaves nothing on the signal', async () => {
    vi.useFakeTimers();
    const { signal } = new AbortController();
    const removed = vi.spyOn(signal, 'removeEventListener');
    const waited = REAL_CLOCK.wait(5000, signal);
    await vi.advanceTimersByTimeAsync(5000);
    await expect(waited).resolves.toBeUndefined();
    expect(removed).toHaveBeenCalledOnce();
    vi.useRealTimers();
  });
});

describe('an answer', () => {
  it('in another form says nothing against the export', () => {
    for (const text of [
      '',
      'OK',
      'null',
      '[]',
      '{"partialSuccess":null}',
      '{"partialSuccess":{"rejectedDataPoints":"x"}}',
    ]) {
      expect(readPartialSuccess(text)).toEqual({ rejectedPoints: 0, message: undefined });
    }
  });

  it('tells why in its own words, whole or as the status that OTLP asks for', () => {
    expect(readFault('{"code":3,"message":"no such field"}')).toBe('no such field');
    expect(readFault('404 page not found\n')).toBe('404 page not found');
    expect(readFault(' ')).toBeUndefined();
  });
});
