/** The store in real Chromium, on a page of its own: no models. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { serveStorePage } from '../../bin/lib/bench-store/serve-store-page.mjs';
import type { AlertRecord } from '../../src/store/alert';
import type { MetricPoint, StorageState } from '../../src/store/metric';
import type { TurnRecord } from '../../src/store/turn-record';
import { type Browser, openBrowser } from './app';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const test = base.extend<{ browserHere: Browser; page: Page; open: () => Promise<Page> }, { url: string }>({
  url: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a fixture needs from this pattern.
    async ({}, use) => {
      const server = await serveStorePage();
      await use(server.url);
      await server.close();
    },
    { scope: 'worker' },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  browserHere: async ({}, use) => {
    const profile = mkdtempSync(join(tmpdir(), 'sotto-e2e-'));
    const browser = await openBrowser({ profile });
    await use(browser);
    await browser.stop();
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
  },
  /** A further tab with the page of the store. */
  open: async ({ browserHere, url }, use) => {
    await use(async () => {
      const page = await browserHere.context.newPage();
      await visit(page, url);
      return page;
    });
  },
  page: async ({ open }, use) => {
    await use(await open());
  },
});

async function visit(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.waitForFunction(() => window.sottoStore !== undefined);
}

/** Points of one series, a step apart. */
function series(count: number, startMs: number, stepMs: number, value: (index: number) => number): MetricPoint[] {
  return Array.from({ length: count }, (_, index) => ({
    name: 'latency',
    component: 'stt',
    atMs: startMs + index * stepMs,
    value: value(index),
  }));
}

/** Writes points by a store of their own. @returns its state afterwards. */
function append(page: Page, points: readonly MetricPoint[]): Promise<StorageState> {
  return page.evaluate(async (given) => {
    const store = window.sottoStore.createMetricStore(window.sottoStore.createDatabase());
    await store.append(given);
    return store.state;
  }, points);
}

/** What the kept buckets of the series say, and its raw points. */
function kept(page: Page): Promise<{
  hours: [startMs: number, count: number][];
  minuteCount: number;
  sum: number;
  quantiles: number[];
  values: number[];
}> {
  return page.evaluate(async () => {
    const { createDatabase, createMetricStore, summarise } = window.sottoStore;
    const store = createMetricStore(createDatabase());
    const query = { name: 'latency', component: 'stt', fromMs: 0, toMs: 1e15 } as const;
    const hours = await store.buckets({ ...query, width: 'hour' });
    const minutes = await store.buckets({ ...query, width: 'minute' });
    const summary = summarise(hours, [0.5, 0.95, 0.99]);
    return {
      hours: hours.map(({ startMs, count }): [number, number] => [startMs, count]),
      minuteCount: minutes.reduce((sum, { count }) => sum + count, 0),
      sum: summary?.sum ?? 0,
      quantiles: summary?.quantiles ?? [],
      values: (await store.points(query)).map(({ value }) => value),
    };
  });
}

/** Makes the database as an earlier version of Sotto did, with something in it, and lets go of it. */
function makeVersion(page: Page, version: 1 | 2, turn: { id: string; startedAtMs: number }): Promise<void> {
  return page.evaluate(
    ([wanted, record]) =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open('sotto', wanted);
        request.onupgradeneeded = () => {
          if (wanted === 2) {
            request.result.createObjectStore('performance_metrics');
            for (const name of ['profile_results', 'benchmark_results', 'optimization_logs']) {
              const store = request.result.createObjectStore(name, { keyPath: 'id' });
              store.createIndex('startedAtMs', 'startedAtMs');
              store.put({ id: 'old', startedAtMs: 5 });
            }
            const alerts = request.result.createObjectStore('alerts', { keyPath: 'id' });
            alerts.createIndex('raisedAtMs', 'raisedAtMs');
          }
          const turns = request.result.createObjectStore('turns', { keyPath: 'id' });
          turns.createIndex('startedAtMs', 'startedAtMs');
          turns.put(record);
          request.result.createObjectStore('settings').put('patient', 'patience');
        };
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          request.result.close();
          resolve();
        };
      }),
    [version, turn] as const,
  );
}

