import type { BrowserContext, Page } from '@playwright/test';
import { clip, expect, openBrowser, phase, setUp, test } from './app';
import { QUIET, recordParts, servedParts } from './installed';
import { sidewaysPx } from './view-page';
import { violations } from './violations';

/** Every address but the app's own leads nowhere, whoever asks: Playwright's routes never see what a worklet loads. */
const CUT_OFF = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1';

/** Addresses asked for from now on that hold `/models/`, and those of another origin. */
function recordRequests(context: BrowserContext, url: string): { models: string[]; foreign: string[] } {
  const { origin } = new URL(url);
  const asked = { models: [] as string[], foreign: [] as string[] };
  context.on('request', (request) => {
    const address = new URL(request.url());
    if (address.pathname.startsWith('/models/')) asked.models.push(address.href);
    if (/^(https?|wss?):$/.test(address.protocol) && address.origin !== origin) asked.foreign.push(address.href);
  });
  return asked;
}

/** Writes down every figure of the progress rows, from within the page: nothing between two looks is missed. */
async function recordRows(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen: SeenProgress = { figures: {}, sizes: {}, wrongSums: [] };
    Object.assign(window, { seenProgress: seen });
    const look = () => {
      const setup = document.querySelector('sotto-app')?.shadowRoot?.querySelector('sotto-setup');
      const now = [...(setup?.shadowRoot?.querySelectorAll('progress') ?? [])].map(
        (bar) => [bar.ariaLabel ?? '', bar.value, bar.max] as const,
      );
      for (const [name, value, max] of now) {
        seen.figures[name] ??= [];
        if (seen.figures[name].at(-1) !== value) seen.figures[name].push(value);
        seen.sizes[name] = max;
      }
      const [total, ...rows] = now;
      if (total && total[1] !== rows.reduce((sum, [, value]) => sum + value, 0)) seen.wrongSums.push(now);
      requestAnimationFrame(look);
    };
    look();
  });
}

/** Writes down every phase, from within the page. */
async function recordPhases(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(window, { seenPhases: seen });
    const look = () => {
      const now = window.sotto?.phase;
      if (now && seen.at(-1) !== now) seen.push(now);
      requestAnimationFrame(look);
    };
    look();
  });
}
const seenPhases = (page: Page) => page.evaluate((): string[] => Reflect.get(window, 'seenPhases'));

/** Keeps every track of a microphone that was opened. @returns how many there are, and of them are still open */
async function recordTracks(page: Page): Promise<() => Promise<{ all: number; live: number }>> {
  await page.addInitScript(() => {
    const tracks: MediaStreamTrack[] = [];
    Object.assign(window, { seenTracks: tracks });
    const { mediaDevices } = navigator;
    const original = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = async (constraints) => {
      const stream = await original(constraints);
      tracks.push(...stream.getTracks());
      return stream;
    };
  });
  return () =>
    page.evaluate(() => {
      const tracks: MediaStreamTrack[] = Reflect.get(window, 'seenTracks');
      return { all: tracks.length, live: tracks.filter(({ readyState }) => readyState === 'live').length };
    });
}

/** Holds the language model back, so that the download lasts until the test lets go. */
async function holdDownload(context: BrowserContext): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await context.route('**/models/smollm2-135m/**/*.part*', async (route) => {
    await released;
    await route.continue().catch(() => {});
  });
  return release;
}

interface SeenProgress {
  figures: Record<string, number[]>;
  sizes: Record<string, number>;
  wrongSums: unknown[];
}

const TITLES: Record<string, string> = {
  'silero-vad-v5': 'Silero VAD',
  'whisper-tiny.en': 'Whisper tiny',
  'piper-joe': 'Piper Joe',
  'smollm2-135m': 'SmolLM2 135M',
};

