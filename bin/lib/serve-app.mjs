// The built app on a server of its own, for tests and the command line.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, preview } from 'vite';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Serves `dist/` as `npm start` does, on this port or else on a free one; builds it first where it was never built. */
export async function serveApp(port = 0) {
  if (!existsSync(join(ROOT, 'dist/index.html'))) await build({ root: ROOT, logLevel: 'error' });
  const server = await preview({ root: ROOT, preview: { port, strictPort: port !== 0 }, logLevel: 'error' });
  const url = server.resolvedUrls?.local[0];
  if (!url) throw new Error('The preview server told no address.');
  return { url: url.replace('localhost', '127.0.0.1'), close: () => server.close() };
}
