#!/usr/bin/env node
/**
 * Splits model weights into the packs that the app serves, and proves that what is served is what was split.
 *
 * usage:
 *   node bin/pack-models.mjs split --from DIR [--from DIR …] [--packs FILE] [--out DIR]
 *   node bin/pack-models.mjs verify [--out DIR]
 *
 * split   Looks each file of bin/convert/packs.json up as DIR/<pack id>/<path> (the first DIR that has it wins; a file with
 *         `module` comes from node_modules), checks its SHA-256 and writes DIR/<pack id>/manifest.json, the parts
 *         `<path>.partNN` of at most 16 MiB, and the licence texts from bin/convert/licences. The same weights give the
 *         same bytes.
 * verify  Hashes every part and every joined file, and fails on a mismatch, a part over 16 MiB, a missing or empty licence
 *         text, and any file that no manifest names.
 *
 * --packs FILE  the list of packs (default bin/convert/packs.json); licence texts lie in `licences/` beside it
 * --out DIR     where packs are written and read (default public/models)
 *
 * exit: 0 done, 1 something does not match (each problem is one line on standard error), 2 wrong use
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/** Largest part: small enough to fetch again after a cut, large enough to keep the requests of a pack few. */
const MAX_PART_BYTES = 16 * 1024 * 1024;
const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');

class WrongUse extends Error {}
class Mismatch extends Error {}

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const mebibytes = (bytes) => `${(bytes / 1024 / 1024).toFixed(1)} MiB`;

function write(path, bytes) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
}

