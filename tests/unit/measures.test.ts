import { describe, expect, it } from 'vitest';
import { coveredMs } from '../../workers/busy-time';
import { MeasureReporter, REPORT_PERIOD_MS } from '../../workers/measure-reporter';
import type { RealmReport } from '../../workers/protocol';
import { entryOf, HandClock } from './measures-fakes';

function reporterOf(wasmHeapBytes?: number) {
  const clock = new HandClock(100);
  const reports: RealmReport[] = [];
  const cleared: string[] = [];
  const late: PerformanceEntry[] = [];
  const reporter = new MeasureReporter({
    realm: 'stt',
    post: (report) => reports.push(report),
    pending: () => late.splice(0),
    clear: (name) => cleared.push(name),
    now: clock.now,
    timeOriginMs: 1_000_000,
    later: clock.later,
    wasmHeapBytes: () => wasmHeapBytes,
  });
  return { clock, reports, cleared, late, reporter };
}

describe('time covered', () => {
  it.each([
    ['nothing', [], 0],
    ['one', [[5, 8]], 3],
    [
      'two apart, the later first',
      [
        [10, 12],
        [0, 4],
      ],
      6,
    ],
    [
      'one within another',
      [
        [0, 10],
        [2, 5],
        [6, 7],
      ],
      10,
    ],
    [
      'two that overlap',
      [
        [0, 6],
        [4, 9],
      ],
      9,
    ],
    [
      'the same twice',
      [
        [1, 3],
        [1, 3],
      ],
      2,
    ],
  ] as const)('of %s', (_, stretches, expected) => {
    expect(coveredMs(stretches.map(([startMs, endMs]) => ({ startMs, endMs })))).toBe(expected);
  });
});

describe('a realm', () => {
  it('tells all it measured in 250 ms at once, dated on the one clock', () => {
    const { clock, reports, reporter } = reporterOf(65_536);
    reporter.take([
      entryOf('sotto:stt.mel', 100, 2),
      entryOf('sotto:stt.encode', 102, 40, { detail: { frames: 300 } }),
    ]);
    clock.advance(100);
    reporter.take([
      entryOf('sotto:stt.decode', 142, 30, { detail: { tokens: 7, text: 'x', devtools: { track: 'Sotto' } } }),
    ]);
    expect(reports).toEqual([]);
    clock.advance(REPORT_PERIOD_MS - 100);
    expect(reports).toEqual([
      {
        realm: 'stt',
        sinceMs: 1_000_100,
        untilMs: 1_000_350,
        measures: [
          { name: 'stt.mel', startAtMs: 1_000_100, durationMs: 2, tags: undefined },
          { name: 'stt.encode', startAtMs: 1_000_102, durationMs: 40, tags: { frames: 300 } },
          { name: 'stt.decode', startAtMs: 1_000_142, durationMs: 30, tags: { tokens: 7, text: 'x' } },
        ],
        busyMs: 72,
        wasmHeapBytes: 65_536,
        requests: [],
        selfMs: 0,
      },
    ]);
  });

  it('counts requests by origin, and tells of them even when nothing was measured', () => {
    const { reporter, reports, clock } = reporterOf(0);
    const resource = (name: string, transferSize?: number) =>
      entryOf(name, 1, 5, { entryType: 'resource', transferSize });
    reporter.take([
      resource('https://hub.test/a?x=1', 1000),
      resource('https://hub.test/b', 24),
      resource('http://127.0.0.1:81/c'),
      resource('blob:https://hub.test/1'),
    ]);
    clock.advance(REPORT_PERIOD_MS);
    expect(reports.map(({ requests }) => requests)).toEqual([
      [
        { origin: 'https://hub.test', requests: 2, transferredBytes: 1024 },
        { origin: 'http://127.0.0.1:81', requests: 1, transferredBytes: 0 },
      ],
    ]);
    clock.advance(REPORT_PERIOD_MS);
    expect(reports).toHaveLength(1);
  });

  it('sends at most one report in 250 ms, and none while nothing is measured', () => {
    const { clock, reports, reporter } = reporterOf();
    for (let i = 0; i < 100; i++) {
      reporter.take([entryOf('sotto:stt.mel', clock.nowMs, 1)]);
      clock.advance(10);
    }
    expect(reports.length).toBe(4);
    expect(reports.flatMap(({ measures }) => measures).length).toBe(100);
    clock.advance(60_000);
    expect(reports.length).toBe(4);
    expect(clock.pending).toBe(0);
    for (const [i, { sinceMs }] of reports.entries()) expect(sinceMs).toBe(reports[i - 1]?.untilMs ?? 1_000_100);
  });

  it('clears what is its own, each name once, and leaves the measures of libraries alone', () => {
    const { clock, reports, cleared, reporter } = reporterOf();
    reporter.take([entryOf('ort:run', 0, 9)]);
    expect([cleared, clock.pending]).toEqual([[], 0]);
    reporter.take([
      entryOf('sotto:a', 0, 1),
      entryOf('ort:run', 0, 9),
      entryOf('sotto:a', 2, 1),
      entryOf('sotto:b', 4, 1),
    ]);
    expect(cleared).toEqual(['sotto:a', 'sotto:b']);
    clock.advance(REPORT_PERIOD_MS);
    expect(reports[0]?.measures.map(({ name }) => name)).toEqual(['a', 'a', 'b']);
  });

  it('was busy for its work, not for its waiting, and counts steps too fine to be measured', () => {
    const { clock, reports, reporter } = reporterOf();
    reporter.take([entryOf('sotto:llm.decode', 0, 1000, { detail: { waits: true, tokens: 9 } })]);
    reporter.take([entryOf('sotto:tts.phonemes', 10, 5), entryOf('sotto:inner', 11, 2)]);
    reporter.worked(20);
    reporter.worked(0.5);
    clock.advance(REPORT_PERIOD_MS);
    expect(reports[0]?.busyMs).toBe(25.5);
    expect(reports[0]?.measures[0]?.tags).toEqual({ tokens: 9 });
    reporter.worked(3);
    clock.advance(REPORT_PERIOD_MS);
    expect(reports[1]).toMatchObject({ busyMs: 3, measures: [] });
  });

  it('does not forget what the observer has not brought yet', () => {
    const { clock, reports, cleared, late, reporter } = reporterOf();
    reporter.worked(1);
    late.push(entryOf('sotto:stt.mel', 300, 2));
    clock.advance(REPORT_PERIOD_MS);
    expect(reports[0]).toMatchObject({ busyMs: 3, measures: [{ name: 'stt.mel' }] });
    expect([cleared, clock.pending]).toEqual([['sotto:stt.mel'], 0]);
  });

  it('says what reading and sending took, the sending with the next report', () => {
    const clock = new HandClock();
    const reports: RealmReport[] = [];
    const reporter = new MeasureReporter({
      realm: 'pack',
      post: (report) => {
        reports.push(report);
        clock.nowMs += 5;
      },
      pending: () => [],
      clear: () => {
        clock.nowMs += 2;
      },
      now: clock.now,
      timeOriginMs: 0,
      later: clock.later,
      wasmHeapBytes: () => undefined,
    });
    reporter.take([entryOf('sotto:a', 0, 1), entryOf('sotto:b', 0, 1)]);
    reporter.spent(0.25);
    clock.advance(REPORT_PERIOD_MS + 10);
    reporter.take([entryOf('sotto:a', 0, 1)]);
    clock.advance(REPORT_PERIOD_MS + 10);
    expect(reports.map(({ selfMs }) => selfMs)).toEqual([4.25, 7]);
  });
});
