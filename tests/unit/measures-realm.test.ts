/** Against the real performance timeline and the real observer of Node, and a real channel. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { measure, measured, measuredLoad, reportMeasures, span, spanned, worked } from '../../workers/measures';
import type { Measure, RealmReport } from '../../workers/protocol';
import { connect, SottoError } from '../../workers/rpc';
import { FrameLoad } from '../../workers/vad/frame-load';
import { failureOf } from './pack-fakes';

const { port1, port2 } = new MessageChannel();
const reports: RealmReport[] = [];
let onReport = () => {};
/** Set while something waits to be told. */
let tell: (() => void) | undefined;
let onWaiting = () => {};

beforeAll(() => {
  measure('before', 0, 1);
  reportMeasures('vad', port1, (work) => {
    tell = work;
    onWaiting();
  });
  port2.start();
  connect(port2, undefined, (report) => {
    reports.push(report);
    onReport();
  });
});
afterAll(() => {
  port1.close();
  port2.close();
});

/** The next report, with everything that was measured before. */
async function told(): Promise<RealmReport> {
  if (!tell) {
    await new Promise<void>((resolve) => {
      onWaiting = resolve;
    });
  }
  const arrived = new Promise<void>((resolve) => {
    onReport = resolve;
  });
  tell?.();
  tell = undefined;
  await arrived;
  return reports.splice(0)[0]!;
}

const shortOf = (measures: readonly Measure[]) => measures.map(({ name, tags }) => [name, tags]);

it('nothing is written to the timeline while nobody reads it, and nothing stays on it after', async () => {
  expect(performance.getEntriesByName('sotto:before')).toEqual([]);
  const start = performance.now();
  measure('stt.mel', start - 4, start, { frames: 3 });
  expect(performance.getEntriesByName('sotto:stt.mel')).toHaveLength(1);
  const report = await told();
  expect(report).toMatchObject({ realm: 'vad', wasmHeapBytes: undefined });
  expect(shortOf(report.measures)).toEqual([['stt.mel', { frames: 3 }]]);
  expect(report.measures[0]?.durationMs).toBeCloseTo(4, 3);
  expect(report.measures[0]?.startAtMs).toBeCloseTo(performance.timeOrigin + start - 4, 1);
  expect(report.busyMs).toBeCloseTo(4, 3);
  expect(report.selfMs).toBeGreaterThan(0);
  expect(report.selfMs).toBeLessThan(50);
  expect(performance.getEntriesByType('measure').filter(({ name }) => name.startsWith('sotto:'))).toEqual([]);
});

it('a measure never breaks what it measures', async () => {
  // A browser throws for NaN; Node's timeline takes it.
  const browser = vi.spyOn(performance, 'measure').mockImplementation(() => {
    throw new TypeError('not finite');
  });
  expect(() => measure('bad', Number.NaN, 1)).not.toThrow();
  expect(browser).toHaveBeenCalledOnce();
  browser.mockRestore();
  measure('good', 1, 2);
  expect(shortOf((await told()).measures)).toEqual([['good', undefined]]);
});

it('work is measured whether or not it comes to an end, and its failure is thrown all the same', async () => {
  expect(
    await measured(
      'stt.decode',
      async () => 7,
      (tokens) => ({ tokens }),
    ),
  ).toBe(7);
  const failure = failureOf(
    spanned('llm.prefill', async () => {
      throw new SottoError('out-of-memory', 'full');
    }),
  );
  expect((await failure).code).toBe('out-of-memory');
  expect(shortOf((await told()).measures)).toEqual([
    ['stt.decode', { tokens: 7 }],
    ['llm.prefill', { error: 'out-of-memory' }],
  ]);
});

it('what is measured while a model loads says that it is warm-up', async () => {
  const answer = await measuredLoad('stt', async () => {
    await measured('stt.encode', async () => {});
    return 'loaded';
  });
  await failureOf(
    measuredLoad('stt', async () => {
      throw new SottoError('model-corrupt', 'damaged');
    }),
  );
  measure('stt.mel', performance.now(), performance.now());
  expect(answer).toBe('loaded');
  // In the order of their beginnings, which may be one and the same.
  expect(shortOf((await told()).measures).sort()).toEqual([
    ['stt.encode', { warmUp: 1 }],
    ['stt.load', undefined],
    ['stt.load', { error: 'model-corrupt' }],
    ['stt.mel', undefined],
  ]);
});

it('steps are counted without a measure', async () => {
  worked(12);
  span('llm.decode', 0, 100, { tokens: 2 });
  expect(tell).toBeDefined();
  expect((await told()).busyMs).toBe(12);
});

it('frames are told of once a second, with what they took together', async () => {
  const load = new FrameLoad();
  // 32 ms each, 5 ms of work, and one that waited.
  for (let i = 0; i < 63; i++) load.judged(i * 32, i * 32 + 5, i === 40 ? 90 : 1);
  const { measures, busyMs } = await told();
  expect(shortOf(measures)).toEqual([['vad.infer', { frames: 33, inferMs: 165, lagMs: 1 }]]);
  expect(busyMs).toBe(165);
  expect(measures[0]?.durationMs).toBeCloseTo(32 * 32 + 5, 3);
});
