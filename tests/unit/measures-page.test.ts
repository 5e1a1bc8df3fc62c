import { afterEach, describe, expect, it } from 'vitest';
import { measurePoints } from '../../src/perf/measure-points';
import { PageMeasures, type PageMeasuresOptions } from '../../src/perf/page-measures';
import type { MetricPoint } from '../../src/store/metric';
import type { Measure } from '../../workers/protocol';
import { entryOf, linesOf } from './measures-fakes';

type Watch = { type: string; buffered?: boolean; durationThreshold?: number };

/** A browser's observers without a browser: hands out what the test gives it. */
function fakeObservers(supportedEntryTypes: readonly string[]) {
  const running: { watch: Watch; hand: (entries: PerformanceEntry[]) => void }[] = [];
  class FakeObserver {
    static readonly supportedEntryTypes = supportedEntryTypes;
    constructor(private readonly callback: (list: { getEntries(): PerformanceEntry[] }) => void) {}
    observe(watch: Watch): void {
      running.push({ watch, hand: (entries) => this.callback({ getEntries: () => entries }) });
    }
    disconnect(): void {
      running.splice(0);
    }
  }
  const give = (type: string, ...entries: PerformanceEntry[]) => {
    for (const { watch, hand } of running) if (watch.type === type) hand(entries);
  };
  return { FakeObserver, give, watched: () => running.map(({ watch }) => watch) };
}

/** A timeline at the time the test says. */
class FakeTimeline {
  readonly timeOrigin = 1_000_000;
  nowMs = 0;
  readonly cleared: string[] = [];
  now(): number {
    return this.nowMs;
  }
  clearMeasures(name: string): void {
    this.cleared.push(name);
    this.nowMs += 1;
  }
  clearResourceTimings(): void {
    this.cleared.push('resources');
  }
}

const ALL = ['measure', 'long-animation-frame', 'longtask', 'event', 'resource'];

function pageOf(types: readonly string[] = ALL) {
  const points: MetricPoint[] = [];
  const measures: Measure[] = [];
  const timeline = new FakeTimeline();
  const { FakeObserver, give, watched } = fakeObservers(types);
  const options: PageMeasuresOptions = {
    onPoints: (some) => points.push(...some),
    onMeasures: (some) => measures.push(...some),
    Observer: FakeObserver,
    timeline,
  };
  return { page: new PageMeasures(options), points, measures, timeline, give, watched };
}

