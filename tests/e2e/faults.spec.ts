import type { Page } from '@playwright/test';
import { type Browser, expect, openBrowser, phase } from './app';
import {
  ask,
  beside,
  copyProfile,
  countTurns,
  heardOnce,
  lose,
  nextTurn,
  QUIET,
  recordParts,
  removeProfile,
  servedParts,
  test,
} from './installed';

const SUM = 'What is half of ninety?';
const answered = expect.objectContaining({ outcome: 'answered', error: undefined });

/** The fault's words, wherever on the page they stand. */
const alert = (page: Page) => page.getByRole('alert');

test.describe('a microphone that fails', () => {
  let browser: Browser;
  let folder: string | undefined;

  /** What getUserMedia does next: the name of the DOMException it throws, or undefined for the real thing. */
  const microphoneDoes = (name: string | undefined) =>
    browser.page.evaluate((fault) => {
      Object.assign(window, { microphoneFault: fault });
    }, name);

  test.beforeAll(async ({ url, template }) => {
    folder = copyProfile(template);
    browser = await openBrowser({ profile: folder, flags: [QUIET] });
    await browser.page.addInitScript(() => {
      const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
      navigator.mediaDevices.getUserMedia = async (constraints) => {
        const fault: unknown = Reflect.get(window, 'microphoneFault');
        if (typeof fault === 'string') throw new DOMException('The test says so.', fault);
        const stream = await open(constraints);
        Object.assign(window, { microphoneStream: stream });
        return stream;
      };
    });
    await browser.page.goto(url);
    await phase(browser.page, 'ready');
  });
  test.afterAll(async () => {
    await browser?.stop();
    removeProfile(folder);
  });

  for (const [fault, title] of [
    ['NotFoundError', 'No microphone found'],
    ['NotReadableError', 'The microphone is in use elsewhere'],
  ] as const) {
    test(`${fault}: says so, takes typed questions, and opens it when asked again`, async () => {
      const { page } = browser;
      await microphoneDoes(fault);
      await page.locator('#talk').click();
      await expect(alert(page)).toContainText(title);
      await phase(page, 'ready');
      expect(await ask(page, SUM)).toEqual(answered);

      await microphoneDoes(undefined);
      await page.getByRole('button', { name: 'Try the microphone again' }).click();
      await phase(page, 'listening');
      await expect(alert(page)).toHaveCount(0);
      await page.locator('#talk').click();
      await phase(page, 'ready');
    });
  }

  test('a microphone that is pulled out while it listens is noticed, and opens again', async () => {
    const { page } = browser;
    await page.locator('#talk').click();
    await phase(page, 'listening');
    await page.evaluate(() => {
      const stream: MediaStream = Reflect.get(window, 'microphoneStream');
      const [track] = stream.getAudioTracks();
      track?.stop();
      // A page that stops a track itself is told nothing; a device that goes away fires this.
      track?.dispatchEvent(new Event('ended'));
    });
    await expect(alert(page)).toContainText('The microphone went away');
    await phase(page, 'ready');
    await expect(page.locator('#talk')).toHaveAccessibleName('Start talking');

    await page.locator('#talk').click();
    await phase(page, 'listening');
    await expect(alert(page)).toHaveCount(0);
    await page.locator('#talk').click();
  });
});

test.describe('a microphone that is not allowed', () => {
  for (const [setting, title] of [
    ['denied', 'The microphone is blocked'],
    // Without anyone to ask, headless Chromium closes its question.
    ['prompt', 'The microphone was not allowed yet'],
  ] as const) {
    test(`${setting}: says so, and takes typed questions`, async ({ url, installed }) => {
      const { context, page, stop } = await openBrowser({ profile: installed, flags: [QUIET], microphone: false });
      const cdp = await context.newCDPSession(page);
      const { origin } = new URL(url);
      await cdp.send('Browser.setPermission', { permission: { name: 'microphone' }, setting, origin });
      await page.goto(url);
      await phase(page, 'ready');
      await page.locator('#talk').click();
      await expect(alert(page)).toContainText(title);
      await phase(page, 'ready');
      expect(await ask(page, SUM)).toEqual(answered);
      await stop();
    });
  }
});

test.describe('a browser that cannot run Sotto', () => {
  for (const [what, title, cripple] of [
    [
      'no WebAssembly SIMD',
      'This browser is too old for Sotto',
      () => {
        WebAssembly.validate = () => false;
      },
    ],
    [
      'no AudioWorklet',
      'This browser cannot process live sound',
      () => {
        Reflect.deleteProperty(window, 'AudioWorkletNode');
      },
    ],
  ] as const) {
    test(`${what}: says what to do and asks for nothing`, async ({ url, profile }) => {
      const { context, page, stop } = await openBrowser({ profile });
      const asked: string[] = [];
      context.on('request', (request) => {
        if (request.url().includes('/models/')) asked.push(request.url());
      });
      await page.addInitScript(cripple);
      await page.goto(url);
      await expect(alert(page)).toContainText(title);
      await expect(alert(page)).toContainText('Update the browser');
      await expect(page.locator('#text')).toBeDisabled();
      expect(await page.evaluate(() => window.sotto?.phase)).toBe('failed');
      expect(asked).toEqual([]);
      await stop();
    });
  }
});