test('the first run fetches when asked to and says how far it is; the second start fetches nothing', async ({
  url,
  profile,
}) => {
  const parts = servedParts();
  const totalBytes = parts.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const first = await openBrowser({ profile, flags: [QUIET, CUT_OFF] });
  const { page } = first;
  const asked = recordRequests(first.context, url);
  const fetched = recordParts(first.context);
  await recordRows(page);

  await test.step('nothing of any model is fetched before the user says so', async () => {
    await page.goto(url);
    await phase(page, 'setup');
    await expect(page.locator('sotto-setup')).toContainText(`${Math.round(totalBytes / 1e6)} MB`);
    await expect(page.locator('sotto-setup li')).toHaveCount(4);
    await expect(page.locator('sotto-setup .source')).toContainText(new URL(url).host);
    await page.waitForLoadState('networkidle');
    expect(asked.models).toEqual([]);
  });

  await test.step('the page listens once everything is here', async () => {
    await setUp(page);
    await expect(page.locator('#talk')).toHaveAccessibleName(/^Listening/);
    await expect(page.locator('sotto-fault')).toHaveCount(0);
  });

  await test.step('each part came once', () => {
    expect([...fetched].sort()).toEqual(parts.map(({ name }) => name).sort());
  });

  await test.step('each progress row counted its own bytes up to its own size', async () => {
    const seen = await page.evaluate((): SeenProgress => Reflect.get(window, 'seenProgress'));
    const sizes: Record<string, number> = { 'All models': totalBytes };
    for (const { packId, sizeBytes } of parts) {
      const title = TITLES[packId] ?? packId;
      sizes[title] = (sizes[title] ?? 0) + sizeBytes;
    }
    expect(seen.sizes).toEqual(sizes);
    for (const [title, figures] of Object.entries(seen.figures)) {
      expect(
        [...figures].sort((a, b) => a - b),
        `${title} never goes back`,
      ).toEqual(figures);
    }
    expect(seen.wrongSums).toEqual([]);
    // The big one comes last: with its last byte the rows give way to the waking up, the others are seen to be whole.
    for (const title of ['Silero VAD', 'Whisper tiny', 'Piper Joe']) {
      expect(seen.figures[title]?.at(-1), title).toBe(sizes[title]);
    }
    expect(seen.figures['SmolLM2 135M']?.length).toBeGreaterThan(3);
  });

  expect(asked.foreign).toEqual([]);
  await first.stop();

  await test.step('a second start gets ready by itself and asks for nothing of any model', async () => {
    const second = await openBrowser({ profile, flags: [QUIET, CUT_OFF] });
    const again = recordRequests(second.context, url);
    await second.page.goto(url);
    await phase(second.page, 'ready');
    expect(again).toEqual({ models: [], foreign: [] });
    expect(await second.page.evaluate(() => window.sotto?.fetchedBytes)).toBe(0);
    await second.stop();
  });
});

test('after the first set-up Sotto says once who it is; that is no turn, and a key ends it', async ({
  url,
  profile,
}) => {
  const first = await openBrowser({ profile, flags: [QUIET] });
  await recordPhases(first.page);
  await first.page.goto(url);
  await phase(first.page, 'setup');
  await first.page.locator('#setup').click();
  await phase(first.page, 'speaking');
  await expect(first.page.locator('sotto-welcome .said')).toContainText('I am Sotto');
  await first.page.keyboard.press('Escape');
  await phase(first.page, 'listening');
  expect(await first.page.evaluate(() => window.sotto?.turns.length)).toBe(0);
  await expect(first.page.locator('sotto-conversation')).toHaveCount(0);
  await expect(first.page.locator('sotto-fault')).toHaveCount(0);
  await first.stop();

  const second = await openBrowser({ profile, flags: [QUIET] });
  await recordPhases(second.page);
  await second.page.goto(url);
  await phase(second.page, 'ready');
  await second.page.locator('#talk').click();
  await phase(second.page, 'listening');
  expect(await seenPhases(second.page)).not.toContain('speaking');
  await expect(second.page.locator('sotto-welcome .said')).toHaveCount(0);
  await second.stop();
});

