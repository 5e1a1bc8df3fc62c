import { describe, expect, it } from 'vitest';
import { countsOf, RequestCounter } from '../../src/requests';
import type { SettingKey, SettingStore } from '../../src/store/settings';

/** A setting store in memory. */
class FakeSettings implements SettingStore {
  readonly kept = new Map<SettingKey, string>();
  broken = false;
  async get(key: SettingKey): Promise<string | undefined> {
    return this.kept.get(key);
  }
  async set(key: SettingKey, value: string): Promise<void> {
    if (this.broken) throw new Error('The disk is full.');
    this.kept.set(key, value);
  }
}

function counter(settings: FakeSettings | undefined, nowMs = 1000) {
  const due: (() => void)[] = [];
  const errors: unknown[] = [];
  const made = new RequestCounter({
    settings: () => settings,
    nowMs: () => nowMs,
    later: (work) => due.push(work),
    onError: (error) => errors.push(error),
  });
  return { counter: made, due, errors };
}

const OWN = 'https://sotto.test';
const HUB = 'https://hub.example';
const one = (origin: string, transferredBytes = 10) => [{ origin, requests: 1, transferredBytes }];

describe('what is counted', () => {
  it('is a visit by itself, and all visits together', async () => {
    const settings = new FakeSettings();
    const first = counter(settings, 1000);
    first.counter.add(one(OWN));
    first.counter.add([{ origin: HUB, requests: 3, transferredBytes: 0 }]);
    expect(await first.counter.read()).toMatchObject({ sinceMs: 1000 });

    const second = counter(settings, 9000);
    second.counter.add(one(OWN, 5));
    const { visit, ever, sinceMs } = await second.counter.read();
    expect([...visit]).toEqual([[OWN, { requests: 1, transferredBytes: 5 }]]);
    expect(ever?.get(OWN)).toEqual({ requests: 2, transferredBytes: 15 });
    expect(ever?.get(HUB)).toEqual({ requests: 3, transferredBytes: 0 });
    expect(sinceMs).toBe(1000);
  });

  it('adds up where two tabs count at once', async () => {
    const settings = new FakeSettings();
    const tabs = [counter(settings), counter(settings), counter(settings)];
    for (const tab of tabs) for (let time = 0; time < 5; time++) tab.counter.add(one(OWN, 1));
    await Promise.all(tabs.map((tab) => tab.counter.save()));
    expect((await tabs[0]?.counter.read())?.ever?.get(OWN)).toEqual({ requests: 15, transferredBytes: 15 });
  });

  it('is written once for many requests', async () => {
    const settings = new FakeSettings();
    const { counter: made, due } = counter(settings);
    made.add(one(OWN));
    made.add(one(OWN));
    expect(due).toHaveLength(1);
    expect(settings.kept.size).toBe(0);
    due[0]?.();
    await made.save();
    expect(settings.kept.get('requests')).toContain('"requests":2');
    made.add([]);
    expect(due).toHaveLength(1);
  });

  it('is of this visit alone where nothing can be kept', async () => {
    const { counter: made } = counter(undefined);
    made.add(one(OWN));
    const { visit, ever } = await made.read();
    expect(visit.get(OWN)?.requests).toBe(1);
    expect(ever).toBeUndefined();
  });

  it('is not lost when a write fails', async () => {
    const settings = new FakeSettings();
    const { counter: made } = counter(settings);
    made.add(one(OWN));
    settings.broken = true;
    await expect(made.save()).rejects.toThrow('full');
    settings.broken = false;
    expect((await made.read()).ever?.get(OWN)?.requests).toBe(1);
  });

  it('can be forgotten', async () => {
    const settings = new FakeSettings();
    const { counter: made } = counter(settings, 7000);
    made.add(one(HUB));
    await made.save();
    made.add(one(HUB));
    await made.forget();
    const { visit, ever, sinceMs } = await made.read();
    expect([visit.get(HUB)?.requests, ever?.size, sinceMs]).toEqual([2, 0, 7000]);
  });

  it('begins anew where what was kept makes no sense, and stays small', async () => {
    const settings = new FakeSettings();
    for (const odd of [
      '',
      '[',
      'null',
      '3',
      '{"origins":[{"origin":3},{"origin":"x","requests":-1,"transferredBytes":0}]}',
    ]) {
      settings.kept.set('requests', odd);
      expect((await counter(settings).counter.read()).ever?.size).toBe(0);
    }
    const { counter: made } = counter(settings);
    for (let index = 0; index < 150; index++) made.add(one(`https://h${index}.example`));
    const { visit } = await made.read();
    expect(visit.size).toBe(101);
    expect(visit.get('others')?.requests).toBe(50);
  });
});

it('entries of resource timing are counts by origin; what needs no network is none', () => {
  const entry = (name: string, more = {}) => ({
    name,
    entryType: 'resource',
    startTime: 0,
    duration: 1,
    toJSON: () => undefined,
    ...more,
  });
  const counts = countsOf([
    entry(`${OWN}/a.js`, { transferSize: 300 }),
    entry(`${OWN}/b.js`, { transferSize: 0 }),
    entry(`${HUB}/model`),
    entry('blob:https://sotto.test/1234'),
    entry('data:text/plain,x'),
    entry('http://'),
  ]);
  expect(counts).toEqual([
    { origin: OWN, requests: 2, transferredBytes: 300 },
    { origin: HUB, requests: 1, transferredBytes: 0 },
  ]);
});
