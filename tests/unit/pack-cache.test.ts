import { describe, expect, it } from 'vitest';
import { MemoryBudget } from '../../workers/memory-budget';
import type { InstalledPack } from '../../workers/protocol';
import { SottoError } from '../../workers/rpc';
import { PackCache } from '../../workers/transformers/pack-cache';
import { failureOf } from './pack-fakes';

const pack: InstalledPack = {
  id: 'whisper-base',
  role: 'stt',
  version: '1',
  directory: ['models', 'whisper-base', '1'],
  files: ['config.json', 'onnx/encoder_model.onnx'].map((path) => ({ path, sizeBytes: 3, sha256: '' })),
};

function cacheOf(verified: Promise<void> = Promise.resolve()) {
  const asked: string[] = [];
  verified.catch(() => {});
  const cache = new PackCache(pack, async (_, path) => {
    asked.push(path);
    return { bytes: Uint8Array.of(1, 2, 3), verified };
  });
  return { cache, asked };
}

describe('the cache that transformers.js reads a pack through', () => {
  it('answers with a file of the pack, and with nothing else', async () => {
    const { cache, asked } = cacheOf();
    const found = await cache.match('/installed-packs/whisper-base/onnx/encoder_model.onnx');
    expect(new Uint8Array((await found?.arrayBuffer()) ?? new ArrayBuffer(0))).toEqual(Uint8Array.of(1, 2, 3));
    expect(found?.headers.get('Content-Length')).toBe('3');
    for (const other of [
      '/installed-packs/whisper-base/added_tokens.json',
      '/installed-packs/whisper-small/config.json',
      'https://huggingface.co/whisper-base/resolve/main/config.json',
    ]) {
      expect(await cache.match(other)).toBeUndefined();
    }
    expect(asked).toEqual(['onnx/encoder_model.onnx']);
    expect(cache.has('config.json')).toBe(true);
    expect(cache.has('tokenizer.json')).toBe(false);
    await expect(cache.verified()).resolves.toBeUndefined();
  });

  it('says afterwards that a file was damaged', async () => {
    const { cache } = cacheOf(Promise.reject(new SottoError('model-corrupt', 'damaged')));
    await cache.match('/installed-packs/whisper-base/config.json');
    expect((await failureOf(cache.verified())).code).toBe('model-corrupt');
  });

  it('keeps a failed read, which the library takes for a file that is not there', async () => {
    const cache = new PackCache(pack, async () => {
      throw new SottoError('model-missing', 'gone');
    });
    expect(await cache.match('/installed-packs/whisper-base/config.json')).toBeUndefined();
    expect((await failureOf(cache.verified())).code).toBe('model-missing');
  });
});

describe('a memory budget', () => {
  it('counts growth from the first question', () => {
    let held: number | undefined = 900;
    const budget = new MemoryBudget(() => held, 100);
    budget.check();
    held = 1000;
    expect(() => budget.check()).not.toThrow();
    held = 1001;
    expect(() => budget.check()).toThrow(expect.objectContaining({ code: 'out-of-memory' }));
    held = undefined;
    expect(() => budget.check()).not.toThrow();
  });
});
