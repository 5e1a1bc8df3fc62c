// The built app on a server of its own, for tests and the command line.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, preview } from 'vite';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Serves `dist/` as `npm start` does, on this port or else on a free one; builds it first where it was never built.
 * @param dist folder of another built app, as of an older commit, or that $SOTTO_DIST names; it is never built.
 * @param base path the app lies under, with a slash at both ends.
 */
export async function serveApp(port = 0, dist = process.env.SOTTO_DIST, base = '/') {
  if (dist === undefined && !existsSync(join(ROOT, 'dist/index.html'))) await build({ root: ROOT, logLevel: 'error' });
  const server = await preview({
    root: ROOT,
    base,
    ...(dist === undefined ? {} : { build: { outDir: resolve(dist) } }),
    preview: { port, strictPort: port !== 0 },
    logLevel: 'error',
  });
  const url = server.resolvedUrls?.local[0];
  if (!url) throw new Error('The preview server told no address.');
  return { url: url.replace('localhost', '127.0.0.1'), close: () => server.close() };
}