const STORES = [
  'alerts',
  'benchmark_results',
  'benchmark_summaries',
  'conversations',
  'optimization_logs',
  'performance_metrics',
  'profile_results',
  'settings',
  'turns',
];

for (const version of [1, 2] as const) {
  test(`a new database has every store; one of version ${version} gets them, and keeps what it has`, async ({
    page,
    open,
  }) => {
    const stores = (where: Page) =>
      where.evaluate(async () => {
        const database = window.sottoStore.createDatabase();
        return database.use(async (connection) => [connection.version, ...connection.objectStoreNames]);
      });
    expect(await stores(page)).toEqual([4, ...STORES]);
    await page.evaluate(
      () =>
        new Promise((resolve) => {
          indexedDB.deleteDatabase('sotto').onsuccess = resolve;
        }),
    );
    await makeVersion(page, version, { id: 'old', startedAtMs: 5 });

    const later = await open();
    expect(await stores(later)).toEqual([4, ...STORES]);
    const found = await later.evaluate(async () => {
      const { createSettingStore, createTurnStore, openDatabase } = window.sottoStore;
      const database = await openDatabase();
      return {
        turns: await createTurnStore(database).latest(10),
        patience: await createSettingStore(database).get('patience'),
      };
    });
    expect(found).toEqual({ turns: [{ id: 'old', startedAtMs: 5 }], patience: 'patient' });
  });
}

test('a tab that holds the old version blocks the new one, which says so, waits and then goes on', async ({
  page,
  open,
}) => {
  await makeVersion(page, 1, { id: 'old', startedAtMs: 5 });
  // A tab of some other program, that does not let go by itself as Sotto's do.
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const request = indexedDB.open('sotto', 1);
        request.onsuccess = () => {
          addEventListener('let-go', () => request.result.close());
          resolve();
        };
      }),
  );
  const later = await open();
  await later.evaluate(() => {
    const store = window.sottoStore.createMetricStore(window.sottoStore.createDatabase());
    const states: string[] = [];
    store.onState(({ kind }) => states.push(kind));
    const written = store.append([{ name: 'latency', component: 'stt', atMs: 1, value: 7 }]);
    Object.assign(window, { states, written });
  });
  const states = () => later.evaluate(() => Reflect.get(window, 'states'));
  await expect.poll(states).toEqual(['blocked']);
  await page.evaluate(() => dispatchEvent(new Event('let-go')));
  await later.evaluate(() => Reflect.get(window, 'written'));
  expect(await states()).toEqual(['blocked', 'persistent']);
  expect((await kept(later)).values).toEqual([7]);
});

test('a tab lets go for a newer Sotto; one that finds itself too old keeps in memory, and says why', async ({
  page,
  open,
}) => {
  await page.evaluate(() => {
    const store = window.sottoStore.createMetricStore(window.sottoStore.createDatabase());
    Object.assign(window, { store });
    return store.append([{ name: 'latency', component: 'stt', atMs: 1, value: 7 }]);
  });
  const later = await open();
  const version = await later.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const request = indexedDB.open('sotto', 99);
        request.onblocked = () => reject(new Error('The first tab did not let go.'));
        request.onsuccess = () => resolve(request.result.version);
      }),
  );
  expect(version).toBe(99);
  const state = await page.evaluate(async () => {
    const store: ReturnType<typeof window.sottoStore.createMetricStore> = Reflect.get(window, 'store');
    await store.append([{ name: 'latency', component: 'stt', atMs: 2, value: 8 }]);
    const points = await store.points({ name: 'latency', fromMs: 0, toMs: 9 });
    return [store.state, points.map(({ value }) => value)];
  });
  expect(state).toEqual([{ kind: 'memory-only', reason: expect.stringContaining('Reload') }, [8]]);
});

