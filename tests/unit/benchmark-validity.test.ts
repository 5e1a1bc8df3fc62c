import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkPlan, DEFAULT_PLAN, smokePlan } from '../../src/perf/benchmark/plan';
import { type BatteryLike, browserValidity } from '../../src/perf/benchmark/validity';
import { type BenchmarkPlan, type Disturbance, SUITES } from '../../src/store/benchmark-run';

beforeEach(() => vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => vi.useRealTimers());

/** A document whose state a test sets. */
class FakeDocument extends EventTarget {
  visibilityState = 'visible';

  turn(state: 'visible' | 'hidden'): void {
    this.visibilityState = state;
    this.dispatchEvent(new Event('visibilitychange'));
  }
}

class FakeBattery extends EventTarget implements BatteryLike {
  level = 1;
  charging = true;

  set(level: number, charging: boolean): void {
    const changed = this.charging === charging ? 'levelchange' : 'chargingchange';
    this.level = level;
    this.charging = charging;
    this.dispatchEvent(new Event(changed));
  }
}

function watched() {
  const document = new FakeDocument();
  const battery = new FakeBattery();
  const clock = { addedMs: 0, wallMs: 0 };
  const validity = browserValidity({
    document,
    battery: async () => battery,
    nowMs: () => Date.now() + clock.addedMs,
    wallMs: () => Date.now() + clock.wallMs,
  });
  const told: Disturbance[] = [];
  return { document, battery, clock, validity, told, kinds: () => told.map(({ kind }) => kind) };
}

