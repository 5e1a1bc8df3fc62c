import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import type { ConversationRecord } from '../../src/store/conversation-record';
import { expect, type Talk, test } from './talk';

const SUM = 'What is 3 plus 4?';
const SUM_REPLY = '3 plus 4 is 7.';
const PRODUCT = 'What is 25 times 7?';
const PRODUCT_REPLY = '25 times 7 is 175.';

/** All that lies in the store, or that and what is put there. */
function stored(page: Page, put: unknown[] = []): Promise<ConversationRecord[]> {
  return page.evaluate(
    (records) =>
      new Promise<ConversationRecord[]>((resolve, reject) => {
        const opening = indexedDB.open('sotto');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const store = opening.result.transaction('conversations', 'readwrite').objectStore('conversations');
          for (const record of records) store.put(record);
          const all = store.getAll();
          all.onerror = () => reject(all.error);
          all.onsuccess = () => {
            opening.result.close();
            resolve(all.result);
          };
        };
      }),
    put,
  );
}

/** What the trace of a turn tells of what was said; undefined where there is none. */
function saidIn(page: Page, turnId: string | undefined): Promise<string[] | undefined> {
  return page.evaluate(
    (id) =>
      new Promise<string[] | undefined>((resolve, reject) => {
        const opening = indexedDB.open('sotto');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const turn = opening.result.transaction('turns').objectStore('turns').get(id);
          turn.onerror = () => reject(turn.error);
          turn.onsuccess = () => {
            opening.result.close();
            resolve(turn.result && [turn.result.transcript, turn.result.reply]);
          };
        };
      }),
    turnId ?? '',
  );
}

const textsOf = (records: ConversationRecord[]) => records.map(({ lines }) => lines.map(({ text }) => text));

/** Nothing lies in the store, and the app begins anew. */
async function emptied(talk: Talk): Promise<Page> {
  const { page } = talk;
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open('sotto');
        opening.onsuccess = () => {
          const clearing = opening.result.transaction('conversations', 'readwrite');
          clearing.objectStore('conversations').clear();
          clearing.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
  );
  return page;
}

/** Opens the list, or takes it as it is, and gives its rows. */
async function list(page: Page): Promise<Locator> {
  const search = page.locator('#search');
  if (!(await search.isVisible())) await page.locator('#history').click();
  await expect(search).toBeVisible();
  return page.locator('sotto-history li');
}

/** Presses one of the buttons under a message. */
async function act(page: Page, text: string, action: 'replay' | 'edit' | 'delete'): Promise<void> {
  const article = page.locator('article').filter({ has: page.getByText(text, { exact: true }) });
  await article.hover();
  await article.locator(`#${action}`).click();
}

