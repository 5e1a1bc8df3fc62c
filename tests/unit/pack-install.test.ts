import { describe, expect, it } from 'vitest';
import { inspectPacks } from '../../workers/pack/inspect-packs';
import { installPacks } from '../../workers/pack/install-packs';
import { repairPack } from '../../workers/pack/repair-pack';
import { failureOf, fakeInstall } from './pack-fakes';

const BIG = { 'onnx/model.onnx': [1000, 1000, 1000, 1000, 1000, 500], 'config.json': [50] };
const BIG_BYTES = 5550;
const PART_3 = 'big/onnx/model.onnx.part03';

describe('install', () => {
  it('fetches, verifies and completes packs, small ones first, with exact progress', async () => {
    const { disk, server, reports, tools, context } = fakeInstall();
    server.add('big', BIG);
    server.add('small', { 'a.onnx': [10] });
    const { installed, fetchedBytes } = await installPacks(['big', 'small'], tools, context);
    expect(installed.map((pack) => pack.id)).toEqual(['big', 'small']);
    expect(installed[0]?.directory).toEqual(['models', 'big', '1']);
    expect(fetchedBytes).toBe(BIG_BYTES + 10);
    expect(server.partRequests()[0]).toBe('small/a.onnx.part00');
    expect(server.requests.every((request) => request.cache === 'no-store')).toBe(true);
    expect(reports[0]).toMatchObject({ loadedBytes: 0, totalBytes: BIG_BYTES + 10 });
    expect(reports.at(-1)).toMatchObject({ loadedBytes: BIG_BYTES + 10, fetchedBytes: BIG_BYTES + 10 });
    expect(disk.paths()).toEqual([
      'models/big/1/config.json',
      'models/big/1/manifest.json',
      'models/big/1/onnx/model.onnx',
      'models/small/1/a.onnx',
      'models/small/1/manifest.json',
    ]);
    const whole = disk.files.get('models/big/1/onnx/model.onnx');
    expect(whole?.byteLength).toBe(5500);
    expect(whole?.[3500]).toBe('onnx/model.onnx'.length + 3);
    expect(disk.openWriters).toBe(0);
  });

  it('is seen by inspect without a request, and a second install fetches no part', async () => {
    const { disk, server, tools, context } = fakeInstall();
    server.add('big', BIG);
    expect(await inspectPacks(disk, ['big'])).toEqual({ installed: [], missing: ['big'], partial: [] });
    const { installed } = await installPacks(['big'], tools, context);
    server.requests.length = 0;
    expect(await inspectPacks(disk, ['big'])).toEqual({ installed, missing: [], partial: [] });
    expect(server.requests).toEqual([]);
    expect(await installPacks(['big'], tools, context)).toEqual({ installed, fetchedBytes: 0 });
    expect(server.partRequests()).toEqual([]);
  });

  it('resumes at the part after an abort', async () => {
    const { disk, server, controller, tools, context, reports } = fakeInstall();
    server.add('big', BIG);
    server.faults.set(PART_3, ['hang']);
    let abortedAtMs = 0;
    server.onRequest = (path) => {
      if (path !== 'big/config.json.part00') return;
      // The other parts arrive meanwhile; only part 3 hangs.
      setTimeout(() => {
        abortedAtMs = performance.now();
        controller.abort();
      }, 50);
    };
    expect((await failureOf(installPacks(['big'], tools, context))).code).toBe('aborted');
    expect(performance.now() - abortedAtMs).toBeLessThan(50);
    expect(disk.openWriters).toBe(0);
    expect(await inspectPacks(disk, ['big'])).toEqual({
      installed: [],
      missing: ['big'],
      partial: [{ packId: 'big', loadedBytes: BIG_BYTES - 1000 }],
    });

    server.requests.length = 0;
    reports.length = 0;
    const again = { ...context, signal: new AbortController().signal };
    const { fetchedBytes } = await installPacks(['big'], tools, again);
    expect(server.partRequests()).toEqual([PART_3]);
    expect(fetchedBytes).toBe(1000);
    expect(reports[0]).toMatchObject({ loadedBytes: BIG_BYTES - 1000, totalBytes: BIG_BYTES, fetchedBytes: 0 });
    expect(disk.paths()).toContain('models/big/1/manifest.json');
    expect(disk.paths()).not.toContain('models/big/1/journal.json');
  });

  it('fetches wrong content once more past the cache', async () => {
    const { server, reports, tools, context } = fakeInstall();
    server.add('big', BIG);
    server.faults.set(PART_3, ['wrong-bytes']);
    const { fetchedBytes } = await installPacks(['big'], tools, context);
    expect(server.requests.filter(({ path }) => path === PART_3).map(({ cache }) => cache)).toEqual([
      'no-store',
      'reload',
    ]);
    expect(fetchedBytes).toBe(BIG_BYTES + 1000);
    expect(reports.at(-1)?.loadedBytes).toBe(BIG_BYTES);
  });

  it('gives up on content that is wrong twice, and keeps the rest', async () => {
    const { disk, server, tools, context } = fakeInstall();
    server.add('big', BIG);
    server.faults.set(PART_3, ['wrong-bytes', 'wrong-bytes']);
    const error = await failureOf(installPacks(['big'], tools, context));
    expect(error.code).toBe('download-failed');
    expect(error.message).toContain(PART_3);
    expect((await inspectPacks(disk, ['big'])).partial[0]?.loadedBytes).toBeGreaterThan(0);
    expect(disk.openWriters).toBe(0);
  });

  it('does not ask again for what is not there', async () => {
    const { server, tools, context } = fakeInstall();
    server.add('big', BIG);
    server.faults.set(PART_3, ['not-found']);
    const error = await failureOf(installPacks(['big'], tools, context));
    expect(error.code).toBe('download-failed');
    expect(error.message).toContain('404');
    expect(server.partRequests().filter((path) => path === PART_3)).toHaveLength(1);
  });

  it('gets over a cut connection and a busy server, and takes half a part back from the progress', async () => {
    const { server, reports, tools, context } = fakeInstall();
    server.add('big', BIG);
    server.faults.set(PART_3, ['cut', 'busy']);
    const { fetchedBytes } = await installPacks(['big'], tools, context);
    expect(fetchedBytes).toBe(BIG_BYTES + 500);
    expect(reports.at(-1)?.loadedBytes).toBe(BIG_BYTES);
  });

  it('gives up after three tries, saying which file and that progress is kept', async () => {
    const { server, tools, context } = fakeInstall();
    server.add('big', BIG);
    server.faults.set(PART_3, ['cut', 'cut', 'cut', 'cut']);
    const error = await failureOf(installPacks(['big'], tools, context));
    expect(error.code).toBe('download-failed');
    expect(error.message).toMatch(/big\/onnx\/model\.onnx\.part03.*kept/);
    expect(server.partRequests().filter((path) => path === PART_3)).toHaveLength(3);
  });

  it('says how much room is needed before it fetches a part', async () => {
    const { disk, server, tools, context } = fakeInstall();
    server.add('big', { 'model.onnx': [9_000_000] });
    disk.free = 2_500_000;
    const error = await failureOf(installPacks(['big'], tools, context));
    expect(error.code).toBe('storage-full');
    expect(error.message).toMatch(/9 MB.*2 MB/);
    expect(server.partRequests()).toEqual([]);
  });

  it('says how much more is needed when the disk fills up on the way', async () => {
    const { disk, server, tools, context } = fakeInstall();
    server.add('big', { 'a.onnx': [2_000_000], 'b.onnx': [7_000_000] });
    disk.capacityBytes = 3_000_000;
    const error = await failureOf(installPacks(['big'], tools, context));
    expect(error.code).toBe('storage-full');
    expect(error.message).toMatch(/7 MB more/);
  });

  it('replaces an older version once the new one is complete', async () => {
    const { disk, server, tools, context } = fakeInstall();
    server.add('big', BIG);
    await installPacks(['big'], tools, context);
    server.add('big', BIG, '2', 100);
    await installPacks(['big'], tools, context);
    expect(await disk.list(['models', 'big'])).toEqual(['2']);
    expect((await inspectPacks(disk, ['big'])).installed[0]?.version).toBe('2');
  });

  it('fetches only changed files when a version is published again with other content', async () => {
    const { disk, server, tools, context } = fakeInstall();
    server.add('big', { 'a.onnx': [100], 'b.json': [10] });
    await installPacks(['big'], tools, context);
    server.requests.length = 0;
    server.add('big', { 'a.onnx': [100], 'b.json': [12] });
    await installPacks(['big'], tools, context);
    expect(server.partRequests()).toEqual(['big/b.json.part00']);
    expect(disk.files.get('models/big/1/b.json')?.byteLength).toBe(12);
  });
});

