import { describe, expect, it } from 'vitest';
import { type AlertChange, AlertEngine, HYSTERESIS } from '../../src/perf/alerts/alert-engine';
import { RecentValues } from '../../src/perf/alerts/recent-values';
import type { AlertRule } from '../../src/store/alert';

const SLOW: AlertRule = {
  name: 'Slow reply',
  condition: 'latency > 3000',
  forMs: 0,
  action: 'log_warning',
  cooldownMs: 60_000,
  severity: 'warning',
};
const { unmetForMs } = HYSTERESIS;
const STEP_MS = 5000;

/** An engine over one figure that the test sets. */
function bench(...rules: AlertRule[]) {
  const changes: AlertChange[] = [];
  let ids = 0;
  const figure: { value: number | undefined } = { value: undefined };
  const engine = new AlertEngine({
    read: () => figure.value,
    onChange: (change) => changes.push(change),
    newId: () => `alert-${++ids}`,
  });
  expect(engine.setAll(rules, 0)).toEqual([]);
  return {
    engine,
    changes,
    kinds: () => changes.map(({ kind }) => kind),
    at: (nowMs: number, value: number | undefined) => {
      figure.value = value;
      engine.evaluate(nowMs);
    },
    state: (name = SLOW.name) => engine.rules.find(({ rule }) => rule.name === name)?.state.kind,
  };
}

describe('an alert', () => {
  it('is raised with the figure that met its rule, and cleared when that is well again', () => {
    const { at, changes, state } = bench(SLOW);
    at(0, 2900);
    expect(state()).toBe('quiet');
    at(STEP_MS, 3421);
    at(2 * STEP_MS, 2000);
    const raised = {
      ...{ id: 'alert-1', rule: 'Slow reply', condition: 'latency > 3000', severity: 'warning', action: 'log_warning' },
      ...{ raisedAtMs: STEP_MS, clearedAtMs: undefined, value: 3421, component: 'pipeline' },
    };
    expect(changes).toEqual([
      { kind: 'raised', alert: raised },
      { kind: 'cleared', alert: { ...raised, clearedAtMs: 2 * STEP_MS } },
    ]);
    expect(state()).toBe('cooling');
  });

  it('is one when a value dances on the threshold', () => {
    const { at, kinds } = bench(SLOW);
    for (let step = 0; step < 100; step++) at(step * STEP_MS, step % 2 ? 3010 : 2990);
    expect(kinds()).toEqual(['raised']);
  });

  it('is one a cool-down when a value leaps over the threshold', () => {
    const { at, kinds } = bench(SLOW);
    // Ten minutes, every other value twice what is allowed.
    for (let step = 0; step < 120; step++) at(step * STEP_MS, step % 2 ? 6000 : 1000);
    const raised = kinds().filter((kind) => kind === 'raised').length;
    expect(raised).toBeGreaterThan(5);
    expect(raised).toBeLessThanOrEqual(10);
  });

  it('is over at once only 5 % on the good side', () => {
    const { at, state } = bench(SLOW);
    at(0, 3001);
    at(1, 2851);
    expect(state()).toBe('raised');
    at(2, 2850);
    expect(state()).toBe('cooling');
  });

  it('is over near the threshold once its rule was not met for long enough', () => {
    const { at, state } = bench(SLOW);
    at(0, 3001);
    at(1000, 2999);
    at(999 + unmetForMs, 2999);
    expect(state()).toBe('raised');
    // Met for a moment: from the beginning.
    at(1000 + unmetForMs, 3001);
    at(1001 + unmetForMs, 2999);
    at(1000 + 2 * unmetForMs, 2999);
    expect(state()).toBe('raised');
    at(1001 + 2 * unmetForMs, 2999);
    expect(state()).toBe('cooling');
  });

  it('waits as long for its end as for its beginning', () => {
    const { at, state } = bench({ ...SLOW, forMs: 10 * unmetForMs });
    at(0, 3001);
    at(10 * unmetForMs, 3001);
    at(10 * unmetForMs + 1, 2999);
    at(20 * unmetForMs, 2999);
    expect(state()).toBe('raised');
    at(20 * unmetForMs + 1, 2999);
    expect(state()).toBe('cooling');
  });

  it('does not end at once because nothing is measured any more, nor begin so', () => {
    const { at, state } = bench(SLOW);
    at(0, undefined);
    expect(state()).toBe('quiet');
    at(1, 3001);
    at(2, undefined);
    at(1 + unmetForMs, undefined);
    expect(state()).toBe('raised');
    at(2 + unmetForMs, undefined);
    expect(state()).toBe('cooling');
  });

  it('needs its condition for as long as the rule says, without a break', () => {
    const { at, state } = bench({ ...SLOW, forMs: 10_000 });
    at(0, 3001);
    expect(state()).toBe('pending');
    at(9999, 2999);
    expect(state()).toBe('quiet');
    at(10_000, 3001);
    at(19_999, 3001);
    expect(state()).toBe('pending');
    at(20_000, 3001);
    expect(state()).toBe('raised');
  });

  it('is silent through its cool-down and comes back after it', () => {
    const { at, kinds } = bench(SLOW);
    at(0, 4000);
    at(1000, 1000);
    at(60_999, 4000);
    expect(kinds()).toEqual(['raised', 'cleared']);
    at(61_000, 4000);
    expect(kinds()).toEqual(['raised', 'cleared', 'raised']);
  });
});

