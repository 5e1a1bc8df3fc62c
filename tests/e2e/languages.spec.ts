/** The page in German and in Arabic, in each of its states, on made views under the app's headers. */
import type { Page } from '@playwright/test';
import { expect, test } from './app';
import type { State } from './languages-harness';
import { viewPage } from './view-page';
import { violations } from './violations';

const STATES: State[] = [
  'setup',
  'resuming',
  'download',
  'waking',
  'welcome',
  'listening',
  'named',
  'conversation',
  'speaking',
  'notice',
  'failed',
];

let page: Page;
const view = viewPage('languages', (opened) => {
  page = opened;
});

const open = (locale: string) => page.goto(`${view.url}?in=${locale}`);
const show = (state: State) => page.evaluate((wanted) => window.languagesHarness.show(wanted), state);

/** English words that are still on the page, beside those that are names. */
const leftover = () =>
  page.evaluate(() => {
    const english = new Set(window.languagesHarness.english.filter((words) => /[a-z]{3}/.test(words)));
    return window.languagesHarness.read().filter((words) => english.has(words) && words !== 'Sotto:');
  });

/** Elements that reach beyond either edge, or can be scrolled sideways. */
const tooWide = () =>
  page.evaluate(() => {
    const wide: string[] = [];
    const look = (root: Document | ShadowRoot) => {
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) look(element.shadowRoot);
        if (!element.checkVisibility() || element.matches('.visually-hidden, .long')) continue;
        const scrolls =
          /auto|scroll/.test(getComputedStyle(element).overflowX) || element === document.scrollingElement;
        const { left, right } = element.getBoundingClientRect();
        if ((scrolls && element.scrollWidth > element.clientWidth) || left < -1 || right > innerWidth + 1)
          wide.push(`${element.localName}.${element.className} from ${left} to ${right}`);
      }
    };
    look(document);
    return wide;
  });

for (const [locale, direction, names] of [
  ['de', 'ltr', { dock: 'Sprechen oder tippen', text: 'Eine Frage tippen', send: 'Senden', setUp: 'Sotto einrichten' }],
  ['ar', 'rtl', { dock: 'تكلم أو اكتب', text: 'اكتب سؤالًا', send: 'إرسال', setUp: 'إعداد Sotto' }],
] as const) {
  test(`the page is drawn in “${locale}” from the first`, async () => {
    await open(locale);
    const root = page.locator('html');
    await expect(root).toHaveAttribute('lang', locale);
    await expect(root).toHaveAttribute('dir', direction);
    await expect(page.getByRole('region', { name: names.dock })).toBeVisible();
    await expect(page.getByRole('textbox', { name: names.text })).toBeVisible();
    await expect(page.getByRole('button', { name: names.send })).toBeVisible();
    // What the models understand is said, and asked, in their language.
    await expect(page.getByRole('button', { name: 'Why is the sky blue?' })).toHaveAttribute('lang', 'en');
    await show('setup');
    await expect(page.getByRole('button', { name: names.setUp }).first()).toBeVisible();
  });

  test(`“${locale}” leaves no English, breaks no rule of access and fits a phone in every state`, async () => {
    test.slow();
    await open(locale);
    for (const state of STATES) {
      await test.step(state, async () => {
        await show(state);
        if (state === 'conversation') await page.locator('sotto-latency summary').click();
        expect(await leftover()).toEqual([]);
        expect(await violations(page)).toEqual([]);
        await page.setViewportSize({ width: 320, height: 640 });
        expect(await tooWide()).toEqual([]);
        await page.setViewportSize({ width: 1280, height: 900 });
      });
    }
    await page.locator('#settings').click();
    await expect(page.getByRole('dialog')).toBeVisible();
    // A link out of sight would be taken for one that skips the page's beginning.
    await page.locator('#all-settings').scrollIntoViewIfNeeded();
    expect(await leftover()).toEqual([]);
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await tooWide()).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.keyboard.press('Escape');
    await page.locator('#history').click();
    await expect(page.locator('sotto-history li')).toHaveCount(3);
    expect(await leftover()).toEqual([]);
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await tooWide()).toEqual([]);
  });
}

test('another language is drawn at once, with all that stands on the page, and nothing of its state is lost', async () => {
  await open('en');
  await show('notice');
  await page.locator('#text').fill('half a question');
  await expect(page.getByRole('alert')).toContainText('The microphone is blocked');
  await page.evaluate(() => window.languagesHarness.setLocale('de'));
  await expect(page.getByRole('alert')).toContainText('Das Mikrofon ist gesperrt');
  await expect(page.getByRole('button', { name: 'Mikrofon noch einmal versuchen' })).toBeVisible();
  await expect(page.getByRole('log', { name: 'Unterhaltung' })).toContainText('vom Modell');
  expect(await leftover()).toEqual([]);
  await page.evaluate(() => window.languagesHarness.setLocale('ar'));
  await expect(page.getByRole('alert')).toContainText('الميكروفون محظور');
  expect(await leftover()).toEqual([]);
  await page.evaluate(() => window.languagesHarness.setLocale('en'));
  await expect(page.locator('html')).toHaveAttribute('dir', 'ltr');
  await expect(page.getByRole('alert')).toContainText('The microphone is blocked');
  await expect(page.locator('#text')).toHaveValue('half a question');
});

test('from right to left the page is mirrored, and the arrow keys go where they point', async () => {
  await open('ar');
  await show('conversation');
  const middle = async (selector: string) => {
    const box = await page.locator(selector).first().boundingBox();
    return box ? box.x + box.width / 2 : Number.NaN;
  };
  expect(await middle('h1')).toBeGreaterThan(await middle('sotto-preferences'));
  expect(await middle('#send')).toBeLessThan(await middle('#text'));
  expect(await middle('article.user .text')).toBeLessThan(await middle('article.assistant .text'));
  // English words keep their direction within it.
  await expect(page.locator('article.user .text').first()).toHaveCSS('direction', 'ltr');
  await page.locator('article.user #edit').first().focus();
  await page.keyboard.press('ArrowLeft');
  await expect(page.locator('article.user #copy').first()).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('article.user #edit').first()).toBeFocused();
});
