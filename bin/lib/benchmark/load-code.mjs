// The app's own statistics, verdicts and reports in Node: Vite turns the source into modules, as it does for the page.
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** @returns {Promise<typeof import('./code.ts')>} */
export async function loadCode() {
  const { module } = await runnerImport(fileURLToPath(new URL('code.ts', import.meta.url)), {
    root: ROOT,
    configFile: false,
    logLevel: 'error',
  });
  return module;
}
