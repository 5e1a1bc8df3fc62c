/** The service worker in real Chromium: days without a network, newer versions good and bad, a host that sets no headers. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import type { BenchmarkPlan } from '../../src/store/benchmark-run';
import { type Browser, openBrowser, phase, setUp } from './app';
import { HostedApp, newerBuild, removeBuild } from './hosted-app';
import { ask, beside, copyProfile, QUIET, removeProfile } from './installed';

const PLAN: BenchmarkPlan = {
  suites: ['components'],
  components: ['capture'],
  componentIterations: 3,
  endToEndIterations: 1,
  warmUps: 2,
  durationS: 5,
  concurrency: 1,
  users: 1,
  timeoutS: 60,
  coldLoads: false,
  seed: 1,
};

/** One set-up for all: the profile has every model, and the shell of the build under test. */
const test = base.extend<{ installed: string }, { hosted: { host: HostedApp; template: string } }>({
  hosted: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a fixture needs from this pattern.
    async ({}, use) => {
      const host = new HostedApp();
      await host.open();
      const template = mkdtempSync(join(tmpdir(), 'sotto-e2e-'));
      const { page, stop } = await open(template);
      await page.goto(host.url);
      await setUp(page);
      await whole(page);
      await stop();
      await use({ host, template });
      await host.cut();
      removeProfile(template);
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  installed: async ({ hosted }, use) => {
    const folder = copyProfile(hosted.template);
    await use(folder);
    removeProfile(folder);
  },
});

/** Several loads of all models in one test, on a machine that may be doing other things. */
test.setTimeout(180_000);

function open(profile: string): Promise<Browser> {
  return openBrowser({ profile, flags: [QUIET], serviceWorkers: 'allow' });
}

/** Waits until a shell is kept with all its files. */
async function whole(page: Page): Promise<void> {
  const isWhole = () =>
    page.evaluate(async () => Boolean(await caches.match(new URL('.sotto-shell', document.baseURI))));
  await expect.poll(isWhole).toBe(true);
}

/** Names and sizes of the files of the models, with when they were written. */
function weights(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const files: string[] = [];
    const walk = async (folder: FileSystemDirectoryHandle, path: string) => {
      for await (const entry of folder.values()) {
        const name = `${path}/${entry.name}`;
        if (entry instanceof FileSystemDirectoryHandle) await walk(entry, name);
        else if (entry instanceof FileSystemFileHandle) {
          const { size, lastModified } = await entry.getFile();
          files.push(`${name} ${size} ${lastModified}`);
        }
      }
    };
    await walk(await (await navigator.storage.getDirectory()).getDirectoryHandle('models'), 'models');
    return files.sort();
  });
}

const countShells = (page: Page) =>
  page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith('sotto-shell ')).length);
const shellOf = (page: Page) => page.evaluate(() => document.documentElement.dataset.shell);
const updateLine = (page: Page) => page.locator('sotto-update [role=status]');

test('without a network Sotto starts, answers, measures itself and gives a report', async ({ hosted, installed }) => {
  const { host } = hosted;
  await host.cut();
  const { context, page, stop } = await open(installed);
  const failed: string[] = [];
  context.on('requestfailed', (request) => failed.push(request.url()));
  try {
    await page.goto(host.url);
    await phase(page, 'ready');
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    expect(await ask(page, 'What is 3 plus 4?')).toMatchObject({ outcome: 'answered', reply: '3 plus 4 is 7.' });
    expect(await ask(page, 'What is the capital of France?')).toMatchObject({ outcome: 'answered' });

    await page.evaluate((plan) => window.sotto?.benchmark?.run(plan).then(() => undefined), PLAN);
    await page.goto(`${host.url}#benchmark`);
    await page.locator('sotto-run-list .name').first().click();
    const download = page.waitForEvent('download');
    await page.locator('sotto-benchmark-results #export').click();
    expect((await download).suggestedFilename()).toMatch(/\.zip$/);
    // The service worker itself is asked for, and that it cannot be had is no fault.
    expect(failed.filter((url) => !url.endsWith('/sw.js'))).toEqual([]);
  } finally {
    await stop();
    await host.open();
  }
});

