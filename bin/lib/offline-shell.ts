/** The part of the build that makes `sw.js`: bundles the service worker and writes the list of the app's files into it. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

const SOURCE = fileURLToPath(new URL('../../workers/offline/shell.worker.ts', import.meta.url));

/** More than the WASM of the models' runtime needs, and as much as hosts take at all. */
const MAX_FILE_BYTES = 25 * 1024 * 1024;

/** Lie elsewhere on the device, are read by hosts or shops alone, or are the service worker itself. */
const NOT_IN_SHELL = ['models/**', 'sw.js', '_headers', 'screenshots/**', 'licences/**'];

/**
 * Engines that not everybody has, and the build of ONNX Runtime for WebGPU: together thirty times what a first conversation
 * needs. `web-llm-` is the library beside its worker.
 */
export const WHEN_USED = /^assets\/(?:(?:kokoro|transformers-stt|web-llm|flite)[.-]|ort-.*\.jspi-)/;

/** The plugins; vite-plugin-pwa bundles and lists, the caching is `workers/offline`'s own. */
export function offlineShell(): Plugin[] {
  let outDir = '';
  const rememberOutDir: Plugin = {
    name: 'sotto:out-dir',
    apply: 'build',
    configResolved({ root, build }) {
      outDir = resolve(root, build.outDir);
    },
  };
  const sha256 = (path: string) =>
    `sha256-${createHash('sha256')
      .update(readFileSync(join(outDir, path)))
      .digest('base64')}`;
  const pwa = VitePWA({
    strategies: 'injectManifest',
    injectRegister: false,
    manifest: false,
    filename: 'sw.js',
    integration: {
      // The plugin would have source and result under one name, and its bundler settings are those of an older Rollup.
      configureCustomSWViteBuild(config) {
        const output = { entryFileNames: 'sw.mjs', codeSplitting: false };
        config.logLevel = 'warn';
        config.build = { ...config.build, rolldownOptions: { input: SOURCE, output } };
        delete config.build.rollupOptions;
      },
    },
    injectManifest: {
      globPatterns: ['**/*'],
      globIgnores: NOT_IN_SHELL,
      maximumFileSizeToCacheInBytes: MAX_FILE_BYTES,
      // Hashes that a browser can check by itself, in place of MD5.
      manifestTransforms: [
        (entries) => ({
          manifest: entries.map(({ url, size }) => ({
            url,
            size,
            revision: sha256(url),
            ...(WHEN_USED.test(url) ? { whenUsed: true } : {}),
          })),
          warnings: [],
        }),
      ],
    },
  });
  return [rememberOutDir, ...pwa];
}
