/** The benchmark page in a real browser on made runs: what a mouse, a keyboard and a screen reader get, under the app's headers. */
import type { Page } from '@playwright/test';
import { expect, test } from './app';
import { expectTranslated, wordsOf } from './page-words';
import { sidewaysPx, viewPage } from './view-page';
import { violations } from './violations';

let page: Page;
const view = viewPage('benchmark', (opened) => {
  page = opened;
});

const open = async (query = '') => {
  await page.goto(`${view.url}${query}`);
  await expect(page.locator('sotto-run-list h2')).not.toBeEmpty();
};
const intents = () => page.evaluate(() => window.benchmarkHarness.intents);
const kinds = async () => (await intents()).map(({ kind }) => kind);

const tooWide = () => sidewaysPx(page);

/** Every disclosure of the page. */
async function openAll(): Promise<void> {
  const summaries = page.locator('.disclosure:not([open]) summary');
  while ((await summaries.count()) > 0) await summaries.first().click();
}

/** Tabs on until an element has the keyboard. */
async function tabTo(selector: string, most = 60): Promise<void> {
  const target = page.locator(selector).first();
  for (let i = 0; i < most; i++) {
    if (await target.evaluate((element) => element.matches(':focus'))) return;
    await page.keyboard.press('Tab');
  }
  await expect(target).toBeFocused();
}

const SCENES: readonly { name: string; query: string; enter?: () => Promise<void> }[] = [
  { name: 'nothing yet', query: '?runs=0' },
  { name: 'a run under way', query: '?running' },
  { name: 'results with everything open', query: '?open', enter: openAll },
  { name: 'a run that was disturbed', query: '?disturbed' },
  {
    name: 'two runs of different devices',
    query: '',
    enter: async () => {
      await page.locator('#pick-base').selectOption('made-history-13');
      await page.locator('#compare').click();
      await expect(page.locator('sotto-benchmark-comparison .differences')).toBeVisible();
    },
  },
];
for (const { name, query, enter } of SCENES) {
  test(`axe finds nothing on ${name}, on a desktop and on a phone`, async () => {
    await open(query);
    await enter?.();
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 780 });
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await tooWide()).toBe(0);
  });
}

/** Names and symbols, what was measured on what, and what a user has written. */
const NAMES =
  /^(Sotto|MAD|Chromium [\d.]+|Linux x86_64|wasm|renderer PSS|[a-z\d]+(-[a-z\d]+)+@\w+|After the shorter encoder)$/;
const AS_IN_GERMAN = /^(System|Browser|Median|\d+ min)$/;

for (const { name, query, enter } of SCENES) {
  test(`nothing English is left in German on ${name}, and in Arabic all but the charts runs from the right`, async () => {
    const read = async (locale: string) => {
      await open(`${query}${query ? '&' : '?'}lang=${locale}`);
      await enter?.();
      return wordsOf(page);
    };
    await expectTranslated(page, read, { names: NAMES, asInGerman: AS_IN_GERMAN });
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await tooWide()).toBe(0);
  });
}

test('a keyboard is enough: choose, run, cancel, open a run, compare two', async () => {
  await open();
  await tabTo('#back');
  await tabTo('sotto-benchmark-plan input[name=soak]');
  await page.keyboard.press('Space');
  await expect(page.locator('input[name=soak]')).toBeChecked();
  await tabTo('#run');
  await page.keyboard.press('Enter');
  // The button that started the run ends it: the keyboard has not moved.
  await expect(page.locator('#run')).toHaveText('Cancel');
  await expect(page.locator('#run')).toBeFocused();
  await expect(page.getByRole('progressbar')).toHaveAttribute('aria-valuetext', /^13%, about \d+ min left$/);
  await page.keyboard.press('Enter');
  await expect(page.locator('#run')).toHaveText('Run benchmarks');
  await expect(page.locator('#run')).toBeFocused();
  await tabTo('sotto-run-list tbody .name');
  await page.keyboard.press('Enter');
  await expect(page.locator('sotto-benchmark-results h2').first()).toBeFocused();
  await tabTo('sotto-benchmark-results .close');
  await page.keyboard.press('Enter');
  // What was closed gives the keyboard back to the list it was opened from.
  await expect(page.locator('sotto-run-list tbody .name').first()).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(page.locator('#compare')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('sotto-benchmark-comparison h2')).toBeFocused();
  await tabTo('sotto-benchmark-comparison .close');
  await page.keyboard.press('Enter');
  await expect(page.locator('#compare')).toBeFocused();
  expect(await kinds()).toEqual(['set-plan', 'run', 'cancel', 'open-run', 'close-run', 'compare', 'close-compare']);
});

