/** Downloads from a hub in a real browser: real worker, real file storage, and a hub on this machine that misbehaves as ordered. */
import { createHash } from 'node:crypto';
import type { Page } from '@playwright/test';
import { serveHarness } from '../../bin/lib/serve-harness.mjs';
import { serveHub } from '../../bin/lib/serve-hub.mjs';
import type { HubModel } from '../../workers/protocol';
import { madeBytes } from '../unit/hub-fakes';
import { type Browser, expect, openBrowser, test } from './app';

const LARGE = 'onnx/model.onnx';
const LARGE_BYTES = 12_000_000;
const FILES = {
  'config.json': Buffer.from('{"made": "up"}'),
  'tokenizer.json': madeBytes(60_000, 1),
  [LARGE]: madeBytes(LARGE_BYTES, 2),
  'onnx/model.onnx_data': madeBytes(5_000_000, 3),
};
const TOTAL_BYTES = Object.values(FILES).reduce((sum, { length }) => sum + length, 0);
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

let server: Awaited<ReturnType<typeof serveHarness>>;
let hub: Awaited<ReturnType<typeof serveHub>>;
let browser: Browser;
let page: Page;
let model: HubModel;

test.beforeAll(async () => {
  server = await serveHarness('tests/e2e/downloads-harness.html');
});
test.afterAll(() => server.close());

test.beforeEach(async ({ profile }) => {
  hub = await serveHub({ files: FILES });
  model = {
    id: 'made',
    role: 'llm',
    revision: 'main',
    title: 'Made up',
    licence: 'MIT',
    source: hub.url,
    files: Object.keys(FILES).map((path) => ({
      path,
      url: hub.fileUrl(path),
      sizeBytes: undefined,
      sha256: undefined,
      listsShards: false,
    })),
  };
  browser = await openBrowser({ profile });
  page = browser.page;
  await open();
});
test.afterEach(async () => {
  await browser.stop();
  await hub.close();
});

async function open(): Promise<void> {
  await page.goto(server.url);
  await page.waitForFunction(() => 'downloads' in window);
}
const download = () => page.evaluate((wanted) => window.downloads.download(wanted), model);
/** Waits until exactly so many bytes are on the disk. */
const loaded = (bytes: number) => expect.poll(async () => (await lastProgress())?.loadedBytes).toBe(bytes);
const lastProgress = () => page.evaluate(() => window.downloads.progress.at(-1));
const largeOnDisk = () =>
  page.evaluate((path) => window.downloads.hashOf(path), `models/made/${hub.commit()}/${LARGE}`);

test('brings a model in, files side by side, and says how far it is', async () => {
  // Both large files are on their way at once: each is held until the other has begun.
  hub.order(LARGE, { kind: 'hold', atBytes: 1_000_000 });
  hub.order('onnx/model.onnx_data', { kind: 'hold', atBytes: 1_000_000 });
  const bothHeld = Promise.all([hub.whenHeld(LARGE), hub.whenHeld('onnx/model.onnx_data')]);
  const weighed = await page.evaluate((wanted) => window.downloads.weigh(wanted), model);
  expect(weighed).toMatchObject({ answer: { totalBytes: TOTAL_BYTES, missingBytes: TOTAL_BYTES } });
  expect(hub.sentBytes()).toBe(0);
  const done = download();
  await bothHeld;
  await expect.poll(async () => (await lastProgress())?.loadedBytes).toBeGreaterThan(1_900_000);
  expect((await page.evaluate(() => window.downloads.list()))[0]).toMatchObject({
    packId: 'made',
    installed: undefined,
  });
  hub.release();
  expect(await done).toMatchObject({ answer: { hashes: 'hub', installed: { id: 'made', version: hub.commit() } } });
  expect(await lastProgress()).toMatchObject({
    loadedBytes: TOTAL_BYTES,
    totalBytes: TOTAL_BYTES,
    fetchedBytes: TOTAL_BYTES,
  });
  expect(await largeOnDisk()).toBe(hashOf(FILES[LARGE]));
  // What the worker asked of the network is told by origin.
  await expect
    .poll(() =>
      page.evaluate(() => window.downloads.reports.flatMap(({ requests }) => requests.map(({ origin }) => origin))),
    )
    .toContain(hub.url);
});

