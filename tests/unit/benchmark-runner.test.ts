import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeTargets, FOREVER, seriesOf, startRun, toEnd } from './benchmark-fakes';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** The page is hidden until it is told otherwise. */
function hide(run: ReturnType<typeof startRun>): () => void {
  let show = () => {};
  run.hidden = new Promise((resolve) => {
    show = () => {
      run.hidden = undefined;
      resolve();
    };
  });
  return () => show();
}

describe('a series', () => {
  it('has as many samples as were asked for, after warm-ups that are not among them', async () => {
    const targets = new FakeTargets();
    targets.takes('resample', (call) => call + 1);
    const result = await toEnd(startRun({ components: ['capture'], warmUps: 3 }, targets));
    expect(seriesOf(result, 'capture.resample')).toEqual({
      id: 'capture.resample',
      suite: 'components',
      component: 'capture',
      title: 'A second of sound, 48 to 16 kHz',
      unit: 'ms',
      better: 'less',
      temperature: 'warm',
      status: 'measured',
      note: undefined,
      warmUps: 3,
      samples: [4, 5, 6, 7],
      errors: 0,
      parts: undefined,
    });
  });

  it('is not warmed up when it is about the cold', async () => {
    const result = await toEnd(startRun({ components: ['llm', 'stt'], coldLoads: true }));
    for (const id of ['llm.first-token.cold', 'load.stt.cold']) {
      expect(seriesOf(result, id)).toMatchObject({ temperature: 'cold', warmUps: 0, status: 'measured' });
    }
    for (const id of ['llm.first-token.reuse', 'load.stt.warm']) {
      expect(seriesOf(result, id)).toMatchObject({ temperature: 'warm', warmUps: 2, status: 'measured' });
    }
  });

  it('counts an attempt that fails, and goes on without a sample of it', async () => {
    const targets = new FakeTargets();
    targets.fails('resample', (call) => (call === 3 ? 'It broke.' : undefined));
    const result = await toEnd(startRun({ components: ['capture'] }, targets));
    expect(seriesOf(result, 'capture.resample')).toMatchObject({
      status: 'measured',
      errors: 1,
      samples: [2, 2, 2],
    });
  });

  it('is not warmed up by a run that failed', async () => {
    const targets = new FakeTargets();
    targets.takes('resample', (call) => call);
    targets.fails('resample', (call) => (call === 1 ? 'Cold feet.' : undefined));
    const result = await toEnd(startRun({ components: ['capture'] }, targets));
    expect(seriesOf(result, 'capture.resample')).toMatchObject({ warmUps: 2, errors: 1, samples: [3, 4, 5, 6] });
  });

  it('is failed in the words of what failed, and the run goes on', async () => {
    const targets = new FakeTargets();
    targets.fails('resample', () => 'There is no resampler.');
    const result = await toEnd(startRun({}, targets));
    expect(seriesOf(result, 'capture.resample')).toMatchObject({
      status: 'failed',
      note: 'There is no resampler.',
      samples: [],
      errors: 3,
    });
    expect(seriesOf(result, 'vad.frame').status).toBe('measured');
  });

  it('is failed when every single attempt failed, be they ever so few', async () => {
    const targets = new FakeTargets();
    targets.fails('resample', (call) => (call >= 2 ? 'Not today.' : undefined));
    const result = await toEnd(startRun({ components: ['capture'], componentIterations: 1 }, targets));
    expect(seriesOf(result, 'capture.resample')).toMatchObject({ status: 'failed', note: 'Not today.', errors: 1 });
  });

  it('keeps the samples it had when it fails for good', async () => {
    const targets = new FakeTargets();
    targets.fails('resample', (call) => (call >= 4 ? 'Gone.' : undefined));
    const result = await toEnd(startRun({ components: ['capture'], componentIterations: 10 }, targets));
    expect(seriesOf(result, 'capture.resample')).toMatchObject({
      status: 'failed',
      note: 'Gone.',
      samples: [2, 2],
      errors: 3,
    });
  });

  it.each([true, false])(
    'is timed out by one sample that takes too long, whether that gives way (%s)',
    async (givesWay) => {
      const targets = new FakeTargets();
      targets.givesWay = givesWay;
      targets.takes('resample', (call) => (call === 4 ? FOREVER : 5));
      const run = startRun({ components: ['capture', 'system'], timeoutS: 7 }, targets);
      const result = await toEnd(run);
      expect(seriesOf(result, 'capture.resample')).toMatchObject({
        status: 'timed-out',
        note: 'One took longer than 7 s.',
        samples: [5, 5],
        errors: 1,
      });
      expect(seriesOf(result, 'store.read').status).toBe('measured');
    },
  );

  it('takes what is no number for a failure', async () => {
    const targets = new FakeTargets();
    targets.takes('prefill', 0);
    const result = await toEnd(startRun({ components: ['llm'] }, targets));
    expect(seriesOf(result, 'llm.prefill-tokens-per-s')).toMatchObject({
      status: 'failed',
      note: 'llm.prefill-tokens-per-s gave Infinity, which is no measure.',
    });
  });

  it('is not built while there is nobody to do it, and joins by itself', async () => {
    const targets = new FakeTargets();
    const before = await toEnd(startRun({ components: ['route'] }, targets));
    expect(seriesOf(before, 'route.hybrid')).toMatchObject({ status: 'not-built', samples: [], errors: 0 });
    targets.route.hybrid = async () => 3;
    const after = await toEnd(startRun({ components: ['route'] }, targets));
    expect(seriesOf(after, 'route.hybrid')).toMatchObject({ status: 'measured', samples: [3, 3, 3, 3] });
  });

  it('is handed to the live chart sample by sample', async () => {
    const run = startRun({ components: ['capture'] });
    const result = await toEnd(run);
    expect(run.live.map(([, value]) => value)).toEqual(seriesOf(result, 'capture.resample').samples);
  });
});