test('a lost connection is opened again', async ({ browserHere, page, url }) => {
  await page.evaluate(() => {
    const database = window.sottoStore.createDatabase();
    const store = window.sottoStore.createMetricStore(database);
    Object.assign(window, { store });
    return store.append([{ name: 'latency', component: 'stt', atMs: 1, value: 7 }]);
  });
  // The user clears the site's data: the browser closes the database under the page.
  const cdp = await browserHere.context.newCDPSession(page);
  await cdp.send('Storage.clearDataForOrigin', { origin: new URL(url).origin, storageTypes: 'indexeddb' });
  const found = await page.evaluate(async () => {
    const store: ReturnType<typeof window.sottoStore.createMetricStore> = Reflect.get(window, 'store');
    await store.append([{ name: 'latency', component: 'stt', atMs: 2, value: 8 }]);
    return [store.state.kind, (await store.points({ name: 'latency', fromMs: 0, toMs: 9 })).map(({ value }) => value)];
  });
  expect(found).toEqual(['persistent', [8]]);
});

test('two tabs that write at once lose nothing, in raw points and in buckets', async ({ page, open }) => {
  const other = await open();
  const startMs = Math.floor(Date.now() / HOUR) * HOUR;
  const rounds = 40;
  const write = (where: Page, first: number) =>
    where.evaluate(
      async ([from, count, atMs]) => {
        const store = window.sottoStore.createMetricStore(window.sottoStore.createDatabase());
        for (let round = 0; round < count; round++) {
          await store.append(
            [0, 1, 2, 3, 4].map((each) => ({
              name: 'latency',
              component: 'stt',
              atMs: atMs + each,
              value: from + round * 5 + each,
            })),
          );
          if (round % 10 === 9) await store.retain({ pointsPerSeries: 1e6, days: 1e4 }, atMs);
        }
      },
      [first, rounds, startMs] as const,
    );
  await Promise.all([write(page, 0), write(other, 1000)]);
  const { values, hours, minuteCount, sum } = await kept(page);
  const wanted = [0, 1000].flatMap((from) => Array.from({ length: rounds * 5 }, (_, index) => from + index));
  expect(values.sort((a, b) => a - b)).toEqual(wanted);
  expect(hours).toEqual([[startMs, wanted.length]]);
  expect(minuteCount).toBe(wanted.length);
  expect(sum).toBe(wanted.reduce((total, value) => total + value, 0));
});

test('points come back with their tags, over reloads, by component and by time', async ({ page, url }) => {
  const tagged: MetricPoint[] = [
    { name: 'errors', component: 'llm', atMs: 20, value: 1, tags: { code: 'out-of-memory' } },
    { name: 'errors', component: 'tts', atMs: 10, value: 1 },
    { name: 'errors', component: 'llm', atMs: 30, value: 1, tags: { code: 'aborted' } },
    { name: 'latency', component: 'llm', atMs: 10, value: 100 },
  ];
  await append(page, tagged);
  await visit(page, url);
  const found = await page.evaluate(async () => {
    const store = window.sottoStore.createMetricStore(window.sottoStore.createDatabase());
    return {
      all: await store.points({ name: 'errors', fromMs: 10, toMs: 30 }),
      ofModel: await store.points({ name: 'errors', component: 'llm', fromMs: 0, toMs: 100 }),
      series: await store.series(),
    };
  });
  expect(found.all).toEqual([tagged[1], tagged[0]]);
  expect(found.ofModel).toEqual([tagged[0], tagged[2]]);
  expect(found.series).toEqual([
    { name: 'errors', component: 'llm' },
    { name: 'latency', component: 'llm' },
    { name: 'errors', component: 'tts' },
  ]);
});

