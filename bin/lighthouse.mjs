#!/usr/bin/env node
/**
 * Lighthouse over the built app, as it is served and with the Chromium that the tests use: its three scores, and every
 * finding that costs one of them.
 *
 * usage:
 *   node bin/lighthouse.mjs [--desktop] [--dist DIR] [--save FILE.html]
 *
 * --desktop         a desktop's screen and network; without it a mid-range phone on 4G, as Lighthouse simulates it
 * --dist DIR        the built app (default dist)
 * --save FILE.html  Lighthouse's own report
 *
 * exit: 0 measured (a low score is no failure), 1 Lighthouse could not measure
 */
import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { chromium } from 'playwright';
import { CHROMIUM_FLAGS, findChromium } from './lib/chromium.mjs';
import { serveApp } from './lib/serve-app.mjs';

/** Fetched by npx when this is run: it brings 200 packages that nothing else here needs. 13 wants Node 22. */
const LIGHTHOUSE = 'lighthouse@12.8.2';
const CATEGORIES = ['performance', 'accessibility', 'best-practices'];
const { values } = parseArgs({
  options: { desktop: { type: 'boolean' }, dist: { type: 'string' }, save: { type: 'string' } },
});

/** The findings of a category that cost it points, the dearest first. */
function findings(category, audits) {
  return category.auditRefs
    .filter(({ weight }) => weight > 0)
    .map(({ id, weight }) => ({ ...audits[id], weight }))
    .filter(({ score }) => score !== null && score < 1)
    .sort((a, b) => b.weight * (1 - b.score) - a.weight * (1 - a.score));
}

/** Where on the page a finding is, for those that say so. */
function places(audit) {
  const items = audit.details?.items ?? [];
  return items.slice(0, 5).flatMap((item) => item.node?.selector ?? item.url ?? item.description ?? []);
}

function print({ categories, audits, fetchTime, lighthouseVersion }) {
  const device = values.desktop ? 'desktop' : 'simulated phone on 4G';
  console.log(`Lighthouse ${lighthouseVersion}, ${device}, ${fetchTime.slice(0, 10)}\n`);
  for (const id of CATEGORIES) {
    const category = categories[id];
    console.log(`${category.title.padEnd(16)}${String(Math.round((category.score ?? 0) * 100)).padStart(4)}`);
    for (const audit of findings(category, audits)) {
      const shown = audit.displayValue ? `: ${audit.displayValue}` : '';
      console.log(`    ${audit.id} ${Math.round(audit.score * 100)}${shown}  (${audit.title})`);
      for (const place of places(audit)) console.log(`        ${place}`);
    }
  }
}

const profile = mkdtempSync(join(tmpdir(), 'sotto-lighthouse-'));
const server = await serveApp(0, values.dist);
const browser = await chromium.launchPersistentContext(profile, {
  executablePath: findChromium(),
  headless: false,
  args: ['--headless=new', '--disable-gpu', '--remote-debugging-port=0', ...CHROMIUM_FLAGS],
  viewport: null,
});
try {
  // Where Chromium says which port it took.
  const [port] = readFileSync(join(profile, 'DevToolsActivePort'), 'utf8').split('\n');
  const report = join(profile, 'lighthouse');
  // Not the synchronous one: the app is served by this process.
  await promisify(execFile)('npx', [
    '--yes',
    LIGHTHOUSE,
    server.url,
    `--port=${port}`,
    `--only-categories=${CATEGORIES.join(',')}`,
    ...(values.desktop ? ['--preset=desktop'] : []),
    '--output=json',
    '--output=html',
    `--output-path=${report}`,
    '--quiet',
    '--no-enable-error-reporting',
  ]);
  const result = JSON.parse(readFileSync(`${report}.report.json`, 'utf8'));
  if (result.runtimeError) throw new Error(result.runtimeError.message);
  print(result);
  if (values.save) copyFileSync(`${report}.report.html`, values.save);
} finally {
  await browser.close();
  await server.close();
  rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
}
