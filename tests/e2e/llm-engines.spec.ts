import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type BrowserContext, test as base, chromium, expect, type Page } from '@playwright/test';
import { CHROMIUM_FLAGS, findChromium } from '../../bin/lib/chromium.mjs';
import { serveHarness } from '../../bin/lib/serve-harness.mjs';
import { broken } from '../contracts/llm-contract';

const PUBLIC = fileURLToPath(new URL('../../public', import.meta.url));
/** Chromium's software adapter; without it there is no WebGPU here. */
const SOFTWARE_WEBGPU = '--enable-unsafe-webgpu';
const TOKENIZER = readFileSync(`${PUBLIC}/models/smollm2-135m/tokenizer.json.part00`, 'utf8');

interface Opened {
  page: Page;
  /** Addresses asked for, in order. */
  asked: string[];
}

const test = base.extend<{ open: (...flags: string[]) => Promise<Opened> }, { url: string }>({
  url: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern.
    async ({}, use) => {
      const { url, close } = await serveHarness('tests/e2e/llm-engines-harness.html');
      await use(url);
      await close();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  open: async ({ url }, use) => {
    const opened: BrowserContext[] = [];
    const browsers: { close(): Promise<void> }[] = [];
    await use(async (...flags) => {
      const args = ['--headless=new', '--disable-gpu', ...CHROMIUM_FLAGS, ...flags];
      const browser = await chromium.launch({ executablePath: findChromium(), headless: false, args });
      browsers.push(browser);
      const context = await browser.newContext();
      opened.push(context);
      // The packs lie beside the app; the harness's server has the harness alone.
      await context.route('**/models/**', (route) => {
        const path = PUBLIC + new URL(route.request().url()).pathname;
        return existsSync(path) ? route.fulfill({ path }) : route.fulfill({ status: 404 });
      });
      const asked: string[] = [];
      context.on('request', (request) => asked.push(request.url()));
      const page = await context.newPage();
      await page.goto(url);
      await page.waitForFunction(() => 'llmEngines' in window);
      return { page, asked };
    });
    for (const browser of browsers) await browser.close();
  },
});

test.setTimeout(240_000);

test("Sotto's own engine keeps the contract with the starter's weights", async ({ open }) => {
  const { page } = await open();
  const findings = await page.evaluate(() => window.llmEngines.contract());
  expect(broken(findings)).toEqual([]);
  expect(findings.length).toBeGreaterThan(20);
});

test('WebLLM without a GPU says so, and fetches nothing of its library', async ({ open }) => {
  const { page, asked } = await open();
  const { code, message } = await page.evaluate(() => window.llmEngines.failure('web-llm'));
  expect(code).toBe('webgpu-missing');
  expect(message).toContain('Choose one that runs on the CPU');
  expect(asked.filter((url) => url.includes('web-llm')).length).toBeLessThan(2);
});

test('WebLLM with a GPU and no weights says what is missing', async ({ open }) => {
  const { page } = await open(SOFTWARE_WEBGPU);
  const noPack = await page.evaluate(() => window.llmEngines.failure('web-llm'));
  expect(noPack.code).toBe('model-missing');
  const noLibrary = await page.evaluate(() => window.llmEngines.failure('web-llm', { 'mlc-chat-config.json': '{}' }));
  expect(noLibrary.code).toBe('model-missing');
  expect(noLibrary.message).toContain('library.wasm');
});

test('WebLLM itself reads its pack without a network, and says that a made-up library is none', async ({ open }) => {
  const { page, asked } = await open(SOFTWARE_WEBGPU);
  const made = (quantization: string) => ({
    'mlc-chat-config.json': JSON.stringify({
      quantization,
      context_window_size: 2048,
      conv_template: { stop_token_ids: [2] },
      tokenizer_files: ['tokenizer.json'],
    }),
    'tokenizer.json': TOKENIZER,
    'tensor-cache.json': '{"records":[]}',
    'library.wasm': 'no WebAssembly',
  });
  const { code, message } = await page.evaluate((files) => window.llmEngines.failure('web-llm', files), made('q0f32'));
  // WebLLM has come as far as to compile what the pack has for its library: it read the file, and from nowhere else.
  expect(code).toBe('model-load-failed');
  expect(message).toMatch(/WebAssembly|magic/i);
  expect(asked.filter((url) => !url.startsWith(new URL(page.url()).origin))).toEqual([]);
  // The software adapter has no half precision.
  const half = await page.evaluate((files) => window.llmEngines.failure('web-llm', files), made('q4f16_1'));
  expect(half.code).toBe('webgpu-missing');
  expect(half.message).toContain('f32');
});
