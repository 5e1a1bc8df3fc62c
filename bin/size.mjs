#!/usr/bin/env node
/**
 * Whether the built app keeps its size budgets and can lie on any static host: no file too large for one, no address that
 * leads to the host's root, no engine among what the first paint waits for. Prints the sizes.
 *
 * usage:
 *   node bin/size.mjs [DIR]
 *
 * DIR   the built app (default dist); `npm run build` makes it
 *
 * exit: 0 all is well, 1 it is not (each problem is one line on standard error)
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brokenBudgets, kilobytes, measureSizes } from './lib/hosting/budgets.mjs';
import { checkBuild } from './lib/hosting/check-build.mjs';

const dist = process.argv[2] ? resolve(process.argv[2]) : fileURLToPath(new URL('../dist', import.meta.url));

function run() {
  if (!existsSync(join(dist, 'index.html'))) return [`There is no app in ${dist}. Build it first: npm run build`];
  const sizes = measureSizes(dist);
  for (const { name, bytes, maxBytes } of sizes) {
    console.log(`${name.padEnd(30)}${kilobytes(bytes).padStart(11)} of ${kilobytes(maxBytes).padStart(9)} gzip`);
  }
  return [...brokenBudgets(sizes), ...checkBuild(dist)];
}

const problems = run();
for (const problem of problems) console.error(problem);
if (problems.length === 0) console.log('Every budget is kept, and the build fits any static host.');
process.exitCode = problems.length > 0 ? 1 : 0;
