/** The page of the models in a real browser on a made-up disk: what a mouse, a keyboard and a screen reader get. */
import type { Page } from '@playwright/test';
import { expect, test } from './app';
import { expectMirroredChevrons } from './page-words';
import { sidewaysIn, viewPage } from './view-page';
import { violations } from './violations';

let page: Page;
const view = viewPage('models', (opened) => {
  page = opened;
});

const open = async (query = '') => {
  await page.goto(`${view.url}${query}`);
  await expect(page.locator('[data-role]')).toHaveCount(4);
};
const intents = () => page.evaluate(() => window.modelsHarness.intents);
const card = (id: string) => page.locator(`sotto-model-card[data-id="${id}"]`);

const tooWide = () => sidewaysIn(page);

for (const query of ['', '?gpu', '?fresh', '?locale=de', '?locale=ar']) {
  test(`axe finds nothing${query && ` with ${query}`}, on a desktop and on a phone, and nothing is wider than the page`, async () => {
    await open(query);
    for (const summary of await page.locator('details > summary').all()) await summary.click();
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 780 });
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await tooWide()).toEqual([]);
    if (process.env.SOTTO_SHOTS) {
      for (const [width, scheme] of [
        [390, 'light'],
        [1280, 'dark'],
        [1280, 'light'],
        [320, 'dark'],
      ] as const) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme: scheme });
        const name = `${process.env.SOTTO_SHOTS}/models${query.replace(/\W/g, '-')}-${width}-${scheme}.png`;
        await page.screenshot({ path: name, fullPage: true });
      }
    }
  });
}

test('in Arabic the way back is to the right, and every way on to the left', async () => {
  await open('?locale=ar');
  await expectMirroredChevrons(page);
});

test('tells of each role what is in use and why, and of this device what it carries', async () => {
  await open();
  await expect(page.locator('[data-role=stt] .in-use-line')).toContainText('In use: Whisper tiny, on the processor.');
  await expect(page.locator('[data-role=llm] .in-use-line')).toContainText('You chose it.');
  await expect(page.getByRole('region', { name: 'This device', exact: true })).toContainText(
    'no graphics chip the browser lends',
  );
  await expect(page.locator('.storage-bar')).toHaveAttribute('aria-label', /^Models take 810 MB, .* are free\.$/);
  await expect(card('whisper-base').locator('.line')).toHaveText(
    /Downloading · 35 MB of 81 MB · 43\s?% · 2\.4 MB\/s · 19 seconds left/,
  );
  await expect(card('whisper-small').locator('.line')).toHaveText(/Paused, 107 MB of 250 MB · 42\s?% here/);
  await expect(card('smollm2-360m').locator('.line')).toContainText('Nobody vouched');
  await expect(card('smollm2-360m').locator('.mark').last()).toHaveText('not run here');
});

test('folds away what this device does not carry, and with a graphics chip shows it', async () => {
  await open();
  await expect(card('Llama-3.2-3B-Instruct-q4f16_1-MLC')).toBeHidden();
  await page.locator('[data-role=llm] summary').first().click();
  await expect(card('Llama-3.2-3B-Instruct-q4f16_1-MLC')).toBeVisible();
  await open('?gpu');
  await expect(card('Llama-3.2-3B-Instruct-q4f16_1-MLC')).toBeVisible();
});

test('does what is asked: use, let Sotto choose, get, pause, allow, export, check, dismiss', async () => {
  await open();
  await page.getByRole('button', { name: 'Use: Kokoro 82M', exact: true }).click();
  await expect(page.locator('[data-role=tts] .in-use-line')).toContainText('In use: Kokoro 82M');
  await page.getByRole('button', { name: 'Let Sotto choose: Saying it aloud' }).click();
  await page.getByRole('button', { name: 'Pause: Whisper base, multilingual' }).click();
  await page.getByRole('button', { name: 'Go on: Whisper small, multilingual' }).click();
  await page.getByRole('button', { name: 'Allow and get: Moonshine base' }).click();
  await page.getByRole('button', { name: 'Get it anyway: Qwen2.5 0.5B' }).click();
  await page.getByRole('button', { name: 'Export: SmolLM2 360M' }).click();
  await page.getByRole('button', { name: 'Check and repair: SmolLM2 360M' }).click();
  await page.getByRole('button', { name: 'Get: Flite' }).click();
  expect(await intents()).toEqual([
    { kind: 'use', role: 'tts', id: 'kokoro-82m' },
    { kind: 'use-automatic', role: 'tts' },
    { kind: 'pause', id: 'whisper-base' },
    { kind: 'get', id: 'whisper-small' },
    { kind: 'allow', id: 'moonshine-base', origins: ['https://huggingface.co', 'https://us.aws.cdn.hf.co'] },
    { kind: 'confirm-metered', id: 'qwen2.5-0.5b' },
    { kind: 'export', id: 'smollm2-360m' },
    { kind: 'check', id: 'smollm2-360m' },
    { kind: 'get', id: 'flite' },
  ]);
});

