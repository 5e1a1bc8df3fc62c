// `npm run sotto -- benchmark --against DIR`: two builds in one browser, measured in turn (A B A B), so that whatever
// becomes of the machine in the meantime happens to both.
import { Session } from '../session.mjs';
import { INTERRUPTED, onInterrupt } from './interrupt.mjs';
import { cancel, checkBenchmarks, measure } from './measure.mjs';
import { roundPlan } from './round-plan.mjs';
import { environmentText, verdictsText } from './run-table.mjs';
import { openSecondBuild } from './second-build.mjs';
import { brokenResults } from './verdict.mjs';

/**
 * Measures both builds and prints what changed from the other one to this one.
 * @returns the exit code.
 */
export async function runAgainst({ against, plan, rounds, format, ci }, { code, write, log }) {
  const session = await Session.open({ probe: false, listen: false, log });
  let other;
  try {
    await checkBenchmarks(session.page, 'The built app');
    log(`setting up ${against} …`);
    other = await openSecondBuild(session.context, against);
    await checkBenchmarks(other.page, against);
    const pages = { base: other.page, run: session.page };
    const runs = await interleaved(pages, roundPlan(plan, rounds), rounds, { code, log });
    const verdicts = code.compareInterleaved(
      runs.base.flatMap(({ series }) => series),
      runs.run.flatMap(({ series }) => series),
      plan.seed,
    );
    write(
      format === 'json' ? `${JSON.stringify({ ...runs, verdicts }, null, 2)}\n` : table(runs, verdicts, rounds, code),
    );
    if (runs.interrupted) return INTERRUPTED;
    const broken = [...runs.base, ...runs.run].flatMap(brokenResults);
    for (const sentence of new Set(broken)) log(sentence);
    const regressed = ci && verdicts.some(({ verdict }) => verdict === 'regressed');
    return broken.length || regressed ? 1 : 0;
  } finally {
    await session.close();
    await other?.close();
  }
}

/** Runs of both pages in turn; after Ctrl-C what there is, the unfinished pair left out where there is a finished one. */
async function interleaved(pages, plan, rounds, { code, log }) {
  const runs = { base: [], run: [], interrupted: false };
  let page;
  const interrupt = onInterrupt(() => page && cancel(page));
  try {
    for (let round = 1; round <= rounds && !interrupt.interrupted; round++) {
      for (const side of ['base', 'run']) {
        if (interrupt.interrupted) break;
        log(`round ${round} of ${rounds}: ${side === 'base' ? 'the other build' : 'this build'} …`);
        page = pages[side];
        await page.bringToFront();
        runs[side].push(await measure(page, plan, code));
      }
    }
  } finally {
    interrupt.release();
  }
  const whole = Math.max(1, runs.run.length - (interrupt.interrupted ? 1 : 0));
  const finished = (side) => runs[side].slice(0, whole);
  return interrupt.interrupted ? { base: finished('base'), run: finished('run'), interrupted: true } : runs;
}

function table({ base, run }, verdicts, rounds, code) {
  const disturbed = [...base, ...run].flatMap(({ disturbances }) => disturbances.map(({ detail }) => detail));
  return [
    ...(base[0] ? [`before: ${environmentText(base[0].fingerprint)}`] : []),
    ...(run[0] ? [`now:    ${environmentText(run[0].fingerprint)}`] : []),
    `Measured in turn, ${rounds} rounds each.`,
    ...[...new Set(disturbed)].map((detail) => `Disturbed: ${detail}.`),
    '',
    verdictsText(verdicts, code),
    '',
  ].join('\n');
}
