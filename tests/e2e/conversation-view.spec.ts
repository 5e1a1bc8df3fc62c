/** The conversation and the kept ones in a real browser on made views, under the app's headers: mouse, keyboard, screen reader. */
import type { Page } from '@playwright/test';
import { expect, test } from './app';
import { viewPage } from './view-page';
import { violations } from './violations';

/** Headless Chromium has neither mouse nor finger: media queries are told of one. */
const MOUSE = '--blink-settings=primaryPointerType=4,availablePointerTypes=4,primaryHoverType=2,availableHoverTypes=2';
const FINGER = '--blink-settings=primaryPointerType=2,availablePointerTypes=2,primaryHoverType=1,availableHoverTypes=1';

let page: Page;
const view = viewPage(
  'conversation',
  (opened) => {
    page = opened;
  },
  [MOUSE],
);

const open = async (query = '') => {
  await page.goto(`${view.url}${query}`);
  await expect(page.locator('article')).toHaveCount(8);
};
const intents = () => page.evaluate(() => window.conversationHarness.intents);
const article = (id: number) => page.locator(`article[data-message="${id}"]`);
const panel = () => page.getByRole('dialog', { name: 'Conversations' });
const openPanel = async (count = 5) => {
  await page.locator('#history').click();
  await expect(panel()).toBeVisible();
  await expect(panel().locator('li')).toHaveCount(count);
};

/** Elements that reach beyond the right edge, or can be scrolled sideways. */
function tooWide(): Promise<string[]> {
  return page.evaluate(() => {
    const wide: string[] = [];
    const look = (root: Document | ShadowRoot) => {
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) look(element.shadowRoot);
        const { overflowX } = getComputedStyle(element);
        const scrolls = /auto|scroll/.test(overflowX) || element === document.scrollingElement;
        const beyond = element.getBoundingClientRect().right > innerWidth + 1 && element.checkVisibility();
        if ((scrolls && element.scrollWidth > element.clientWidth) || beyond)
          wide.push(`${element.localName}.${element.className}`);
      }
    };
    look(document);
    return wide;
  });
}

test.describe('axe finds nothing and nothing is too wide', () => {
  const states: [string, string, () => Promise<void>][] = [
    ['in a conversation', '', async () => {}],
    ['in one with a latency opened', '', () => page.locator('sotto-latency summary').click()],
    ['in one that has ended', '?failed', async () => {}],
    ['in a question that is edited', '', () => article(7).locator('#edit').click()],
    ['in a deletion that is asked back', '', () => article(7).locator('#delete').click()],
    ['in the kept conversations', '', () => openPanel()],
    ['where none is kept', '?empty', () => openPanel(0)],
    [
      'in a search, with a deletion asked back',
      '',
      async () => {
        await openPanel();
        await page.locator('#search').fill('o');
        await page.getByRole('button', { name: /^Delete “Where/ }).click();
      },
    ],
  ];
  for (const [name, query, act] of states) {
    test(name, async () => {
      await open(query);
      await act();
      expect(await violations(page)).toEqual([]);
      for (const width of [390, 320]) {
        await page.setViewportSize({ width, height: 780 });
        if (width === 390) expect(await violations(page)).toEqual([]);
        expect(await tooWide()).toEqual([]);
      }
      // Text of twice the size, where a window is twice as wide.
      await page.setViewportSize({ width: 640, height: 900 });
      await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
      expect(await tooWide()).toEqual([]);
    });
  }
});

test('a reply is drawn as what it means, a question as it was typed', async () => {
  await open();
  const reply = article(2).locator('.said');
  await expect(reply.locator('ol > li')).toHaveCount(3);
  await expect(reply.locator('ol ul > li')).toHaveCount(2);
  await expect(reply.locator('strong')).toHaveText('Light');
  await expect(reply.locator('pre')).toHaveText('sleep 28800');
  await expect(reply.locator('a')).toHaveCount(0);
  expect(await reply.innerText()).toContain('3. See the guide (https://sleep.example/guide).');
  expect(await article(3).locator('.said').innerText()).toBe('What is half of <b>84</b>, *please*?');
  expect(await article(4).locator('.said').innerText()).toBe('42.');
});

