import { describe, expect, it } from 'vitest';
import type { AgentState, Phase } from '../../src/agent/state';
import { IdleRelease } from '../../src/idle-release';
import type { IdleMinutes } from '../../src/ui/view-model';

const MINUTE_MS = 60_000;
const state = (phase: Phase, microphone: AgentState['microphone'] = 'on'): AgentState => ({ phase, microphone });
const QUIET = state({ name: 'listening' });

/** A clock that is passed in, and the state at each tick of it. */
function bench(minutes: IdleMinutes = 15) {
  const released: IdleMinutes[] = [];
  let wanted = minutes;
  const idle = new IdleRelease({ minutes: () => wanted, onRelease: (after) => released.push(after) });
  return {
    released,
    choose: (next: IdleMinutes) => {
      wanted = next;
    },
    /** Once a second, as the worklet tells. */
    pass: (fromMs: number, toMs: number, what = QUIET) => {
      for (let atMs = fromMs; atMs <= toMs; atMs += 1000) idle.observe(what, atMs);
    },
  };
}

describe('the microphone', () => {
  it('is given back after the minutes asked for, once', () => {
    const { pass, released } = bench(15);
    pass(0, 15 * MINUTE_MS - 1000);
    expect(released).toEqual([]);
    pass(15 * MINUTE_MS, 15 * MINUTE_MS);
    expect(released).toEqual([15]);
    pass(15 * MINUTE_MS + 1000, 16 * MINUTE_MS);
    expect(released).toEqual([15]);
  });

  it('is never given back where that was not asked for', () => {
    const { pass, released } = bench(0);
    pass(0, 600 * MINUTE_MS);
    expect(released).toEqual([]);
  });

  it.each<Phase>([
    { name: 'hearing', partial: { firm: '', soft: '' } },
    { name: 'thinking', transcript: '' },
    { name: 'speaking', reply: '' },
  ])('counts from the end of $name', (phase) => {
    const { pass, released } = bench(5);
    pass(0, 4 * MINUTE_MS);
    pass(4 * MINUTE_MS, 20 * MINUTE_MS, state(phase));
    pass(20 * MINUTE_MS, 25 * MINUTE_MS - 1000);
    expect(released).toEqual([]);
    pass(25 * MINUTE_MS, 25 * MINUTE_MS);
    expect(released).toEqual([5]);
  });

  it('counts anew when it is opened again', () => {
    const { pass, released } = bench(5);
    pass(0, 4 * MINUTE_MS);
    pass(4 * MINUTE_MS, 4 * MINUTE_MS, state({ name: 'ready' }, 'off'));
    pass(30 * MINUTE_MS, 34 * MINUTE_MS);
    expect(released).toEqual([]);
  });

  it('is given back at the first word of the time after a sleep', () => {
    const { pass, released } = bench(60);
    pass(0, 1000);
    pass(500 * MINUTE_MS, 500 * MINUTE_MS);
    expect(released).toEqual([60]);
  });

  it('follows a new choice from the beginning of the quiet', () => {
    const { pass, choose, released } = bench(60);
    pass(0, 10 * MINUTE_MS);
    choose(5);
    pass(10 * MINUTE_MS, 10 * MINUTE_MS);
    expect(released).toEqual([5]);
  });
});
