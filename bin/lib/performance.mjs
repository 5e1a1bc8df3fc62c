// `npm run sotto -- performance`: what the dashboard shows, read from the app itself in a headless profile that is kept.
import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Session } from './session.mjs';
import { round } from './statistics.mjs';

/** As often as the dashboard refreshes. */
const LIVE_MS = 2000;

/**
 * Opens the app in the profile and prints how it performed; live, again and again until the process is told to end.
 * @param options `lastMs`: of how long. `component`: only its figures. `exportFile`: gets all points and turns as JSON.
 * `print`: gets the figures, as an object and as a table.
 * @returns whether there was anything to tell.
 */
export async function performanceReport({ profile, lastMs, component, live, exportFile, print, log }) {
  const session = await Session.open({ profile, probe: false, warm: false, listen: false, log });
  try {
    let result = await read(session, lastMs, component);
    print(result, table(result));
    if (exportFile) {
      writeFileSync(exportFile, `${await exported(session, lastMs)}\n`);
      log(`written: ${exportFile}`);
    }
    if (live) {
      const lines = createInterface({ input: process.stdin });
      lines.on('line', (line) => line.trim() && session.type(line.trim()).catch((error) => log(error.message)));
      const ended = new Promise((resolve) => process.once('SIGINT', () => resolve('ended')));
      for (;;) {
        const wait = session.page.waitForTimeout(LIVE_MS);
        if ((await Promise.race([ended, wait])) === 'ended') break;
        result = await read(session, lastMs, component);
        print(result, table(result));
      }
      lines.close();
    }
    return result.components.length > 0;
  } finally {
    await session.close();
  }
}

/** The same interface that the dashboard and the skills use. */
function read(session, lastMs, component) {
  return session.page.evaluate(
    async ([ms, wanted]) => {
      const { monitor } = window.sotto;
      const summary = await monitor.summary({ lastMs: ms });
      const latest = async (name) =>
        (await monitor.getMetrics(name, { lastMs: ms, component: 'system' })).at(-1)?.value;
      const names = ['memory_mb', 'js_heap_mb', 'storage_mb', 'pressure', 'busy_share'];
      const system = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await latest(name)])));
      const components = summary.components.filter((each) => !wanted || each.component === wanted);
      return { ...summary, components, system };
    },
    [lastMs, component],
  );
}

/** Everything kept of that time, as the dashboard's own export writes it. */
function exported(session, lastMs) {
  return session.page.evaluate((ms) => window.sotto.exportJson(ms), lastMs);
}

function table({ fromMs, toMs, turns, failedTurns, turnsPerMinute, components, system }) {
  const figure = (value, digits = 0) => (value === undefined || value === null ? '–' : round(value, digits).toString());
  const head = ['component', 'n', 'p50 ms', 'p95 ms', 'p99 ms', 'work p50', 'errors', 'tokens/s', 'RTF'];
  const rows = components.map(({ component, operations, errors, latency, work, tokensPerSecond, realTimeFactor }) => [
    component,
    figure(latency?.count ?? operations),
    figure(latency?.p50),
    figure(latency?.p95),
    figure(latency?.p99),
    figure(work?.p50),
    figure(errors),
    figure(tokensPerSecond, 1),
    figure(realTimeFactor, 2),
  ]);
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i].length)));
  const line = (cells) => cells.map((cell, i) => (i ? cell.padStart(widths[i]) : cell.padEnd(widths[i]))).join('  ');
  const told = Object.entries(system).filter(([, value]) => value !== undefined && value !== null);
  return [
    `${turns} ${turns === 1 ? 'turn' : 'turns'} in ${figure((toMs - fromMs) / 60_000, 1)} min, ${failedTurns} failed, ${figure(turnsPerMinute, 2)} a minute`,
    '',
    ...(rows.length ? [line(head), ...rows.map(line)] : ['Nothing was measured in that time.']),
    '',
    told.map(([name, value]) => `${name} ${figure(value, 2)}`).join(', ') || 'The system has told nothing yet.',
  ].join('\n');
}