test('a newer Sotto waits to be asked, and leaves the models where they are', async ({ hosted, installed }) => {
  const { host } = hosted;
  const former = host.folder;
  const newer = newerBuild('newer', 'document.documentElement.dataset.build = "newer";');
  const { page, stop } = await open(installed);
  try {
    await page.goto(host.url);
    await phase(page, 'ready');
    const before = { shell: await shellOf(page), weights: await weights(page) };
    expect(before.shell).toBeDefined();

    host.folder = newer;
    host.asked = [];
    await page.reload();
    await phase(page, 'ready');
    await expect(updateLine(page)).toContainText('A newer Sotto is ready');
    // Only what differs was fetched: not the runtime of the models, and none of them.
    expect(host.asked).toContain('assets/index-newer.js');
    expect(host.asked.filter((path) => /\.wasm$|^models\//.test(path))).toEqual([]);
    // It is there for the asking and does nothing by itself, in the conversation or out of it.
    await ask(page, 'What is 3 plus 4?');
    expect(await shellOf(page)).toBe(before.shell);

    await Promise.all([page.waitForEvent('load'), page.locator('#update').click()]);
    await phase(page, 'loading', 'ready');
    expect(await page.evaluate(() => document.documentElement.dataset.build)).toBe('newer');
    expect(await shellOf(page)).not.toBe(before.shell);
    expect(await weights(page)).toEqual(before.weights);
    expect(host.asked.filter((path) => path.startsWith('models/'))).toEqual([]);
    await expect(updateLine(page)).toBeEmpty();
    // The one before is forgotten once this one lives.
    await expect.poll(() => countShells(page)).toBe(1);
  } finally {
    await stop();
    host.folder = former;
    removeBuild(newer);
  }
});

test('a newer Sotto that does not start is taken back', async ({ hosted, installed }) => {
  const { host } = hosted;
  const former = host.folder;
  const broken = newerBuild('broken', 'throw new Error("This build is broken on purpose.");');
  const mended = newerBuild('mended', '');
  const { page, stop } = await open(installed);
  try {
    // What matters here is there before any model is: a page that asks for its set-up has started.
    await beside(page, host.url);
    await page.evaluate(async () => {
      const root = await navigator.storage.getDirectory();
      await root.removeEntry('models', { recursive: true });
      const stream = await (await root.getFileHandle('weights', { create: true })).createWritable();
      await stream.write('kept');
      await stream.close();
    });
    await page.goto(host.url);
    await phase(page, 'setup');
    const shell = await shellOf(page);
    expect(shell).toBeDefined();
    host.folder = broken;
    await page.reload();
    await expect(updateLine(page)).toContainText('A newer Sotto is ready');

    let faults = 0;
    page.on('pageerror', () => faults++);
    await page.locator('#update').click();
    await expect.poll(() => faults).toBe(1);
    await page.reload();
    await expect.poll(() => faults).toBe(2);
    await page.reload();
    await phase(page, 'setup');
    expect(await shellOf(page)).toBe(shell);
    expect(faults).toBe(2);
    await expect(updateLine(page)).toContainText('you are back on the one before');
    const weights = () =>
      page.evaluate(async () => {
        const root = await navigator.storage.getDirectory();
        return (await (await root.getFileHandle('weights')).getFile()).text();
      });
    expect(await weights()).toBe('kept');

    // It is said until it is read, and the broken one is not offered again.
    await page.locator('#dismiss-update').click();
    await expect(updateLine(page)).toBeEmpty();
    await page.reload();
    await phase(page, 'setup');
    await expect(updateLine(page)).toBeEmpty();
    expect(await shellOf(page)).toBe(shell);

    // One that is mended is.
    host.folder = mended;
    await page.reload();
    await expect(updateLine(page)).toContainText('A newer Sotto is ready');
    await Promise.all([page.waitForEvent('load'), page.locator('#update').click()]);
    await phase(page, 'setup');
    expect(await shellOf(page)).not.toBe(shell);
    await expect.poll(() => countShells(page)).toBe(1);
    expect(await weights()).toBe('kept');
  } finally {
    await stop();
    host.folder = former;
    removeBuild(broken);
    removeBuild(mended);
  }
});

test('on a host without headers one reload isolates the page', async ({ hosted }) => {
  const { host } = hosted;
  const profile = mkdtempSync(join(tmpdir(), 'sotto-e2e-'));
  host.setsHeaders = false;
  const { page, stop } = await open(profile);
  let loads = 0;
  page.on('load', () => loads++);
  try {
    await page.goto(host.url);
    await page.waitForFunction(() => crossOriginIsolated && window.sotto?.phase === 'setup');
    expect(loads).toBeLessThanOrEqual(2);
    await expect(page.locator('.limitation')).toHaveCount(0);
    // All of it is isolated, workers with it: the models load with threads.
    await page.locator('#setup').click();
    await phase(page, 'listening');
    await whole(page);
    expect(loads).toBeLessThanOrEqual(2);
    await host.cut();
    await page.reload();
    await phase(page, 'ready');
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  } finally {
    await stop();
    host.setsHeaders = true;
    await host.cut();
    await host.open();
    removeProfile(profile);
  }
});
