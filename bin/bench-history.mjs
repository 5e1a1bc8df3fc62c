#!/usr/bin/env node
// How long the benchmark page takes to draw a history of 500 runs: made runs, the page by itself in headless Chromium.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { CHROMIUM_FLAGS, findChromium } from './lib/chromium.mjs';
import { commandLine, printJson } from './lib/command-line.mjs';
import { serveHarness } from './lib/serve-harness.mjs';
import { median, percentile, round } from './lib/statistics.mjs';
import { table } from './lib/turns/report.mjs';

const RUNS = 500;
/** Each another history, so that nothing of the one before is taken again. */
const ROUNDS = 20;
/** The limit of issue 6. */
const LIMIT_MS = 300;

const { parse } = commandLine('bench-history', 'usage: node bin/bench-history.mjs [--json]');
const { values } = parse({ json: { type: 'boolean', default: false } });

const server = await serveHarness('tests/e2e/benchmark-harness.html');
const profile = mkdtempSync(join(tmpdir(), 'sotto-bench-'));
let context;
try {
  context = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium(),
    headless: false,
    args: ['--headless=new', '--disable-gpu', ...CHROMIUM_FLAGS],
    viewport: { width: 1280, height: 900 },
  });
  const page = await context.newPage();
  await page.goto(server.url);
  await page.waitForFunction(() => window.benchmarkHarness !== undefined);
  const times = await page.evaluate(
    async ([runs, rounds]) => {
      const measured = [];
      // The first draws what the later ones find drawn.
      for (let seed = 0; seed <= rounds; seed++) {
        const { paintedMs } = await window.benchmarkHarness.history(runs, seed + 1);
        if (seed > 0) measured.push(paintedMs);
      }
      return measured;
    },
    [RUNS, ROUNDS],
  );
  const result = {
    runs: RUNS,
    medianMs: round(median(times), 1),
    p95Ms: round(percentile(times, 0.95), 1),
    n: times.length,
    limitMs: LIMIT_MS,
  };
  if (values.json) printJson(result);
  else {
    const { medianMs, p95Ms, n } = result;
    const met = medianMs < LIMIT_MS ? 'met' : 'missed';
    const row = [`a history of ${RUNS} runs, from its data to the painted page`, `${medianMs} ms`, `${p95Ms} ms`];
    console.log(table(['page', 'median', 'p95', 'n', 'limit', ''], [[...row, String(n), `< ${LIMIT_MS} ms`, met]]));
  }
  process.exitCode = result.medianMs < LIMIT_MS ? 0 : 1;
} finally {
  await context?.close();
  await server.close();
  rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
}