test('a conversation outlives the page, is found and goes on, and can be corrected and deleted', async ({ talk }) => {
  const page = await emptied(talk);
  await talk.ask(SUM);
  const [first] = await talk.turns(1);
  await talk.ask(PRODUCT);
  const [, second] = await talk.turns(2);
  await expect.poll(async () => textsOf(await stored(page))).toEqual([[SUM, SUM_REPLY, PRODUCT, PRODUCT_REPLY]]);

  await talk.visit();
  expect(await talk.shown()).toEqual([]);
  await expect(await list(page)).toHaveCount(1);
  await page.locator('#search').fill('twenty');
  await expect(await list(page)).toHaveCount(0);
  await page.locator('#search').fill('is 175');
  const row = await list(page);
  await expect(row.locator('.snippet')).toHaveText(PRODUCT_REPLY);
  await row.locator('.open').click();
  await expect.poll(() => talk.shown()).toEqual([SUM, SUM_REPLY, PRODUCT, PRODUCT_REPLY]);

  const question = 'Why is the sky blue?';
  const prompt = await talk.nextPrompt(question);
  expect(prompt.map(({ content }) => content)).toEqual([SUM, SUM_REPLY, PRODUCT, PRODUCT_REPLY, question]);
  await talk.cutReplyShort(1);
  const ids = (await stored(page)).map(({ id }) => id);
  expect(ids).toHaveLength(1);
  await expect
    .poll(async () => textsOf(await stored(page))[0]?.slice(0, 5))
    .toEqual(prompt.map(({ content }) => content));

  // Asked anew from the second exchange on.
  await act(page, PRODUCT, 'edit');
  await page.locator('sotto-question-editor textarea').fill('What is 2 plus 2?');
  await page.locator('sotto-question-editor textarea').press('Enter');
  await talk.turns(2);
  const asked = [SUM, SUM_REPLY, 'What is 2 plus 2?', '2 plus 2 is 4.'];
  expect(await talk.shown()).toEqual(asked);
  await expect.poll(async () => textsOf(await stored(page))).toEqual([asked]);

  // Heard once more, and nothing else.
  const begun = (await talk.wire()).made.length;
  await act(page, SUM_REPLY, 'replay');
  await talk.phase('speaking');
  await talk.phase('listening');
  expect((await talk.wire()).made.slice(begun).map(({ text }) => text)).toEqual([SUM_REPLY]);
  expect(await talk.turns(2)).toHaveLength(2);
  expect(await talk.shown()).toEqual(asked);

  await act(page, SUM, 'delete');
  await page.locator('article .yes').click();
  await expect.poll(() => talk.shown()).toEqual(asked.slice(2));
  await expect.poll(async () => textsOf(await stored(page))).toEqual([asked.slice(2)]);
  // The times stay, the words do not; nor do those of what was asked anew.
  expect(await saidIn(page, first?.id)).toEqual(['', '']);
  expect(await saidIn(page, second?.id)).toEqual(['', '']);
  expect((await stored(page)).map(({ id }) => id)).toEqual(ids);

  const rows = await list(page);
  await rows.locator('.delete').click();
  await rows.locator('.yes').click();
  await expect(rows).toHaveCount(0);
  expect(await stored(page)).toEqual([]);
  expect(await talk.shown()).toEqual([]);
});

test('nothing is kept where the user wants nothing kept, and what is no conversation is passed over', async ({
  talk,
}) => {
  const page = await emptied(talk);
  const keep = async (answer: 'on' | 'off') => {
    await page.locator('#settings').click();
    await page.locator(`input[name=keep][value=${answer}]`).check();
    await page.locator('sotto-preferences #close').click();
  };
  await keep('off');
  await talk.ask(SUM);
  const [unkept] = await talk.turns(1);
  expect(await stored(page)).toEqual([]);
  await expect.poll(() => saidIn(page, unkept?.id)).toEqual(['', '']);

  await talk.visit();
  await expect(page.locator('input[name=keep][value=off]')).toBeChecked();
  await keep('on');
  await talk.ask(PRODUCT);
  const [kept] = await talk.turns(1);
  await expect.poll(async () => textsOf(await stored(page))).toEqual([[PRODUCT, PRODUCT_REPLY]]);
  await expect.poll(() => saidIn(page, kept?.id)).toEqual([PRODUCT, PRODUCT_REPLY]);

  // Another version's, a damaged one's, and one that no list can hold.
  await stored(page, [{ id: 'a', updatedAtMs: 5, lines: 'none' }, { id: 'b', updatedAtMs: 6 }, { id: 'c' }, { id: 7 }]);
  const rows = await list(page);
  await expect(rows.locator('.title')).toHaveText([PRODUCT]);

  const downloading = page.waitForEvent('download');
  await rows.locator('.export').click();
  await rows.getByRole('button', { name: 'Markdown' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^sotto-conversation-[\d-]+\.md$/);
  const file = readFileSync(await download.path(), 'utf8');
  expect(file).toContain(`**You:** ${PRODUCT}\n\n**Sotto:** ${PRODUCT_REPLY}\n`);

  await page.locator('#delete-all').click();
  await page
    .getByRole('group', { name: 'Delete every conversation' })
    .getByRole('button', { name: 'Delete all' })
    .click();
  await expect(rows).toHaveCount(0);
  expect(await stored(page)).toEqual([]);
  expect(await saidIn(page, kept?.id)).toEqual(['', '']);
  expect(await talk.shown()).toEqual([]);
});
