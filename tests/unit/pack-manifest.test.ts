import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { STARTER_PACK } from '../../src/models/catalog';
import { parseJournal } from '../../workers/pack/install-journal';
import { installPacks } from '../../workers/pack/install-packs';
import { parseManifest } from '../../workers/pack/pack-manifest';
import { FakeServer, failureOf, fakeInstall } from './pack-fakes';

const good = () => new FakeServer().add('pack', { 'onnx/a.onnx': [10, 5] });

describe('parseManifest', () => {
  it('takes a good manifest and leaves out what it does not know', () => {
    expect(parseManifest({ ...good(), more: 1 }, 'pack')).toEqual(good());
  });

  it.each([
    ['no object', () => 'text'],
    ['another pack', () => ({ ...good(), id: 'other' })],
    ['an unknown role', () => ({ ...good(), role: 'cook' })],
    ['no files', () => ({ ...good(), files: [] })],
    ['a version that leaves the folder', () => ({ ...good(), version: '..' })],
    ...['../x', '/x', 'a\\b', 'a//b', '.', 'a/../b', 'c:x', '', 'manifest.json', 'journal.json', 'x.partial'].map(
      (path): [string, () => unknown] => [`the file path "${path}"`, () => withFile({ path })],
    ),
    ['a hash that is none', () => withFile({ sha256: 'abc' })],
    ['a size that is not the sum of the parts', () => withFile({ sizeBytes: 16 })],
    ['a part over 16 MiB', () => withPart({ sizeBytes: 16 * 1024 * 1024 + 1 })],
    ['a part path that leaves the pack', () => withPart({ path: '../../secret' })],
  ])('refuses %s', (_, value) => {
    expect(() => parseManifest(value(), 'pack')).toThrowError(expect.objectContaining({ code: 'pack-invalid' }));
  });

  it('refuses two files of one path', () => {
    const manifest = good();
    expect(() => parseManifest({ ...manifest, files: [...manifest.files, ...manifest.files] }, 'pack')).toThrow(
      /one path/,
    );
  });

  it('calls a page in place of a manifest invalid', async () => {
    const { server, tools, context } = fakeInstall();
    server.bodies.set('pack/manifest.json', new TextEncoder().encode('<!doctype html>'));
    expect((await failureOf(installPacks(['pack'], tools, context))).code).toBe('pack-invalid');
  });
});

function withFile(change: object) {
  const manifest = good();
  return { ...manifest, files: manifest.files.map((file) => ({ ...file, ...change })) };
}

function withPart(change: object) {
  return withFile({ parts: good().files[0]?.parts.map((part) => ({ ...part, ...change })) });
}

describe('parseJournal', () => {
  it.each([[undefined], [''], ['{"files":{"a"'], ['[]'], ['{"files":{"a":{"sha256":1}}}']])(
    'takes %s as empty',
    (text) => {
      expect(parseJournal(text)).toEqual({ files: {} });
    },
  );
});

describe('the starter pack', () => {
  it.each(STARTER_PACK.map((entry) => [entry.id, entry] as const))('%s is as the catalog says', (id, entry) => {
    const url = new URL(`../../public/models/${id}/manifest.json`, import.meta.url);
    const manifest = parseManifest(JSON.parse(readFileSync(url, 'utf8')), id);
    expect(manifest.role).toBe(entry.role);
    expect(manifest.files.reduce((sum, file) => sum + file.sizeBytes, 0)).toBe(entry.sizeBytes);
  });
});