test('what is more or older than is kept goes, exactly; buckets stay, and their quantiles are right', async ({
  page,
}) => {
  const startMs = Math.floor(Date.now() / DAY) * DAY - 40 * DAY;
  // 40 days of a latency that falls by and by; 20 an hour.
  const count = 40 * 24 * 20;
  const value = (index: number) => 2000 * 0.9998 ** index;
  const points = series(count, startMs, (40 * DAY) / count, value);
  await append(page, points);
  const nowMs = startMs + 40 * DAY;
  const retain = (pointsPerSeries: number, days: number) =>
    page.evaluate(
      async ([most, oldest, now]) => {
        const store = window.sottoStore.createMetricStore(window.sottoStore.createDatabase());
        return store.retain({ pointsPerSeries: most, days: oldest }, now);
      },
      [pointsPerSeries, days, nowMs] as const,
    );

  expect(await retain(1e6, 30)).toBe(count / 4);
  expect((await kept(page)).values).toEqual(points.slice(count / 4).map((point) => point.value));
  expect(await retain(10_000, 30)).toBe((count * 3) / 4 - 10_000);
  const { values, hours, minuteCount, sum, quantiles } = await kept(page);
  expect(values).toEqual(points.slice(-10_000).map((point) => point.value));
  expect(await retain(10_000, 30)).toBe(0);

  expect(hours).toEqual(Array.from({ length: 40 * 24 }, (_, hour) => [startMs + hour * HOUR, 20]));
  expect(minuteCount).toBe(count);
  expect(Math.abs(sum / points.reduce((total, point) => total + point.value, 0) - 1)).toBeLessThan(1e-9);
  const sorted = points.map((point) => point.value).sort((a, b) => a - b);
  [0.5, 0.95, 0.99].forEach((share, index) => {
    const exact = sorted[Math.floor(share * (count - 1))] ?? Number.NaN;
    expect(Math.abs((quantiles[index] ?? Number.NaN) / exact - 1), `p${share * 100}`).toBeLessThan(0.01);
  });
});

test('many small writes are put together into few records', async ({ page }) => {
  const counts = await page.evaluate(async () => {
    const database = window.sottoStore.createDatabase();
    const store = window.sottoStore.createMetricStore(database);
    for (let index = 0; index < 120; index++) {
      await store.append([{ name: 'latency', component: 'stt', atMs: index, value: index }]);
    }
    const records = () => database.use((connection) => connection.count('performance_metrics'));
    const before = await records();
    await store.retain({ pointsPerSeries: 1000, days: 1 }, 1000);
    return [before, await records()];
  });
  // With them lie one record of minutes and one of an hour.
  expect(counts).toEqual([122, 3]);
  expect((await kept(page)).values).toEqual(Array.from({ length: 120 }, (_, index) => index));
});

test('a full disk takes the oldest raw points, says so, and the newest are kept', async ({
  browserHere,
  page,
  url,
}) => {
  const cdp = await browserHere.context.newCDPSession(page);
  const origin = new URL(url).origin;
  await cdp.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 12_000_000 });
  const startMs = Math.floor(Date.now() / HOUR) * HOUR;
  const found = await page.evaluate(async (atMs) => {
    const store = window.sottoStore.createMetricStore(window.sottoStore.createDatabase(), { retryAfterMs: 0 });
    let told = 0;
    store.onState(() => told++);
    let written = 0;
    // Values that do not compress.
    const batch = () =>
      Array.from({ length: 10_000 }, () => ({
        name: 'latency',
        component: 'stt' as const,
        atMs: atMs + written++,
        value: Math.random(),
      }));
    while (store.state.kind !== 'full' && written < 5_000_000) await store.append(batch());
    for (let more = 0; more < 3; more++) await store.append(batch());
    Object.assign(window, { store });
    return { state: store.state, told, written };
  }, startMs);
  expect(found.state.kind).toBe('full');
  expect(found.told).toBeGreaterThan(0);

  // With room again, what was held in memory is written with the next points.
  await cdp.send('Storage.overrideQuotaForOrigin', { origin });
  const after = await page.evaluate(async (atMs) => {
    const store: ReturnType<typeof window.sottoStore.createMetricStore> = Reflect.get(window, 'store');
    await store.append([{ name: 'latency', component: 'stt', atMs, value: 1 }]);
    const points = await store.points({ name: 'latency', fromMs: 0, toMs: 1e15 });
    return { state: store.state, count: points.length, firstMs: points[0]?.atMs, lastMs: points.at(-1)?.atMs };
  }, startMs + found.written);
  const dropped = after.state.kind === 'full' ? after.state.droppedPoints : 0;
  expect(dropped).toBeGreaterThan(0);
  // All but the dropped ones, which were the oldest.
  expect(after.count).toBe(found.written + 1 - dropped);
  expect(after.lastMs).toBe(startMs + found.written);
  expect(after.firstMs).toBeGreaterThan(startMs);
  // The buckets hold what the raw points no longer do; only what memory could not hold never came so far.
  const { minuteCount } = await kept(page);
  expect(minuteCount).toBeGreaterThan(after.count);
  expect(minuteCount).toBeGreaterThanOrEqual(found.written + 1 - 30_000);
});

