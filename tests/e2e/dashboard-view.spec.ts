/** The dashboard in a real browser on made data: what a mouse, a keyboard and a screen reader get, under the app's headers. */
import type { Page } from '@playwright/test';
import { expect, test } from './app';
import { expectMirroredChevrons, expectTranslated, wordsOf } from './page-words';
import { sidewaysIn, viewPage } from './view-page';
import { violations } from './violations';

let page: Page;
const view = viewPage('dashboard', (opened) => {
  page = opened;
});

const open = async (query = '') => {
  await page.goto(`${view.url}${query}`);
  await expect(page.locator('sotto-tiles .tile')).toHaveCount(6);
};
const intents = () => page.evaluate(() => window.dashboardHarness.intents);

const tooWide = () => sidewaysIn(page);

/** Opens a turn and the table behind every chart. */
async function openAll(): Promise<void> {
  await page.locator('sotto-turn-bars .row').nth(1).click();
  for (const summary of await page.locator('.disclosure summary').all()) await summary.click();
}

for (const query of ['', '?bare', '?empty']) {
  test(`axe finds nothing on the page${query && ` with ${query}`}, on a desktop and on a phone`, async () => {
    await open(query);
    if (query !== '?empty') await openAll();
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 780 });
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await tooWide()).toEqual([]);
  });
}

/** Names of formats, models, measures and codes, an address, and a rule that a user has named. */
const NAMES = /^(p50|p95|p99|JSON|CSV|OTLP|http:.*|[a-z\d]+([.-][a-z\d]+)+|Speech to text over its budget)$/;
const AS_IN_GERMAN = /^(JavaScript|System|Text|\d+ min)$/;

for (const query of ['?', '?bare', '?empty']) {
  test(`nothing English is left in German with ${query}, and in Arabic all but the charts runs from the right`, async () => {
    const read = async (locale: string) => {
      await open(`${query}&lang=${locale}`);
      if (query !== '?empty') await openAll();
      return wordsOf(page);
    };
    await expectTranslated(page, read, { names: NAMES, asInGerman: AS_IN_GERMAN });
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await tooWide()).toEqual([]);
  });
}

test('in Arabic the way back is to the right, and what folds open points to the left', async () => {
  await open('?lang=ar');
  await expectMirroredChevrons(page);
});

test('a keyboard is enough: range, component, a turn opened and closed', async () => {
  await open();
  await page.keyboard.press('Tab');
  await expect(page.locator('#back')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.locator('#benchmarks')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.locator('#monitoring')).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Tab');
  await expect(page.locator('#component')).toBeFocused();
  const first = page.locator('sotto-turn-bars .row').first();
  for (let i = 0; i < 5 && !(await first.evaluate((row) => row.matches(':focus'))); i++)
    await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(first).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('Tab');
  await expect(page.locator('sotto-waterfall #close')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.locator('sotto-waterfall')).toHaveCount(0);
  // What was closed gives the keyboard back to what opened it.
  await expect(first).toBeFocused();
  expect((await intents()).map(({ kind }) => kind)).toEqual(['set-range', 'open-turn', 'close-turn']);
});

test('every chart has its table, and a turn’s parts in it sum to its total', async () => {
  await open();
  await openAll();
  await expect(page.locator('sotto-chart table')).toHaveCount(3);
  await expect(page.locator('sotto-chart .plot[role=img] canvas')).toHaveCount(3);
  for (const plot of await page.locator('[role=img]').all()) expect(await plot.getAttribute('aria-label')).toBeTruthy();
  const rows = page.locator('sotto-turn-bars > table tbody tr, sotto-turn-bars .disclosure > table.cards tbody tr');
  await expect(rows).toHaveCount(20);
  const figures = await rows.evaluateAll((all) =>
    all.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent.trim())),
  );
  const ms = (words = '') => (words.endsWith(' ms') ? Number.parseFloat(words) : Number.parseFloat(words) * 1000);
  for (const cells of figures) {
    const parts = cells.slice(0, -1).reduce((sum, words) => sum + ms(words), 0);
    // Seven rounded figures, and a total in hundredths of a second from one second on.
    expect(Math.abs(parts - ms(cells.at(-1)))).toBeLessThanOrEqual(9);
  }
});

test('a refresh moves nothing, and takes neither the keyboard nor an open table away', async () => {
  await open();
  await openAll();
  const export_ = page.locator('sotto-exports button').first();
  await export_.focus();
  const boxes = () =>
    page.locator('section').evaluateAll((all) => all.map((one) => JSON.stringify(one.getBoundingClientRect())));
  const before = await boxes();
  const canvases = await page.locator('canvas').elementHandles();
  await page.evaluate(() => {
    for (let i = 0; i < 3; i++) window.dashboardHarness.refresh();
  });
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  expect(await boxes()).toEqual(before);
  await expect(export_).toBeFocused();
  await expect(page.locator('details[open]')).toHaveCount(5);
  for (const canvas of canvases) expect(await canvas.evaluate((element) => element.isConnected)).toBe(true);
});

test('what the browser does not tell is not available, and never 0', async () => {
  await open('?bare');
  for (const key of ['memory', 'pressure']) {
    await expect(page.locator(`[data-key=${key}] .value`)).toHaveText('not available');
  }
  await expect(page.locator('.reasons')).toContainText('Memory of page and workers');
  await expect(page.locator('.reasons')).toContainText('Temperature of the processor');
});

test('what a user asks for is told to the host', async () => {
  await open();
  await page.locator('sotto-turn-bars .row').first().click();
  await page.locator('#trace').click();
  await page.getByRole('button', { name: 'This view as CSV' }).click();
  await page.getByRole('button', { name: 'OpenTelemetry metrics as OTLP' }).click();
  await page.locator('#check').click();
  await page.locator('#profile').selectOption('003');
  await page.locator('#monitoring').click();
  await expect(page.locator('div.notes')).toContainText('Monitoring is off');
  await page.getByRole('button', { name: 'Dismiss Slow reply' }).click();
  await page.getByRole('button', { name: 'Language model', exact: true }).click();
  await expect(page.locator('#component')).toHaveValue('llm');
  await page.locator('#back').click();
  expect(await intents()).toEqual([
    { kind: 'open-turn', turnId: 'turn-33' },
    { kind: 'export', what: 'turn-trace', format: 'json', turnId: 'turn-33' },
    { kind: 'export', what: 'screen', format: 'csv' },
    { kind: 'export', what: 'otlp', format: 'json' },
    { kind: 'run-health' },
    { kind: 'set-profile', profileId: '003' },
    { kind: 'set-monitoring', on: false },
    { kind: 'dismiss-alert', alertId: 'a1' },
    { kind: 'set-component', component: 'llm' },
    { kind: 'close' },
  ]);
});
