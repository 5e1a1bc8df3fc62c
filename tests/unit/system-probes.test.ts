import { describe, expect, it } from 'vitest';
import { type AudioContextLike, audioContextProbe } from '../../src/perf/system/audio-context';
import { batteryProbe } from '../../src/perf/system/battery';
import { GpuProbe } from '../../src/perf/system/gpu';
import { jsHeapProbe } from '../../src/perf/system/js-heap';
import { MEMORY_PERIOD_MS, memoryProbe } from '../../src/perf/system/memory';
import { pageBusyProbe } from '../../src/perf/system/page-busy';
import { PressureProbe } from '../../src/perf/system/pressure';
import type { Probe } from '../../src/perf/system/probe';
import { selfCost } from '../../src/perf/system/self-cost';
import { storageProbe } from '../../src/perf/system/storage';
import { visibilityProbe } from '../../src/perf/system/visibility';
import { HandClock, linesOf } from './measures-fakes';

const now = () => 7;
const sampled = async (probe: Probe) => linesOf(await probe.sample());

describe('what a browser may not tell', () => {
  it('is missing, not 0', async () => {
    const probes = [
      jsHeapProbe({}, now),
      memoryProbe({}, true, now),
      storageProbe(undefined, now),
      pageBusyProbe(() => undefined, now),
      new PressureProbe(false, now),
      new GpuProbe(undefined, now),
      audioContextProbe(() => undefined, false, now),
      batteryProbe({}, now),
    ];
    expect(probes.map(({ available }) => available)).toEqual(probes.map(() => false));
    for (const probe of probes) expect(await probe.sample()).toEqual([]);
  });

  it('has its date and its unit when it is told', async () => {
    const probe = jsHeapProbe({ memory: { usedJSHeapSize: 12_500_000 } }, now);
    expect(await probe.sample()).toEqual([{ name: 'js_heap_mb', component: 'system', atMs: 7, value: 12.5 }]);
    expect(await sampled(visibilityProbe({ visibilityState: 'hidden' }, now))).toEqual(['system visible 0']);
    expect(await sampled(visibilityProbe({ visibilityState: 'visible' }, now))).toEqual(['system visible 1']);
  });
});

describe('the memory of page and workers', () => {
  /** A browser that measures as slowly as the test likes. */
  function slowMeasurer() {
    const running: { done: (bytes: number) => void; fail: (reason: unknown) => void }[] = [];
    const measureUserAgentSpecificMemory = () =>
      new Promise<{ bytes: number }>((resolve, reject) =>
        running.push({ done: (bytes) => resolve({ bytes }), fail: reject }),
      );
    return { running, measureUserAgentSpecificMemory };
  }

  it('is measured at most once a minute, told once, and kept nobody waiting', async () => {
    const clock = new HandClock();
    const measurer = slowMeasurer();
    const probe = memoryProbe(measurer, true, clock.now);
    expect(await probe.sample()).toEqual([]);
    clock.advance(15_000);
    measurer.running[0]?.done(900_000_000);
    await Promise.resolve();
    await Promise.resolve();
    expect(await probe.sample()).toEqual([{ name: 'memory_mb', component: 'system', atMs: 15_000, value: 900 }]);
    expect(await probe.sample()).toEqual([]);
    clock.advance(MEMORY_PERIOD_MS - 15_001);
    await probe.sample();
    expect(measurer.running.length).toBe(1);
    clock.advance(1);
    await probe.sample();
    expect(measurer.running.length).toBe(2);
  });

  it('is never measured twice at once, however long it takes', async () => {
    const clock = new HandClock();
    const measurer = slowMeasurer();
    const probe = memoryProbe(measurer, true, clock.now);
    for (let i = 0; i < 5; i++) {
      await probe.sample();
      clock.advance(MEMORY_PERIOD_MS);
    }
    expect(measurer.running.length).toBe(1);
  });

  it('is refused outside of isolated pages, and asked for again after a refusal', async () => {
    const clock = new HandClock();
    const measurer = slowMeasurer();
    expect(memoryProbe(measurer, false, clock.now).available).toBe(false);
    const probe = memoryProbe(measurer, true, clock.now);
    await probe.sample();
    measurer.running[0]?.fail(new DOMException('no', 'SecurityError'));
    await Promise.resolve();
    await Promise.resolve();
    await expect(probe.sample()).rejects.toThrow('no');
    clock.advance(MEMORY_PERIOD_MS);
    await expect(probe.sample()).rejects.toThrow('no');
    measurer.running[1]?.done(1e6);
    await Promise.resolve();
    await Promise.resolve();
    expect(await sampled(probe)).toEqual(['system memory_mb 1']);
  });
});

describe('storage', () => {
  const told = (estimate: StorageEstimate) => sampled(storageProbe({ estimate: async () => estimate }, now));

  it('is what lies there, and its share of the quota', async () => {
    expect(await told({ usage: 250e6, quota: 1000e6 })).toEqual(['system storage_mb 250', 'system storage_share 0.25']);
    expect(await told({ usage: 0, quota: 1000e6 })).toEqual(['system storage_mb 0', 'system storage_share 0']);
    expect(await told({ usage: 5e6 })).toEqual(['system storage_mb 5']);
    expect(await told({})).toEqual([]);
  });
});

