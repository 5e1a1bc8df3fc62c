import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { parseManifest } from '../../workers/pack/pack-manifest';

const CLI = fileURLToPath(new URL('../../bin/pack-models.mjs', import.meta.url));
const PART_BYTES = 16 * 1024 * 1024;
const model = randomBytes(PART_BYTES + 1000);
let folder: string;
let out: string;

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args, '--out', out], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

const split = () => run('split', '--from', join(folder, 'from'), '--packs', join(folder, 'packs.json'));
const inOut = (path: string) => join(out, 'tiny', path);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sotto-packs-'));
  out = join(folder, 'out');
  mkdirSync(join(folder, 'from', 'tiny', 'onnx'), { recursive: true });
  mkdirSync(join(folder, 'licences', 'tiny'), { recursive: true });
  writeFileSync(join(folder, 'from', 'tiny', 'onnx', 'model.onnx'), model);
  writeFileSync(join(folder, 'licences', 'tiny', 'LICENSE'), 'Do as you like.\n');
  const pack = {
    id: 'tiny',
    role: 'llm',
    version: '1',
    title: 'Tiny',
    licence: 'MIT',
    licenceFiles: ['LICENSE'],
    source: 'random',
    conversion: 'none',
    files: [{ path: 'onnx/model.onnx', sha256: createHash('sha256').update(model).digest('hex') }],
  };
  writeFileSync(join(folder, 'packs.json'), JSON.stringify([pack]));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('splits into parts that join to the same bytes, the same way each time', () => {
  expect(split()).toMatchObject({ status: 0, stderr: '' });
  const manifest = parseManifest(JSON.parse(readFileSync(inOut('manifest.json'), 'utf8')), 'tiny');
  const [file] = manifest.files;
  expect(file?.parts.map((part) => part.sizeBytes)).toEqual([PART_BYTES, 1000]);
  const joined = Buffer.concat(file?.parts.map((part) => readFileSync(inOut(part.path))) ?? []);
  expect(joined.equals(model)).toBe(true);
  expect(run('verify').status).toBe(0);
  const first = readFileSync(inOut('manifest.json'));
  expect(split().status).toBe(0);
  expect(readFileSync(inOut('manifest.json')).equals(first)).toBe(true);
  expect(readdirSync(join(out, 'tiny')).sort()).toEqual(['LICENSE', 'manifest.json', 'onnx']);
});

it('refuses weights of another content', () => {
  writeFileSync(join(folder, 'from', 'tiny', 'onnx', 'model.onnx'), 'other');
  expect(split()).toMatchObject({ status: 1, stderr: expect.stringContaining('expected') });
});

it.each([
  ['a changed part', () => writeFileSync(inOut('onnx/model.onnx.part01'), 'x'), /part01: SHA-256 differs/],
  ['a missing part', () => rmSync(inOut('onnx/model.onnx.part01')), /part01: part is missing/],
  ['a file nobody listed', () => writeFileSync(inOut('notes.txt'), 'x'), /notes\.txt: no manifest names this file/],
  ['a missing licence', () => rmSync(inOut('LICENSE')), /LICENSE: licence text is missing/],
  ['a part that is too large', () => writeFileSync(inOut('onnx/model.onnx.part00'), model), /more than 16 MiB/],
  ['a missing manifest', () => rmSync(inOut('manifest.json')), /manifest\.json is missing/],
])('verify finds %s', (_, damage, message) => {
  expect(split().status).toBe(0);
  damage();
  const { status, stderr } = run('verify');
  expect(status).toBe(1);
  expect(stderr).toMatch(message);
});

it('says what is wrong with its use', () => {
  expect(run('juggle')).toMatchObject({ status: 2, stderr: expect.stringContaining('split or verify') });
  expect(run('split')).toMatchObject({ status: 2, stderr: expect.stringContaining('--from') });
  expect(run('verify', '--wat')).toMatchObject({ status: 2, stderr: expect.stringContaining('--wat') });
});