test('each message goes its own direction', async () => {
  await open();
  const direction = (id: number, selector: string) =>
    article(id)
      .locator(selector)
      .first()
      .evaluate((element) => getComputedStyle(element).direction);
  expect(await direction(5, '.text')).toBe('rtl');
  expect(await direction(6, '.said p')).toBe('rtl');
  expect(await direction(6, '.said ul')).toBe('rtl');
  expect(await direction(3, '.text')).toBe('ltr');
  expect(await direction(4, '.said p')).toBe('ltr');
});

test('a reply that is being written keeps what is drawn already', async () => {
  await open();
  await page.evaluate(() => window.conversationHarness.reply('First.\n\nNow **bo', true));
  const said = article(20).locator('.said');
  const first = await said.locator('p').first().elementHandle();
  expect(await said.innerText()).toBe('First.\n\nNow **bo');
  await expect(article(20).locator('.caret')).toHaveCount(1);
  await expect(article(20).locator('sotto-message-actions')).toHaveCount(0);
  await page.evaluate(() => window.conversationHarness.reply('First.\n\nNow **bold**.', false));
  expect(await said.innerText()).toBe('First.\n\nNow bold.');
  expect(await first?.evaluate((element) => element.isConnected)).toBe(true);
  await expect(article(20).locator('.caret')).toHaveCount(0);
  await expect(article(20).locator('sotto-message-actions')).toHaveCount(1);
});

test('what is being heard has no actions', async () => {
  await open();
  await page.evaluate(() => window.conversationHarness.hear('What is', ' the time'));
  expect(await article(0).locator('.said').innerText()).toBe('What is the time');
  await expect(article(0).getByRole('toolbar')).toHaveCount(0);
});

test('the actions are there for a pointer on the message and for the keyboard, and always for a finger', async ({
  profile,
}) => {
  await open();
  const opacity = (id: number) =>
    article(id)
      .locator('sotto-message-actions')
      .evaluate((element) => getComputedStyle(element).opacity);
  expect(await opacity(4)).toBe('0');
  const height = () => page.locator('.column').evaluate((column) => column.scrollHeight);
  const before = await height();
  await article(4).hover();
  expect(await opacity(4)).toBe('1');
  expect(await height()).toBe(before);
  await page.mouse.move(0, 0);
  await article(3).locator('#edit').focus();
  expect(await opacity(3)).toBe('1');
  expect(await opacity(4)).toBe('0');
  await view.reopen(profile, [FINGER]);
  await open();
  expect(await opacity(4)).toBe('1');
});

