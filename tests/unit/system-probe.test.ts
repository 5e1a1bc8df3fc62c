import { describe, expect, it } from 'vitest';
import type { Probe } from '../../src/perf/system/probe';
import { SystemProbe, USUAL_INTERVAL_MS, WATCHED_INTERVAL_MS } from '../../src/perf/system/system-probe';
import type { MetricPoint } from '../../src/store/metric';
import { HandClock, linesOf } from './measures-fakes';

const point = (name: string): MetricPoint => ({ name, component: 'system', atMs: 0, value: 1 });

/** A probe that answers when it is told to. */
class HandProbe implements Probe {
  asked = 0;
  answer: (points: MetricPoint[]) => void = () => {};
  refuse: (reason: unknown) => void = () => {};
  constructor(
    readonly name: string,
    readonly available = true,
  ) {}
  sample(): Promise<MetricPoint[]> {
    this.asked++;
    return new Promise((resolve, reject) => {
      this.answer = resolve;
      this.refuse = reject;
    });
  }
}

/** A probe that answers at once, after so much work. */
function quick(name: string, work = () => {}): Probe & { facts(): { name: string; value: string }[] } {
  return {
    name,
    available: true,
    facts: () => [{ name, value: 'yes' }],
    async sample() {
      work();
      return [point(name)];
    },
  };
}

function systemOf(...probes: Probe[]) {
  const clock = new HandClock();
  const points: MetricPoint[] = [];
  const system = new SystemProbe({
    probes,
    onPoints: (some) => points.push(...some),
    later: clock.later,
    now: clock.now,
  });
  return { clock, points, system };
}

/** Lets promises that are settled be heard; no time passes. */
async function settled(): Promise<void> {
  for (let i = 0; i < 10; i++) await Promise.resolve();
}

describe('the system', () => {
  it('is asked every 5 s once it was begun, and not after it was stopped', async () => {
    const { clock, points, system } = systemOf(quick('a'), quick('b'));
    clock.advance(60_000);
    expect(system.running).toBe(false);
    system.start();
    system.start();
    clock.advance(USUAL_INTERVAL_MS - 1);
    await settled();
    expect(points).toEqual([]);
    clock.advance(1);
    clock.advance(0);
    await settled();
    expect(linesOf(points)).toEqual(['system a 1', 'system b 1']);
    clock.advance(USUAL_INTERVAL_MS);
    await settled();
    expect(points.length).toBe(4);
    system.stop();
    expect([clock.pending, system.running]).toEqual([0, false]);
    clock.advance(60_000);
    await settled();
    expect(points.length).toBe(4);
  });

  it('is asked every second while somebody looks, from then on', async () => {
    const { clock, points, system } = systemOf(quick('a'));
    system.start();
    clock.advance(4500);
    system.setInterval(WATCHED_INTERVAL_MS);
    for (let i = 0; i < 3; i++) {
      clock.advance(WATCHED_INTERVAL_MS);
      await settled();
    }
    expect(points.length).toBe(3);
    system.setInterval(USUAL_INTERVAL_MS);
    clock.advance(USUAL_INTERVAL_MS - 1);
    await settled();
    expect([points.length, clock.pending]).toEqual([3, 1]);
  });

  it('does not wait for who is slow, and does not ask twice at once', async () => {
    const slow = new HandProbe('slow');
    const { clock, points, system } = systemOf(slow, quick('a'));
    system.start();
    for (let i = 0; i < 3; i++) {
      clock.advance(USUAL_INTERVAL_MS);
      await settled();
    }
    expect([slow.asked, points.length]).toEqual([1, 3]);
    slow.answer([point('slow')]);
    await settled();
    expect(linesOf(points).at(-1)).toBe('system slow 1');
    clock.advance(USUAL_INTERVAL_MS);
    expect(slow.asked).toBe(2);
  });

  it('lists what is not told, and what was refused until it is told after all', async () => {
    const missing = new HandProbe('battery', false);
    const shy = new HandProbe('storage');
    const { clock, system } = systemOf(missing, shy, quick('a'));
    expect(system.unavailable).toEqual(['battery']);
    system.start();
    clock.advance(USUAL_INTERVAL_MS);
    shy.refuse(new DOMException('no', 'SecurityError'));
    await settled();
    expect(system.unavailable).toEqual(['battery', 'storage']);
    clock.advance(USUAL_INTERVAL_MS);
    shy.answer([]);
    await settled();
    expect([system.unavailable, missing.asked]).toEqual([['battery'], 0]);
  });

  it('can be spared a question, even one that is on its way', async () => {
    const slow = new HandProbe('slow');
    const { clock, points, system } = systemOf(slow, quick('a'));
    system.setEnabled('a', false);
    system.start();
    clock.advance(USUAL_INTERVAL_MS);
    system.setEnabled('slow', false);
    slow.answer([point('slow')]);
    await settled();
    clock.advance(USUAL_INTERVAL_MS);
    expect([points, slow.asked]).toEqual([[], 1]);
    system.setEnabled('a', true);
    clock.advance(USUAL_INTERVAL_MS);
    await settled();
    expect(linesOf(points)).toEqual(['system a 1']);
  });

  it('counts what asking takes, and knows the facts', async () => {
    const clock = new HandClock();
    const working = quick('a', () => {
      clock.nowMs += 3;
    });
    const system = new SystemProbe({
      probes: [working, new HandProbe('plain')],
      onPoints: () => {},
      later: clock.later,
      now: clock.now,
    });
    system.start();
    clock.advance(USUAL_INTERVAL_MS);
    await settled();
    expect(system.selfMs).toBe(3);
    expect(system.facts()).toEqual([{ name: 'a', value: 'yes' }]);
  });
});