test('while the models come the microphone can be tried, and is given back', async ({ url, profile }) => {
  const speech = `--use-file-for-fake-audio-capture=${clip('mono_01')}`;
  const { context, page, stop } = await openBrowser({ profile, flags: [speech] });
  const tracks = await recordTracks(page);
  const release = await holdDownload(context);
  await page.goto(url);
  await phase(page, 'setup');
  await page.locator('#setup').click();
  const check = page.locator('sotto-setup sotto-mic-check');
  await expect(check.locator('#check')).toHaveText('Check the microphone');
  expect(await tracks()).toEqual({ all: 0, live: 0 });

  await test.step('by the keyboard, with a live meter that is not for screen readers and words that are', async () => {
    await check.locator('#check').focus();
    await page.keyboard.press('Enter');
    await expect(check.getByRole('status')).toHaveText('I hear you well.');
    const level = () => check.locator('.meter').evaluate((meter) => Number(meter.style.getPropertyValue('--level')));
    await expect.poll(level).toBeGreaterThan(0.3);
    await expect(check.locator('.meter')).toHaveAttribute('aria-hidden', 'true');
    expect(await violations(page)).toEqual([]);
    for (const width of [390, 320]) {
      await page.setViewportSize({ width, height: 780 });
      await expect.poll(() => sidewaysPx(page)).toBeLessThanOrEqual(0);
    }
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  await test.step('another device is tried as soon as it is chosen', async () => {
    await check.locator('#check-device').selectOption({ index: 2 });
    await expect.poll(tracks).toEqual({ all: 2, live: 1 });
    await expect(check.locator('#check-device option').nth(2)).toHaveJSProperty('selected', true);
  });

  await test.step('a press ends it', async () => {
    await check.locator('#check').click();
    await expect(check.locator('#check')).toHaveText('Check the microphone');
    expect((await tracks()).live).toBe(0);
  });

  await test.step('and so does the end of the set-up', async () => {
    await check.locator('#check').click();
    await expect(check.locator('.meter')).toBeVisible();
    const before = (await tracks()).all;
    release();
    await expect(check).toHaveCount(0, { timeout: 60_000 });
    await expect.poll(tracks).toEqual({ all: before + 1, live: 1 });
    await phase(page, 'listening', 'hearing', 'thinking', 'speaking');
  });
  await stop();
});

test('a microphone that hears nothing, or is not allowed, is told in words', async ({ url, profile }) => {
  const { context, page, stop } = await openBrowser({ profile, flags: [QUIET], microphone: false });
  const cdp = await context.newCDPSession(page);
  const { origin } = new URL(url);
  const allow = (setting: 'granted' | 'denied') =>
    cdp.send('Browser.setPermission', { permission: { name: 'microphone' }, setting, origin });
  await allow('denied');
  await holdDownload(context);
  await page.goto(url);
  await phase(page, 'setup');
  await page.locator('#setup').click();
  const check = page.locator('sotto-setup sotto-mic-check');
  await check.locator('#check').click();
  await expect(check.getByRole('status')).toContainText('The microphone is blocked');
  expect(await violations(page)).toEqual([]);
  await allow('granted');
  await check.locator('#check').click();
  await expect(check.getByRole('status')).toContainText('I hear nothing.');
  await stop();
});

test('the microphone is tried later, too, beside the choice of it; Sotto does not listen meanwhile', async ({
  url,
  profile,
}) => {
  const { page, stop } = await openBrowser({ profile, flags: [QUIET] });
  const tracks = await recordTracks(page);
  await page.goto(url);
  await setUp(page);
  await page.locator('#check-microphone').click();
  const check = page.locator('sotto-devices sotto-mic-check');
  await expect(check.locator('.meter')).toBeVisible();
  await phase(page, 'ready');
  expect((await tracks()).live).toBe(1);
  expect(await violations(page)).toEqual([]);
  await page.setViewportSize({ width: 320, height: 640 });
  await expect.poll(() => sidewaysPx(page)).toBeLessThanOrEqual(0);
  await page.keyboard.press('Escape');
  await expect(check).toHaveCount(0);
  await phase(page, 'listening');
  await expect.poll(async () => (await tracks()).live).toBe(1);
  await stop();
});

test('the panel leads to the pages of models, privacy and settings before anything is fetched', async ({
  url,
  profile,
}) => {
  const { page, stop } = await openBrowser({ profile, flags: [QUIET] });
  await page.goto(url);
  await phase(page, 'setup');
  expect(await violations(page)).toEqual([]);
  for (const name of ['models', 'privacy', 'settings']) {
    await page.locator(`sotto-setup a[href="#${name}"]`).click();
    await expect(page.locator('h1').last()).toBeVisible();
    await page.goBack();
    await expect(page.locator('#setup')).toBeVisible();
  }
  await page.setViewportSize({ width: 320, height: 780 });
  await expect.poll(() => sidewaysPx(page)).toBeLessThanOrEqual(0);
  await stop();
});
