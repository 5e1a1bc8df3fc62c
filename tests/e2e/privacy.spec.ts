/** The privacy page in a real browser, on its real storage: what is kept, who can be contacted, what was asked. */
import type { Page } from '@playwright/test';
import { expect, test } from './app';
import { expectMirroredChevrons } from './page-words';
import { sidewaysPx, viewPage } from './view-page';
import { violations } from './violations';

let page: Page;
const view = viewPage('privacy', (opened) => {
  page = opened;
});

const open = async (query = '') => {
  await page.goto(`${view.url}${query}#privacy`);
  await expect(page.locator('sotto-privacy .row[data-group]').first()).toBeVisible();
};
const group = (id: string) => page.locator(`.row[data-group=${id}]`);
const amountOf = (id: string) => group(id).locator('.amount');

/** Something of every kind that Sotto keeps. */
async function fill(): Promise<void> {
  await page.evaluate(async () => {
    await window.privacyHarness.kept.settings.set('dashboardRange', '5m');
    await window.privacyHarness.kept.settings.set('webhookUrl', 'https://bell.example/ring');
    const root = await navigator.storage.getDirectory();
    const models = await root.getDirectoryHandle('models', { create: true });
    const folder = await models.getDirectoryHandle('whisper', { create: true });
    const stream = await (await folder.getFileHandle('model.onnx', { create: true })).createWritable();
    await stream.write(new Uint8Array(2_000_000));
    await stream.close();
    await (await caches.open('sotto-shell / abc')).put('/index.html', new Response('page'));
    await (await caches.open('sotto-shown /')).put('/state.json', new Response('{}'));
    await (await caches.open('of-nobody-we-know')).put('/x', new Response('x'));
    window.privacyHarness.add([{ origin: 'https://huggingface.co', requests: 3, transferredBytes: 0 }]);
  });
}

const isTooWide = async () => (await sidewaysPx(page)) > 0;

for (const query of ['', '?lang=ar', '?lang=de']) {
  test(`axe finds nothing, and nothing is too wide on a phone ${query}`, async () => {
    await open(query);
    await fill();
    await expect(amountOf('models')).not.toHaveText(/^(?:nothing|nichts|لا شيء)$/);
    await page.locator('#prove').click();
    await page.locator('.disclosure summary').click();
    expect(await violations(page)).toEqual([]);
    for (const width of [390, 320]) {
      await page.setViewportSize({ width, height: 700 });
      expect(await isTooWide()).toBe(false);
    }
    await group('models').locator('.remove').click();
    expect(await isTooWide()).toBe(false);
    expect(await violations(page)).toEqual([]);
    if (query === '?lang=ar') expect(await page.evaluate(() => document.dir)).toBe('rtl');
  });
}

test('in Arabic the way back is to the right, and every way on to the left', async () => {
  await open('?lang=ar');
  await expectMirroredChevrons(page);
});

test('everything that the browser keeps for this address is in the list', async () => {
  await open();
  await fill();
  await expect(amountOf('other')).toHaveText('one entry');
  await page.locator('.disclosure summary').click();
  const listed = (await page.locator('.disclosure .address').allInnerTexts()).join(', ').split(', ');
  const there = await page.evaluate(async () => {
    const names: string[] = [];
    for (const { name = '', version } of await indexedDB.databases()) {
      const connection = await new Promise<IDBDatabase>((resolve, reject) => {
        const asked = indexedDB.open(name, version);
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(asked.error);
      });
      names.push(...[...connection.objectStoreNames].map((store) => `IndexedDB: ${store}`));
      connection.close();
    }
    for await (const name of (await navigator.storage.getDirectory()).keys()) names.push(`OPFS: ${name}`);
    for (const name of await caches.keys()) names.push(`Cache: ${name}`);
    return names.concat(Object.keys(localStorage), document.cookie.split(';').filter(Boolean));
  });
  expect(there.length).toBeGreaterThan(10);
  expect(there.filter((name) => !listed.includes(name))).toEqual([]);
});