test('what is drawn is told in words, and laid out in tables', async () => {
  await open('?open');
  for (const drawn of await page.locator('[role=img]').all())
    expect(await drawn.getAttribute('aria-label')).toBeTruthy();
  await openAll();
  const strips = page.locator('sotto-benchmark-results figure [role=img]');
  expect(await strips.count()).toBeGreaterThan(40);
  await expect(strips.first()).toHaveAttribute(
    'aria-label',
    /^One second of sound to 16 kHz: 100 samples from .+ outlier/,
  );
  // Parts of a question sum to its total, as the words round them.
  const rows = page.locator('sotto-benchmark-results .scroll tbody tr');
  await expect(rows).toHaveCount(10);
  const ms = (words: string) => Number.parseFloat(words) * (/\d s\b/.test(words) ? 1000 : 1);
  for (const row of await rows.all()) {
    const cells = await row.locator('td').allTextContents();
    const parts = cells.slice(0, -1).reduce((sum, words) => sum + ms(words.trim()), 0);
    expect(Math.abs(parts - ms(cells.at(-1) ?? ''))).toBeLessThanOrEqual(8);
  }
  await expect(page.locator('sotto-benchmark-history tbody tr')).toHaveCount(39);
});

test('too few samples are said to be too few, and what is not built to be that', async () => {
  await open('?open');
  const cold = page.locator('sotto-benchmark-results tr', { hasText: 'Loading the recogniser, fetched first' });
  await expect(cold.locator('[data-label=n]')).toHaveText('3');
  await expect(cold.getByText('n too small')).toHaveCount(3);
  const weather = page.locator('sotto-benchmark-results tr', { hasText: 'What’s the weather in London? (typed)' });
  await expect(weather).toContainText('not built');
  await expect(weather.locator('[data-label=Median]')).toContainText('none');
});

test('reports of progress move nothing, and take neither the keyboard nor an open table away', async () => {
  await open('?open&running');
  await openAll();
  await page.locator('#export').focus();
  const boxes = () =>
    page.locator('.card').evaluateAll((all) => all.map((one) => JSON.stringify(one.getBoundingClientRect())));
  const before = await boxes();
  const disclosed = await page.locator('details[open]').count();
  const plots = await page.locator('sotto-benchmark-history svg, figure svg').elementHandles();
  for (const samples of [61, 62, 99]) {
    await page.evaluate((count) => window.benchmarkHarness.running(count), samples);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    expect(await boxes()).toEqual(before);
  }
  await page.evaluate(() => window.benchmarkHarness.refresh());
  await expect(page.locator('sotto-live-samples .lead')).toContainText('99 samples');
  await expect(page.locator('#export')).toBeFocused();
  await expect(page.locator('details[open]')).toHaveCount(disclosed);
  for (const plot of plots) expect(await plot.evaluate((element) => element.isConnected)).toBe(true);
});

