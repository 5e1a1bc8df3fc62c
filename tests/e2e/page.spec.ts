import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { type Browser, expect, openBrowser, phase } from './app';
import { beside, copyProfile, countTurns, lose, nextTurn, QUIET, removeProfile, test } from './installed';

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

test('the settings open by keyboard, and Escape closes them', async () => {
  const panel = page.getByRole('dialog', { name: 'Settings' });
  await page.locator('#settings').focus();
  await page.keyboard.press('Enter');
  await expect(panel).toBeVisible();
  await expect(panel.getByRole('group', { name: 'When I pause' }).getByRole('radio')).toHaveCount(3);
  await expect(panel.getByRole('radio', { name: 'Balanced' })).toBeFocused();
  await expect(panel.getByRole('radio', { name: 'Hands-free' })).toBeChecked();
  expect(await violations(page)).toEqual([]);
  expect(await tooWide(page)).toEqual([]);
  await page.keyboard.press('ArrowDown');
  await expect(panel.getByRole('radio', { name: 'Patient' })).toBeChecked();
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  expect(await focused(page)).toBe('settings');
  // The panel is beside the conversation: nothing of it has changed.
  await phase(page, 'listening');
  await page.locator('#talk').focus();
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

test('Escape closes the settings and lets a reply go on', async () => {
  await page.keyboard.type('What is 123456789 plus 987654321?');
  await page.keyboard.press('Enter');
  await phase(page, 'speaking');
  await page.locator('#settings').click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeHidden();
  expect(await nextTurn(page, 1)).toMatchObject({ outcome: 'answered' });
  await page.locator('#text').focus();
});

test('the conversation is a log that announces an answer once it is whole', async () => {
  await page.keyboard.type('What is half of ninety?');
  await page.keyboard.press('Enter');
  expect(await nextTurn(page, 2)).toMatchObject({ outcome: 'answered' });
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

test('hold to talk is chosen by keyboard, and has no accessibility violations and fits a phone', async () => {
  await page.locator('#settings').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: 'Hold to talk' })).toBeChecked();
  await page.keyboard.press('Escape');
  const talk = page.getByRole('button', { name: 'Hold to talk, let go to send' });
  await expect(talk).toHaveAttribute('aria-pressed', 'false');
  await expect(status(page)).toHaveText('Hold to talk');
  expect(await violations(page)).toEqual([]);
  expect(await tooWide(page)).toEqual([]);
});

test('Space and Enter hold the control, and Space does so from anywhere but a text field', async () => {
  const talk = page.locator('#talk');
  const hint = page.locator('#hint');
  for (const [key, place] of [
    ['Space', talk],
    ['Enter', talk],
    ['Space', page.getByRole('log')],
  ] as const) {
    await place.focus();
    await page.keyboard.down(key);
    await expect(talk).toHaveAttribute('aria-pressed', 'true');
    await expect(hint).toHaveText('Let go to send');
    // What is announced stays as it was: the microphone would hear it.
    await expect(status(page)).toHaveText('Hold to talk');
    await page.keyboard.up(key);
    await expect(talk).toHaveAttribute('aria-pressed', 'false');
  }
  await page.locator('#text').focus();
  await page.keyboard.down('Space');
  await expect(page.locator('#text')).toHaveValue(' ');
  await expect(talk).toHaveAttribute('aria-pressed', 'false');
  await page.keyboard.up('Space');
  await page.keyboard.press('Backspace');
});

test('the held control has no accessibility violations, and a window that loses the keyboard lets go', async () => {
  const talk = page.locator('#talk');
  await talk.focus();
  await page.keyboard.down('Space');
  await expect(talk).toHaveAttribute('aria-pressed', 'true');
  expect(await violations(page)).toEqual([]);
  await page.evaluate(() => window.dispatchEvent(new Event('blur')));
  await expect(talk).toHaveAttribute('aria-pressed', 'false');
  await page.keyboard.up('Space');
});

test('a pointer holds the control, also where it slides off it', async () => {
  const talk = page.locator('#talk');
  await talk.hover();
  await page.mouse.down();
  await expect(talk).toHaveAttribute('aria-pressed', 'true');
  await page.mouse.move(5, 5);
  await expect(page.locator('#hint')).toHaveText('Let go to send');
  await page.mouse.up();
  await expect(talk).toHaveAttribute('aria-pressed', 'false');
});

test('holding over a reply ends it', async () => {
  const before = await countTurns(page);
  await page.locator('#text').fill('What is 123456789 plus 987654321?');
  await page.keyboard.press('Enter');
  await phase(page, 'speaking');
  await page.locator('#talk').focus();
  await page.keyboard.down('Space');
  expect(await nextTurn(page, before)).toMatchObject({ outcome: 'interrupted', error: undefined });
  await phase(page, 'listening');
  await expect(page.locator('#hint')).toHaveText('Let go to send');
  await page.keyboard.up('Space');
});

test('another button closes the microphone, and the control opens it again', async () => {
  await page.getByRole('button', { name: 'Turn microphone off' }).focus();
  await page.keyboard.press('Enter');
  await phase(page, 'ready');
  expect(await focused(page)).toBe('talk');
  await expect(page.locator('#talk')).toHaveAccessibleName('Switch the microphone on');
  await page.keyboard.press('Space');
  await phase(page, 'listening');
  await expect(page.locator('#talk')).toHaveAccessibleName('Hold to talk, let go to send');
});

test('what was chosen is chosen still on the next visit', async () => {
  await page.reload();
  await phase(page, 'ready');
  await page.locator('#settings').click();
  await expect(page.getByRole('radio', { name: 'Patient' })).toBeChecked();
  await expect(page.getByRole('radio', { name: 'Hold to talk' })).toBeChecked();
});
