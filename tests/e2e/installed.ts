/** What the tests of the shell share: a profile with every model on it, what is fetched, and what lies on the disk. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page, Request } from '@playwright/test';
import type { TurnRecord } from '../../src/store/turn-record';
import { test as base, clip, openBrowser, phase, setUp } from './app';

/** A file as Chromium's fake microphone, once from its start each time the microphone opens, then silence. */
export const heardOnce = (id: string): string => `--use-file-for-fake-audio-capture=${clip(id)}%noloop`;
/** A microphone that hears nothing: Chromium's own fake one beeps. */
export const QUIET = heardOnce('ns_silence');

/** `app.ts`'s tests with profiles on which Sotto is set up already. */
export const test = base.extend<{ installed: string }, { template: string }>({
  template: [
    async ({ url }, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'sotto-e2e-'));
      const browser = await openBrowser({ profile: folder, flags: [QUIET] });
      await browser.page.goto(url);
      await setUp(browser.page).catch(async (error: unknown) => {
        throw new Error(`Set-up went no further than this:\n${await browser.page.locator('sotto-app').innerText()}`, {
          cause: error,
        });
      });
      await browser.stop();
      await use(folder);
      removeProfile(folder);
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  /** A copy of its own for each test: a test may damage it. */
  installed: async ({ template }, use) => {
    const folder = copyProfile(template);
    await use(folder);
    removeProfile(folder);
  },
});

/** A copy of a profile whose browser has stopped. Whoever makes it removes it. */
export function copyProfile(profile: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'sotto-e2e-'));
  cpSync(profile, folder, { recursive: true });
  return folder;
}

export function removeProfile(profile: string | undefined): void {
  if (profile) rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
}

/** Addresses of parts of models as they are asked for, as `smollm2-135m/onnx/model_quantized.onnx.part03`. */
export function recordParts(context: BrowserContext): string[] {
  const asked: string[] = [];
  const partOf = (request: Request) => {
    const [, part] = new URL(request.url()).pathname.split('/models/');
    return part?.endsWith('/manifest.json') ? undefined : part;
  };
  context.on('request', (request) => {
    const part = partOf(request);
    if (part) asked.push(part);
  });
  // A connection that the server closed just then brings nothing, and the part is asked for once more.
  context.on('requestfailed', (request) => {
    const part = partOf(request);
    const isReset = /ERR_(CONNECTION_(RESET|CLOSED)|EMPTY_RESPONSE)/.test(request.failure()?.errorText ?? '');
    if (part && isReset) asked.splice(asked.indexOf(part), 1);
  });
  return asked;
}

export interface ServedPart {
  /** As `recordParts` writes it. */
  name: string;
  packId: string;
  /** The file it is a part of. */
  file: string;
  sizeBytes: number;
}

/** Every part that the app's manifests name. */
export function servedParts(): ServedPart[] {
  const models = fileURLToPath(new URL('../../public/models/', import.meta.url));
  return readdirSync(models).flatMap((packId) => {
    const manifest: { files: { path: string; parts: { path: string; sizeBytes: number }[] }[] } = JSON.parse(
      readFileSync(join(models, packId, 'manifest.json'), 'utf8'),
    );
    return manifest.files.flatMap((file) =>
      file.parts.map(({ path, sizeBytes }) => ({ name: `${packId}/${path}`, packId, file: file.path, sizeBytes })),
    );
  });
}

/** Opens a page of the app's origin that is not the app, so that its files can be handled while nobody uses them. */
export async function beside(page: Page, url: string): Promise<void> {
  await page.goto(new URL('favicon.svg', url).href);
}

/** Turns a byte of a stored model file around; its size stays. */
export function damage(page: Page, packId: string, file: string): Promise<void> {
  return page.evaluate(
    async ([id = '', path = '']) => {
      const pack = await (
        await (await navigator.storage.getDirectory()).getDirectoryHandle('models')
      ).getDirectoryHandle(id);
      for await (const version of pack.values()) {
        if (!(version instanceof FileSystemDirectoryHandle)) continue;
        let folder = version;
        const names = path.split('/');
        for (const name of names.slice(0, -1)) folder = await folder.getDirectoryHandle(name);
        const handle = await folder.getFileHandle(names.at(-1) ?? '');
        const stored = await handle.getFile();
        const at = Math.floor(stored.size / 2);
        const [byte = 0] = new Uint8Array(await stored.slice(at, at + 1).arrayBuffer());
        const stream = await handle.createWritable({ keepExistingData: true });
        await stream.write({ type: 'write', position: at, data: Uint8Array.of(byte ^ 0xff) });
        await stream.close();
      }
    },
    [packId, file],
  );
}

/** Takes a stored model file away. */
export function lose(page: Page, packId: string, file: string): Promise<void> {
  return page.evaluate(
    async ([id = '', path = '']) => {
      const pack = await (
        await (await navigator.storage.getDirectory()).getDirectoryHandle('models')
      ).getDirectoryHandle(id);
      for await (const version of pack.values()) {
        if (!(version instanceof FileSystemDirectoryHandle)) continue;
        let folder = version;
        const names = path.split('/');
        for (const name of names.slice(0, -1)) folder = await folder.getDirectoryHandle(name);
        await folder.removeEntry(names.at(-1) ?? '');
      }
    },
    [packId, file],
  );
}

/** Presses the talk control and waits until the microphone listens. */
export async function listen(page: Page): Promise<void> {
  await phase(page, 'ready');
  await page.locator('#talk').click();
  await phase(page, 'listening');
}

/** Types a question and gives the record of its turn. */
export async function ask(page: Page, question: string): Promise<TurnRecord | undefined> {
  const before = await countTurns(page);
  await page.locator('#text').fill(question);
  await page.locator('#send').click();
  return nextTurn(page, before);
}

/** Turns of this visit so far. */
export function countTurns(page: Page): Promise<number> {
  return page.evaluate(() => window.sotto?.turns.length ?? 0);
}

/** The record of the turn after the first `before`, once it is over. */
export async function nextTurn(page: Page, before: number): Promise<TurnRecord | undefined> {
  await page.waitForFunction((count) => (window.sotto?.turns.length ?? 0) > count, before);
  return page.evaluate((count) => window.sotto?.turns[count], before);
}
