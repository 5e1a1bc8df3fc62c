// The page of this folder, built and served as the app is: with its headers, on a free port of loopback.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, preview, resolveConfig } from 'vite';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));
const APP = fileURLToPath(new URL('../../../', import.meta.url));

/** @returns {Promise<{ url: string, close: () => Promise<void> }>} */
export async function serveStorePage() {
  const outDir = mkdtempSync(join(tmpdir(), 'sotto-store-page-'));
  const { preview: app, build: built } = await resolveConfig({ root: APP, logLevel: 'error' }, 'build');
  const config = { root: FOLDER, configFile: false, logLevel: 'error' };
  await build({ ...config, build: { outDir, emptyOutDir: true, target: built.target, assetsInlineLimit: 0 } });
  const server = await preview({
    ...config,
    appType: 'mpa',
    build: { outDir },
    preview: { host: '127.0.0.1', port: 0, strictPort: false, headers: app.headers },
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