test('a disk without any room is outlasted: points wait in memory and are written when there is some', async ({
  browserHere,
  page,
  url,
}) => {
  const cdp = await browserHere.context.newCDPSession(page);
  const origin = new URL(url).origin;
  await cdp.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
  const batch = 5000;
  const startMs = Math.floor(Date.now() / HOUR) * HOUR;
  const write = () =>
    page.evaluate(
      async ([count, atMs]) => {
        const { createDatabase, createMetricStore } = window.sottoStore;
        const store: ReturnType<typeof createMetricStore> =
          Reflect.get(window, 'store') ?? createMetricStore(createDatabase(), { retryAfterMs: 0 });
        Object.assign(window, { store });
        await store.append(
          Array.from({ length: count }, (_, index) => ({
            name: 'latency',
            component: 'stt',
            atMs: atMs + index,
            value: Math.random(),
          })),
        );
        return store.state;
      },
      [batch, startMs] as const,
    );
  expect(await write()).toEqual({ kind: 'full', droppedPoints: 0 });
  expect(await write()).toEqual({ kind: 'full', droppedPoints: 0 });
  // Two batches are what memory holds.
  expect(await write()).toEqual({ kind: 'full', droppedPoints: batch });
  expect((await kept(page)).values).toEqual([]);

  await cdp.send('Storage.overrideQuotaForOrigin', { origin });
  // What was held comes with the next points.
  expect(await write()).toEqual({ kind: 'full', droppedPoints: batch });
  const { values, hours } = await kept(page);
  expect(values).toHaveLength(3 * batch);
  expect(hours).toEqual([[startMs, 3 * batch]]);
});

/** A writer in the page, with points that wait, and with more in the middle of being written. */
function leaveWriting(page: Page): Promise<void> {
  return page.evaluate(() => {
    const { createDatabase, createMetricStore, MetricWriter } = window.sottoStore;
    const writer = new MetricWriter({
      store: createMetricStore(createDatabase()),
      retention: () => ({ pointsPerSeries: 1000, days: 1e6 }),
      // Nothing is written by time.
      timer: () => () => {},
    });
    const point = (value: number) => ({ name: 'latency', component: 'stt', atMs: value, value }) as const;
    for (let value = 0; value < 50; value++) writer.record(point(value));
    let next = 50;
    writer.watch(document, () => {
      // As late as can be: what this begins to write is taken over.
      void writer.flush();
      while (next < 60) writer.record(point(next++));
    });
    return writer.flush().then(() => {
      for (let value = 60; value < 100; value++) writer.record(point(value));
    });
  });
}

const ALL_100 = Array.from({ length: 100 }, (_, index) => index);

for (const [how, leave] of [
  ['closed', async (page: Page) => page.close({ runBeforeUnload: true })],
  ['left for another page', async (page: Page) => void (await page.goto('about:blank'))],
  ['reloaded', async (page: Page) => void (await page.reload())],
] as const) {
  test(`a tab that is ${how} loses no point, and none is counted twice`, async ({ page, open }) => {
    await leaveWriting(page);
    const closed = how === 'closed' ? page.waitForEvent('close') : undefined;
    await leave(page);
    await closed;
    const later = await open();
    // The old page's process may send its last words after the new page has begun.
    await expect.poll(async () => (await kept(later)).values).toEqual(ALL_100);
    const { minuteCount, sum } = await kept(later);
    expect(minuteCount).toBe(100);
    expect(sum).toBe(4950);
  });
}

