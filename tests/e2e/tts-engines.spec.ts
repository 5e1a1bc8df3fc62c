/**
 * One contract for every voice that runs in a worker, in real Chromium on real models. Kokoro's weights are not part of the
 * project: `node bin/fetch-kokoro.mjs` brings them, and without them its tests say so and are skipped.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { serveHarness } from '../../bin/lib/serve-harness.mjs';
import type { PackManifest } from '../../workers/protocol';
import { type Browser, expect, openBrowser, test } from './app';
import { complaintsOf } from './complaints';
import type { EngineName } from './tts-engines-harness';

const MODELS = fileURLToPath(new URL('../../public/models', import.meta.url));
const KOKORO = fileURLToPath(new URL('../kokoro/weights', import.meta.url));
const KOKORO_PACK = 'kokoro-82m-int8';
const hasKokoro = existsSync(join(KOKORO, 'manifest.json'));
if (!hasKokoro)
  console.log('Kokoro is not tested: its weights are not here. `node bin/fetch-kokoro.mjs` fetches them (63 MB).');

const SHORT = 'The quick brown fox jumps over the lazy dog.';
const LONG =
  'The weather is fine today. A walk in the park would be nice. Take some water with you. Come home before dark.';

interface EngineFacts {
  engine: EngineName;
  packId: string | undefined;
  /** A file that it cannot do without. */
  file: string;
  /** Several sentences; fewer for a voice that takes longer than they last. */
  text: string;
  /** Two voices that a listener tells apart; none where there is one voice. */
  voices: [low: string, high: string] | undefined;
}
const ENGINES: EngineFacts[] = [
  { engine: 'piper', packId: 'piper-joe', file: 'speech.q8w.onnx', text: LONG, voices: undefined },
  { engine: 'flite', packId: 'flite', file: 'flite.wasm', text: LONG, voices: ['rms', 'slt'] },
  { engine: 'chime', packId: undefined, file: '', text: LONG, voices: undefined },
];
if (hasKokoro) {
  ENGINES.push({
    engine: 'kokoro',
    packId: KOKORO_PACK,
    file: 'voices/af_heart.bin',
    text: 'The weather is fine today. Take some water with you.',
    voices: ['am_michael', 'af_heart'],
  });
}

let server: Awaited<ReturnType<typeof serveHarness>> | undefined;
let browser: Browser;
let page: Page;
let complaints: string[];

/** Packs that the build does not hold, from where they lie; a part is cut out of its file where only that is there. */
function servedFile(packId: string, path: string): Buffer | undefined {
  const folder = packId === KOKORO_PACK ? KOKORO : join(MODELS, packId);
  if (existsSync(join(folder, path))) return readFileSync(join(folder, path));
  const { files }: PackManifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  for (const file of files) {
    let from = 0;
    for (const part of file.parts) {
      if (part.path === path) return readFileSync(join(folder, file.path)).subarray(from, from + part.sizeBytes);
      from += part.sizeBytes;
    }
  }
  return undefined;
}

// Kokoro takes up to five times as long as what it says lasts, where others want the cores, too.
test.setTimeout(600_000);

test.beforeAll(async () => {
  server = await serveHarness('tests/e2e/tts-engines-harness.html');
});
test.afterAll(() => server?.close());

async function openHarness(profile: string, flags: string[] = []): Promise<void> {
  browser = await openBrowser({ profile, flags });
  page = browser.page;
  complaints = complaintsOf(page);
  for (const packId of ['piper-joe', 'whisper-tiny.en', KOKORO_PACK]) {
    await browser.context.route(`**/models/${packId}/**`, async (route) => {
      const path = new URL(route.request().url()).pathname.split(`/models/${packId}/`)[1] ?? '';
      const body = servedFile(packId, path);
      await route.fulfill(body ? { body } : { status: 404 });
    });
  }
  await page.goto(server?.url ?? '');
  await page.waitForFunction(() => window.ttsHarness !== undefined);
}

const install = (packId: string) => page.evaluate((id) => window.ttsHarness.install(id), packId);
type Loaded = Awaited<ReturnType<Window['ttsHarness']['load']>>;
const load = (engine: EngineName, packId: string | undefined, device: 'wasm' | 'webgpu' = 'wasm'): Promise<Loaded> =>
  page.evaluate(([name, id, where]) => window.ttsHarness.load(name, id, where), [engine, packId, device] as const);
