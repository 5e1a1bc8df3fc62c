#!/usr/bin/env node
// How soon Sotto can be talked to when it is opened again: the browser is started anew each time, the models lie on the disk.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { commandLine } from './lib/command-line.mjs';
import { coresBusyPercent } from './lib/start/cores-busy.mjs';
import { startReport, summariseStarts } from './lib/start/report.mjs';
import { Restarts } from './lib/start/restarts.mjs';

const USAGE = `usage: node bin/bench-start.mjs [options]

  --n N          starts that count (default: 7)
  --settle S     seconds that the machine is watched, doing nothing, before each start (default: 3)
  --busy P       waits up to two minutes before each start until other work takes less than so many per cent of all cores
                 (default: 15)
  --json FILE    writes everything that was measured there as well

Prints a Markdown table. Ends with 1 where the median start takes more than 5 s. Takes about two minutes.`;

const { parse, wholeNumber } = commandLine('bench-start', USAGE);
const { values } = parse({
  n: { type: 'string', default: '7' },
  settle: { type: 'string', default: '3' },
  busy: { type: 'string', default: '15' },
  json: { type: 'string' },
});
const n = wholeNumber(values, 'n');
const settleS = wholeNumber(values, 'settle');
const maxBusyPercent = wholeNumber(values, 'busy');
const WAIT_FOR_QUIET_MS = 120_000;
const log = (text) => console.error(text);

/** Watches the machine until it is quiet, or for as long as that is worth waiting for. @returns per cent of all cores that are busy */
async function quiet() {
  const untilMs = performance.now() + WAIT_FOR_QUIET_MS;
  for (;;) {
    const busyPercent = await coresBusyPercent(settleS);
    if (busyPercent === undefined || busyPercent < maxBusyPercent || performance.now() > untilMs) return busyPercent;
    log(`  other work takes ${busyPercent} % of the cores; waiting …`);
  }
}

const restarts = await Restarts.open({ log });
const rows = [];
try {
  // The first start after setting up fills the browser's cache of compiled code; it does not count.
  for (let i = 0; i <= n; i++) {
    const busyPercent = await quiet();
    const row = { ...(await restarts.start()), busyPercent };
    if (i > 0) rows.push(row);
    log(
      `  ${i === 0 ? 'not counted' : `${i} of ${n}`}: ready after ${Math.round(row.readyMs)} ms, listening ` +
        `${Math.round(row.listeningMs)} ms after the press; ${busyPercent} % of the cores were busy before`,
    );
  }
} finally {
  await restarts.close();
}
const machine = {
  cores: cpus().length,
  processor: cpus()[0]?.model ?? 'unknown',
  browser: execFileSync(restarts.browserPath, ['--version'], { encoding: 'utf8' }).trim(),
  loadAverage: loadavg()[0],
};
const summary = summariseStarts(rows);
if (values.json) writeFileSync(values.json, `${JSON.stringify({ machine, rows, summary }, null, 2)}\n`);
console.log(startReport({ machine, rows, summary }));
process.exit(summary.withinGoal ? 0 : 1);