describe('a run', () => {
  it('measures only what is about the components asked for', async () => {
    const result = await toEnd(startRun({ suites: ['components', 'throughput'], components: ['llm'], durationS: 2 }));
    expect(result.series.map(({ id }) => id)).toEqual([
      'llm.first-token.cold',
      'llm.first-token.reuse',
      'llm.tokens-per-s',
      'llm.prefill-tokens-per-s',
      'throughput.tokens-per-s',
    ]);
  });

  it('does the reference work before, between and after the suites', async () => {
    const targets = new FakeTargets();
    targets.takes('reference', (call) => call);
    const run = startRun({ suites: ['components', 'sessions'], components: ['vad'] }, targets);
    const { referenceMs } = await toEnd(run);
    // Two that warm up, then five each time.
    expect(referenceMs).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]);
    const kinds = targets.calls.map((call) => call.split(' ')[0]);
    expect(kinds.filter((kind, index) => kind !== kinds[index - 1])).toEqual([
      'reference',
      'detect',
      'loadModel',
      'reference',
      'sessions',
      'reference',
    ]);
  });

  it('goes on without a reference that fails, and without recordings', async () => {
    const targets = new FakeTargets();
    targets.fails('reference', () => 'No.');
    targets.clips = async () => {
      throw new Error('No clips.');
    };
    const result = await toEnd(startRun({ components: ['stt', 'capture'] }, targets));
    expect(result.referenceMs).toEqual([]);
    expect(seriesOf(result, 'stt.final.3s')).toMatchObject({
      status: 'failed',
      note: 'The recording speech-3s is not there.',
    });
    expect(seriesOf(result, 'capture.resample').status).toBe('measured');
  });

  it('refuses a plan that cannot be run', async () => {
    await expect(startRun({ warmUps: 1 }).result).rejects.toThrow('Warm-ups must be a whole number from 2 to 100.');
  });

  it('lets the machine come to rest before, between and after its suites, and nothing is measured meanwhile', async () => {
    const run = startRun({ suites: ['components', 'memory'], components: ['capture', 'system'] });
    await toEnd(run);
    const [before, between, after] = run.rests;
    expect(run.rests).toHaveLength(3);
    // The list of recordings is all that was asked for.
    expect(run.targets.calls.slice(0, before).every((call) => !/^(resample|request|reference)/.test(call))).toBe(true);
    expect(run.targets.calls.slice(between).some((call) => call.startsWith('resample'))).toBe(false);
    expect(run.targets.calls.slice(after).every((call) => call.startsWith('reference'))).toBe(true);
  });

  it('keeps what disturbed it, and listens no longer than it runs', async () => {
    const run = startRun({ components: ['capture'] });
    await vi.advanceTimersByTimeAsync(20);
    expect(run.subscribed()).toBe(true);
    run.disturb({ atMs: 7, kind: 'pressure', detail: 'compute pressure became serious' });
    const result = await toEnd(run);
    expect(result.disturbances).toEqual([{ atMs: 7, kind: 'pressure', detail: 'compute pressure became serious' }]);
    expect(run.subscribed()).toBe(false);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('keeps no more disturbances than anybody reads', async () => {
    const run = startRun({ components: ['capture'] });
    await vi.advanceTimersByTimeAsync(20);
    for (let atMs = 0; atMs < 500; atMs += 1) run.disturb({ atMs, kind: 'frozen', detail: 'the page stood still' });
    const { disturbances } = await toEnd(run);
    expect(disturbances.map(({ atMs }) => atMs)).toEqual(Array.from({ length: 100 }, (_, index) => index));
  });

  it('waits while the page is hidden, says so, and goes on when it is seen', async () => {
    const run = startRun({ components: ['capture'] });
    const show = hide(run);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(run.targets.calls).toEqual([]);
    show();
    await vi.advanceTimersByTimeAsync(75);
    const again = hide(run);
    await vi.advanceTimersByTimeAsync(30_000);
    const calls = run.targets.calls.length;
    expect(run.progress.at(-1)).toMatchObject({ paused: true });
    await vi.advanceTimersByTimeAsync(30_000);
    expect(run.targets.calls.length).toBe(calls);
    again();
    const result = await toEnd(run);
    expect(run.progress.at(-1)).toMatchObject({ paused: false });
    expect(seriesOf(result, 'capture.resample')).toMatchObject({ status: 'measured', samples: [2, 2, 2, 2] });
  });

  it('lets the page do something else when all answers come at once', async () => {
    const targets = new FakeTargets();
    let workedMs = 0;
    // Answered in microtasks, a millisecond each.
    targets.resample = async () => {
      workedMs += 1;
      return 1;
    };
    const plan = { components: ['capture' as const], componentIterations: 500 };
    const run = startRun(plan, targets, () => Date.now() + workedMs);
    let pressed = 0;
    run.result.finally(() => clearInterval(button));
    const button = setInterval(() => {
      if (workedMs > 0 && workedMs < 502) pressed += 1;
    }, 1);
    await toEnd(run);
    // Once in 50 ms, not at every sample: a turn of the page is time that the work waits.
    expect(pressed).toBeGreaterThanOrEqual(8);
    expect(pressed).toBeLessThan(20);
  });
});

