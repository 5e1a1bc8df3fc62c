// The app's own statistics, verdicts and reports in Node: Vite turns the source into modules, as it does for the page.
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';

const file = (path) => fileURLToPath(new URL(path, import.meta.url));

/**
 * Nothing listens, nothing is watched. What the source imports late is still found until `close` is called.
 * @returns {Promise<{ code: typeof import('./code.ts'), close: () => Promise<void> }>}
 */
export async function loadCode() {
  const server = await createServer({
    root: file('../../../'),
    configFile: false,
    appType: 'custom',
    logLevel: 'error',
    optimizeDeps: { noDiscovery: true },
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  });
  try {
    return { code: await server.ssrLoadModule(file('code.ts')), close: () => server.close() };
  } catch (error) {
    await server.close();
    throw error;
  }
}
