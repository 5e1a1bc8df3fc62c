import { describe, expect, it } from 'vitest';
import { CaptureProbe } from '../../src/perf/system/capture-flow';
import { NetworkProbe } from '../../src/perf/system/network';
import { PlaybackProbe } from '../../src/perf/system/playback-flow';
import type { Probe } from '../../src/perf/system/probe';
import { WorkerProbe } from '../../src/perf/system/workers';
import type { CaptureToPage, RealmReport } from '../../workers/protocol';
import { HandClock, linesOf } from './measures-fakes';

const sampled = async (probe: Probe) => linesOf(await probe.sample());

function reportOf(realm: RealmReport['realm'], fields: Partial<RealmReport> = {}): RealmReport {
  return {
    realm,
    sinceMs: 0,
    untilMs: 250,
    measures: [],
    busyMs: 0,
    wasmHeapBytes: undefined,
    requests: [],
    selfMs: 0,
    ...fields,
  };
}

describe('workers', () => {
  it('are busy for what they report, as a share of the time since they were last asked', async () => {
    const clock = new HandClock(1000);
    const probe = new WorkerProbe(true, clock.now);
    expect(await probe.sample()).toEqual([]);
    probe.feed(reportOf('stt', { sinceMs: 1000, busyMs: 300, wasmHeapBytes: 50e6 }));
    probe.feed(reportOf('stt', { sinceMs: 1250, busyMs: 200, wasmHeapBytes: 80e6 }));
    probe.feed(reportOf('vad', { sinceMs: 1000, busyMs: 100 }));
    probe.feed(reportOf('pack', { sinceMs: 1000, busyMs: 500 }));
    clock.advance(1000);
    expect(await sampled(probe)).toEqual(['stt busy_share 0.5', 'stt wasm_heap_mb 80', 'vad busy_share 0.1']);
    clock.advance(1000);
    expect(await sampled(probe)).toEqual(['stt busy_share 0', 'stt wasm_heap_mb 80', 'vad busy_share 0']);
  });

  it('are never busier than all the time, and silent once they are ended', async () => {
    const clock = new HandClock(0);
    const probe = new WorkerProbe(true, clock.now);
    probe.feed(reportOf('llm', { busyMs: 4000, wasmHeapBytes: 1e6 }));
    clock.advance(1000);
    expect(await sampled(probe)).toEqual(['llm busy_share 1', 'llm wasm_heap_mb 1']);
    probe.ended('llm');
    clock.advance(1000);
    expect(await probe.sample()).toEqual([]);
  });
});

describe('the network', () => {
  it('is what the page and the pack worker fetched since it was last asked', async () => {
    let pageBytes: number | undefined = 2000;
    const probe = new NetworkProbe(
      () => pageBytes,
      () => 0,
    );
    expect(await sampled(probe)).toEqual(['system network_kb 2']);
    const fetched = { name: 'pack.fetch', startAtMs: 0, durationMs: 1, tags: { bytes: 16_000_000 } };
    probe.feed(reportOf('pack', { measures: [fetched, { ...fetched, name: 'pack.hash', tags: undefined }, fetched] }));
    pageBytes = 2500;
    expect(await sampled(probe)).toEqual(['system network_kb 32000.5']);
    expect(await sampled(probe)).toEqual(['system network_kb 0']);
    pageBytes = undefined;
    expect(await probe.sample()).toEqual([]);
  });

  it('is not available where the browser does not tell', () => {
    expect(
      new NetworkProbe(
        () => undefined,
        () => 0,
      ).available,
    ).toBe(false);
  });
});

describe('the microphone', () => {
  const statsOf = (frames: number, droppedFrames = 0, awayFrames = 1): CaptureToPage => ({
    kind: 'capture-stats',
    frames,
    droppedFrames,
    allocatedFrames: 0,
    awayFrames,
    poolFrames: 15,
  });

  it('tells what waits and what was lost, and nothing while it is closed', async () => {
    const clock = new HandClock();
    const probe = new CaptureProbe(clock.now);
    expect(await probe.sample()).toEqual([]);
    probe.feed(statsOf(31, 1));
    clock.advance(4000);
    probe.feed(statsOf(156, 3, 7));
    expect(await sampled(probe)).toEqual(['capture queue 7', 'capture dropped_frames 3', 'capture frames_per_s 31.25']);
    expect(await probe.sample()).toEqual([]);
  });

  it('that was opened anew loses no frames by it', async () => {
    const clock = new HandClock();
    const probe = new CaptureProbe(clock.now);
    probe.feed(statsOf(1000, 50));
    clock.advance(5000);
    await probe.sample();
    probe.feed(statsOf(31, 0));
    clock.advance(5000);
    probe.feed(statsOf(187, 2));
    expect(await sampled(probe)).toEqual(['capture queue 1', 'capture dropped_frames 2', 'capture frames_per_s 31.2']);
  });
});

describe('the speaker', () => {
  it('tells the least that waited while it played, and how often it ran dry', async () => {
    const probe = new PlaybackProbe(() => 0);
    expect(await probe.sample()).toEqual([]);
    const level = { kind: 'level', replyId: 1, playedMs: 0, dbfs: -20 } as const;
    for (const bufferedMs of [400, 120, 300]) probe.feed({ ...level, bufferedMs });
    probe.feed({ kind: 'started', replyId: 1, renderedAtMs: 0 });
    expect(await sampled(probe)).toEqual(['playback queue 120']);
    const over = { replyId: 1, renderedAtMs: 0, playedMs: 1 };
    probe.feed({ kind: 'drained', ...over, underruns: 0, underrunMs: 0 });
    expect(await sampled(probe)).toEqual(['playback underruns 0']);
    probe.feed({ kind: 'drained', ...over, underruns: 2, underrunMs: 9 });
    probe.feed({ kind: 'flushed', ...over, underruns: 1 });
    expect(await sampled(probe)).toEqual(['playback underruns 3']);
    expect(await probe.sample()).toEqual([]);
  });
});
