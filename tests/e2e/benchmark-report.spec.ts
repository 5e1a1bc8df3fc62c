/** The report in a real browser, opened from a file as somebody would who was sent it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import { reportHtml } from '../../src/perf/benchmark/report/html';
import { MADE_AT_MS, madeRun } from '../unit/made-run';
import { type Browser, expect, openBrowser, test } from './app';

let browser: Browser;
/** What was asked of anything but the file itself, and what the page complained of. */
let requests: string[];
let complaints: string[];
let address: string;

test.beforeEach(async ({ profile }) => {
  const run = madeRun({
    factor: 1.3,
    change: { disturbances: [{ atMs: MADE_AT_MS + 61_000, kind: 'hidden', detail: 'the tab was hidden' }] },
  });
  const file = join(profile, 'report.html');
  writeFileSync(file, reportHtml(run, madeRun({ seed: 3 })));
  address = pathToFileURL(file).href;
  browser = await openBrowser({ profile: join(profile, 'browser'), viewport: { width: 1280, height: 900 } });
  requests = [];
  complaints = [];
  browser.context.on('request', (request) => requests.push(request.url()));
  browser.page.on('console', (message) => complaints.push(message.text()));
  browser.page.on('pageerror', ({ message }) => complaints.push(message));
  await browser.page.goto(address);
});
test.afterEach(() => browser.stop());

test('opens from a file without a request leaving it, and its links stay within', async () => {
  const { page } = browser;
  await expect(page.getByRole('heading', { name: 'This run does not count' })).toBeVisible();
  for (const link of await page.getByRole('navigation').getByRole('link').all()) {
    await link.click();
    const target = page.locator(`[id="${(await link.getAttribute('href'))?.slice(1)}"]`);
    await expect(target).toBeInViewport();
  }
  await page.emulateMedia({ media: 'print' });
  expect((await page.pdf({ preferCSSPageSize: true })).length).toBeGreaterThan(10_000);
  expect(requests.filter((url) => url !== address)).toEqual([]);
  expect(requests).toContain(address);
  expect(complaints).toEqual([]);
});

test('axe finds nothing, light and dark, on a desktop and on a phone, and nothing is wider than the screen', async () => {
  const { page } = browser;
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'])
        .setLegacyMode(true)
        .analyze();
      const found = violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target }) => `${id} at ${target.flat().join(' ')}`),
      );
      expect(found, `${width} px, ${colorScheme}`).toEqual([]);
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
});

test('prints on white, whatever the reader likes to read on', async () => {
  const { page } = browser;
  await page.emulateMedia({ colorScheme: 'dark', media: 'print' });
  const [ground, ink] = await page.evaluate(() => {
    const { backgroundColor, color } = getComputedStyle(document.body);
    return [backgroundColor, color];
  });
  expect([ground, ink]).toEqual(['rgb(255, 255, 255)', 'rgb(27, 31, 54)']);
});
