import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readInstalledFile } from '../../workers/pack/installed-file';
import type { InstalledPack } from '../../workers/protocol';
import { failureOf } from './pack-fakes';

const right = new Uint8Array([1, 2, 3]);
const pack: InstalledPack = {
  id: 'pack',
  role: 'stt',
  version: '1',
  directory: ['models', 'pack', '1'],
  files: [{ path: 'onnx/a.onnx', sizeBytes: 3, sha256: createHash('sha256').update(right).digest('hex') }],
};

/** The origin-private file system with one file in it, which Node does not have. */
function fakeStorage(path: string, bytes: Uint8Array<ArrayBuffer>) {
  const absent = () => Promise.reject(new DOMException('not there', 'NotFoundError'));
  const folder = (prefix: string): unknown => ({
    getDirectoryHandle: async (name: string) =>
      path.startsWith(`${prefix}${name}/`) ? folder(`${prefix}${name}/`) : absent(),
    getFileHandle: async (name: string) =>
      path === prefix + name ? { getFile: async () => new File([bytes], name) } : absent(),
  });
  vi.stubGlobal('navigator', { storage: { getDirectory: async () => folder('') } });
}

afterEach(() => vi.unstubAllGlobals());

describe('readInstalledFile', () => {
  it('reads the bytes and proves them', async () => {
    fakeStorage('models/pack/1/onnx/a.onnx', right);
    const { bytes, verified } = await readInstalledFile(pack, 'onnx/a.onnx');
    expect(bytes).toEqual(right);
    await expect(verified).resolves.toBeUndefined();
  });

  it('says when the content is wrong, and harms nobody who does not ask', async () => {
    fakeStorage('models/pack/1/onnx/a.onnx', new Uint8Array([1, 2, 4]));
    await readInstalledFile(pack, 'onnx/a.onnx');
    const { verified } = await readInstalledFile(pack, 'onnx/a.onnx');
    expect((await failureOf(verified)).code).toBe('model-corrupt');
  });

  it('says when the file is gone, of another size, or not of the pack', async () => {
    fakeStorage('models/pack/1/onnx/a.onnx', new Uint8Array(2));
    expect((await failureOf(readInstalledFile(pack, 'onnx/a.onnx'))).code).toBe('model-missing');
    expect((await failureOf(readInstalledFile(pack, 'b.onnx'))).code).toBe('model-missing');
    fakeStorage('elsewhere', right);
    expect((await failureOf(readInstalledFile(pack, 'onnx/a.onnx'))).code).toBe('model-missing');
  });

  it('says when there is no storage', async () => {
    vi.stubGlobal('navigator', { storage: {} });
    expect((await failureOf(readInstalledFile(pack, 'onnx/a.onnx'))).code).toBe('storage-unavailable');
  });
});
