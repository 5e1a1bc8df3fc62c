import type { BrowserContext, Page } from '@playwright/test';
import { expect, openBrowser, phase, setUp, test } from './app';
import { QUIET, recordParts, servedParts } from './installed';

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
