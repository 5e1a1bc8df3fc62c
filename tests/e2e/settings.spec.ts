/** The page of settings in a real browser, on the real database and Chromium's own false devices. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { expect, openBrowser, test } from './app';
import { expectMirroredChevrons } from './page-words';
import { sidewaysPx, viewPage } from './view-page';
import { violations } from './violations';

let page: Page;
const view = viewPage('settings', (opened) => {
  page = opened;
});

let folder: string;
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sotto-settings-'));
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function open(query = ''): Promise<void> {
  await page.goto(`${view.url}${query}`);
  await expect(page.locator('sotto-settings h1')).toBeVisible();
}
const preferences = () => page.evaluate(() => window.settingsHarness.preferences());
const told = () => page.locator('.told');

const tooWide = () => sidewaysPx(page);

/** Presses a button and keeps the file it hands out. */
async function saved(selector: string): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator(selector).click()]);
  const path = join(folder, download.suggestedFilename());
  await download.saveAs(path);
  return path;
}

for (const { locale, title } of [
  { locale: 'en', title: 'Settings' },
  { locale: 'de', title: 'Einstellungen' },
  { locale: 'ar', title: 'الإعدادات' },
]) {
  test(`axe finds nothing in ${locale}, and nothing is too wide for a phone`, async () => {
    await open(`?locale=${locale}`);
    await expect(page.locator('h1')).toHaveText(title);
    expect(await violations(page)).toEqual([]);
    for (const width of [390, 320]) {
      await page.setViewportSize({ width, height: 780 });
      expect(await tooWide()).toBeLessThanOrEqual(0);
    }
    expect(await violations(page)).toEqual([]);
  });
}

test('in Arabic the way back is to the right, and every way on to the left', async () => {
  await open('?locale=ar');
  await expectMirroredChevrons(page);
});

test('every kind of setting is changed by the keyboard, kept, and put back', async () => {
  await open();
  await page.locator('input[name=patience][value=quick]').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect.poll(async () => (await preferences()).patience).toBe('patient');
  const echo = page.getByRole('switch', { name: 'Echo cancellation' });
  await echo.focus();
  await page.keyboard.press('Space');
  const rate = page.getByRole('slider', { name: 'Speed' });
  await rate.focus();
  await page.keyboard.press('ArrowRight');
  await expect(rate).toHaveAttribute('aria-valuetext', '1.05×');
  await page.getByLabel('Hosts the page may reach').getByRole('textbox').fill('https://example.org/');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Remove https://example.org' })).toBeVisible();
  const chosen = {
    patience: 'patient',
    echoCancellation: false,
    voiceRate: 1.05,
    allowedOrigins: ['https://example.org'],
  };
  expect(await preferences()).toMatchObject(chosen);

  await page.reload();
  await expect(page.getByRole('switch', { name: 'Echo cancellation' })).not.toBeChecked();
  expect(await preferences()).toMatchObject(chosen);
  await page.getByRole('button', { name: 'Reset Echo cancellation to its default' }).click();
  await expect(page.getByRole('switch', { name: 'Echo cancellation' })).toBeChecked();
  await expect(page.getByRole('switch', { name: 'Echo cancellation' })).toBeFocused();
  await page.locator('#reset-all').click();
  await expect(page.locator('#reset-no')).toBeFocused();
  await page.locator('#reset-yes').click();
  await expect(told()).toContainText('3 settings were changed.');
  await expect(page.locator('.reset')).toHaveCount(0);
});

test('what is no address is refused in words, and nothing changes', async () => {
  await open();
  await page.getByLabel('Where models come from').fill('http://example.org');
  await page.keyboard.press('Tab');
  await expect(told()).toContainText('was not changed');
  await expect(page.getByLabel('Where models come from')).toHaveValue('https://huggingface.co');
  expect((await preferences()).hubUrl).toBe('https://huggingface.co');
});