describe('cancelling', () => {
  it.each([true, false])('resolves at once with what there is, whether the work gives way (%s)', async (givesWay) => {
    const targets = new FakeTargets();
    targets.givesWay = givesWay;
    targets.takes('resample', (call) => (call === 4 ? FOREVER : 1));
    const run = startRun({ components: ['capture', 'vad'] }, targets);
    await vi.advanceTimersByTimeAsync(5000);
    run.cancel();
    const result = await run.result;
    expect(result.series.map(({ id, status, samples }) => [id, status, samples.length])).toEqual([
      ['capture.resample', 'cancelled', 2],
      ['vad.frame', 'cancelled', 0],
      ['load.vad.warm', 'cancelled', 0],
    ]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('leaves what was done as it is', async () => {
    const targets = new FakeTargets();
    targets.takes('detect', FOREVER);
    const run = startRun({ components: ['capture', 'vad'] }, targets);
    await vi.advanceTimersByTimeAsync(5000);
    run.cancel();
    expect(seriesOf(await run.result, 'capture.resample').status).toBe('measured');
  });

  it('ends a run that waits for the page to be seen, and one that has not begun', async () => {
    const waiting = startRun({});
    hide(waiting);
    await vi.advanceTimersByTimeAsync(5000);
    waiting.cancel();
    expect((await waiting.result).series.every(({ status }) => status === 'cancelled')).toBe(true);
    const early = startRun({});
    early.cancel();
    expect((await early.result).referenceMs).toEqual([]);
  });

  it.each(['throughput', 'load', 'memory', 'soak', 'latency', 'sessions'] as const)('ends %s', async (suite) => {
    const run = startRun({ suites: [suite], durationS: 1000 });
    await vi.advanceTimersByTimeAsync(20_000);
    run.cancel();
    const result = await run.result;
    expect(result.series.some(({ status }) => status === 'cancelled')).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('progress', () => {
  it('counts every sample, and ends complete', async () => {
    const run = startRun({ components: ['capture', 'system'] });
    await toEnd(run);
    const done = run.progress.map((progress) => progress.done);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    // Three series of four samples and two warm-ups.
    expect(run.progress.at(-1)).toMatchObject({ done: 18, total: 18, etaS: 0 });
  });

  it('tells the rest by what a sample took', async () => {
    const targets = new FakeTargets();
    targets.takes('resample', 1000);
    const run = startRun({ components: ['capture'], componentIterations: 8 }, targets);
    await toEnd(run);
    expect(run.progress[0]?.etaS).toBeUndefined();
    expect(run.progress.find(({ done }) => done === 4)).toMatchObject({ total: 10, etaS: 6 });
  });

  it('takes what is ahead for as much slower as what was measured', async () => {
    const targets = new FakeTargets();
    // Ten times the guess for a middling device.
    targets.takes('resample', 200);
    const run = startRun({ components: ['capture', 'playback'] }, targets);
    await toEnd(run);
    // Six starts of playback of 150 ms each, ten times as long.
    expect(run.progress.find(({ done }) => done === 6)?.etaS).toBeCloseTo(9, 6);
  });

  it('counts what ends by the clock in seconds, while nothing else happens too', async () => {
    const targets = new FakeTargets();
    targets.takes('request', 8000);
    const run = startRun({ suites: ['load'], durationS: 60, users: 1 }, targets);
    await toEnd(run);
    const seconds = new Set(run.progress.map(({ done }) => done));
    expect(seconds.size).toBeGreaterThan(50);
  });
});
