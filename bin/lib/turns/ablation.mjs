// What each technique saves: the same questions with it switched off.
import { measureBoth } from './latency.mjs';

/** Techniques in the order of src/agent/techniques.ts, read from the app's own list so that none is forgotten. */
export async function techniqueNames() {
  const { createServer } = await import('vite');
  const vite = await createServer({
    configFile: false,
    server: { middlewareMode: true },
    appType: 'custom',
    optimizeDeps: { noDiscovery: true },
    logLevel: 'error',
  });
  try {
    const { ALL_ON } = await vite.ssrLoadModule('/src/agent/techniques.ts');
    return Object.keys(ALL_ON);
  } finally {
    await vite.close();
  }
}

/** All on first and last: what the machine did meanwhile shows as their difference. */
export async function measureAblation(session, pools, { n = 10, log }) {
  const names = await techniqueNames();
  const rows = [];
  for (const name of [undefined, ...names, undefined]) {
    const query = name && `without=${name}`;
    const { model, skill } = await measureBoth(session, pools, { models: n, skills: Math.ceil(n / 2), query });
    rows.push({ without: name, model, skill });
    log(`  without ${name ?? 'nothing'}: model ${Math.round(model.perceivedMs.p50)} ms`);
  }
  return rows;
}