describe('the rules', () => {
  it('are refused with the place of what is wrong, and the old one stays', () => {
    const { engine } = bench(SLOW);
    expect(engine.set({ ...SLOW, condition: 'latency >> 3000' }, 0)).toMatchObject({
      ok: false,
      field: 'condition',
      position: 9,
    });
    expect(engine.set({ ...SLOW, name: ' ' }, 0)).toMatchObject({ ok: false, field: 'name' });
    expect(engine.set({ ...SLOW, forMs: -1 }, 0)).toMatchObject({ ok: false, field: 'forMs' });
    expect(engine.set({ ...SLOW, cooldownMs: Number.NaN }, 0)).toMatchObject({ ok: false, field: 'cooldownMs' });
    expect(engine.rules).toEqual([{ rule: SLOW, state: { kind: 'quiet' } }]);
  });

  it('that were refused are told, and the others are taken', () => {
    const { engine } = bench();
    const broken = { ...SLOW, name: 'Broken', condition: 'latency' };
    expect(engine.setAll([broken, SLOW], 0)).toMatchObject([{ rule: broken, fault: { position: 7 } }]);
    expect(engine.rules.map(({ rule }) => rule.name)).toEqual(['Slow reply']);
  });

  it('that are replaced or removed leave no alert behind', () => {
    const { engine, at, changes, state } = bench(SLOW);
    at(0, 4000);
    engine.set({ ...SLOW, condition: 'latency > 5000' }, 10);
    expect(changes.at(-1)).toMatchObject({ kind: 'cleared', alert: { id: 'alert-1', clearedAtMs: 10 } });
    at(20, 6000);
    engine.remove(SLOW.name, 30);
    expect(changes.at(-1)).toMatchObject({ kind: 'cleared', alert: { id: 'alert-2', clearedAtMs: 30 } });
    expect(state()).toBeUndefined();
  });

  it('that are set once more as they are change nothing', () => {
    const { engine, at, kinds, state } = bench(SLOW);
    at(0, 4000);
    engine.setAll([{ ...SLOW }], 10);
    expect(state()).toBe('raised');
    engine.setAll([], 20);
    expect(kinds()).toEqual(['raised', 'cleared']);
  });

  it('that are off are not judged, and stay off when they are replaced', () => {
    const { engine, at, kinds, state } = bench(SLOW);
    at(0, 4000);
    engine.switch(SLOW.name, 'off', 10);
    expect(kinds()).toEqual(['raised', 'cleared']);
    expect(engine.queries).toEqual([]);
    engine.set({ ...SLOW, cooldownMs: 0 }, 20);
    at(30, 4000);
    expect(state()).toBe('off');
    engine.switch(SLOW.name, 'on', 40);
    engine.switch(SLOW.name, 'on', 41);
    at(50, 4000);
    expect(kinds()).toEqual(['raised', 'cleared', 'raised']);
    engine.switch('No such rule', 'on', 60);
  });

  it('may be removed by whoever hears of an alert', () => {
    const changes: AlertChange[] = [];
    const engine = new AlertEngine({
      read: () => 9000,
      onChange: (change) => {
        changes.push(change);
        engine.remove('Second', 0);
      },
    });
    engine.setAll([SLOW, { ...SLOW, name: 'Second' }], 0);
    engine.evaluate(0);
    expect(changes).toHaveLength(1);
    expect(changes[0]?.alert.id).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('are judged by recent values', () => {
    const recent = new RecentValues();
    const changes: AlertChange[] = [];
    const engine = new AlertEngine({
      read: (query, nowMs) => recent.read(query, nowMs),
      onChange: (change) => changes.push(change),
    });
    engine.set({ ...SLOW, condition: 'avg(route) > 1000 and count(route) >= 5' }, 0);
    recent.watch(engine.queries);
    for (let turn = 1; turn <= 5; turn++) {
      recent.record({ component: 'route', name: 'latency', atMs: turn * 1000, value: 1000 + turn });
      engine.evaluate(turn * 1000);
      expect(changes).toHaveLength(turn < 5 ? 0 : 1);
    }
    expect(changes[0]?.alert).toMatchObject({ value: 1003, component: 'route' });
    // Five minutes on, the turns are out of the window.
    engine.evaluate(305_001);
    engine.evaluate(305_001 + unmetForMs);
    expect(changes.map(({ kind }) => kind)).toEqual(['raised', 'cleared']);
  });
});