test('removes in two steps, with the keyboard on the harmless answer, and says what that freed', async () => {
  await open();
  await page.getByRole('button', { name: 'Remove: Kokoro 82M' }).click();
  await expect(card('kokoro-82m').getByRole('group')).toHaveAttribute(
    'aria-label',
    'Remove Kokoro 82M and free 95 MB?',
  );
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Use: Kokoro 82M', exact: true })).toBeFocused();
  expect(await intents()).toEqual([]);
  await page.getByRole('button', { name: 'Remove: Kokoro 82M' }).click();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  expect(await intents()).toEqual([{ kind: 'remove', id: 'kokoro-82m' }]);
  await expect(page.locator('.told')).toContainText('95 MB freed');
  // What the keyboard was on is gone: it goes on at what took its place.
  await expect(page.getByRole('button', { name: 'Get: Kokoro 82M', exact: true })).toBeFocused();
});

test('what comes with Sotto and what is in use cannot be removed', async () => {
  await open();
  await expect(page.getByRole('button', { name: 'Remove: Whisper tiny', exact: true })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Remove: SmolLM2 360M' })).toHaveCount(0);
});

test('tells a screen reader of every tenth, and not of every byte', async () => {
  await open();
  const told = page.locator('#told');
  await expect(told).toHaveText('Whisper base, multilingual: 40 % here.');
  const words = (megabytes: number) => page.evaluate((mb) => window.modelsHarness.load(mb), megabytes);
  await words(40);
  await expect(card('whisper-base').locator('progress')).toHaveAttribute('value', '49');
  await expect(told).toHaveText('Whisper base, multilingual: 40 % here.');
  await words(41);
  await expect(told).toHaveText('Whisper base, multilingual: 50 % here.');
});

test('keeps the keyboard where it is while a download goes on', async () => {
  await open();
  const pause = page.getByRole('button', { name: 'Pause: Whisper base, multilingual' });
  await pause.focus();
  for (const megabytes of [40, 50, 60]) await page.evaluate((mb) => window.modelsHarness.load(mb), megabytes);
  await expect(pause).toBeFocused();
});

test('takes a file by the picker and by dropping it', async () => {
  await open();
  await page.locator('#import').setInputFiles({ name: 'a.sotto-model', mimeType: '', buffer: Buffer.from('x') });
  await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['y'], 'b.sotto-model'));
    const element = document.querySelector('sotto-models');
    element?.dispatchEvent(new DragEvent('dragover', { dataTransfer, bubbles: true, cancelable: true }));
    element?.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  });
  expect((await intents()).map(({ kind }) => kind)).toEqual(['import', 'import']);
});

test('says what went wrong and what to do about it', async () => {
  await open();
  await page.evaluate(() =>
    window.modelsHarness.tell({ kind: 'failed', title: 'holiday.jpg', code: 'file-invalid', message: 'no zip' }),
  );
  await expect(page.locator('.told')).toContainText('holiday.jpg');
  await page.getByRole('button', { name: 'Dismiss', exact: true }).click();
  await expect(page.locator('.told p')).toHaveCount(0);
  await expect(card('moonshine-tiny').locator('.fault')).toContainText('config.json: 404');
});

test('shows what the documents quote beside what this device measured', async () => {
  await open();
  const tiny = page.getByRole('row', { name: /^Whisper tiny \(39M\)/ });
  await expect(tiny).toContainText('20-40 ms');
  await expect(tiny).toContainText('118 ms for a transcript');
  await expect(page.getByRole('row', { name: /Whisper medium/ })).toContainText('none for a browser');
  await expect(page.getByRole('table')).toHaveCount(5);
});

test('a keyboard goes back, and through the first card', async () => {
  await open();
  await page.keyboard.press('Tab');
  await expect(page.locator('#back')).toBeFocused();
  await page.keyboard.press('Enter');
  expect(await intents()).toEqual([{ kind: 'close' }]);
});
