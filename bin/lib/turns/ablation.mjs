// What each technique saves: the same questions with it switched off.
import { measureBoth } from './latency.mjs';
import { measureBargeIn } from './over-replies.mjs';

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

/** Interruptions with which the techniques are compared that only act over a reply. */
const INTERRUPTIONS = 8;
/** Techniques that act only there, and those that act only on what is said a second time. */
const OVER_REPLIES = ['quickPartials'];
const ON_REPEATS = ['phraseCache'];

/** All on first and last: what the machine did meanwhile shows as their difference. */
export async function measureAblation(session, pools, { n, log }) {
  const names = await techniqueNames();
  const rows = [];
  for (const name of [undefined, ...names, undefined]) {
    const query = name && `without=${name}`;
    const concerns = (techniques) => (name ? techniques.includes(name) : rows.length === 0);
    const skills = Math.ceil(n / 2);
    const times = await measureBoth(session, pools, { models: n, skills, again: concerns(ON_REPEATS), query });
    const bargeIn = concerns(OVER_REPLIES)
      ? await measureBargeIn(session, pools, { n: Math.min(n, INTERRUPTIONS), query, log: () => {} })
      : undefined;
    rows.push({ without: name, ...times, silentMs: bargeIn?.silentMs });
    log(`  without ${name ?? 'nothing'}: model ${Math.round(times.model.perceivedMs.p50)} ms`);
  }
  return rows;
}