describe('the page thread', () => {
  it('is busy for its long frames since it was last asked, and never more than all the time', async () => {
    const clock = new HandClock();
    let longMs = 400;
    const probe = pageBusyProbe(() => longMs, clock.now);
    expect(await probe.sample()).toEqual([]);
    clock.advance(5000);
    longMs += 1000;
    expect(await sampled(probe)).toEqual(['system busy_share 0.2']);
    clock.advance(5000);
    expect(await sampled(probe)).toEqual(['system busy_share 0']);
    clock.advance(1000);
    longMs += 3000;
    expect(await sampled(probe)).toEqual(['system busy_share 1']);
  });
});

describe('pressure', () => {
  it('stands as it was told last, and is nothing before', async () => {
    const probe = new PressureProbe(true, now);
    expect(await probe.sample()).toEqual([]);
    const seen: string[] = [];
    for (const state of ['nominal', 'fair', 'serious', 'critical'] as const) {
      probe.feed(state);
      seen.push(...(await sampled(probe)));
    }
    seen.push(...(await sampled(probe)));
    expect(seen).toEqual([0, 1, 2, 3, 3].map((level) => `system pressure ${level}`));
  });
});

describe('graphics', () => {
  const info = { vendor: 'intel', architecture: 'gen-12lp', device: '', description: '' };

  it('is asked about once, and answers in words', async () => {
    let asked = 0;
    const probe = new GpuProbe(
      {
        requestAdapter: async () => {
          asked++;
          return { info };
        },
      },
      now,
    );
    expect(probe.facts()).toEqual([]);
    expect(await probe.sample()).toEqual([]);
    await probe.sample();
    expect(asked).toBe(1);
    expect(probe.facts()).toEqual([
      { name: 'GPU vendor', value: 'intel' },
      { name: 'GPU architecture', value: 'gen-12lp' },
    ]);
  });

  it('says when there is none', async () => {
    const probe = new GpuProbe({ requestAdapter: async () => null }, now);
    await probe.sample();
    expect(probe.facts()).toEqual([{ name: 'GPU', value: 'none' }]);
  });

  it('counts devices that were lost, once one is used', async () => {
    const probe = new GpuProbe({ requestAdapter: async () => null }, now);
    probe.watch({ lost: new Promise(() => {}) });
    expect(await sampled(probe)).toEqual(['system gpu_lost 0']);
    probe.watch({ lost: Promise.resolve({ reason: 'unknown' }) });
    probe.watch({ lost: Promise.resolve({ reason: 'destroyed' }) });
    await Promise.resolve();
    expect(await sampled(probe)).toEqual(['system gpu_lost 1']);
  });
});

describe('the audio output', () => {
  it('tells its latencies, and what was missing since it was last asked', async () => {
    let context: AudioContextLike | undefined;
    const probe = audioContextProbe(() => context, true, now);
    expect(await probe.sample()).toEqual([]);
    context = { baseLatency: 0.01, outputLatency: 0 };
    expect(await sampled(probe)).toEqual(['playback base_latency_ms 10']);
    const stats = { underrunDuration: 0.5, underrunEvents: 3, averageLatency: 0.02 };
    const full = { baseLatency: 0.01, outputLatency: 0.03, playbackStats: stats };
    context = full;
    expect(await sampled(probe)).toEqual([
      'playback base_latency_ms 10',
      'playback output_latency_ms 30',
      'playback device_latency_ms 20',
      'playback device_underruns 3',
      'playback device_underrun_ms 500',
    ]);
    stats.underrunEvents = 4;
    stats.underrunDuration = 0.75;
    expect((await sampled(probe)).slice(3)).toEqual(['playback device_underruns 1', 'playback device_underrun_ms 250']);
    context = { ...full };
    expect((await sampled(probe)).slice(3)).toEqual(['playback device_underruns 4', 'playback device_underrun_ms 750']);
  });
});

describe('the battery', () => {
  it('is asked for once, and read as it is', async () => {
    const battery = { level: 0.4, charging: false };
    let asked = 0;
    const probe = batteryProbe(
      {
        getBattery: async () => {
          asked++;
          return battery;
        },
      },
      now,
    );
    expect(await sampled(probe)).toEqual(['system battery_share 0.4', 'system battery_charging 0']);
    battery.level = 0.5;
    battery.charging = true;
    expect(await sampled(probe)).toEqual(['system battery_share 0.5', 'system battery_charging 1']);
    expect(asked).toBe(1);
  });
});

describe('what watching costs', () => {
  it('is the sum over all realms, as a share of the time', () => {
    const cost = selfCost(
      [
        { realm: 'page', sinceMs: 0, untilMs: 1000, selfMs: 4 },
        { realm: 'stt', sinceMs: 500, untilMs: 750, selfMs: 1 },
        { realm: 'stt', sinceMs: 750, untilMs: 1000, selfMs: 0.5 },
        { realm: 'llm', sinceMs: 5000, untilMs: 6000, selfMs: 100 },
      ],
      0,
      1000,
    );
    expect(cost).toEqual({ totalMs: 5.5, share: 0.0055, byRealm: { page: 4, stt: 1.5 } });
  });

  it('takes of a stretch the part that lies within', () => {
    const times = [{ realm: 'vad' as const, sinceMs: 0, untilMs: 1000, selfMs: 10 }];
    expect(selfCost(times, 750, 2000).totalMs).toBe(2.5);
    expect(selfCost(times, 250, 500).totalMs).toBe(2.5);
    expect(selfCost(times, 1000, 2000)).toEqual({ totalMs: 0, share: 0, byRealm: {} });
    expect(selfCost([{ realm: 'vad', sinceMs: 5, untilMs: 5, selfMs: 1 }], 0, 10).totalMs).toBe(1);
    expect(selfCost(times, 5, 5).share).toBe(0);
  });
});