test('a tab that is hidden has written, and its buckets are right when it is seen again', async ({ page, open }) => {
  await leaveWriting(page);
  // Headless Chromium takes every tab for visible: the event is the browser's, what it tells is made.
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden' });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  const later = await open();
  await expect.poll(async () => (await kept(later)).values).toEqual(ALL_100);
  const { hours, minuteCount } = await kept(later);
  expect(hours).toEqual([[0, 100]]);
  expect(minuteCount).toBe(100);
});

test('without IndexedDB everything works, in memory, and the state says why', async ({ browserHere, url }) => {
  const page = await browserHere.context.newPage();
  // As private windows of some browsers do.
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('The user denied permission to access the database.', 'SecurityError');
    };
  });
  await visit(page, url);
  const found = await page.evaluate(async () => {
    const { createDatabase, createMetricStore, openDatabase } = window.sottoStore;
    const store = createMetricStore(createDatabase());
    const told: unknown[] = [];
    store.onState((state) => told.push(state));
    await store.append([{ name: 'latency', component: 'stt', atMs: 5, value: 7 }]);
    await store.appendAtOnce([{ name: 'latency', component: 'stt', atMs: 6, value: 8 }]);
    const query = { name: 'latency', component: 'stt', fromMs: 0, toMs: 10 } as const;
    return {
      told,
      state: store.state,
      values: (await store.points(query)).map(({ value }) => value),
      counts: (await store.buckets({ ...query, width: 'hour' })).map(({ count }) => count),
      opened: await openDatabase().then(
        () => 'opened',
        (error) => error.code,
      ),
    };
  });
  const state = { kind: 'memory-only', reason: expect.stringContaining('denied permission') };
  expect(found).toEqual({ told: [state], state, values: [7, 8], counts: [2], opened: 'storage-unavailable' });
});

test('turns and alerts are kept by time, the newest of them', async ({ page }) => {
  const found = await page.evaluate(async () => {
    const { createAlertStore, createTurnStore, openDatabase } = window.sottoStore;
    const database = await openDatabase();
    const alerts = createAlertStore(database);
    const alert = (raisedAtMs: number): AlertRecord => ({
      id: `a${raisedAtMs}`,
      rule: 'slow',
      condition: 'latency > 3000',
      severity: 'warning',
      action: 'log_warning',
      raisedAtMs,
      clearedAtMs: undefined,
      value: 3001,
      component: undefined,
    });
    await Promise.all(Array.from({ length: 1010 }, (_, index) => alerts.add(alert(index))));
    await alerts.update({ ...alert(1009), clearedAtMs: 2000 });
    await database.use(async (connection) => {
      const transaction = connection.transaction('turns', 'readwrite');
      for (const startedAtMs of [30, 10, 20]) {
        // Only what the store looks at; the rest of a record is the app's.
        const turn: Pick<TurnRecord, 'id' | 'startedAtMs'> = { id: `t${startedAtMs}`, startedAtMs };
        await Reflect.apply(transaction.store.put, transaction.store, [turn]);
      }
      await transaction.done;
    });
    const turns = createTurnStore(database);
    return {
      alerts: (await alerts.latest(2)).map(({ id, clearedAtMs }) => [id, clearedAtMs]),
      oldest: (await alerts.since(0))[0]?.id,
      count: (await alerts.since(0)).length,
      since: (await alerts.since(1008)).map(({ id }) => id),
      between: (await turns.between(10, 30)).map(({ id }) => id),
    };
  });
  expect(found).toEqual({
    alerts: [
      ['a1008', undefined],
      ['a1009', 2000],
    ],
    oldest: 'a10',
    count: 1000,
    since: ['a1008', 'a1009'],
    between: ['t10', 't20'],
  });
});
