import { describe, expect, it } from 'vitest';
import { FRAME_MS, referenceCostMs, WINDOW_SIZES, WindowPlan } from '../../workers/tts/window-plan';

const CONTEXT = 52;

/** A plan that has seen a device so many times slower than the reference. */
function planOn(slowness: number): WindowPlan {
  const plan = new WindowPlan();
  for (const opening of [true, false]) {
    for (let i = 0; i < 30; i++) plan.observe(22, CONTEXT, slowness * referenceCostMs(22, CONTEXT), opening);
  }
  return plan;
}

/** Windows of a clause on a device of constant speed, and how long playback waited between them. */
function speak(slowness: number, total: number) {
  const plan = planOn(slowness);
  const sizes: number[] = [];
  let [nowMs, madeMs, firstAtMs, waitedMs] = [0, 0, -1, 0];
  for (let left = total; left > 0; ) {
    const aheadMs = firstAtMs < 0 ? 0 : madeMs + waitedMs - (nowMs - firstAtMs);
    const size = plan.next(aheadMs, left, sizes.length < 2);
    nowMs += slowness * referenceCostMs(size, CONTEXT);
    if (firstAtMs < 0) firstAtMs = nowMs;
    waitedMs += Math.max(0, nowMs - firstAtMs - madeMs - waitedMs);
    madeMs += size * FRAME_MS;
    sizes.push(size);
    left -= size;
  }
  return { sizes, waitedMs };
}

describe('the plan of the windows', () => {
  it('makes every frame once, in windows of the sizes that were warmed up, but for the last', () => {
    for (const slowness of [0.3, 1, 2, 4, 8, 20]) {
      for (let total = 1; total <= 700; total += 7) {
        const { sizes } = speak(slowness, total);
        expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(total);
        for (const size of sizes.slice(0, -1)) expect(WINDOW_SIZES).toContain(size);
      }
    }
  });

  it('begins as short as can be on a fast device, and longer on a slow one', () => {
    const first = [0.5, 1, 2, 4, 8].map((slowness) => speak(slowness, 600).sizes[0]);
    expect(first[0]).toBe(12);
    expect(first[1]).toBe(12);
    expect(first).toEqual([...first].sort((a, b) => (a ?? 0) - (b ?? 0)));
    expect(first.at(-1)).toBe(86);
  });

  it('leaves no hole as long as the device is faster than speech', () => {
    for (const slowness of [0.5, 1, 1.5, 2, 2.5, 3, 3.5]) {
      for (const total of [40, 70, 160, 290, 700]) expect(speak(slowness, total).waitedMs).toBe(0);
    }
  });

  it('takes no window that an abort would wait long for, while the device keeps up', () => {
    expect(Math.max(...speak(1, 700).sizes.slice(0, -1))).toBe(43);
    expect(Math.max(...speak(5, 900).sizes)).toBeGreaterThan(43);
  });

  it('learns of the cores being taken, and of their return', () => {
    const plan = planOn(1);
    for (let i = 0; i < 5; i++) plan.observe(12, 28, 5 * referenceCostMs(12, 28), true);
    expect(plan.next(0, 600, true)).toBeGreaterThan(12);
    for (let i = 0; i < 8; i++) plan.observe(43, CONTEXT, referenceCostMs(43, CONTEXT), true);
    expect(plan.next(0, 600, true)).toBe(12);
  });

  it('begins a reply short though the cores were taken while the one before went on', () => {
    const plan = planOn(1);
    for (let i = 0; i < 9; i++) plan.observe(43, CONTEXT, 3 * referenceCostMs(43, CONTEXT), false);
    expect(plan.next(0, 600, true)).toBe(12);
    expect(plan.next(0, 600, false)).toBeGreaterThan(12);
  });

  it('takes long windows at once where enough sound is ahead', () => {
    expect(planOn(1).next(1000, 600, false)).toBe(43);
  });

  it('has no last window that costs a run for next to nothing', () => {
    for (let total = 30; total <= 700; total++) {
      const last = speak(1, total).sizes.at(-1);
      expect(last).toBeGreaterThanOrEqual(10);
    }
    expect(new WindowPlan().next(0, 3, true)).toBe(3);
  });
});
