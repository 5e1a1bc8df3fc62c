/**
 * One contract for all that writes speech down: our own Whisper and transformers.js, in real workers on real weights. The
 * weights are those of the starter pack, which transformers.js can load as well; Moonshine's and the larger Whispers' cannot
 * be had here (tests/unit/stt-hub-recogniser.test.ts has a fake for Moonshine).
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { serveHarness } from '../../bin/lib/serve-harness.mjs';
import type { ComputeDevice, InstalledPack } from '../../workers/protocol';
import { test as base, clip, expect, openBrowser } from './app';
import { repositoryFile } from './stand-in-models';
import type { SttEngine } from './stt-harness';

const PACK = 'whisper-tiny.en';
const ENCODER = 'onnx/encoder_model_quantized.onnx';
const DECODER = 'onnx/decoder_model_merged_quantized.onnx';
const TEXTS = ['config.json', 'generation_config.json', 'tokenizer.json', 'tokenizer_config.json'];
const CLIP = 'cmd_01';

const words = (text: string | undefined) => (text ?? '').toLowerCase().match(/[a-z0-9']+/g) ?? [];
const spoken = (id: string): string => {
  const manifest: { items: { file: string; text: string }[] } = JSON.parse(
    readFileSync(fileURLToPath(new URL('../fixtures/clips/manifest.json', import.meta.url)), 'utf8'),
  );
  return manifest.items.find(({ file }) => file.endsWith(`${id}.wav`))?.text ?? '';
};

/** The harness, its page's requests, and one pack for both engines. */
interface Bench {
  page: Page;
  pack: InstalledPack;
  requested: string[];
}

