/** What the end-to-end tests share: the built app on a server of its own, and fresh Chromium profiles to open it in. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BrowserContext, test as base, chromium, type Page } from '@playwright/test';
import { CHROMIUM_FLAGS, findChromium } from '../../bin/lib/chromium.mjs';
import { serveApp } from '../../bin/lib/serve-app.mjs';

export { expect } from '@playwright/test';

/** A speech clip of the fixtures. */
export const clip = (id: string): string => fileURLToPath(new URL(`../fixtures/clips/${id}.wav`, import.meta.url));

/** A browser with a profile that lasts as long as the test wants it to. */
export interface Browser {
  context: BrowserContext;
  page: Page;
  /** Ends the browser and keeps the profile, to be opened again. */
  stop(): Promise<void>;
}

export interface BrowserOptions {
  profile: string;
  flags?: string[];
  /** False: the browser has not been asked for the microphone yet, or says no. */
  microphone?: boolean;
  viewport?: { width: number; height: number };
  colorScheme?: 'light' | 'dark';
  /** Let the service worker in; only tests of it want a page that comes from anywhere but the server. */
  serviceWorkers?: 'allow' | 'block';
}

/** Opens Chromium on a profile, with the fake microphone of Chromium itself. */
export async function openBrowser(options: BrowserOptions): Promise<Browser> {
  const { profile, flags = [], microphone = true, viewport = { width: 1280, height: 800 } } = options;
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium(),
    headless: false,
    args: ['--headless=new', '--disable-gpu', '--use-fake-device-for-media-stream', ...CHROMIUM_FLAGS, ...flags].filter(
      (flag) => microphone || flag !== '--use-fake-ui-for-media-stream',
    ),
    permissions: microphone ? ['microphone'] : [],
    viewport,
    serviceWorkers: options.serviceWorkers ?? 'block',
    ...(options.colorScheme ? { colorScheme: options.colorScheme } : {}),
  });
  const page = context.pages()[0] ?? (await context.newPage());
  return { context, page, stop: () => context.close() };
}

/** Waits until the page is in one of the phases. */
export async function phase(page: Page, ...names: string[]): Promise<void> {
  await page.waitForFunction((wanted) => wanted.includes(window.sotto?.phase ?? ''), names, { timeout: 90_000 });
}

/** Presses the set-up button and waits until the models are loaded and the microphone listens. */
export async function setUp(page: Page): Promise<void> {
  await phase(page, 'setup');
  await page.locator('#setup').click();
  await phase(page, 'listening');
}

/** The test runner with a server for all tests of a file and an empty profile for each. */
export const test = base.extend<{ profile: string }, { url: string }>({
  url: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a fixture needs from this pattern.
    async ({}, use) => {
      const server = await serveApp();
      await use(server.url);
      await server.close();
    },
    { scope: 'worker' },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  profile: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'sotto-e2e-'));
    await use(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  },
});