const speak = (
  engine: EngineName,
  replyId: number,
  text: string,
  options: { rate?: number; abortAfterChunks?: number } = {},
) =>
  page.evaluate(([name, id, words, how]) => window.ttsHarness.speak(name, id, words, how), [
    engine,
    replyId,
    text,
    options,
  ] as const);
const configure = (engine: EngineName, options: { voice?: string; pitch?: number }) =>
  page.evaluate(([name, how]) => window.ttsHarness.configure(name, how), [engine, options] as const);

for (const { engine, packId, file, text: sentences, voices } of ENGINES) {
  test.describe(engine, () => {
    test('keeps the contract of every voice', async ({ profile }) => {
      await openHarness(profile);
      if (packId) await install(packId);
      const loaded = await load(engine, packId);
      console.log(`${engine}: loaded ${JSON.stringify(loaded)}`);
      expect(loaded).toMatchObject({ readMs: expect.any(Number), createMs: expect.any(Number) });

      await test.step('streams: sound comes before all of it is made', async () => {
        const spoken = await speak(engine, 1, sentences);
        const { events, answer, progress, chunks, audioMs } = spoken;
        console.log(
          `${engine}: ${Math.round(audioMs)} ms of sound, first after ${Math.round(spoken.firstChunkMs ?? 0)} ms, all after ${Math.round(spoken.totalMs)} ms`,
        );
        expect(spoken.rms).toBeGreaterThan(0.01);
        expect(chunks).toBeGreaterThan(1);
        expect(events.indexOf('pcm')).toBeLessThan(events.lastIndexOf('pcm'));
        // Sound and progress come by ports of their own; of one port the order is certain.
        expect(events.filter((event) => event !== 'pcm').at(-1)).toBe('answer');
        expect(events.filter((event) => event === 'progress').length).toBeGreaterThan(1);
        const lengths = progress.map((made) => made.audioMs);
        expect([...lengths].sort((a, b) => a - b)).toEqual(lengths);
        expect(lengths[0]).toBeLessThan(answer?.audioMs ?? 0);
        // The words of all sentences, in order, inside the sound.
        const ends = progress.at(-1)?.wordEndsMs ?? [];
        expect([...ends].sort((a, b) => a - b)).toEqual(ends);
        expect(ends).toHaveLength(sentences.split(' ').length);
        expect(ends.at(-1)).toBeLessThanOrEqual(audioMs + 50);
      });

      await test.step('holds, and goes on when it is released', async () => {
        const held = await page.evaluate(([name, text]) => window.ttsHarness.speakHeld(name, 2, text, false), [
          engine,
          'Good morning to you.',
        ] as const);
        expect(held).toMatchObject({ whileHeld: 0, end: 'answer' });
        expect(held.chunks).toBeGreaterThan(0);
      });

      await test.step('makes no sound of what was given up before it began', async () => {
        const held = await page.evaluate(([name, text]) => window.ttsHarness.speakHeld(name, 3, text, true), [
          engine,
          'Good night to all of you.',
        ] as const);
        expect(held).toEqual({ whileHeld: 0, end: 'aborted', chunks: 0 });
      });

      if (engine !== 'chime') {
        await test.step('stops in the middle, and speaks again', async () => {
          const long = Array.from({ length: 6 }, (_, i) => `${sentences} Number ${i}.`).join(' ');
          const cut = await speak(engine, 4, long, { abortAfterChunks: 1 });
          expect(cut.failure).toBe('aborted');
          // Told in seconds of sound, not of waiting: of some 60 s next to nothing was made after the abort.
          expect(cut.audioMs).toBeLessThan(20_000);
          const before = await page.evaluate((name) => window.ttsHarness.received(name, 4), engine);
          expect((await speak(engine, 5, 'I am here again.')).failure).toBeUndefined();
          expect(await page.evaluate((name) => window.ttsHarness.received(name, 4), engine)).toBe(before);
        });
      }

      await test.step('speaks higher at the same pace, from the next clause on', async () => {
        const own = await speak(engine, 6, SHORT);
        await configure(engine, { pitch: 1.5 });
        const high = await speak(engine, 7, SHORT);
        await configure(engine, { pitch: 0.7 });
        const low = await speak(engine, 8, SHORT);
        await configure(engine, {});
        const again = await speak(engine, 9, SHORT);
        console.log(`${engine}: ${[own, high, low].map(({ heightHz }) => Math.round(heightHz)).join(', ')} Hz`);
        expect(high.heightHz / own.heightHz).toBeGreaterThan(1.3);
        expect(low.heightHz / own.heightHz).toBeLessThan(0.85);
        for (const other of [high, low]) expect(other.audioMs / own.audioMs).toBeCloseTo(1, 0);
        // The phrase of one pitch is not played at another's, and is known at its own.
        expect([high, low].map(({ answer }) => answer?.cached)).toEqual([false, false]);
        expect(again.answer?.cached).toBe(engine !== 'chime');
      });

      if (engine !== 'chime') {
        await test.step('speaks slower and faster', async () => {
          const slow = await speak(engine, 10, SHORT, { rate: 0.5 });
          const fast = await speak(engine, 11, SHORT, { rate: 2 });
          const ratio = slow.audioMs / fast.audioMs;
          expect(ratio).toBeGreaterThan(2.4);
        });
      }

      if (voices) {
        await test.step('has voices of its own, and its first for any other', async () => {
          const heights: number[] = [];
          for (const [i, voice] of [...voices, 'nobody'].entries()) {
            await configure(engine, { voice });
            heights.push((await speak(engine, 20 + i, SHORT)).heightHz);
          }
          console.log(`${engine}: ${voices.join(', ')}, first: ${heights.map(Math.round).join(', ')} Hz`);
          const [low = 0, high = 0, first = 0] = heights;
          expect(high / low).toBeGreaterThan(1.2);
          expect(first / high).toBeCloseTo(1, 1);
          await configure(engine, {});
        });
      }

      await test.step('is gone when its worker is ended', async () => {
        expect(await page.evaluate((name) => window.ttsHarness.unload(name), engine)).toEqual({
          end: 'worker-crashed',
          running: false,
          ping: undefined,
          next: 'model-missing',
        });
      });
      expect(complaints).toEqual([]);
      await browser.stop();
    });

    if (packId) {
      test('says what is wrong with its pack', async ({ profile }) => {
        await openHarness(profile);
        await install(packId);
        expect(await load(engine, undefined)).toMatch(/^model-missing: /);
        const damage = (how: 'flip' | 'remove') =>
          page.evaluate(([id, path, change]) => window.ttsHarness.damage(id, path, change), [
            packId,
            file,
            how,
          ] as const);
        await damage('flip');
        expect(await load(engine, packId)).toMatch(/^model-corrupt: /);
        await damage('remove');
        expect(await load(engine, packId)).toMatch(/^model-missing: /);
        expect(complaints).toEqual([]);
        await browser.stop();
      });
    }

    if (engine !== 'chime') {
      test('is understood', async ({ profile }) => {
        await openHarness(profile);
        await install('whisper-tiny.en');
        if (packId) await install(packId);
        expect(await load(engine, packId)).toMatchObject({ readMs: expect.any(Number) });
        const manners = [
          { rate: 1, pitch: 1, atLeast: 0.7 },
          { rate: 0.5, pitch: 1, atLeast: 0.6 },
          { rate: 2, pitch: 1, atLeast: 0.5 },
          { rate: 1, pitch: 1.5, atLeast: 0.5 },
          { rate: 1, pitch: 0.75, atLeast: 0.5 },
        ];
        for (const [i, { rate, pitch, atLeast }] of manners.entries()) {
          await configure(engine, { pitch });
          const { written } = await page.evaluate(
            ([name, id, text, pace]) => window.ttsHarness.understand(name, id, text, { rate: pace }),
            [engine, i, sentences, rate] as const,
          );
          const share = shareUnderstood(sentences, written);
          console.log(
            `${engine} at pace ${rate}, pitch ${pitch}: ${Math.round(share * 100)} % of the words: ${written}`,
          );
          expect(share).toBeGreaterThanOrEqual(atLeast);
        }
        expect(complaints).toEqual([]);
        await browser.stop();
      });
    }
  });
}

test('the system’s voice says that it is not there where the system has none', async ({ profile }) => {
  await openHarness(profile);
  const { installed, available, voices } = await page.evaluate(() => window.ttsHarness.systemVoice());
  // Headless Chromium has none; on a desktop that has some, what is offered must be among them.
  expect(available).toBe(voices.length > 0);
  expect(voices.length).toBeLessThanOrEqual(installed);
  expect(complaints).toEqual([]);
  await browser.stop();
});

/** Share of a text's words that were written, wherever. */
function shareUnderstood(text: string, written: string): number {
  const words = (of: string) => of.toLowerCase().match(/[a-z]+/g) ?? [];
  const there = new Set(words(written));
  const wanted = words(text);
  return wanted.filter((word) => there.has(word)).length / wanted.length;
}
