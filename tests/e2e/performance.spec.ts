import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Download, Page } from '@playwright/test';
import type { AlertRecord } from '../../src/store/alert';
import type { DashboardView } from '../../src/ui/dashboard/dashboard-view';
import { type Browser, expect, openBrowser, phase } from './app';
import { ask, copyProfile, QUIET, removeProfile, test } from './installed';

const SUMS = ['25 times 7', '12 plus 30', '81 divided by 9', '100 minus 58', '6 times 6', '2 plus 2', '7 times 8'];
const QUESTIONS = ['What time is it in Tokyo?', 'Why is the sky blue?', 'Name a tall tree.'];

test.describe.configure({ mode: 'serial' });

let browser: Browser;
let profile: string;

test.beforeAll(async ({ template }) => {
  profile = copyProfile(template);
  browser = await openBrowser({ profile, flags: [QUIET] });
});
test.afterAll(async () => {
  await browser?.stop();
  removeProfile(profile);
});

/** Asks, and ends the answer as soon as it is heard: what is waited for is over by then. */
async function askBriefly(page: Page, question: string): Promise<void> {
  const asked = ask(page, question);
  await phase(page, 'speaking');
  await page.keyboard.press('Escape');
  await asked;
}

/** What the dashboard shows, once `isThere` holds. */
async function shown(page: Page, isThere: (view: DashboardView) => boolean): Promise<DashboardView> {
  const read = () => page.evaluate(() => document.querySelector('sotto-dashboard')?.view);
  await expect
    .poll(
      async () => {
        const view = await read();
        return view !== undefined && isThere(view);
      },
      { timeout: 30_000 },
    )
    .toBe(true);
  const view = await read();
  if (!view) throw new Error('The dashboard is gone.');
  return view;
}

async function textOf(download: Promise<Download>): Promise<string> {
  return readFileSync(await (await download).path(), 'utf8');
}

test('ten turns are shown after a reload, each with parts that sum to its total', async ({ url }) => {
  test.setTimeout(180_000);
  const { page } = browser;
  await page.goto(url);
  await phase(page, 'ready');
  for (const sum of SUMS) await askBriefly(page, `What is ${sum}?`);
  for (const question of QUESTIONS) await askBriefly(page, question);
  await page.goto(`${url}#performance`);
  await page.reload();
  const view = await shown(page, ({ turns }) => turns.bars.length === 10);
  for (const { parts, totalMs } of view.turns.bars) {
    expect(parts.reduce((sum, { ms }) => sum + ms, 0)).toBeCloseTo(totalMs, 6);
    expect(totalMs).toBeGreaterThan(0);
  }
  expect(view.turns.bars.map(({ title }) => title).sort()).toEqual(
    [...SUMS.map((sum) => `What is ${sum}?`), ...QUESTIONS].sort(),
  );
  const whole = view.components.find(({ component }) => component === 'pipeline');
  expect(whole?.count).toBe(10);
  expect(view.components.find(({ component }) => component === 'llm')?.count).toBe(2);
});

test('one turn opens as a waterfall by keyboard, and its trace is one that a viewer can read', async () => {
  const { page } = browser;
  await page.locator('sotto-turn-bars button').first().focus();
  await page.keyboard.press('Enter');
  const { openTurn } = await shown(page, (view) => view.openTurn !== undefined);
  expect(openTurn?.question).toBe('Name a tall tree.');
  await expect(page.locator('sotto-waterfall')).toContainText('Language model');
  const download = page.waitForEvent('download');
  await page.locator('sotto-waterfall #trace').click();
  const { traceEvents } = JSON.parse(await textOf(download));
  const names = traceEvents.map(({ name }: { name: string }) => name);
  expect(names).toContain('thread_name');
  expect(traceEvents.every(({ ph }: { ph: string }) => ['X', 'M', 'i'].includes(ph))).toBe(true);
  await page.locator('sotto-waterfall #close').click();
});