test('goes on where a cut at half stopped it', async () => {
  hub.order(LARGE, { kind: 'hold', atBytes: LARGE_BYTES / 2 }, ...Array(3).fill({ kind: 'status', status: 502 }));
  const held = hub.whenHeld(LARGE);
  const cut = download();
  await held;
  await loaded(TOTAL_BYTES - LARGE_BYTES / 2);
  hub.release(true);
  expect(await cut).toMatchObject({ code: 'download-failed', message: expect.stringContaining(LARGE) });
  const before = hub.sentBytes(LARGE);
  expect(await download()).toMatchObject({ answer: { hashes: 'hub' } });
  const again = hub.sentBytes(LARGE) - before;
  console.log(`fetched again after a cut at half: ${again} of ${LARGE_BYTES} bytes`);
  expect(again).toBeGreaterThan(0);
  expect(again).toBeLessThan(0.6 * LARGE_BYTES);
  expect(await largeOnDisk()).toBe(hashOf(FILES[LARGE]));
});

test('goes on after the tab was closed in the middle, and after the browser was', async ({ profile }) => {
  hub.order(LARGE, { kind: 'hold', atBytes: 6_000_000 }, { kind: 'hold', atBytes: 3_000_000 });
  const held = hub.whenHeld(LARGE);
  void download().catch(() => {});
  await held;
  await loaded(TOTAL_BYTES - 6_000_000);
  await page.close();
  page = await browser.context.newPage();
  await open();
  const heldAgain = hub.whenHeld(LARGE);
  void download().catch(() => {});
  await heldAgain;
  await loaded(TOTAL_BYTES - 3_000_000);
  await browser.stop();
  browser = await openBrowser({ profile });
  page = browser.page;
  await open();
  expect(await download()).toMatchObject({ answer: { hashes: 'hub' } });
  const ranges = hub.requests.filter(({ path }) => path === LARGE).map(({ range }) => Number(/\d+/.exec(range ?? '0')));
  expect(ranges).toEqual([0, 6_000_000, 9_000_000]);
  expect(await largeOnDisk()).toBe(hashOf(FILES[LARGE]));
});

test('is cancelled at once, and goes on from there', async () => {
  hub.order(LARGE, { kind: 'hold', atBytes: 6_000_000 });
  const held = hub.whenHeld(LARGE);
  const cancelled = download();
  await held;
  await loaded(TOTAL_BYTES - 6_000_000);
  await page.evaluate(() => window.downloads.cancel());
  expect(await cancelled).toMatchObject({ code: 'aborted' });
  expect(await download()).toMatchObject({ answer: { hashes: 'hub' } });
  expect(hub.sentBytes(LARGE)).toBe(LARGE_BYTES);
});

for (const [name, fault] of [
  ['another range', { kind: 'other-range' }],
  ['a range cut short', { kind: 'short-range', bytes: 1_000_000 }],
  ['no range at all', { kind: 'whole' }],
] as const) {
  test(`comes out right where the hub answers with ${name}`, async () => {
    hub.order(LARGE, { kind: 'cut', atBytes: 6_000_000 }, fault);
    expect(await download()).toMatchObject({ answer: { hashes: 'hub' } });
    expect(await largeOnDisk()).toBe(hashOf(FILES[LARGE]));
  });
}

test('begins a file anew when it changed on the hub meanwhile', async () => {
  hub.order(LARGE, { kind: 'cut', atBytes: 6_000_000 }, ...Array(3).fill({ kind: 'status', status: 502 }));
  expect(await download()).toMatchObject({ code: 'download-failed' });
  const next = madeBytes(LARGE_BYTES, 9);
  const commit = hub.commit();
  hub.contents.set(LARGE, next);
  hub.commitIs(commit);
  expect(await download()).toMatchObject({ answer: { hashes: 'hub' } });
  expect(await largeOnDisk()).toBe(hashOf(next));
});