/** Paths of all files under `folder`, relative to it, with forward slashes, sorted. */
function listFiles(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

function findSource(pack, file, folders) {
  const candidates = file.module
    ? [join(ROOT, 'node_modules', file.module)]
    : folders.map((folder) => join(folder, pack.id, file.path));
  const found = candidates.find((path) => existsSync(path));
  if (!found) throw new Mismatch(`${pack.id}/${file.path}: not found in ${candidates.join(', ')}`);
  return readFileSync(found);
}

/** Writes one file's parts and returns its entry of the manifest. */
function splitFile(pack, file, folders, out) {
  const bytes = findSource(pack, file, folders);
  const hash = sha256(bytes);
  if (hash !== file.sha256) throw new Mismatch(`${pack.id}/${file.path}: SHA-256 is ${hash}, expected ${file.sha256}`);
  const parts = [];
  for (let offset = 0; offset < bytes.length; offset += MAX_PART_BYTES) {
    const part = bytes.subarray(offset, offset + MAX_PART_BYTES);
    const path = `${file.path}.part${String(parts.length).padStart(2, '0')}`;
    write(join(out, pack.id, path), part);
    parts.push({ path, sizeBytes: part.length, sha256: sha256(part) });
  }
  return { path: file.path, sizeBytes: bytes.length, sha256: hash, parts };
}

function split({ folders, packsFile, out }) {
  const packs = JSON.parse(readFileSync(packsFile, 'utf8'));
  let totalBytes = 0;
  for (const pack of packs) {
    rmSync(join(out, pack.id), { recursive: true, force: true });
    for (const licence of pack.licenceFiles) {
      const text = readFileSync(join(dirname(packsFile), 'licences', pack.id, licence));
      write(join(out, pack.id, licence), text);
    }
    const { id, role, version, title, licence, licenceFiles, source, conversion } = pack;
    const files = pack.files.map((file) => splitFile(pack, file, folders, out));
    const manifest = { id, role, version, title, licence, licenceFiles, source, conversion, files };
    write(join(out, id, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    const sizeBytes = files.reduce((sum, file) => sum + file.sizeBytes, 0);
    totalBytes += sizeBytes;
    console.log(`${id}: ${files.length} files, ${sizeBytes} bytes`);
  }
  console.log(`${packs.length} packs, ${totalBytes} bytes (${mebibytes(totalBytes)})`);
}

/** Everything that is wrong with one pack, as lines; and how many bytes of model it holds. */
function verifyPack(folder, id) {
  const problems = [];
  let sizeBytes = 0;
  const manifestPath = join(folder, 'manifest.json');
  if (!existsSync(manifestPath)) return { problems: [`${id}: manifest.json is missing`], sizeBytes };
  const manifest = JSON.parse(readFileSync(manifestPath, 'utf8'));
  if (manifest.id !== id) problems.push(`${id}: the manifest is of ${manifest.id}`);

  const named = new Set(['manifest.json', ...manifest.licenceFiles]);
  if (manifest.licenceFiles.length === 0) problems.push(`${id}: names no licence file`);
  for (const licence of manifest.licenceFiles) {
    const path = join(folder, licence);
    if (!existsSync(path) || statSync(path).size === 0) problems.push(`${id}/${licence}: licence text is missing`);
  }

  for (const file of manifest.files) {
    const whole = createHash('sha256');
    let fileBytes = 0;
    for (const part of file.parts) {
      named.add(part.path);
      const name = `${id}/${part.path}`;
      const path = join(folder, part.path);
      if (!existsSync(path)) {
        problems.push(`${name}: part is missing`);
        continue;
      }
      const bytes = readFileSync(path);
      if (bytes.length > MAX_PART_BYTES) problems.push(`${name}: ${bytes.length} bytes, more than 16 MiB`);
      if (bytes.length !== part.sizeBytes) problems.push(`${name}: ${bytes.length} bytes, not ${part.sizeBytes}`);
      if (sha256(bytes) !== part.sha256) problems.push(`${name}: SHA-256 differs from the manifest`);
      whole.update(bytes);
      fileBytes += bytes.length;
    }
    if (fileBytes !== file.sizeBytes) problems.push(`${id}/${file.path}: ${fileBytes} bytes, not ${file.sizeBytes}`);
    if (whole.digest('hex') !== file.sha256) problems.push(`${id}/${file.path}: SHA-256 of the joined file differs`);
    sizeBytes += fileBytes;
  }

  for (const path of listFiles(folder)) {
    if (!named.has(path)) problems.push(`${id}/${path}: no manifest names this file`);
  }
  return { problems, sizeBytes };
}

function verify({ out }) {
  const problems = [];
  let totalBytes = 0;
  const entries = existsSync(out) ? readdirSync(out, { withFileTypes: true }) : [];
  const ids = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  if (ids.length === 0) problems.push(`${out}: no packs`);
  for (const entry of entries) {
    if (!entry.isDirectory()) problems.push(`${entry.name}: no manifest names this file`);
  }
  for (const id of ids) {
    const pack = verifyPack(join(out, id), id);
    problems.push(...pack.problems);
    totalBytes += pack.sizeBytes;
  }
  if (problems.length > 0) throw new Mismatch(problems.join('\n'));
  console.log(`${ids.length} packs are whole: ${totalBytes} bytes (${mebibytes(totalBytes)})`);
}

function readArguments() {
  const string = (rest) => ({ type: 'string', ...rest });
  const options = { from: string({ multiple: true }), packs: string(), out: string() };
  try {
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    const [command, ...rest] = positionals;
    if (rest.length > 0) throw new Error(`unexpected argument: ${rest[0]}`);
    const out = resolve(values.out ?? join(ROOT, 'public', 'models'));
    const packsFile = resolve(values.packs ?? join(ROOT, 'bin', 'convert', 'packs.json'));
    return { command, out, packsFile, folders: (values.from ?? []).map((folder) => resolve(folder)) };
  } catch (error) {
    throw new WrongUse(error.message);
  }
}

try {
  const args = readArguments();
  if (args.command === 'verify') verify(args);
  else if (args.command !== 'split') throw new WrongUse('say split or verify');
  else if (args.folders.length === 0) throw new WrongUse('split needs --from DIR');
  else split(args);
} catch (error) {
  console.error(
    error instanceof WrongUse ? `${error.message} (usage: see the top of bin/pack-models.mjs)` : error.message,
  );
  process.exitCode = error instanceof WrongUse ? 2 : 1;
}