describe('the validity of a run', () => {
  it('is whole while nothing happens', async () => {
    const { validity, told } = watched();
    const end = validity.subscribe((disturbance) => told.push(disturbance));
    await vi.advanceTimersByTimeAsync(600_000);
    end();
    expect(told).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('ends when the page is hidden, also if it was from the start', async () => {
    const { validity, document, told, kinds } = watched();
    validity.subscribe((disturbance) => told.push(disturbance));
    await vi.advanceTimersByTimeAsync(500);
    document.turn('hidden');
    document.turn('visible');
    expect(told).toEqual([{ atMs: 1_000_500, kind: 'hidden', detail: 'the page was hidden' }]);
    document.turn('hidden');
    validity.subscribe((disturbance) => told.push(disturbance));
    expect(kinds()).toEqual(['hidden', 'hidden', 'hidden']);
  });

  it('ends when the browser freezes the page', () => {
    const { validity, document, kinds, told } = watched();
    validity.subscribe((disturbance) => told.push(disturbance));
    document.dispatchEvent(new Event('freeze'));
    expect(kinds()).toEqual(['frozen']);
  });

  it.each(['addedMs', 'wallMs'] as const)('ends when the machine slept, by either clock (%s)', async (name) => {
    const { validity, clock, told } = watched();
    validity.subscribe((disturbance) => told.push(disturbance));
    await vi.advanceTimersByTimeAsync(3000);
    clock[name] += 4900;
    await vi.advanceTimersByTimeAsync(3000);
    expect(told).toEqual([]);
    clock[name] += 60_000;
    await vi.advanceTimersByTimeAsync(3000);
    expect(told).toMatchObject([{ kind: 'frozen', detail: 'the page stood still for 60.0 s' }]);
  });

  it('ends when pressure stays serious or critical while nothing is measured', async () => {
    const { validity, told } = watched();
    validity.subscribe((disturbance) => told.push(disturbance));
    validity.pressure('serious');
    validity.pressure('critical');
    const resting = validity.rest(new AbortController().signal);
    await vi.advanceTimersByTimeAsync(60_000);
    await resting;
    expect(told).toMatchObject([
      { kind: 'pressure', detail: 'compute pressure stayed critical while nothing was measured' },
    ]);
  });

  it('goes on when the pressure was that of its own work', async () => {
    const { validity, told } = watched();
    validity.subscribe((disturbance) => told.push(disturbance));
    const { signal } = new AbortController();
    await validity.rest(signal);
    validity.pressure('critical');
    let isOver = false;
    const resting = validity.rest(signal).then(() => {
      isOver = true;
    });
    validity.pressure('serious');
    await vi.advanceTimersByTimeAsync(1000);
    expect(isOver).toBe(false);
    validity.pressure('fair');
    await resting;
    expect(told).toEqual([]);
  });

  it('rests no longer once it is cancelled', async () => {
    const { validity, told } = watched();
    validity.subscribe((disturbance) => told.push(disturbance));
    validity.pressure('critical');
    const controller = new AbortController();
    const resting = validity.rest(controller.signal);
    controller.abort();
    await resting;
    expect(told).toEqual([]);
  });

  it('ends when the battery is so low that savers come on', async () => {
    const { validity, battery, kinds, told } = watched();
    validity.subscribe((disturbance) => told.push(disturbance));
    await vi.advanceTimersByTimeAsync(1);
    battery.set(0.5, false);
    battery.set(0.1, true);
    expect(told).toEqual([]);
    battery.set(0.2, false);
    battery.set(0.19, false);
    expect(kinds()).toEqual(['battery-saver']);
    battery.set(0.19, true);
    battery.set(0.19, false);
    expect(kinds()).toEqual(['battery-saver', 'battery-saver']);
  });

  it('does without a battery, and with one that is refused', async () => {
    const told: Disturbance[] = [];
    const rest = { document: new FakeDocument(), nowMs: () => Date.now(), wallMs: () => Date.now() };
    const ends = [undefined, () => Promise.reject(new Error('refused'))].map((battery) =>
      browserValidity({ ...rest, battery }).subscribe((disturbance) => told.push(disturbance)),
    );
    await vi.advanceTimersByTimeAsync(10_000);
    for (const end of ends) end();
    expect(told).toEqual([]);
  });

  it('is nobody’s business after the end, not even when the battery answers late', async () => {
    const { validity, document, battery, told } = watched();
    const end = validity.subscribe((disturbance) => told.push(disturbance));
    end();
    await vi.advanceTimersByTimeAsync(1);
    battery.set(0.1, false);
    document.turn('hidden');
    document.dispatchEvent(new Event('freeze'));
    validity.pressure('critical');
    const resting = validity.rest(new AbortController().signal);
    await vi.advanceTimersByTimeAsync(60_000);
    await resting;
    expect(told).toEqual([]);
  });
});

describe('a plan', () => {
  const wrong = (changes: Partial<BenchmarkPlan>) => checkPlan({ ...DEFAULT_PLAN, ...changes });

  it('is the one of the documents by default, and both that there are can be run', () => {
    expect(DEFAULT_PLAN).toMatchObject({
      componentIterations: 100,
      endToEndIterations: 20,
      warmUps: 2,
      durationS: 60,
      concurrency: 10,
      users: 10,
      timeoutS: 300,
    });
    expect([DEFAULT_PLAN, smokePlan()].map(checkPlan)).toEqual([undefined, undefined]);
    expect(wrong({ suites: [...SUITES] })).toBeUndefined();
  });

  it.each([
    ['componentIterations', 0],
    ['componentIterations', 1.5],
    ['endToEndIterations', 1001],
    ['warmUps', 1],
    ['durationS', Number.NaN],
    ['durationS', 86_401],
    ['concurrency', -1],
    ['users', Number.POSITIVE_INFINITY],
    ['timeoutS', 0],
    ['seed', 2 ** 32],
  ] as const)('is refused with %s = %s', (name, value) => {
    expect(wrong({ [name]: value })).toMatch(/must be a whole number from \d+ to \d+\.$/);
  });

  it('is refused without a suite, with one that is none, and with one twice', () => {
    expect(wrong({ suites: [] })).toBe('At least one suite has to be chosen.');
    // As a flag or a file might have it.
    expect(wrong(JSON.parse('{"suites": ["speed"]}'))).toMatch(
      /^There is no suite “speed”: there are components, latency/,
    );
    expect(wrong({ suites: ['load', 'load'] })).toBe('A suite is chosen twice.');
  });

  it('is refused when its components are none, or in none of its suites', () => {
    expect(wrong(JSON.parse('{"components": ["ear"]}'))).toBe('There is no component “ear”.');
    expect(wrong({ suites: ['latency', 'sessions'], components: ['stt'] })).toBe(
      'Nothing in the chosen suites is about stt: they have pipeline, vad.',
    );
    expect(wrong({ suites: ['latency', 'sessions'], components: ['stt', 'vad'] })).toBeUndefined();
  });
});