const test = base.extend<{ bench: Bench; flags: string[]; encoder: string }, { harness: string }>({
  harness: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a fixture needs from this pattern.
    async ({}, use) => {
      const { url, close } = await serveHarness('tests/e2e/stt-harness.html');
      await use(url);
      await close();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  flags: [[], { option: true }],
  /** The name that the encoder has in the pack. */
  encoder: [ENCODER, { option: true }],
  bench: async ({ harness, profile, flags, encoder }, use) => {
    const { context, page, stop } = await openBrowser({ profile, flags });
    await context.route('**/pack/**', (route) => {
      const path = new URL(route.request().url()).pathname.split('/pack/')[1] ?? '';
      return route.fulfill({ body: repositoryFile(PACK, path === encoder ? ENCODER : path) });
    });
    await context.route('**/clips/*.wav', (route) => {
      const id = new URL(route.request().url()).pathname.split('/').at(-1)?.replace('.wav', '') ?? '';
      return route.fulfill({ body: readFileSync(clip(id)) });
    });
    await page.goto(harness);
    const paths = [...TEXTS, 'preprocessor_config.json', encoder, DECODER];
    const pack = await page.evaluate(
      (named) => window.stt.install('whisper-tiny.en', 'stt', Object.fromEntries(named)),
      paths.map((path) => [path, `/pack/${path}`] as const),
    );
    const requested: string[] = [];
    context.on('request', (request) => requested.push(request.url()));
    await use({ page, pack, requested });
    await stop();
  },
});

const open = (page: Page, engine: SttEngine) => page.evaluate((which) => window.stt.open(which), engine);
const load = (page: Page, pack: InstalledPack | undefined, device: ComputeDevice = 'wasm') =>
  page.evaluate(([what, where]) => window.stt.load(what, where), [pack, device] as const);
const configure = (page: Page, options: { language?: string; temperature?: number; beams?: number }) =>
  page.evaluate(([language, temperature, beams]) => window.stt.configure({ language, temperature, beams }), [
    options.language,
    options.temperature ?? 0,
    options.beams ?? 1,
  ] as const);
const speak = (page: Page, id: number, name: string, seconds?: number) =>
  page.evaluate(([utteranceId, url, length]) => window.stt.speak(utteranceId, url, length), [
    id,
    `/clips/${name}.wav`,
    seconds,
  ] as const);
const hear = (page: Page, id: number, count: number, mode: 'partial' | 'final' = 'final', abortAt?: number) =>
  page.evaluate(([utteranceId, samples, how, at]) => window.stt.transcribe(utteranceId, samples, how, at), [
    id,
    count,
    mode,
    abortAt,
  ] as const);

for (const engine of ['sotto', 'transformers'] as const) {
  test.describe(`the contract, kept by ${engine}`, () => {
    test('says what is missing or damaged, and loads when it is whole', async ({
      bench: { page, pack, requested },
    }) => {
      await open(page, engine);
      expect(await hear(page, 1, 0)).toMatchObject({ failed: 'model-missing' });
      expect(await load(page, undefined)).toBe('model-missing');

      const whole = await load(page, pack);
      expect(whole).toEqual(['reading', 'creating', 'warming-up']);
      // ONNX Runtime's two files and the worker's own code; a worker of threads asks for them again.
      expect(requested.filter((url) => !/\/assets\//.test(url))).toEqual([]);
      expect(requested.filter((url) => /asyncify|jsep|jspi/.test(url))).toEqual([]);

      await page.evaluate(([what, path]) => window.stt.damage(what, path), [pack, DECODER] as const);
      await open(page, engine);
      expect(await load(page, pack)).toBe('model-corrupt');

      await page.evaluate(([what, path]) => window.stt.lose(what, path), [pack, ENCODER] as const);
      await open(page, engine);
      expect(await load(page, pack)).toBe('model-missing');
    });

    test('writes while it listens, judges silence, gives up at once and can go on', async ({
      bench: { page, pack },
    }) => {
      await open(page, engine);
      expect(await load(page, pack)).toContain('warming-up');
      const count = await speak(page, 1, CLIP);

      const partial = await hear(page, 1, Math.floor(count / 2), 'partial');
      expect(partial.failed).toBeUndefined();
      const { texts, transcript } = await hear(page, 1, count);
      expect(words(transcript?.text)).toEqual(words(spoken(CLIP)));
      expect(transcript).toMatchObject({ verdict: 'speech', audioMs: count / 16 });
      expect(transcript?.averageLogProbability).toBeLessThan(0);
      expect(transcript?.averageLogProbability).toBeGreaterThan(-1);
      expect(transcript?.noSpeechProbability).toBeLessThan(0.3);
      // Told word by word, but for what the draft knew.
      for (const text of texts) expect(transcript?.text.startsWith(text)).toBe(true);
      await page.evaluate(() => window.stt.forget(1));

      const silent = await speak(page, 2, 'ns_silence', 2);
      const nothing = await hear(page, 2, silent);
      expect(nothing.transcript?.verdict).not.toBe('speech');

      const again = await speak(page, 3, CLIP);
      for (const abortAt of [0, 2]) {
        const aborted = await hear(page, 3, again, 'final', abortAt);
        expect(aborted.failed).toBe('aborted');
        // The token that was being written when the word came.
        expect(aborted.textsAfterAbort).toBeLessThanOrEqual(1);
      }
      const whole = await hear(page, 3, again);
      expect(words(whole.transcript?.text)).toEqual(words(spoken(CLIP)));
      expect(whole.texts.length + (whole.transcript?.draftedTokens ?? 0)).toBeGreaterThan(2);

      // Ended with all that was in it, and started anew.
      await open(page, engine);
      expect(await hear(page, 1, 0)).toMatchObject({ failed: 'model-missing' });
      expect(await load(page, pack)).toContain('warming-up');
    });

    test('follows several transcripts, draws the same for the same audio, and minds a language it has not', async ({
      bench: { page, pack },
    }) => {
      await open(page, engine);
      // Asked before there is a model: it holds for the model to come.
      await configure(page, { beams: 3, language: 'de' });
      await load(page, pack);
      const count = await speak(page, 1, CLIP);
      const searched = await hear(page, 1, count);
      expect(words(searched.transcript?.text)).toEqual(words(spoken(CLIP)));
      expect(searched.transcript?.draftedTokens).toBe(0);
      expect(searched.texts.length).toBeGreaterThan(2);

      await configure(page, { temperature: 1 });
      const drawn = await hear(page, 1, count);
      const redrawn = await hear(page, 1, count);
      expect(redrawn.transcript?.text).toBe(drawn.transcript?.text);
      expect(redrawn.transcript?.averageLogProbability).toBe(drawn.transcript?.averageLogProbability);

      // A new utterance: a draft would change the scale of the 8-bit activations a little.
      await configure(page, {});
      const greedy = await hear(page, 2, await speak(page, 2, CLIP));
      const perToken = greedy.transcript?.averageLogProbability ?? Number.NEGATIVE_INFINITY;
      expect(searched.transcript?.averageLogProbability).toBeGreaterThanOrEqual(perToken - 1e-6);
    });
  });
}

test.describe('WebGPU, by Chromium’s software adapter', () => {
  // Its encoder is the one of 8 bits under the name of the one of 32, which cannot be had here: what is tried is the adapter,
  // the build of ONNX Runtime that waits for it, and caches that lie on the graphics card.
  test.use({
    flags: ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'],
    encoder: 'onnx/encoder_model.onnx',
  });

  test('hears what the processor hears', async ({ bench: { page, pack, requested } }) => {
    // The software adapter takes a minute and a half for one encoder run on two busy cores.
    test.skip(!process.env.SOTTO_SLOW, 'Slow: npm run test:engines runs it.');
    test.setTimeout(600_000);
    await open(page, 'transformers');
    expect(await load(page, pack, 'webgpu')).toContain('warming-up');
    expect(requested.filter((url) => /jspi.*\.wasm/.test(url)).length).toBeGreaterThan(0);
    expect(requested.filter((url) => /asyncify|jsep/.test(url))).toEqual([]);
    const count = await speak(page, 1, CLIP);
    await configure(page, { beams: 2 });
    const searched = await hear(page, 1, count);
    expect(words(searched.transcript?.text)).toEqual(words(spoken(CLIP)));
  });
});

test('without an adapter, a model for WebGPU says so', async ({ bench: { page, pack } }) => {
  await open(page, 'transformers');
  expect(await load(page, pack, 'webgpu')).toBe('webgpu-missing');
});
