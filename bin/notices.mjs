#!/usr/bin/env node
/**
 * Writes THIRD_PARTY_NOTICES.md from what the built app really contains: the packages whose modules the build put in, what
 * is known to lie inside them, and the models and recordings it serves.
 *
 * usage:
 *   node bin/notices.mjs [--check] [--dist DIR]
 *
 * --check     writes nothing, and fails when the file is not what it would write. Of a build without the GPL part
 *             (SOTTO_WITHOUT_GPL=1) it says so, looks for bytes of that part in every file, and reads its own notices
 * --dist DIR  the built app (default dist); `npm run build` makes it
 *
 * exit: 0 done, 1 out of date, or a part whose licence is not allowed or not given (each one line on standard error)
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gplTraces, NOTICES_IN_APP, noticesOf } from './lib/notices/parts.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FILE = join(ROOT, 'THIRD_PARTY_NOTICES.md');

const { values } = parseArgs({ options: { check: { type: 'boolean' }, dist: { type: 'string', default: 'dist' } } });
const dist = resolve(ROOT, values.dist);
const list = join(dist, '.vite/packages.json');

const isSame = (file, text) => existsSync(file) && readFileSync(file, 'utf8') === text;

/** A build that leaves the GPL part out has notices of its own: those of the project are of the whole. */
function checkWithoutGpl({ text, offences, packages, models }) {
  const found = [...offences, ...gplTraces(dist)];
  if (!values.check) found.push(`${values.dist} leaves the GPL part out. Write the notices from a whole build.`);
  if (!isSame(join(dist, NOTICES_IN_APP), text)) {
    found.push(
      `${NOTICES_IN_APP} is not what the built app contains. Build it anew: SOTTO_WITHOUT_GPL=1 npm run build`,
    );
  }
  if (found.length === 0) {
    console.log(
      `No GPL code is in ${values.dist}; ${NOTICES_IN_APP} is up to date: ${packages} packages, ${models} models.`,
    );
  }
  return found;
}

function run() {
  if (!existsSync(list)) return [`There is no ${list}. Build the app first: npm run build`];
  const notices = noticesOf(ROOT, dist);
  if (!notices.withGpl) return checkWithoutGpl(notices);
  const { text, offences, packages, models } = notices;
  if (!values.check) writeFileSync(FILE, text);
  else if (!isSame(FILE, text)) {
    offences.push('THIRD_PARTY_NOTICES.md is not what the built app contains. Write it anew: npm run notices');
  }
  if (offences.length === 0) {
    const state = values.check ? 'is up to date' : 'is written';
    console.log(`THIRD_PARTY_NOTICES.md ${state}: ${packages} packages, ${models} models.`);
  }
  return offences;
}

const problems = run();
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