test('a server that does not isolate the page: one thread, which the page says, and answers all the same', async ({
  url,
  installed,
}) => {
  const { context, page, stop } = await openBrowser({ profile: installed, flags: [QUIET] });
  await context.route(url, async (route) => {
    const response = await route.fetch();
    const headers = Object.fromEntries(
      Object.entries(response.headers()).filter(([name]) => !/^cross-origin-(opener|embedder)-policy$/.test(name)),
    );
    await route.fulfill({ response, headers });
  });
  await page.goto(url);
  await phase(page, 'ready');
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  await expect(page.getByText('This server does not isolate the page: one thread')).toBeVisible();
  // ONNX Runtime's second thread would be a worker of its own.
  expect(page.workers().filter((worker) => worker.url().includes('ort-wasm'))).toEqual([]);
  expect(await ask(page, 'Why is the sky blue?')).toEqual(
    expect.objectContaining({ outcome: 'answered', route: 'model', error: undefined }),
  );
  await stop();
});

test('too little space: says how much is missing, and trying again with more room gets ready', async ({
  url,
  installed,
}) => {
  const { context, page, stop } = await openBrowser({ profile: installed, flags: [QUIET] });
  // All but the language model's file is here, so that the second half of the test is short.
  await beside(page, url);
  await lose(page, 'smollm2-135m', 'onnx/model_quantized.onnx');
  const { origin } = new URL(url);
  const cdp = await context.newCDPSession(page);
  await cdp.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 50e6 });
  const asked = recordParts(context);
  await page.goto(url);
  await phase(page, 'setup');
  await page.locator('#setup').click();
  await expect(alert(page)).toContainText('Not enough space for the models');
  await phase(page, 'failed');
  const [, missingMb = ''] = /(\d+) MB more/.exec((await alert(page).textContent()) ?? '') ?? [];
  const parts = servedParts().filter(({ file }) => file === 'onnx/model_quantized.onnx');

  // Chromium's estimate hides the quota, so the disk says when it is full; what came before that is kept.
  await cdp.send('Storage.overrideQuotaForOrigin', { origin });
  asked.length = 0;
  await page.getByRole('button', { name: 'Try again' }).click();
  await phase(page, 'ready');
  await expect(alert(page)).toHaveCount(0);
  const fetched = parts.filter(({ name }) => asked.includes(name));
  expect(asked).toHaveLength(fetched.length);
  expect(Math.ceil(fetched.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) / 1e6)).toBe(Number(missingMb));
  await stop();
});

test.describe('a worker that dies', () => {
  let browser: Browser;
  let folder: string | undefined;

  test.beforeAll(async ({ url, template }) => {
    folder = copyProfile(template);
    // The question is spoken each time the microphone opens.
    browser = await openBrowser({ profile: folder, flags: [heardOnce('cmd_01')] });
    await browser.page.goto(url);
    await phase(browser.page, 'ready');
  });
  test.afterAll(async () => {
    await browser?.stop();
    removeProfile(folder);
  });

  /** Throws in the worker of that name, outside of any call. */
  async function crash(name: string): Promise<void> {
    const worker = browser.page.workers().find((candidate) => candidate.url().includes(`/${name}.worker`));
    if (!worker) throw new Error(`There is no ${name} worker.`);
    await worker.evaluate(() => {
      setTimeout(() => {
        throw new Error('The test says so.');
      });
    });
  }

  test('the recogniser, while the microphone is on: says so, and hears the next question', async () => {
    const { page } = browser;
    await page.locator('#talk').click();
    expect(await nextTurn(page, 0)).toEqual(answered);
    await phase(page, 'listening');

    const before = await countTurns(page);
    await crash('stt');
    await expect(alert(page)).toContainText('A part of Sotto stopped');
    await expect(alert(page)).toContainText('It was started again.');
    // The microphone is opened anew, and with it the question is asked once more.
    const turn = await nextTurn(page, before);
    expect(turn).toEqual(answered);
    expect(turn?.reply).toBe('25 times 7 is 175.');
    await page.locator('#talk').click();
    await phase(page, 'ready');
  });

  for (const [name, what] of [
    ['tts', 'the voice'],
    ['llm', 'the language model'],
    ['vad', 'the detector'],
  ] as const) {
    test(`${what}, while nothing is asked: says so, and the next question is answered aloud`, async () => {
      const { page } = browser;
      await phase(page, 'ready');
      await crash(name);
      await expect(alert(page)).toContainText('A part of Sotto stopped');
      await page.getByRole('button', { name: 'Dismiss' }).click();
      const turn = await ask(page, name === 'llm' ? 'Why is the sky blue?' : SUM);
      expect(turn).toEqual(answered);
      expect(turn?.milestones?.firstAudible).toBeGreaterThan(0);
    });
  }

  test('the voice, in the middle of a reply: the turn is over, and the next one is answered aloud', async () => {
    const { page } = browser;
    await phase(page, 'ready');
    const before = await countTurns(page);
    await page.locator('#text').fill('What is 123456789 plus 987654321?');
    await page.keyboard.press('Enter');
    await phase(page, 'speaking');
    await crash('tts');
    await nextTurn(page, before);
    await expect(alert(page)).toContainText('A part of Sotto stopped');
    const turn = await ask(page, SUM);
    expect(turn).toEqual(answered);
    expect(turn?.milestones?.firstAudible).toBeGreaterThan(0);
  });
});

test('no database: Sotto answers all the same', async ({ url, installed }) => {
  const { page, stop } = await openBrowser({ profile: installed, flags: [QUIET] });
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('The test says so.', 'SecurityError');
    };
  });
  await page.goto(url);
  await phase(page, 'ready');
  expect(await ask(page, SUM)).toEqual(answered);
  await stop();
});