test('each group is deleted by a second press, and only that group', async () => {
  await open();
  await fill();
  await expect(amountOf('models')).toHaveText('one file · 2.0 MB');
  await group('models').locator('.remove').focus();
  await page.keyboard.press('Enter');
  await expect(group('models').locator('.no')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(group('models').locator('.remove')).toBeFocused();
  await expect(amountOf('models')).toHaveText('one file · 2.0 MB');

  await page.keyboard.press('Enter');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(page.locator('.outcome')).toContainText('Deleted.');
  await expect(amountOf('models')).toHaveText('nothing');
  await expect(group('models').locator('.remove')).toBeDisabled();
  await expect(page.locator('h1')).toBeFocused();
  expect(await page.evaluate(() => window.privacyHarness.removed)).toEqual(['models']);
  const left = () =>
    page.evaluate(async () => {
      const files: string[] = [];
      for await (const name of (await navigator.storage.getDirectory()).keys()) files.push(name);
      const setting = await window.privacyHarness.kept.settings.get('dashboardRange');
      return { files, caches: await caches.keys(), setting };
    });
  expect(await left()).toEqual({
    files: [],
    caches: ['sotto-shell / abc', 'sotto-shown /', 'of-nobody-we-know'],
    setting: '5m',
  });
  for (const id of ['app', 'settings']) {
    await group(id).locator('.remove').click();
    await group(id).locator('.yes').click();
    await expect.poll(() => page.evaluate(() => window.privacyHarness.removed.at(-1))).toBe(id);
  }
  expect(await left()).toEqual({ files: [], caches: ['sotto-shown /', 'of-nobody-we-know'], setting: undefined });
});

test('hosts are told with what for, and one that the user allowed can be closed', async () => {
  await open();
  await fill();
  const hosts = page.locator('.row[data-purpose]');
  await expect(hosts).toHaveCount(7);
  await expect(page.locator('.row[data-purpose=webhook]')).toContainText('cannot reach it');
  const hub = page.locator('.row[data-purpose=hub]');
  await expect(hub).toContainText('Only when you download a model.');
  await expect(page.locator('#reload')).toHaveCount(0);
  await hub.getByRole('button', { name: 'Close https://huggingface.co' }).click();
  await expect(hub).toHaveCount(0);
  await expect(page.locator('#hosts-title')).toBeFocused();
  await expect(page.locator('.outcome')).toContainText('Closed from the next load on.');
  const loaded = page.waitForEvent('load');
  await page.locator('#reload').click();
  await loaded;
});

test('without a service worker it says who can change the list', async () => {
  await open('?no-service-worker');
  await page.locator('.row[data-purpose=hub] .close').click();
  await expect(page.locator('.outcome')).toContainText('SOTTO_CONNECT');
});

test('requests are counted as the browser makes them, over visits, and anew when asked', async () => {
  await open();
  await fill();
  const row = (address: string) => page.locator('tbody tr').filter({ hasText: address });
  await expect(row('https://huggingface.co').locator('td')).toHaveText([/3 requests/, /3 requests/]);
  const { origin } = new URL(view.url);
  const countOf = async (column: number) =>
    Number.parseInt((await row(origin).locator('td').nth(column).innerText()).replace(/^one/, '1'), 10);
  await expect(row(origin)).toContainText('Sotto’s own');
  const before = await countOf(0);
  expect(before).toBeGreaterThanOrEqual(3);
  await page.evaluate(async () => {
    for (let time = 0; time < 5; time++) await fetch(`${location.pathname}?${time}`);
  });
  await expect.poll(() => countOf(0)).toBe(before + 5);

  await page.reload();
  await expect(row('https://huggingface.co').locator('td')).toHaveText([/0 requests/, /3 requests/]);
  expect(await countOf(1)).toBeGreaterThanOrEqual(before + 5);
  await page.locator('#forget').click();
  await expect(row('https://huggingface.co')).toHaveCount(0);
});

test('the page takes the conversation’s place, and gives it back', async () => {
  await open();
  await expect(page.locator('h1')).toBeFocused();
  await expect(page.locator('#conversation')).toBeHidden();
  await expect(page.locator('#proof')).toBeHidden();
  await page.locator('#prove').click();
  await expect(page.locator('#prove')).toHaveAttribute('aria-expanded', 'true');
  await expect(page.locator('#proof')).toContainText('airplane mode');
  await page.locator('#back').click();
  await expect(page.locator('#conversation')).toBeVisible();
  await expect(page.locator('sotto-privacy')).toHaveCount(0);
});
