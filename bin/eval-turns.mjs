#!/usr/bin/env node
// `npm run eval:turns`: how the conversation feels, measured from outside: the built app in headless Chromium, its
// microphone and its loudspeaker in the hands of tests/probe. One table of the goals, the split by stage, what each
// technique saves.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { commandLine } from './lib/command-line.mjs';
import { measureAblation } from './lib/turns/ablation.mjs';
import { clipPools } from './lib/turns/clips.mjs';
import { measureFirstTurn } from './lib/turns/first-turn.mjs';
import { measureModel, measureSkills } from './lib/turns/latency.mjs';
import { measureAsides, measureBargeIn, measureEcho } from './lib/turns/over-replies.mjs';
import { measurePauses } from './lib/turns/pauses.mjs';
import { report } from './lib/turns/report.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** Speech that is not part of the repository, used where it is found. */
const PUBLIC = join(ROOT, '../shared/audio/public');

const USAGE = `usage: npm run eval:turns -- [options]

  --only LIST    of latency, skills, pauses, bargein, backchannels, echo, partials, first-turn, ablation, sweep
  --clips DIR    a folder with a manifest.json instead of tests/turns/clips, which are made when they are not there
  --public DIR   clips with a manifest.json whose questions are the model row and whose other clips are added
                 (default: ../shared/audio/public where that exists, else tests/fixtures/clips)
  --without LIST techniques to switch off throughout (src/agent/techniques.ts)
  --n N          at most so many clips a section, to shorten
  --json FILE    everything measured, turn by turn; written after each section
  --report FILE  measures nothing, and prints what such a file holds`;

const log = (text) => console.error(text);

/**
 * Key in the results, how each section is measured, and its clips (visits, for the first turn): rates want 100 of them, and
 * all sections together less than an hour. Partials come with the replies of the language model.
 */
const SECTIONS = {
  latency: ['model', measureModel, 36],
  skills: ['skills', measureSkills, 44],
  pauses: ['pauses', measurePauses, 104],
  bargein: ['bargein', measureBargeIn, 36],
  backchannels: ['backchannels', measureAsides, 104],
  echo: ['echo', measureEcho, 15],
  partials: ['model', measureModel, 36],
  'first-turn': ['firstTurn', measureFirstTurn, 5],
  ablation: ['ablation', measureAblation, 10],
};

const { wrongUse, parse, wholeNumber, readJson } = commandLine('eval-turns', USAGE);
const { values } = parse({
  only: { type: 'string' },
  clips: { type: 'string' },
  public: { type: 'string' },
  without: { type: 'string' },
  json: { type: 'string' },
  n: { type: 'string' },
  report: { type: 'string' },
});
if (values.report) {
  console.log(report(readJson(values.report)));
  process.exit(0);
}
const names = values.only?.split(',').map((name) => name.trim()) ?? [...Object.keys(SECTIONS), 'sweep'];
for (const name of names) if (name !== 'sweep' && !SECTIONS[name]) wrongUse(`there is no section ${name}.`);
const most = wholeNumber(values, 'n') ?? Number.POSITIVE_INFINITY;

const results = { when: new Date().toISOString(), seconds: {} };

async function measureLive() {
  const publicClips = values.public ?? (!values.clips && existsSync(PUBLIC) ? PUBLIC : undefined);
  const pools = clipPools({ clips: values.clips, publicClips, log });
  const { Session } = await import('./lib/session.mjs');
  const session = await Session.open({ log, warm: false });
  results.version = session.version;
  try {
    for (const name of names.filter((wanted) => wanted !== 'sweep')) {
      const [key, measure, clips] = SECTIONS[name];
      if (results[key]) continue;
      log(`${name} …`);
      const startMs = performance.now();
      const without = [name === 'latency' || name === 'partials' ? 'phraseCache' : undefined, values.without];
      const query = without.some(Boolean) ? `without=${without.filter(Boolean).join(',')}` : undefined;
      results[key] = await measure(session, pools, { n: Math.min(clips, most), query, log });
      results.seconds[name] = Math.round((performance.now() - startMs) / 1000);
      log(`  ${results.seconds[name]} s`);
      save();
    }
    results.problems = session.problems;
    for (const problem of session.problems) log(`page: ${problem}`);
  } finally {
    await session.close();
  }
}

async function measureSweep() {
  log('sweep of the judges, from kept evidence …');
  const { collectEvidence, keptEvidence, readClips, sweep, sweepTable } = await import('./lib/turn-sweep.mjs');
  const heard = (folder) =>
    collectEvidence(
      readClips(folder).filter(({ half }) => half !== 'tune'),
      log,
    );
  const evidence = values.clips
    ? await heard(values.clips)
    : await keptEvidence(join(ROOT, 'tests/turns/evidence/test.json'), () => heard(join(ROOT, 'tests/turns/clips')));
  results.sweep = sweepTable(await sweep(evidence));
}

/** What is there so far: a run that breaks off leaves its sections behind. */
function save() {
  if (values.json) writeFileSync(values.json, `${JSON.stringify(results, null, 1)}\n`);
}

try {
  if (names.some((name) => name !== 'sweep')) await measureLive();
  if (names.includes('sweep')) await measureSweep();
  save();
  console.log(report(results));
} catch (error) {
  log(`eval-turns: ${error.stack ?? error}`);
  process.exitCode = 1;
}
