import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportPack } from '../../workers/pack/export-pack';
import { importPack } from '../../workers/pack/import-pack';
import { inspectPacks } from '../../workers/pack/inspect-packs';
import { installPacks } from '../../workers/pack/install-packs';
import { removePack } from '../../workers/pack/stored-packs';
import { parseTarHeader, tarHeader } from '../../workers/pack/tar';
import { FakeDisk, failureOf, fakeInstall } from './pack-fakes';

async function exported() {
  const made = fakeInstall();
  made.server.add('ears', { 'model.onnx': [3000, 2000], 'onnx/data.bin': [700] });
  await installPacks(['ears'], made.tools, made.context);
  const copies: { doneBytes: number; totalBytes: number }[] = [];
  const context = {
    signal: made.controller.signal,
    progress: (copy: (typeof copies)[number]) => void copies.push(copy),
  };
  const { file } = await exportPack(made.disk, 'ears', context);
  const take = (changed: Blob = file, disk: FakeDisk = made.disk, starterIds: string[] = []) =>
    importPack(disk, { file: new File([changed], 'x.sotto-model'), starterIds, starters: made.tools.source }, context);
  return { ...made, file, copies, take, copyContext: context };
}

/** The file with some of its text replaced by as much other text, its headers' checksums made good. */
async function changed(file: File, from: string, to: string): Promise<Blob> {
  const bytes = Buffer.from(await file.arrayBuffer());
  const at = bytes.indexOf(from);
  expect(at).toBeGreaterThanOrEqual(0);
  bytes.write(to.padEnd(from.length, from.endsWith('\0') ? '\0' : ' '), at);
  for (let block = 0; block + 512 <= bytes.length; block += 512) {
    if (bytes.toString('latin1', block + 257, block + 262) !== 'ustar') continue;
    bytes.write('        ', block + 148);
    const sum = bytes.subarray(block, block + 512).reduce((all, byte) => all + byte, 0);
    bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, block + 148);
  }
  return new Blob([bytes]);
}

describe('an exported model', () => {
  it('is a tar that any system opens, and says what it is', async () => {
    const { file } = await exported();
    expect(file.name).toBe('ears.sotto-model');
    const folder = mkdtempSync(join(tmpdir(), 'sotto-tar-'));
    writeFileSync(join(folder, 'x.tar'), Buffer.from(await file.arrayBuffer()));
    execFileSync('tar', ['-xf', 'x.tar'], { cwd: folder });
    expect(readFileSync(join(folder, 'files/model.onnx'))).toHaveLength(5000);
    const manifest: unknown = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
    expect(manifest).toMatchObject({
      format: 'sotto-model',
      formatVersion: 1,
      id: 'ears',
      hashes: 'catalogue',
      licence: 'MIT',
    });
    rmSync(folder, { recursive: true });
  });

  it('comes in on another device as it was', async () => {
    const { file, take, copies, disk } = await exported();
    const other = new FakeDisk();
    const { installed, hashes } = await take(file, other);
    expect(hashes).toBe('first-seen');
    expect(installed).toMatchObject({ id: 'ears', role: 'stt', version: '1' });
    for (const path of ['model.onnx', 'onnx/data.bin'])
      expect(other.files.get(`models/ears/1/${path}`)).toEqual(disk.files.get(`models/ears/1/${path}`));
    expect(copies.at(-1)).toEqual({ doneBytes: 5700, totalBytes: 5700 });
    expect(other.openWriters).toBe(0);
  });

  it('of the app’s own packs is whole for the installer, too', async () => {
    const { file, take, disk, server, tools, context } = await exported();
    await removePack(disk, 'ears');
    expect((await take(file, disk, ['ears'])).hashes).toBe('catalogue');
    server.requests.length = 0;
    await installPacks(['ears'], tools, context);
    expect(server.partRequests()).toEqual([]);
  });

  it('replaces what is there, also what was never finished', async () => {
    const { file, take, disk } = await exported();
    await take(file);
    await disk.remove(['models', 'ears', '1', 'manifest.json']);
    await disk.writeText(['models', 'ears', '1', 'left.partial'], 'x');
    await take(file);
    expect(disk.paths().filter((path) => path.startsWith('models/'))).toEqual([
      'models/ears/1/manifest.json',
      'models/ears/1/model.onnx',
      'models/ears/1/onnx/data.bin',
    ]);
  });

  it('is not made of a model that is not whole', async () => {
    const { disk, copyContext } = await exported();
    expect((await failureOf(exportPack(disk, 'none', copyContext))).code).toBe('model-missing');
  });

  it('is not made where there is no room, and leaves nothing when given up', async () => {
    const { disk, copyContext, controller } = await exported();
    disk.free = 5000;
    expect((await failureOf(exportPack(disk, 'ears', copyContext))).code).toBe('storage-full');
    disk.free = undefined;
    controller.abort();
    expect((await failureOf(exportPack(disk, 'ears', copyContext))).code).toBe('aborted');
    expect(disk.paths().filter((path) => path.includes('exports'))).toEqual([]);
  });
});