test('a message’s actions are one stop of Tab, and the arrow keys go along them', async () => {
  await open();
  const question = page.getByRole('toolbar', { name: 'This question' }).nth(3);
  await page.getByRole('toolbar', { name: 'This reply' }).nth(2).getByRole('button').first().focus();
  await page.keyboard.press('Tab');
  await expect(question.getByRole('button', { name: 'Edit this question' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(question.getByRole('button', { name: 'Copy this question' })).toBeFocused();
  await page.keyboard.press('End');
  await expect(question.getByRole('button', { name: 'Delete this question and its reply' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(article(8).getByRole('button', { name: 'Say this reply again' })).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(question.getByRole('button', { name: 'Delete this question and its reply' })).toBeFocused();
});

test('a reply is said again', async () => {
  await open();
  await article(4).hover();
  await article(4).getByRole('button', { name: 'Say this reply again' }).click();
  expect(await intents()).toEqual([{ kind: 'replay', turnId: 'turn-2' }]);
});

test('where nothing can be asked, messages can still be copied and deleted', async () => {
  await open('?failed');
  await expect(article(3).getByRole('button')).toHaveCount(2);
  await expect(article(4).getByRole('button')).toHaveCount(1);
});

test('a message is copied as it was written, and the page says so', async () => {
  await open();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await article(3).getByRole('button', { name: 'Copy this question' }).click();
  await expect(article(3).getByRole('status')).toHaveText('Copied');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('What is half of <b>84</b>, *please*?');
});

test('a refused copy says what to do', async () => {
  await open();
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
  });
  await article(4).getByRole('button', { name: 'Copy this reply' }).click();
  await expect(article(4).getByRole('status')).toContainText('Select the words and copy them');
});

test('a question is edited in its place: Enter sends it', async () => {
  await open();
  await article(3).getByRole('button', { name: 'Edit this question' }).focus();
  await page.keyboard.press('Enter');
  const field = page.getByRole('textbox', { name: 'Edit your question' });
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('What is half of <b>84</b>, *please*?');
  await field.fill('   ');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Ask instead' })).toBeDisabled();
  await field.fill('One');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('two?');
  await page.keyboard.press('Enter');
  expect(await intents()).toEqual([{ kind: 'edit', turnId: 'turn-2', text: 'One\ntwo?' }]);
  await expect(page.locator('article')).toHaveCount(3);
  await expect(page.getByRole('log')).toBeFocused();
});

test('Escape leaves the question as it was, the reply in hand, and the keyboard where it came from', async () => {
  await open();
  const edit = article(3).getByRole('button', { name: 'Edit this question' });
  await edit.click();
  await page.keyboard.type(' No.');
  await page.keyboard.press('Escape');
  await expect(edit).toBeFocused();
  await edit.click();
  await expect(page.getByRole('textbox', { name: 'Edit your question' })).toHaveValue(
    'What is half of <b>84</b>, *please*?',
  );
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(edit).toBeFocused();
  expect(await intents()).toEqual([]);
  // Outside the field it is the reply that Escape ends.
  await page.keyboard.press('Escape');
  expect(await intents()).toEqual([{ kind: 'stop' }]);
});

test('an exchange is deleted in two steps, and the first can be taken back', async () => {
  await open();
  const bin = article(3).getByRole('button', { name: 'Delete this question and its reply' });
  await bin.focus();
  await page.keyboard.press('Enter');
  await expect(article(3).getByRole('button', { name: 'Keep' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(bin).toBeFocused();
  // A key pressed twice deletes nothing.
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(bin).toBeFocused();
  expect(await intents()).toEqual([]);
  await bin.click();
  await article(3).getByRole('button', { name: 'Delete', exact: true }).click();
  expect(await intents()).toEqual([{ kind: 'delete-exchange', turnId: 'turn-2' }]);
  await expect(article(3)).toHaveCount(0);
  await expect(article(4)).toHaveCount(0);
  await expect(page.getByRole('log')).toBeFocused();
});

test('the kept conversations open by keyboard, and Escape closes them without ending the reply', async () => {
  await open();
  await page.locator('#history').focus();
  await page.keyboard.press('Enter');
  await expect(panel()).toBeVisible();
  await expect(page.getByRole('searchbox', { name: 'Search conversations' })).toBeFocused();
  await expect(panel().getByRole('status')).toHaveText('5 conversations');
  expect(await intents()).toEqual([{ kind: 'search-conversations', query: '' }]);
  await page.keyboard.press('Escape');
  await expect(panel()).toBeHidden();
  await expect(page.locator('#history')).toBeFocused();
  expect(await intents()).toHaveLength(1);
});

test('each tells what it was about and when, and the one on the page is marked', async () => {
  await open();
  await openPanel();
  const rows = panel().locator('li');
  await expect(rows.nth(0).locator('.open')).toHaveAttribute('aria-current', 'true');
  await expect(rows.nth(0)).toContainText('open now');
  await expect(rows.nth(0).locator('.when')).toContainText(/^Today, \d\d:\d\d/);
  await expect(rows.nth(1).locator('.when')).toContainText(/^Yesterday, |^\w+day, /);
  await expect(rows.nth(4).locator('.when')).toContainText(/^\d+ \w+ \d{4}, \d\d:\d\d$/);
  await expect(rows.nth(4).locator('.title')).toHaveText('What is <i>25</i> times 7?');
});

test('a search marks what it found, and says when it found nothing', async () => {
  await open();
  await openPanel();
  await page.locator('#search').pressSequentially('cafe');
  await expect(panel().locator('li')).toHaveCount(1);
  await expect(panel().getByRole('status')).toHaveText('1 found');
  await expect(panel().locator('mark')).toHaveText(['café', 'Café']);
  await page.locator('#search').fill('zebra');
  await expect(panel().getByRole('status')).toHaveText('Nothing found for “zebra”.');
  await expect(panel().getByRole('list')).toHaveCount(0);
  // What is typed in one go is searched for once.
  const searches = (await intents()).flatMap((intent) =>
    intent.kind === 'search-conversations' ? [intent.query] : [],
  );
  expect(searches.at(-1)).toBe('zebra');
  // The first Escape empties the search, as everywhere, and the second closes the panel.
  await page.keyboard.press('Escape');
  await expect(panel().locator('li')).toHaveCount(5);
  await page.locator('#search').fill('zebra');
  await expect(panel().locator('li')).toHaveCount(0);
  await panel().getByRole('button', { name: 'Close conversations' }).click();
  await page.locator('#history').click();
  await expect(page.locator('#search')).toHaveValue('');
  await expect(panel().locator('li')).toHaveCount(5);
});

test('a conversation is opened with Enter, exported, and deleted in two steps', async () => {
  await open();
  await openPanel();
  await panel().getByRole('button', { name: 'Export “Where is the best café in the old town?”' }).click();
  await panel().getByRole('button', { name: 'Markdown' }).click();
  await panel().getByRole('button', { name: 'JSON' }).click();
  const bin = panel().getByRole('button', { name: 'Delete “Where is the best café in the old town?”' });
  await bin.click();
  await expect(panel().getByRole('button', { name: 'Keep' })).toBeFocused();
  await page.keyboard.press('Escape');
  // Escape answered the question alone.
  await expect(panel()).toBeVisible();
  await expect(bin).toBeFocused();
  await bin.click();
  await panel().getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(panel().locator('li')).toHaveCount(4);
  await expect(page.locator('#search')).toBeFocused();
  await panel().locator('li').nth(3).locator('.open').focus();
  await page.keyboard.press('Enter');
  await expect(panel()).toBeHidden();
  await expect(page.locator('#history')).toBeFocused();
  expect((await intents()).slice(1)).toEqual([
    { kind: 'export-conversation', id: 'c2', format: 'markdown' },
    { kind: 'export-conversation', id: 'c2', format: 'json' },
    { kind: 'delete-conversation', id: 'c2' },
    { kind: 'open-conversation', id: 'c5' },
  ]);
});

test('all are deleted in two steps', async () => {
  await open();
  await openPanel();
  await page.setViewportSize({ width: 390, height: 560 });
  await panel().getByRole('button', { name: 'Delete all' }).click();
  await expect(panel().getByRole('button', { name: 'Keep' })).toBeInViewport({ ratio: 1 });
  await panel().getByRole('button', { name: 'Keep' }).click();
  await expect(panel().getByRole('button', { name: 'Delete all' })).toBeFocused();
  await page.keyboard.press('Enter');
  await panel().getByRole('group').getByRole('button', { name: 'Delete all' }).click();
  expect((await intents()).slice(1)).toEqual([{ kind: 'delete-all-conversations' }]);
  await expect(panel().getByRole('status')).toContainText('Nothing kept yet.');
  await expect(page.locator('#search')).toBeFocused();
});

test('where nothing is kept the panel says why', async () => {
  await open('?empty&off');
  await openPanel(0);
  await expect(panel().getByRole('status')).toContainText('In Settings');
});

test('whether conversations are kept is chosen in the settings', async () => {
  await open();
  await page.locator('#settings').click();
  await page.getByRole('radio', { name: 'Keep nothing' }).check();
  await page.getByRole('radio', { name: 'Keep conversations on this device' }).check();
  expect((await intents())[0]).toEqual({ kind: 'prefer', change: { keepConversations: false } });
});

test('a new conversation is begun', async () => {
  await open();
  await page.getByRole('button', { name: 'New conversation' }).click();
  expect(await intents()).toEqual([{ kind: 'clear' }]);
});