describe('repair', () => {
  it('replaces just the damaged file', async () => {
    const { disk, server, tools, context } = fakeInstall();
    server.add('big', BIG);
    await installPacks(['big'], tools, context);
    server.requests.length = 0;
    const damaged = disk.files.get('models/big/1/config.json');
    if (damaged) damaged[7] = 255;
    const { installed, replacedFiles } = await repairPack('big', tools, context);
    expect(replacedFiles).toEqual(['config.json']);
    expect(server.partRequests()).toEqual(['big/config.json.part00']);
    expect(installed).toEqual((await inspectPacks(disk, ['big'])).installed[0]);
    expect(disk.files.get('models/big/1/config.json')?.[7]).not.toBe(255);
  });

  it('uses no network when nothing is wrong, and fetches a file that is gone', async () => {
    const { disk, server, tools, context } = fakeInstall();
    server.add('big', BIG);
    await installPacks(['big'], tools, context);
    server.requests.length = 0;
    expect((await repairPack('big', tools, context)).replacedFiles).toEqual([]);
    expect(server.requests).toEqual([]);
    disk.files.delete('models/big/1/config.json');
    expect((await inspectPacks(disk, ['big'])).missing).toEqual(['big']);
    expect((await repairPack('big', tools, context)).replacedFiles).toEqual(['config.json']);
    expect(server.partRequests()).toEqual(['big/config.json.part00']);
  });
});