test('settings are found by any of their words', async () => {
  await open();
  await page.locator('#search').fill('telly');
  await expect(page.locator('.hits')).toHaveText('No setting matches.');
  await page.locator('#search').fill('ECHO cancel');
  await expect(page.locator('.hits')).toHaveText('1 setting matches.');
  await expect(page.locator('.field')).toHaveCount(1);
  await page.locator('#search').fill('keep_alive');
  await expect(page.locator('.no-place dt')).toHaveCount(1);
});

test('a profile says what it will change, changes it in one tap, and is taken back', async () => {
  await open();
  await page.getByRole('slider', { name: 'Longest reply' }).fill('100');
  const before = await preferences();
  const quality = page.locator('.profile').filter({ has: page.locator('#profile-quality') });
  await quality.locator('summary').click();
  await expect(quality.locator('.changes')).toContainText('100 tokens → 512 tokens');
  await page.locator('#use-quality').click();
  await expect(told()).toContainText('Quality:');
  expect(await preferences()).toMatchObject({ llmMaxTokens: 512, sttBeams: 5, patience: 'patient', historyTurns: 10 });
  await expect(quality).toContainText('In use');
  await expect(page.locator('#undo')).toBeFocused();
  await page.locator('#undo').click();
  await expect(told()).toContainText('Taken back.');
  expect(await preferences()).toEqual(before);
});

test('every microphone and speaker tells its latency or that it does not, and the lowest can be used', async () => {
  await open();
  await page.locator('#measure').click();
  const rows = page.locator('.latencies li');
  await expect(rows.first()).toBeVisible();
  for (const text of await rows.locator('.figure').allTextContents()) expect(text).toMatch(/\d+ ms|not told/);
  const use = page.locator('[aria-labelledby=latency-microphoneId] button').first();
  const name = (await use.getAttribute('aria-label'))?.replace(/^Use /, '') ?? '';
  await use.click();
  await expect(page.locator('[aria-labelledby=latency-microphoneId] li').filter({ hasText: name })).toContainText(
    'in use',
  );
  expect((await preferences()).microphoneId).toBeTruthy();
  await expect(page.getByLabel('Microphone', { exact: true })).toHaveValue((await preferences()).microphoneId ?? '');
});

test('settings go into a file and come back from it, with a word about what makes no sense', async () => {
  await open();
  await page.getByRole('slider', { name: 'Pitch' }).fill('1.5');
  const path = await saved('#export-settings');
  const file = JSON.parse(readFileSync(path, 'utf8'));
  expect(file).toMatchObject({ format: 'sotto-settings', version: 1, preferences: { voicePitch: 1.5 } });
  const other = { ...file.preferences, telly: true, sttBeams: 9, llmTopP: 0.5, hubUrl: 'https://mirror.example' };
  const altered = join(folder, 'altered.json');
  writeFileSync(altered, JSON.stringify({ ...file, preferences: other }));
  await page.locator('#file').setInputFiles(altered);
  const incoming = page.locator('.incoming');
  await expect(incoming).toContainText('2 settings change:');
  await expect(incoming).toContainText('Not known here, and left out: telly.');
  await expect(incoming).toContainText('Transcripts followed at once cannot be 9, only 1 to 5; it stays as it is.');
  await expect(incoming).toContainText('The page could then reach or send to: https://mirror.example.');
  expect((await preferences()).llmTopP).toBe(1);
  await page.locator('#take').click();
  await expect(told()).toContainText('2 settings were changed.');
  expect(await preferences()).toMatchObject({ llmTopP: 0.5, sttBeams: 1, hubUrl: 'https://mirror.example' });
});

test('another file changes nothing and says why', async () => {
  await open();
  const before = await preferences();
  const files = {
    'empty.json': '',
    'words.json': 'no json',
    'other.json': '{"format":"other"}',
    'newer.json': '{"format":"sotto-settings","version":2,"preferences":{}}',
    'broken.zip': 'PK\u0003\u0004 and nothing behind it',
  };
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(folder, name), text);
    await page.locator('#file').setInputFiles(join(folder, name));
    await expect(told()).toContainText(`${name} was not brought in, and nothing was changed.`);
    await expect(page.locator('.incoming')).toHaveCount(0);
  }
  expect(await preferences()).toEqual(before);
});

