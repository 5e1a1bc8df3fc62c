import { expect, openBrowser, phase, setUp } from './app';
import { beside, damage, listen, lose, QUIET, recordParts, servedParts, test } from './installed';

/** Names of the parts of one file. */
const partsOf = (packId: string, file: string): string[] =>
  servedParts()
    .filter((part) => part.packId === packId && part.file === file)
    .map(({ name }) => name);

test('cancelling keeps every part that was complete, also over a reload', async ({ url, profile }) => {
  const { context, page, stop } = await openBrowser({ profile, flags: [QUIET] });
  // The last parts of the last file never come: all others do, and then the user has had enough.
  const held = partsOf('smollm2-135m', 'onnx/model_quantized.onnx').slice(-3);
  const here = servedParts().filter(({ name }) => !held.includes(name));
  const hereBytes = here.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  for (const name of held) await context.route(`**/models/${name}`, () => new Promise(() => {}));
  await page.goto(url);
  await phase(page, 'setup');
  await page.locator('#setup').click();
  await expect.poll(() => page.evaluate(verifiedBytes), { timeout: 60_000 }).toBe(hereBytes);
  await page.locator('#cancel').click();

  const resumable = async () => {
    await phase(page, 'setup');
    await expect(page.locator('#setup')).toHaveText('Continue setting up');
    // Soft: what is fetched again, below, matters more.
    await expect
      .soft(page.locator('sotto-setup'))
      .toContainText(`${Math.round(hereBytes / 1e6)} MB of 199 MB are already here. It resumes where it stopped.`, {
        timeout: 5000,
      });
  };
  await resumable();
  await context.unrouteAll({ behavior: 'ignoreErrors' });
  await page.reload();
  await resumable();

  const asked = recordParts(context);
  await setUp(page);
  expect(asked.sort()).toEqual(held.sort());
  await stop();
});

/** Runs in the page: the bytes that journals and manifests on disk vouch for; undefined while one is being replaced. */
async function verifiedBytes(): Promise<number | undefined> {
  const sumIn = (text: string): number => {
    const value: { files: Record<string, { parts: { sizeBytes: number }[] }> } = JSON.parse(text);
    return Object.values(value.files)
      .flatMap(({ parts }) => parts)
      .reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  };
  try {
    let sum = 0;
    const models = await (await navigator.storage.getDirectory()).getDirectoryHandle('models');
    for await (const pack of models.values()) {
      if (!(pack instanceof FileSystemDirectoryHandle)) continue;
      for await (const version of pack.values()) {
        if (!(version instanceof FileSystemDirectoryHandle)) continue;
        for (const name of ['journal.json', 'manifest.json']) {
          const handle = await version.getFileHandle(name).catch(() => undefined);
          if (handle) sum += sumIn(await (await handle.getFile()).text());
        }
      }
    }
    return sum;
  } catch {
    return undefined;
  }
}

test('a damaged file is found at the next start, and its parts alone are fetched again', async ({ url, installed }) => {
  const { context, page, stop } = await openBrowser({ profile: installed, flags: [QUIET] });
  await beside(page, url);
  await damage(page, 'whisper-tiny.en', 'onnx/encoder_model_quantized.onnx');
  const asked = recordParts(context);
  await page.goto(url);
  await phase(page, 'ready');
  expect(asked).toEqual(partsOf('whisper-tiny.en', 'onnx/encoder_model_quantized.onnx'));
  await expect(page.locator('sotto-fault')).toHaveCount(0);

  asked.length = 0;
  await page.reload();
  await listen(page);
  expect(asked).toEqual([]);
  await stop();
});

test('a missing file is asked for anew, and its parts alone are fetched', async ({ url, installed }) => {
  const { context, page, stop } = await openBrowser({ profile: installed, flags: [QUIET] });
  await beside(page, url);
  await lose(page, 'piper-joe', 'text.q8w.onnx');
  const asked = recordParts(context);
  await page.goto(url);
  await phase(page, 'setup');
  await expect(page.locator('#setup')).toHaveText('Continue setting up');
  // Nothing comes over the network that the user did not ask for.
  expect(asked).toEqual([]);
  await setUp(page);
  expect(asked).toEqual(partsOf('piper-joe', 'text.q8w.onnx'));
  await stop();
});

test('a part that is wrong twice is refused, and trying again goes on from there', async ({ url, installed }) => {
  const { context, page, stop } = await openBrowser({ profile: installed, flags: [QUIET] });
  await beside(page, url);
  const file = 'silero_vad_v5.onnx';
  const [part] = servedParts().filter(({ packId }) => packId === 'silero-vad-v5');
  await lose(page, 'silero-vad-v5', file);
  const asked = recordParts(context);
  await context.route(`**/models/${part?.name}`, (route) =>
    route.fulfill({ status: 200, body: Buffer.alloc(part?.sizeBytes ?? 0, 7) }),
  );
  await page.goto(url);
  await phase(page, 'setup');
  await page.locator('#setup').click();
  await phase(page, 'failed');
  await expect(page.getByRole('alert')).toContainText('The models did not arrive');
  await expect(page.getByRole('alert')).toContainText('what was loaded already is kept');
  expect(asked).toEqual([part?.name, part?.name]);

  await context.unrouteAll();
  await page.getByRole('button', { name: 'Try again' }).click();
  await listen(page);
  expect(asked).toEqual([part?.name, part?.name, part?.name]);
  await expect(page.getByRole('alert')).toHaveCount(0);
  await stop();
});