describe('the page', () => {
  it('reads its own measures, hands them on and clears them; the parts of a turn are no points', () => {
    const { points, measures, timeline, give, page } = pageOf();
    give(
      'measure',
      entryOf('sotto:routing', 10, 4, { detail: { turnId: 't1', devtools: { track: 'x' } } }),
      entryOf('sotto:tool.search', 20, 30, { detail: { n: 2 } }),
      entryOf('other', 0, 1),
    );
    expect(measures).toEqual([
      { name: 'routing', startAtMs: 1_000_010, durationMs: 4, tags: { turnId: 't1' } },
      { name: 'tool.search', startAtMs: 1_000_020, durationMs: 30, tags: { n: 2 } },
    ]);
    expect(points).toEqual([{ name: 'search_ms', component: 'tool', atMs: 1_000_050, value: 30 }]);
    expect(timeline.cleared).toEqual(['sotto:routing', 'sotto:tool.search']);
    expect(page.selfMs).toBe(2);
  });

  it('tells each long frame, and counts the time in them from when it was watched', () => {
    const { points, give, page, watched } = pageOf();
    give('long-animation-frame', entryOf('long-animation-frame', 100, 80), entryOf('long-animation-frame', 300, 60));
    give('long-animation-frame', entryOf('long-animation-frame', -50, 500));
    give('longtask', entryOf('self', 100, 75));
    expect(points.map(({ name, atMs, value }) => [name, atMs, value])).toEqual([
      ['long_frame_ms', 1_000_180, 80],
      ['long_frame_ms', 1_000_360, 60],
      ['long_frame_ms', 1_000_450, 500],
    ]);
    expect(page.longMs).toBe(140);
    expect(watched().map(({ type }) => type)).not.toContain('longtask');
  });

  it('takes long tasks where there are no long frames', () => {
    const { points, give, page } = pageOf(['measure', 'longtask', 'event', 'resource']);
    give('longtask', entryOf('self', 0, 75));
    expect(linesOf(points)).toEqual(['system long_frame_ms 75']);
    expect([page.longMs, page.unavailable]).toEqual([75, []]);
  });

  it('tells of each interaction how late it was begun and answered, and nothing of moves', () => {
    const { points, give, watched } = pageOf();
    give(
      'event',
      entryOf('pointerdown', 10, 48, { interactionId: 5, processingStart: 14 }),
      entryOf('click', 12, 120, { interactionId: 5, processingStart: 40 }),
      entryOf('pointermove', 12, 500, { interactionId: 0, processingStart: 13 }),
      entryOf('keydown', 300, 64, { interactionId: 6, processingStart: 301 }),
    );
    expect(linesOf(points)).toEqual([
      'system input_delay_ms 28',
      'system interaction_ms 120',
      'system input_delay_ms 1',
      'system interaction_ms 64',
    ]);
    expect(watched()).toContainEqual({ type: 'event', buffered: true, durationThreshold: 40 });
  });

  it('counts what came over the network, and takes it off the timeline', () => {
    const { give, page, timeline } = pageOf();
    give('resource', entryOf('a', 0, 1, { transferSize: 1200 }), entryOf('b', 0, 1, { transferSize: 0 }));
    give('resource', entryOf('c', 0, 1, { transferSize: 300 }), entryOf('d', 0, 1));
    expect(page.networkBytes).toBe(1500);
    expect(timeline.cleared).toEqual(['resources', 'resources']);
  });

  it('says what this browser does not tell, and never 0 for it', () => {
    const { page } = pageOf(['measure']);
    expect(page.unavailable).toEqual(['long-animation-frame', 'event', 'resource']);
    expect([page.longMs, page.networkBytes]).toEqual([undefined, undefined]);
    const none = new PageMeasures({ onPoints: () => {}, Observer: undefined, timeline: new FakeTimeline() });
    expect(none.unavailable).toEqual(['measure', 'long-animation-frame', 'event', 'resource']);
  });

  it('reads no more once it was stopped', () => {
    const { page, give, points, watched } = pageOf();
    page.stop();
    give('long-animation-frame', entryOf('long-animation-frame', 100, 80));
    expect([points, watched()]).toEqual([[], []]);
  });
});

describe('the page of a real observer', () => {
  let page: PageMeasures | undefined;
  afterEach(() => page?.stop());

  it('finds what was measured, and leaves nothing behind', async () => {
    const read = new Promise<readonly Measure[]>((resolve) => {
      page = new PageMeasures({ onPoints: () => {}, onMeasures: resolve });
    });
    performance.measure('sotto:tts', { start: 1, end: 3, detail: { turnId: 'a' } });
    const [measure] = await read;
    expect(measure).toMatchObject({ name: 'tts', durationMs: 2, tags: { turnId: 'a' } });
    expect(measure?.startAtMs).toBeCloseTo(performance.timeOrigin + 1, 3);
    expect(performance.getEntriesByName('sotto:tts')).toEqual([]);
    expect(page?.selfMs).toBeGreaterThan(0);
  });
});

describe('points of measures', () => {
  const pointsOf = (name: string, tags?: Measure['tags']) =>
    linesOf(measurePoints([{ name, startAtMs: 100, durationMs: 8, tags }]));

  it.each([
    ['stt.encode', { frames: 300 }, ['stt encode_ms 8']],
    ['tts.first-window', { cached: 0 }, ['tts first_window_ms 8']],
    ['llm.load', undefined, ['llm load_ms 8']],
    ['pack.fetch', { bytes: 5 }, ['system pack_fetch_ms 8']],
    ['vad.infer', { frames: 32, inferMs: 96, lagMs: 40 }, ['vad infer_ms 3', 'vad lag_ms 40']],
    ['vad.infer', { frames: 0, inferMs: 0, lagMs: 0 }, []],
    ['stt.encode', { warmUp: 1 }, []],
    ['llm.decode', { tokens: 3, error: 'aborted' }, []],
    ['routing', { turnId: 'x' }, []],
    ['toString.x', undefined, ['system toString_x_ms 8']],
  ] as const)('%s with %o', (name, tags, lines) => {
    expect(pointsOf(name, tags)).toEqual(lines);
  });

  it('are dated at the end', () => {
    expect(measurePoints([{ name: 'stt.mel', startAtMs: 100, durationMs: 8, tags: undefined }])[0]?.atMs).toBe(108);
  });
});