test('the dashboard breaks no rule of WCAG 2 A and AA, in light and in dark', async () => {
  const { page } = browser;
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
      .setLegacyMode(true)
      .analyze();
    expect(violations.map(({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target.flat().join(' '))}`)).toEqual(
      [],
    );
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
});

test('what is kept can be taken away as JSON, with every turn', async () => {
  const { page } = browser;
  const download = page.waitForEvent('download');
  await page
    .locator('sotto-exports .row')
    .filter({ hasText: 'All that is kept' })
    .getByRole('button', { name: /JSON/ })
    .click();
  const { schema, turns, points } = JSON.parse(await textOf(download));
  expect(schema).toBe('sotto.export');
  expect(turns).toHaveLength(10);
  expect(points.length).toBeGreaterThan(100);
});

test('OpenTelemetry metrics name the session and count its turns', async () => {
  const { page } = browser;
  const download = page.waitForEvent('download');
  await page.locator('sotto-exports').getByRole('button', { name: /OTLP/ }).click();
  const { resourceMetrics } = JSON.parse(await textOf(download));
  const metrics: { name: string; histogram?: { dataPoints: { count: string | number }[] } }[] =
    resourceMetrics[0].scopeMetrics[0].metrics;
  expect(metrics.map(({ name }) => name)).toEqual(expect.arrayContaining(['voice.session.latency']));
  const latency = metrics.find(({ name }) => name === 'voice.session.latency');
  const counts = latency?.histogram?.dataPoints.map(({ count }) => Number(count)) ?? [];
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(10);
});

test('the health check finds everything well, and each worker answers', async () => {
  const { page } = browser;
  await phase(page, 'ready');
  const before = (await shown(page, (view) => view.health !== undefined && !view.checkingHealth)).health;
  await page.locator('sotto-health #check').click();
  const { health } = await shown(
    page,
    (view) => (view.health?.atMs ?? 0) > (before?.atMs ?? 0) && !view.checkingHealth,
  );
  const verdicts = Object.fromEntries(health?.checks.map(({ name, verdict }) => [name, verdict]) ?? []);
  expect(verdicts).toMatchObject({ models: 'good', storage: 'good', workers: 'good', audio: 'good' });
});

test('a rule that is broken raises one alert, which is kept', async () => {
  test.setTimeout(120_000);
  const { page } = browser;
  // Replies within a fifth of a second: the model takes longer on any two cores.
  await page.locator('sotto-alerts #profile').selectOption('004');
  await page.goto(page.url().replace('#performance', '#'));
  for (const question of QUESTIONS.slice(1)) await askBriefly(page, question);
  await page.evaluate(() => {
    location.hash = '#performance';
  });
  const { alerts } = await shown(page, (view) => view.alerts.length > 0);
  expect(alerts.filter(({ rule }) => rule === 'Slow reply')).toHaveLength(1);
  const kept = await page.evaluate(
    () =>
      new Promise<AlertRecord[]>((resolve, reject) => {
        const opening = indexedDB.open('sotto');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const all = opening.result.transaction('alerts').objectStore('alerts').getAll();
          all.onsuccess = () => {
            opening.result.close();
            resolve(all.result);
          };
        };
      }),
  );
  expect(kept.filter(({ rule }) => rule === 'Slow reply')).toHaveLength(1);
});

test('switched off, nothing is measured; the way back leads to the conversation', async () => {
  const { page } = browser;
  const recorded = () =>
    page.evaluate(async () => {
      const monitor = window.sotto?.monitor;
      monitor?.recordMetric('tried', 1);
      return (await monitor?.getMetrics('tried', { lastMs: 60_000 }))?.length;
    });
  await page.locator('sotto-dashboard #monitoring').click();
  await shown(page, ({ monitoring }) => !monitoring);
  expect(await recorded()).toBe(0);
  await page.locator('sotto-dashboard #monitoring').click();
  await shown(page, ({ monitoring }) => monitoring);
  expect(await recorded()).toBe(1);
  await page.locator('sotto-dashboard #back').click();
  await expect(page.locator('sotto-app')).toBeVisible();
  await expect(page.locator('sotto-dashboard')).toHaveCount(0);
});

test('one page gives way to the other, and both to the conversation', async () => {
  const { page } = browser;
  const go = (hash: string) => page.evaluate((next) => location.assign(next), hash);
  const dashboard = page.locator('sotto-dashboard');
  const benchmark = page.locator('sotto-benchmark');
  await go('#performance');
  await expect(dashboard.locator('sotto-tiles .tile')).toHaveCount(6);
  await dashboard.locator('#benchmarks').click();
  await expect(benchmark.locator('sotto-run-list h2')).toBeVisible();
  await expect(benchmark.locator('h1')).toBeFocused();
  await expect(dashboard).toHaveCount(0);
  await expect(page.locator('sotto-app')).toBeHidden();
  await page.goBack();
  await expect(dashboard.locator('sotto-tiles .tile')).toHaveCount(6);
  await expect(benchmark).toHaveCount(0);
  await go('#');
  await expect(page.locator('sotto-app')).toBeVisible();
  await expect(dashboard).toHaveCount(0);
});
