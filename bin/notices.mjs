#!/usr/bin/env node
/**
 * Writes THIRD_PARTY_NOTICES.md from what the built app really contains: the packages whose modules the build put in, what
 * is known to lie inside them, and the models and recordings it serves.
 *
 * usage:
 *   node bin/notices.mjs [--check] [--dist DIR]
 *
 * --check     writes nothing, and fails when the file is not what it would write
 * --dist DIR  the built app (default dist); `npm run build` makes it
 *
 * exit: 0 done, 1 out of date, or a part whose licence is not allowed or not given (each one line on standard error)
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { collectClips, collectInside, collectModels, collectPackages } from './lib/notices/collect.mjs';
import { findOffences, renderNotices } from './lib/notices/render.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FILE = join(ROOT, 'THIRD_PARTY_NOTICES.md');

const { values } = parseArgs({ options: { check: { type: 'boolean' }, dist: { type: 'string', default: 'dist' } } });
const list = join(resolve(ROOT, values.dist), '.vite/packages.json');

function run() {
  if (!existsSync(list)) return [`There is no ${list}. Build the app first: npm run build`];
  const packages = collectPackages(ROOT, JSON.parse(readFileSync(list, 'utf8')).all);
  const parts = {
    packages,
    inside: collectInside(packages),
    models: collectModels(ROOT),
    clips: collectClips(ROOT),
  };
  const offences = findOffences(parts);
  const notices = renderNotices(parts);
  if (!values.check) writeFileSync(FILE, notices);
  else if (!existsSync(FILE) || readFileSync(FILE, 'utf8') !== notices) {
    offences.push('THIRD_PARTY_NOTICES.md is not what the built app contains. Write it anew: npm run notices');
  }
  if (offences.length === 0) {
    const state = values.check ? 'is up to date' : 'is written';
    console.log(`THIRD_PARTY_NOTICES.md ${state}: ${packages.length} packages, ${parts.models.length} models.`);
  }
  return offences;
}

const problems = run();
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
