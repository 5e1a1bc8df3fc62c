// A harness page of tests/e2e on a server of its own, built and served as the app is: same bundler, same headers.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, preview } from 'vite';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/**
 * @param {string} page from the root of the project, as `tests/e2e/benchmark-harness.html`
 * @returns {Promise<{ url: string, close: () => Promise<void> }>} the page's address
 */
export async function serveHarness(page) {
  const outDir = mkdtempSync(join(tmpdir(), 'sotto-harness-'));
  await build({
    root: ROOT,
    publicDir: false,
    logLevel: 'error',
    build: { outDir, emptyOutDir: true, rolldownOptions: { input: join(ROOT, page) } },
  });
  const server = await preview({
    root: ROOT,
    build: { outDir },
    preview: { port: 0, strictPort: false },
    logLevel: 'error',
  });
  const base = server.resolvedUrls?.local[0]?.replace('localhost', '127.0.0.1');
  if (!base) throw new Error('The preview server told no address.');
  return {
    url: `${base}${page}`,
    close: async () => {
      await server.close();
      rmSync(outDir, { recursive: true, force: true });
    },
  };
}