describe('what is no model', () => {
  it.each([
    ['a text', () => new Blob(['hello'])],
    ['nothing', () => new Blob([])],
    ['a cut file', (file: File) => file.slice(0, file.size - 2000)],
    ['a damaged header', (file: File) => new Blob([file.slice(0, 10), 'x', file.slice(11)])],
    [
      'a damaged model',
      async (file: File) => {
        const bytes = new Uint8Array(await file.arrayBuffer());
        bytes[bytes.byteLength - 1600] = (bytes[bytes.byteLength - 1600] ?? 0) ^ 1;
        return new Blob([bytes]);
      },
    ],
    ['a path upwards', (file: File) => changed(file, 'files/model.onnx\0', 'files/../../x\0')],
    ['a path upwards in the manifest', (file: File) => changed(file, '"path": "model.onnx"', '"path": "../m.onnx"')],
    ['an absolute path', (file: File) => changed(file, '"path": "model.onnx"', '"path": "/odel.onnx"')],
    ['another name', (file: File) => changed(file, '"id": "ears"', '"id": ".."')],
    ['a newer format', (file: File) => changed(file, '"formatVersion": 1', '"formatVersion": 9')],
    ['another size', (file: File) => changed(file, '"sizeBytes": 5000', '"sizeBytes": 5001')],
  ] as const)('is refused, and leaves no trace: %s', async (_, change) => {
    const { file, take } = await exported();
    const other = new FakeDisk();
    const error = await failureOf(take(await change(file), other));
    expect(error.code).toBe('file-invalid');
    expect(error.message).toContain('Export the model again');
    expect(other.paths()).toEqual([]);
    expect(other.openWriters).toBe(0);
  });

  it('does not replace one that is there', async () => {
    const { file, take, disk } = await exported();
    const before = disk.paths();
    await failureOf(take(file.slice(0, file.size - 2000)));
    expect(disk.paths()).toEqual(before);
    expect((await inspectPacks(disk, ['ears'])).missing).toEqual([]);
  });

  it('takes no name of the app’s own packs', async () => {
    const { file, take, server } = await exported();
    server.add('ears', { 'model.onnx': [10] });
    expect((await failureOf(take(file, new FakeDisk(), ['ears']))).code).toBe('file-invalid');
  });
});

describe('a header of a tar', () => {
  it('says path and size, long paths too', () => {
    for (const path of ['a', `${'folder/'.repeat(20)}name.onnx`]) {
      expect(parseTarHeader(tarHeader({ path, sizeBytes: 8_000_000_000 }))).toEqual({ path, sizeBytes: 8_000_000_000 });
    }
    expect(() => tarHeader({ path: 'a'.repeat(101), sizeBytes: 1 })).toThrow(RangeError);
    expect(() => tarHeader({ path: 'a', sizeBytes: 8 ** 11 })).toThrow(RangeError);
    expect(parseTarHeader(new Uint8Array(512))).toBeUndefined();
  });
});