test('throws a damaged file away, and is not poisoned by it', async () => {
  hub.order(LARGE, { kind: 'wrong-bytes' }, { kind: 'wrong-bytes' });
  expect(await download()).toMatchObject({
    code: 'download-failed',
    message: expect.stringContaining('damaged twice'),
  });
  expect((await page.evaluate(() => window.downloads.list()))[0]?.sizeBytes).toBeLessThan(LARGE_BYTES);
  expect(await download()).toMatchObject({ answer: { hashes: 'hub' } });
});

test('says which file the hub does not have, and waits while it is busy', async () => {
  const complete = model.files;
  model.files = [
    ...complete,
    { ...complete[0], path: 'none.bin', url: hub.fileUrl('none.bin') } as HubModel['files'][number],
  ];
  expect(await download()).toMatchObject({
    code: 'download-failed',
    message: expect.stringContaining('made/none.bin'),
  });
  model.files = complete;
  hub.order(LARGE, { kind: 'status', status: 503, retryAfter: '1' }, { kind: 'status', status: 429, retryAfter: '0' });
  expect(await download()).toMatchObject({ answer: { hashes: 'hub' } });
});

test('says that the security policy keeps a host away', async () => {
  model.files = model.files.map((file) => ({ ...file, url: `https://hub.invalid/o/r/resolve/main/${file.path}` }));
  expect(await download()).toMatchObject({ code: 'host-not-allowed', message: expect.stringContaining('hub.invalid') });
});

// Chromium's estimate knows nothing of this quota: the disk itself says that it is full.
test('tells when there is no room any more, and goes on when there is', async () => {
  const cdp = await browser.context.newCDPSession(page);
  const origin = new URL(server.url).origin;
  hub.order(LARGE, { kind: 'hold', atBytes: 6_000_000 });
  const held = hub.whenHeld(LARGE);
  const full = download();
  await held;
  await loaded(TOTAL_BYTES - 6_000_000);
  await cdp.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 11_500_000 });
  hub.release();
  expect(await full).toMatchObject({
    code: 'storage-full',
    message: expect.stringMatching(/\d MB more are needed.*is kept/),
  });
  await cdp.send('Storage.overrideQuotaForOrigin', { origin });
  expect(await download()).toMatchObject({ answer: { hashes: 'hub' } });
});

test('two tabs fetch it once', async () => {
  const other = await browser.context.newPage();
  await other.goto(server.url);
  await other.waitForFunction(() => 'downloads' in window);
  const both = [download(), other.evaluate((wanted) => window.downloads.download(wanted), model)];
  for (const one of await Promise.all(both)) expect(one).toMatchObject({ answer: { hashes: 'hub' } });
  expect(hub.sentBytes()).toBe(TOTAL_BYTES);
});

test('is removed, measured by the browser’s own estimate', async () => {
  await download();
  const before = await page.evaluate(() => window.downloads.usage());
  const { freedBytes } = await page.evaluate(() => window.downloads.remove('made'));
  expect(freedBytes).toBeGreaterThanOrEqual(TOTAL_BYTES);
  await expect.poll(() => page.evaluate(() => window.downloads.usage())).toBeLessThan(before - 0.95 * TOTAL_BYTES);
  const after = await page.evaluate(() => window.downloads.usage());
  console.log(`removed: ${freedBytes} bytes of files; the browser's estimate fell from ${before} to ${after}`);
  expect(await page.evaluate(() => window.downloads.list())).toEqual([]);
});

test('leaves as one file and comes back from it, and from no damaged one', async () => {
  await download();
  const { name, size } = await page.evaluate(() => window.downloads.exportModel('made'));
  expect(name).toBe('made.sotto-model');
  expect(size).toBeGreaterThan(TOTAL_BYTES);
  await page.evaluate(() => window.downloads.remove('made'));
  expect(await page.evaluate(() => window.downloads.importModel(true))).toMatchObject({ code: 'file-invalid' });
  expect(await page.evaluate(() => window.downloads.list())).toEqual([]);
  const before = hub.requests.length;
  expect(await page.evaluate(() => window.downloads.importModel())).toMatchObject({
    answer: { hashes: 'first-seen', installed: { id: 'made', version: hub.commit() } },
  });
  expect(await largeOnDisk()).toBe(hashOf(FILES[LARGE]));
  expect(hub.requests.length).toBe(before);
});
