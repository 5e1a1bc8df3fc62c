import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { type Browser, expect, openBrowser, phase } from './app';
import { beside, copyProfile, lose, nextTurn, QUIET, removeProfile, test } from './installed';

/** Violations of WCAG 2 A and AA, in light and in dark, as lines that name the rule and the element. */
async function violations(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // One frame: no second page is opened to put the results of several together.
    const result = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
      .setLegacyMode(true)
      .analyze();
    for (const { id, nodes } of result.violations) {
      for (const { target, failureSummary } of nodes) {
        found.push(`${colorScheme}: ${id} at ${target.flat().join(' ')}: ${failureSummary}`);
      }
    }
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
  return found;
}

/** Elements that reach beyond the right edge of a phone of 320 px, or can be scrolled sideways. */
async function tooWide(page: Page): Promise<string[]> {
  const size = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  const found = await page.evaluate(() => {
    const wide: string[] = [];
    const look = (root: Document | ShadowRoot) => {
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) look(element.shadowRoot);
        const { overflowX } = getComputedStyle(element);
        const scrolls = /auto|scroll/.test(overflowX) || element === document.scrollingElement;
        if (scrolls && element.scrollWidth > element.clientWidth) {
          wide.push(`${element.localName}.${element.className} is ${element.scrollWidth} px wide`);
        }
      }
    };
    look(document);
    return wide;
  });
  if (size) await page.setViewportSize(size);
  return found;
}

/** The id, or else the name, of the element that has the keyboard, through all shadow roots. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return active?.id || active?.localName || '';
  });
}

/** Presses Tab until the keyboard is on the element. */
async function tabTo(page: Page, wanted: string): Promise<void> {
  const passed: string[] = [];
  for (let i = 0; i < 30; i++) {
    await page.keyboard.press('Tab');
    const now = await focused(page);
    if (now === wanted) return;
    passed.push(now);
  }
  throw new Error(`Tab never came to ${wanted}, only to ${passed.join(', ')}.`);
}

/** Text that is announced: what live regions hold. */
const status = (page: Page) => page.locator('sotto-talk [role=status]');

// One visit from the set-up panel to an answer, as someone without a mouse makes it: each test goes on from the last.
test.describe.configure({ mode: 'serial' });

let browser: Browser;
let page: Page;
let folder: string | undefined;

test.beforeAll(async ({ url, template }) => {
  folder = copyProfile(template);
  browser = await openBrowser({ profile: folder, flags: [QUIET] });
  page = browser.page;
  // One small file is missing, so that the page begins with its set-up panel.
  await beside(page, url);
  await lose(page, 'silero-vad-v5', 'silero_vad_v5.onnx');
  await page.goto(url);
  await phase(page, 'setup');
});
test.afterAll(async () => {
  await browser?.stop();
  removeProfile(folder);
});

test('the set-up panel has no accessibility violations and fits a phone', async () => {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sotto');
  await expect(page.getByRole('region', { name: 'A voice assistant that never leaves this device' })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  expect(await tooWide(page)).toEqual([]);
});

test('the keyboard sets up, and is then on the control that was set up', async () => {
  await tabTo(page, 'setup');
  await page.keyboard.press('Enter');
  await phase(page, 'listening');
  await expect.poll(() => focused(page)).toBe('talk');
  await expect(status(page)).toHaveText('Listening');
});

test('the listening page has no accessibility violations and fits a phone', async () => {
  const talk = page.getByRole('button', { name: 'Listening — press to switch the microphone off' });
  await expect(talk).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByRole('textbox', { name: 'Type a question' })).toBeEnabled();
  await expect(page.getByRole('region', { name: 'Talk or type' })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  expect(await tooWide(page)).toEqual([]);
});

test('Space and Enter switch the microphone off and on', async () => {
  await page.keyboard.press('Space');
  await phase(page, 'ready');
  await expect(page.locator('#talk')).toHaveAttribute('aria-pressed', 'false');
  await expect(status(page)).toHaveText('Ready when you are');
  await page.keyboard.press('Enter');
  await phase(page, 'listening');
  expect(await focused(page)).toBe('talk');
});

test('a question is typed, and its reply stopped with Escape, by keyboard alone', async () => {
  await tabTo(page, 'text');
  await page.keyboard.type('What is 123456789 plus 987654321?');
  await page.keyboard.press('Enter');
  await phase(page, 'speaking');
  await expect(page.getByRole('button', { name: 'Stop' }).first()).toBeVisible();
  await page.keyboard.press('Escape');
  const turn = await nextTurn(page, 0);
  expect(turn).toMatchObject({ outcome: 'interrupted', error: undefined });
  await phase(page, 'listening');
  await expect(page.locator('article').last()).toContainText('you stopped this');
  expect(await focused(page)).toBe('text');
});

test('the conversation is a log that announces an answer once it is whole', async () => {
  await page.keyboard.type('What is half of ninety?');
  await page.keyboard.press('Enter');
  expect(await nextTurn(page, 1)).toMatchObject({ outcome: 'answered' });
  const log = page.getByRole('log', { name: 'Conversation' });
  await expect(log).toHaveAttribute('aria-busy', 'false');
  await expect(log.locator('article').last()).toContainText('45');
});

test('an answered turn has no accessibility violations and fits a phone', async () => {
  expect(await violations(page)).toEqual([]);
  expect(await tooWide(page)).toEqual([]);
});

test('the latency opens by keyboard, and its rows sum to the total shown', async () => {
  await page.getByRole('log').focus();
  const latency = page.locator('sotto-latency').last();
  await latency.locator('summary').focus();
  await page.keyboard.press('Enter');
  await expect(latency.getByRole('table')).toBeVisible();
  await expect(latency.getByRole('columnheader')).toHaveText(['Stage', 'Time', 'Share']);

  /** A shown time in ms, and how far rounding may have moved it. */
  const read = (text: string) => {
    const [, figure = '', unit = ''] = /^\s*([\d.]+) (ms|s)\s*$/.exec(text) ?? [];
    const unitMs = unit === 's' ? 1000 : 1;
    const decimals = figure.split('.')[1]?.length ?? 0;
    return { ms: Number(figure) * unitMs, slackMs: (0.5 * unitMs) / 10 ** decimals };
  };
  const parts = (await latency.locator('tbody td:nth-of-type(1)').allInnerTexts()).map(read);
  expect(parts).toHaveLength(7);
  const total = read(await latency.locator('tfoot td').first().innerText());
  expect(read(await latency.locator('summary .total').innerText())).toEqual(total);
  const sumMs = parts.reduce((sum, { ms }) => sum + ms, 0);
  const slackMs = parts.reduce((sum, part) => sum + part.slackMs, total.slackMs);
  expect(Math.abs(sumMs - total.ms)).toBeLessThanOrEqual(slackMs);

  expect(await violations(page)).toEqual([]);
  expect(await tooWide(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(latency.getByRole('table')).toBeHidden();
});
