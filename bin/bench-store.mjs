#!/usr/bin/env node
// How fast the store of metrics is: real IndexedDB in headless Chromium, a million points of a month in a hundred series.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { serveStorePage } from './lib/bench-store/serve-store-page.mjs';
import { CHROMIUM_FLAGS, findChromium } from './lib/chromium.mjs';
import { commandLine, printJson } from './lib/command-line.mjs';
import { median, percentile, round } from './lib/statistics.mjs';
import { table } from './lib/turns/report.mjs';

const USAGE = `usage: node bin/bench-store.mjs [options]

  --points N   points to seed (default: 1000000)
  --days N     days they are spread over (default: 30)
  --runs N     charts to read, of a hundred series in turn, and batches to write (default: 50)
  --json       the result as JSON instead of a table

Ends with 1 when a median is beyond its limit.`;

/** The limits of issue 5, for the machine of the README. */
const WRITE_POINTS = 10_000;
const LIMITS_MS = { write: 500, read: 200 };

const log = (text) => console.error(text);

const { parse, wholeNumber } = commandLine('bench-store', USAGE);
const { values } = parse({
  points: { type: 'string', default: '1000000' },
  days: { type: 'string', default: '30' },
  runs: { type: 'string', default: '50' },
  json: { type: 'boolean', default: false },
});
const [points, days, runs] = ['points', 'days', 'runs'].map((name) => wholeNumber(values, name));

const spread = (times) => ({
  medianMs: round(median(times), 1),
  p95Ms: round(percentile(times, 0.95), 1),
  n: times.length,
});

/** Opens the page anew: what the last one had in memory is gone. */
async function visit(context, url) {
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForFunction(() => window.sottoStore !== undefined);
  return page;
}

async function measure() {
  const server = await serveStorePage();
  const profile = mkdtempSync(join(tmpdir(), 'sotto-bench-'));
  let context;
  try {
    context = await chromium.launchPersistentContext(profile, {
      executablePath: findChromium(),
      headless: false,
      args: ['--headless=new', '--disable-gpu', ...CHROMIUM_FLAGS],
    });
    log(`seeding ${points} points over ${days} days …`);
    let page = await visit(context, server.url);
    const seeded = await page.evaluate(([count, span]) => window.sottoStore.seed(count, span), [points, days]);
    const { usage } = await page.evaluate(() => navigator.storage.estimate());
    await page.close();
    log(`  ${Math.round(seeded.seconds)} s; reading …`);
    page = await visit(context, server.url);
    const read = await page.evaluate(([span, n]) => window.sottoStore.measureRead(span, n), [days, runs]);
    log('writing …');
    const write = await page.evaluate(([count, n]) => window.sottoStore.measureWrite(count, n), [WRITE_POINTS, runs]);
    return {
      points,
      days,
      series: seeded.series,
      seedSeconds: round(seeded.seconds, 1),
      storedMb: round(usage / 1e6, 1),
      write: { points: WRITE_POINTS, limitMs: LIMITS_MS.write, ...spread(write) },
      read: { days, pointsPerChart: Math.round(read.points / runs), limitMs: LIMITS_MS.read, ...spread(read.times) },
    };
  } finally {
    await context?.close();
    await server.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
  }
}

function report({ write, read, series, storedMb }) {
  const row = (what, { medianMs, p95Ms, n, limitMs }) => [
    what,
    `${medianMs} ms`,
    `${p95Ms} ms`,
    String(n),
    `< ${limitMs} ms`,
    medianMs < limitMs ? 'met' : 'missed',
  ];
  return [
    table(
      ['store', 'median', 'p95', 'n', 'limit', ''],
      [
        row(`write ${write.points} points in one transaction`, write),
        row(`read a chart of ${read.days} days out of ${points} points`, read),
      ],
    ),
    '',
    `${series} series, ${storedMb} MB on disk; a chart stands for ${read.pointsPerChart} points, with p50, p95 and p99 of each hour.`,
  ].join('\n');
}

try {
  const result = await measure();
  if (values.json) printJson(result);
  else console.log(report(result));
  if ([result.write, result.read].some(({ medianMs, limitMs }) => medianMs >= limitMs)) process.exitCode = 1;
} catch (error) {
  log(`bench-store: ${error.stack ?? error}`);
  process.exitCode = 1;
}
