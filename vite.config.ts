import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { flitePackFiles } from './bin/lib/flite-pack.ts';
import { bundledPackages } from './bin/lib/hosting/bundled-packages.ts';
import { headersFile } from './bin/lib/hosting/host-headers.ts';
import { offlineShell } from './bin/lib/offline-shell.ts';
import { withoutGpl, withoutGplFiles } from './bin/lib/without-gpl.ts';
import { withoutProtobuf } from './bin/lib/without-protobuf.ts';
import { securityHeaders } from './workers/offline/security-headers.ts';

const { version } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8'));
const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** What a benchmark's run says it measured: the commit, and nothing for a tree that differs from it or has no history. */
function commit(): string {
  const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8', stdio: 'pipe' }).trim();
  try {
    return git('status', '--porcelain') ? '' : git('rev-parse', '--short=12', 'HEAD');
  } catch {
    return '';
  }
}

/** Of dev server, preview and `dist/_headers` alike; whoever serves Sotto may add origins to connect to. */
const HEADERS = securityHeaders({ connect: process.env.SOTTO_CONNECT });

/** What hosts and their visitors find beside the app: its headers, and the licences of all that is in it. */
const hostFiles = {
  name: 'sotto:host-files',
  apply: 'build' as const,
  generateBundle(this: { emitFile(file: { type: 'asset'; fileName: string; source: string }): string }) {
    this.emitFile({ type: 'asset', fileName: '_headers', source: headersFile(HEADERS) });
    for (const name of ['LICENSE', 'THIRD_PARTY_NOTICES.md']) {
      const fileName = `licences/${name.replace('.md', '')}.txt`;
      this.emitFile({ type: 'asset', fileName, source: readFileSync(file(`./${name}`), 'utf8') });
    }
  },
};

const packages = bundledPackages();

/** Whether the GPL part (espeak-ng, in `phonemizer`) is left out, and the voices that need it: docs/hosting.md. */
const noGpl = process.env.SOTTO_WITHOUT_GPL === '1';

export default defineConfig({
  // Every address is relative: the built app runs under any path of any host.
  base: './',
  // One page, no client-side routes: what is not there is a 404, never the page again.
  appType: 'mpa',
  define: {
    __SOTTO_VERSION__: JSON.stringify(version),
    __SOTTO_COMMIT__: JSON.stringify(commit()),
    __SOTTO_CONNECT__: JSON.stringify(process.env.SOTTO_CONNECT ?? ''),
    __SOTTO_GPL__: JSON.stringify(!noGpl),
  },
  resolve: {
    alias: {
      // The plain WASM build: the asyncify one is 26.9 MB against 14.3 and 25–29 % slower on a CPU (FACTS.md). The entry
      // without the bundled loader, because the loader's threads need a file of their own under our CSP.
      'onnxruntime-web/wasm': file('./node_modules/onnxruntime-web/dist/ort.wasm.min.mjs'),
      // What transformers.js imports, without the 26.9 MB it would bring along: whoever starts a worker names the files, the
      // plain build's for the CPU and those with JavaScript Promise Integration (16.8 MB) for WebGPU. It runs on both.
      'onnxruntime-web/webgpu': file('./node_modules/onnxruntime-web/dist/ort.webgpu.min.mjs'),
    },
  },
  plugins: [
    withoutProtobuf,
    hostFiles,
    packages.page,
    flitePackFiles(),
    ...(noGpl ? [withoutGpl(), withoutGplFiles()] : []),
    offlineShell(),
  ],
  worker: {
    format: 'es',
    plugins: () => [packages.worker(), ...(noGpl ? [withoutGpl()] : [])],
    // By the name it is known by to the offline shell, which keeps it only where it is used.
    rolldownOptions: {
      output: {
        chunkFileNames: ({ moduleIds }) =>
          moduleIds.some((id) => id.includes('@mlc-ai/web-llm'))
            ? 'assets/web-llm-[hash].js'
            : 'assets/[name]-[hash].js',
      },
    },
  },
  build: {
    target: 'es2022',
    // Worklets and workers are files by CSP, never data: addresses.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
  },
  preview: { host: '127.0.0.1', port: 4173, headers: HEADERS },
  server: { host: '127.0.0.1', headers: { ...HEADERS, 'Content-Security-Policy': '' } },
  test: { include: ['tests/unit/**/*.test.ts'], environment: 'node' },
});
