// The page of tests/peers, built and served isolated as the app is, with the packs beside it: in their parts for Sotto's own
// workers, and joined, as transformers.js and others want them. The weights are the same bytes.
import { createReadStream, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, preview, resolveConfig } from 'vite';
import { hubFile, PACKS } from '../pack-file.mjs';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const PAGE = join(ROOT, 'tests/peers');
const TYPES = {
  '.mjs': 'text/javascript',
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
};

const send = (response, bytes, type = 'application/octet-stream') => {
  response.setHeader('Content-Type', type);
  response.setHeader('Content-Length', bytes.length);
  response.end(bytes);
};

/** Serves a folder's files. */
const folder = (root) => (path, response) => {
  const file = join(root, normalize(`/${path}`));
  if (!existsSync(file) || !statSync(file).isFile()) return missing(response);
  response.setHeader('Content-Type', TYPES[extname(file)] ?? 'application/octet-stream');
  response.setHeader('Content-Length', statSync(file).size);
  createReadStream(file).pipe(response);
};

function missing(response) {
  response.statusCode = 404;
  response.end();
}

/** A pack's file in one piece. */
function joined(path, response) {
  const [id, ...rest] = path.split('/');
  const bytes = hubFile(id, rest.join('/'));
  if (bytes) send(response, bytes, TYPES[extname(path)]);
  else missing(response);
}

/** @param clips folder whose files are served under `clips/` */
const files = (clips) => {
  const routes = {
    packs: folder(PACKS),
    'peer-models': joined,
    vad: folder(join(ROOT, 'node_modules/@ricky0123/vad-web/dist')),
    ort: folder(join(ROOT, 'node_modules/onnxruntime-web/dist')),
    clips: folder(clips),
  };
  return {
    name: 'sotto-peers-files',
    configurePreviewServer(server) {
      server.middlewares.use((request, response, next) => {
        const [, route, path] = /^\/([^/]+)\/([^?]*)/.exec(request.url ?? '') ?? [];
        const serveFile = route && Object.hasOwn(routes, route) ? routes[route] : undefined;
        if (serveFile) serveFile(decodeURIComponent(path), response);
        else next();
      });
    },
  };
};

/** @returns {Promise<{ url: string, close: () => Promise<void> }>} */
export async function servePeersPage({ clips }) {
  const outDir = mkdtempSync(join(tmpdir(), 'sotto-peers-page-'));
  const { preview: app, build: built, resolve } = await resolveConfig({ root: ROOT, logLevel: 'error' }, 'build');
  const plainOrt = resolve.alias.find(({ find }) => find === 'onnxruntime-web/wasm')?.replacement;
  if (!plainOrt) throw new Error('vite.config.ts names no file for onnxruntime-web/wasm.');
  // One ONNX Runtime for both sides, the plain build: what transformers.js takes by default is a quarter slower on a CPU.
  const alias = [{ find: /^onnxruntime-web(\/wasm|\/webgpu)?$/, replacement: plainOrt }];
  const config = { root: PAGE, configFile: false, logLevel: 'error', publicDir: false };
  await build({
    ...config,
    resolve: { alias },
    worker: { format: 'es' },
    build: { outDir, emptyOutDir: true, target: built.target, assetsInlineLimit: 0, chunkSizeWarningLimit: 5000 },
  });
  // Isolated like the app, but without its security policy, which the libraries of others were not made for.
  const { 'Content-Security-Policy': _, ...headers } = app.headers;
  const server = await preview({
    ...config,
    appType: 'mpa',
    plugins: [files(clips)],
    build: { outDir },
    preview: { host: '127.0.0.1', port: 0, strictPort: false, headers },
  });
  const url = server.resolvedUrls?.local[0];
  if (!url) throw new Error('The preview server told no address.');
  return {
    url,
    close: async () => {
      await server.close();
      rmSync(outDir, { recursive: true, force: true });
    },
  };
}