test('what a user asks for is told to the host', async () => {
  await open('?open');
  await page.locator('sotto-run-list .pin').nth(2).click();
  await expect(page.locator('sotto-benchmark-results .headline')).toContainText('against the baseline of');
  await page.locator('#against-baseline').click();
  await page.locator('sotto-benchmark-comparison .close').click();
  await page.locator('#label').fill('Friday');
  await page.locator('#label').press('Enter');
  await page.locator('#export').click();
  await page.locator('#series').selectOption('stt.final.3s');
  await page.locator('#days').selectOption('7 days');
  const third = page.locator('sotto-run-list tbody tr').nth(2);
  await third.locator('.round').click();
  // Not at once: what is deleted is gone.
  await third.getByRole('button', { name: 'Keep' }).click();
  await expect(third.locator('.round')).toBeFocused();
  await third.locator('.round').click();
  await third.getByRole('button', { name: 'Delete', exact: true }).click();
  // The row that took its place has the keyboard.
  await expect(third.locator('.name')).toBeFocused();
  await page.locator('#back').click();
  expect(await intents()).toEqual([
    { kind: 'pin-baseline', runId: 'made-history-37' },
    { kind: 'compare', baseId: 'made-history-37', runId: 'made-7' },
    { kind: 'close-compare' },
    { kind: 'label-run', runId: 'made-7', label: 'Friday' },
    { kind: 'export', runId: 'made-7' },
    { kind: 'set-history-series', seriesId: 'stt.final.3s' },
    { kind: 'set-history-days', days: 7 },
    { kind: 'delete-run', runId: 'made-history-37' },
    { kind: 'close' },
  ]);
});

test('a plan that cannot be run says why, and is not run', async () => {
  await open();
  await page.getByText('How often and how long').click();
  await page.locator('input[name=componentIterations]').fill('0');
  await page.locator('input[name=componentIterations]').press('Tab');
  await expect(page.locator('sotto-benchmark-plan .fault')).toContainText('must be a whole number from 1');
  await expect(page.locator('#run')).toHaveAttribute('aria-disabled', 'true');
  await page.locator('#run').press('Enter');
  await page.locator('input[name=componentIterations]').fill('50');
  await page.locator('input[name=componentIterations]').press('Tab');
  await expect(page.locator('sotto-benchmark-plan .fault')).toHaveCount(0);
  expect(await kinds()).toEqual(['set-plan', 'set-plan']);
});

test('a bad file is refused in a sentence, and what was shown stays', async () => {
  await open('?open');
  const before = await page.locator('sotto-benchmark-results h2').first().textContent();
  const bad = { name: 'run.json', mimeType: 'application/json', buffer: Buffer.from('{"schema": 1}') };
  await page.locator('#import').setInputFiles(bad);
  await expect(page.locator('.told .error')).toContainText('run.json');
  await expect(page.locator('sotto-benchmark-results h2').first()).toHaveText(before ?? '');
  await page.locator('#dismiss').click();
  await expect(page.locator('.told .error')).toHaveCount(0);
  // The same file once more is asked for once more.
  await page.locator('#import').setInputFiles(bad);
  await expect(page.locator('.told .error')).toBeVisible();
});

test('only runs of one fingerprint are joined by a line; a baseline lies across', async () => {
  await open('?runs=60');
  const d = (selector: string) => page.locator(`sotto-benchmark-history path${selector}`).getAttribute('d');
  const count = (path: string | null, letter: RegExp) => path?.match(letter)?.length ?? 0;
  await page.locator('#days').selectOption('all');
  const [like, other, crosses, line] = [await d('.like'), await d('.other'), await d('.cross'), await d('.line')];
  expect(count(other, /M/g)).toBe(7);
  expect(count(crosses, /M/g)).toBe(3);
  expect(count(like, /M/g)).toBe(60 - 7 - 3);
  expect(count(line, /[ML]/g)).toBe(50);
  await expect(page.locator('sotto-benchmark-history .baseline')).toHaveCount(0);
  await page.locator('sotto-run-list .pin').nth(1).click();
  await expect(page.locator('sotto-benchmark-history .baseline')).toHaveCount(1);
  await expect(page.locator('sotto-benchmark-history .of-baseline')).toContainText('baseline');
});

test('a history of 500 runs is drawn whole, and what drawing it took is measured', async () => {
  await open('?runs=500');
  await page.locator('#days').selectOption('all');
  await expect(page.locator('sotto-benchmark-history .lead')).toContainText('in 500 runs');
  const measured = await page.evaluate(() => performance.getEntriesByName('sotto:benchmark-history').length);
  expect(measured).toBeGreaterThanOrEqual(2);
  for (let i = 0; i < 10; i++) await page.locator('#more').click();
  await expect(page.locator('sotto-run-list tbody tr')).toHaveCount(500);
});
