// The built app on one profile, in a browser that is started anew each time.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { CHROMIUM_FLAGS, findChromium } from '../chromium.mjs';
import { serveApp } from '../serve-app.mjs';

const PATIENCE_MS = 180_000;

export class Restarts {
  #server;
  #profile = mkdtempSync(join(tmpdir(), 'sotto-start-'));
  browserPath = findChromium();

  constructor(server) {
    this.#server = server;
  }

  /** Serves the app and sets it up on a fresh profile. */
  static async open({ log = () => {} } = {}) {
    const restarts = new Restarts(await serveApp());
    log('first visit: setting up …');
    try {
      await restarts.#visit(async (page) => {
        await page.locator('#setup').click({ timeout: PATIENCE_MS });
        await page.waitForFunction(() => ['listening', 'failed'].includes(window.sotto?.phase), null, {
          timeout: PATIENCE_MS,
        });
        // The page comes from its service worker on later visits, as it does everywhere.
        await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
      });
    } catch (error) {
      await restarts.close();
      throw error;
    }
    return restarts;
  }

  /**
   * Starts the browser, opens the app, waits until it is ready, and presses the button.
   * @returns times in ms: of the start from the beginning of the navigation, of listening from the press; what each model took.
   */
  start() {
    return this.#visit(async (page) => {
      await page.waitForFunction(() => window.sotto?.readyMs !== undefined || window.sotto?.phase === 'failed', null, {
        timeout: PATIENCE_MS,
      });
      const start = await page.evaluate(() => {
        const paint = performance.getEntriesByName('first-contentful-paint')[0];
        const { readyMs, loads, fetchedBytes } = window.sotto;
        return { readyMs, firstPaintMs: paint?.startTime, loads, fetchedBytes };
      });
      if (start.readyMs === undefined) throw new Error('Sotto did not get ready.');
      if (start.fetchedBytes > 0) throw new Error(`${start.fetchedBytes} bytes of models were fetched once more.`);
      return { ...start, listeningMs: await this.#press(page) };
    });
  }

  /** @returns ms from the press, by the browser's own stamp of it, to the microphone's being open. */
  async #press(page) {
    const listening = page.evaluate(
      () =>
        new Promise((resolve) => {
          let pressedAtMs;
          addEventListener('pointerdown', ({ timeStamp }) => (pressedAtMs ??= timeStamp), { capture: true });
          const look = () => {
            if (window.sotto.phase === 'listening') resolve(performance.now() - pressedAtMs);
            else setTimeout(look, 4);
          };
          look();
        }),
    );
    await page.locator('#talk').click();
    return listening;
  }

  async #visit(work) {
    const context = await chromium.launchPersistentContext(this.#profile, {
      executablePath: this.browserPath,
      headless: false,
      args: ['--headless=new', '--disable-gpu', '--use-fake-device-for-media-stream', ...CHROMIUM_FLAGS],
      permissions: ['microphone'],
      viewport: { width: 1280, height: 800 },
    });
    try {
      const page = context.pages()[0] ?? (await context.newPage());
      await page.goto(this.#server.url);
      return await work(page);
    } finally {
      await context.close();
    }
  }

  async close() {
    await this.#server.close();
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 3 });
  }
}