test('a backup brings the same conversations and settings to another profile, and deletes nothing there', async () => {
  await open();
  await page.getByRole('slider', { name: 'Longest reply' }).fill('100');
  await page.evaluate(async () => {
    await window.settingsHarness.say('one', 'the moon', 1_000_000);
    await window.settingsHarness.say('two', 'the sea', 2_000_000);
  });
  const path = await saved('#export-backup');
  const [chosen, conversations] = [
    await preferences(),
    await page.evaluate(() => window.settingsHarness.conversations()),
  ];

  // Another browser that knows one of them in a newer form, and one more.
  const second = mkdtempSync(join(tmpdir(), 'sotto-e2e-'));
  const there = await openBrowser({ profile: second, viewport: { width: 1280, height: 900 } });
  try {
    const other = there.page;
    await other.goto(view.url);
    await expect(other.locator('#file')).toBeVisible();
    await other.evaluate(async () => {
      await window.settingsHarness.say('two', 'the sea at night', 3_000_000);
      await window.settingsHarness.say('three', 'the wind', 500_000);
    });
    await other.locator('#file').setInputFiles(path);
    await expect(other.locator('.incoming tbody tr').first()).toHaveText(/Conversations\s*1\s*0\s*1\s*0/);
    expect((await other.evaluate(() => window.settingsHarness.conversations())).map(({ id }) => id)).toEqual([
      'two',
      'three',
    ]);
    await other.locator('#take').click();
    await expect(other.locator('.told')).toContainText('The backup is here: 1 new, 0 newer.');
    const after = await other.evaluate(() => window.settingsHarness.conversations());
    expect(after.map(({ id }) => id)).toEqual(['two', 'one', 'three']);
    expect(after.find(({ id }) => id === 'one')).toEqual(conversations.find(({ id }) => id === 'one'));
    expect(after[0]?.lines[0]?.text).toBe('the sea at night');
    expect(await other.evaluate(() => window.settingsHarness.preferences())).toEqual(chosen);
  } finally {
    await there.stop();
    rmSync(second, { recursive: true, force: true, maxRetries: 3 });
  }
});

test('a backup that is damaged in one part changes nothing of the others', async () => {
  await open();
  await page.evaluate(() => window.settingsHarness.say('one', 'the moon', 1_000_000));
  const files = unzipSync(new Uint8Array(readFileSync(await saved('#export-backup'))));
  const damaged = join(folder, 'damaged.zip');
  const entries = { ...files, 'conversations.json': strToU8('[{"id":"evil"},7]'), 'turns.json': strToU8('{') };
  writeFileSync(damaged, zipSync(entries));
  await page.locator('#file').setInputFiles(damaged);
  await expect(told()).toContainText('damaged.zip was not brought in, and nothing was changed.');
  writeFileSync(damaged, zipSync({ ...entries, 'turns.json': strToU8('[]') }));
  await page.locator('#file').setInputFiles(damaged);
  await expect(page.locator('.incoming tbody tr').first()).toHaveText(/Conversations\s*0\s*0\s*0\s*2/);
  await page.locator('#take').click();
  await expect(told()).toContainText('0 new');
  expect((await page.evaluate(() => window.settingsHarness.conversations())).map(({ id }) => id)).toEqual(['one']);
});

test('everything is deleted only after a second word', async () => {
  await open();
  await page.evaluate(() => window.settingsHarness.say('one', 'the moon', 1_000_000));
  await page.locator('#wipe').click();
  await expect(page.locator('#wipe-no')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.locator('#wipe')).toBeFocused();
  expect(await page.evaluate(() => window.settingsHarness.conversations())).toHaveLength(1);
  await page.locator('#wipe').click();
  await page.locator('#wipe-models').check();
  await page.locator('#wipe-yes').click();
  await expect.poll(() => page.evaluate(() => window.settingsHarness.reloads)).toBe(1);
  expect(await page.evaluate(() => window.settingsHarness.conversations())).toHaveLength(0);
  expect(await page.evaluate(() => window.settingsHarness.modelsRemoved)).toBe(1);
});
