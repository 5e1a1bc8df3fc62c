/** The benchmark page of the app on its real models: a short run, what is kept of it, and the conversation after it. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { unzipSync } from 'fflate';
import type { BenchmarkPlan, BenchmarkRun } from '../../src/store/benchmark-run';
import { type Browser, expect, openBrowser, phase } from './app';
import { countTurns, listen, QUIET, test } from './installed';

/** One of each kind: a worker of its own, the recogniser, the synthesiser, spoken and typed turns. */
const PLAN: BenchmarkPlan = {
  suites: ['components', 'soak'],
  components: ['capture', 'playback', 'pipeline'],
  componentIterations: 6,
  endToEndIterations: 1,
  warmUps: 2,
  durationS: 6,
  concurrency: 2,
  users: 1,
  timeoutS: 60,
  coldLoads: false,
  seed: 1,
};

let browser: Browser;
let page: Page;
let problems: string[];

test.beforeEach(async ({ installed, url }) => {
  browser = await openBrowser({ profile: installed, flags: [QUIET] });
  page = browser.page;
  problems = [];
  page.on('pageerror', ({ message }) => problems.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  await page.goto(url);
  await listen(page);
});
test.afterEach(async () => {
  await browser.stop();
  expect(problems).toEqual([]);
});

const open = () => page.evaluate(() => location.assign('#benchmark'));
const run = (plan: BenchmarkPlan): Promise<BenchmarkRun> =>
  page.evaluate((wanted) => window.sotto?.benchmark?.run(wanted) ?? Promise.reject(new Error('no benchmarks')), plan);

test('a run measures the real pipeline; turns after it work, and none of it is in the metrics', async ({ url }) => {
  test.setTimeout(180_000);
  const turns = await countTurns(page);
  const measured = await run(PLAN);
  const byId = new Map(measured.series.map((series) => [series.id, series]));
  expect(byId.get('capture.resample')?.samples).toHaveLength(6);
  expect(byId.get('playback.start')).toMatchObject({ status: 'measured', errors: 0 });
  // Spoken and typed in turn.
  const turnsMeasured = byId.get('soak.latency');
  expect(turnsMeasured).toMatchObject({ status: 'measured', note: undefined, errors: 0 });
  expect(turnsMeasured?.samples.length).toBeGreaterThan(1);
  expect(turnsMeasured?.samples.every((ms) => ms > 0)).toBe(true);
  expect(measured.referenceMs.length).toBeGreaterThan(5);
  expect(measured.fingerprint.models).toMatchObject({ stt: expect.stringMatching(/^whisper-tiny\.en@/) });

  // The user's conversation knows nothing of it, and goes on.
  expect(await countTurns(page)).toBe(turns);
  const metrics = await page.evaluate(() => window.sotto?.monitor?.getMetrics('latency', { lastMs: 3_600_000 }));
  expect(metrics).toEqual([]);
  await phase(page, 'ready');
  await page.locator('#text').fill('What is 3 plus 4?');
  await page.locator('#text').press('Enter');
  await page.waitForFunction((count) => (window.sotto?.turns.length ?? 0) > count, turns);
  const answered = await page.evaluate(() => window.sotto?.turns.at(-1));
  expect(answered).toMatchObject({ outcome: 'answered', reply: '3 plus 4 is 7.' });
  expect(answered?.totalMs).toBeGreaterThan(0);

  // It is kept: after a reload the page has it, and gives the report.
  await page.goto(url);
  await open();
  const list = page.locator('sotto-run-list');
  await expect(list.locator('tbody tr')).toHaveCount(1);
  await list.locator('.name').first().click();
  await expect(page.locator('sotto-benchmark-results')).toContainText('A second of sound');
});

test('a run is started, cancelled, taken away and brought back by hand', async () => {
  test.setTimeout(120_000);
  await open();
  const button = page.locator('sotto-benchmark-plan #run');
  await button.click();
  await expect(button).toHaveText('Cancel');
  // The first series is far longer than the press of a key.
  await page.waitForFunction(() => (window.sotto?.benchmark?.progress?.done ?? 0) > 0);
  await button.click();
  await expect(button).toHaveText('Run benchmarks');
  await expect(page.locator('sotto-benchmark-results')).toBeVisible();

  const download = page.waitForEvent('download');
  await page.locator('sotto-benchmark-results #export').click();
  const report = await download;
  expect(report.suggestedFilename()).toMatch(/^sotto-benchmark-.*\.zip$/);
  const files = unzipSync(readFileSync(await report.path()));
  const json = new TextDecoder().decode(files['run.json']);
  const saved: BenchmarkRun = JSON.parse(json);
  expect(saved.series.some(({ status }) => status === 'cancelled')).toBe(true);

  const path = (name: string) => test.info().outputPath(name);
  writeFileSync(path('elsewhere.json'), json.replace(saved.id, 'from-elsewhere'));
  writeFileSync(path('broken.json'), json.replace('"concurrency"', '"concurrence"'));
  const rows = page.locator('sotto-run-list tbody tr');
  await expect(rows).toHaveCount(1);
  const picker = page.locator('sotto-run-list input[type=file]');
  await picker.setInputFiles(path('broken.json'));
  await expect(page.locator('sotto-benchmark')).toContainText(
    'broken.json was not imported: plan.concurrency is missing.',
  );
  await expect(rows).toHaveCount(1);
  await picker.setInputFiles(path('elsewhere.json'));
  await expect(rows).toHaveCount(2);
  expect(await page.evaluate(() => window.sotto?.phase)).toBe('ready');
});
