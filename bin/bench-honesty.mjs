#!/usr/bin/env node
// How far the verdicts of the benchmarks can be trusted on this device: a suite is held against itself, again and again in
// one session, and then again with one series made slower. What is called regressed or improved in the first is a false
// alarm; what is not called regressed in the second is missed.
import { loadCode } from './lib/benchmark/load-code.mjs';
import { checkBenchmarks, measure } from './lib/benchmark/measure.mjs';
import { brokenResults } from './lib/benchmark/verdict.mjs';
import { commandLine, printJson } from './lib/command-line.mjs';
import { Session } from './lib/session.mjs';
import { table } from './lib/turns/report.mjs';

/** The slowdown of issue 6. */
const FACTOR = 1.15;
const COMPARISONS = 20;
/** Samples of each side of a comparison, and the turns they are taken in: A B A B, as two builds are compared. */
const ITERATIONS = 20;
const ROUNDS_PER_SIDE = 5;
/** Those whose samples take a fraction of a second: 21 rounds of them are over within minutes. Models are loaded in the rest. */
const QUICK = ['capture', 'vad', 'route', 'tool', 'playback', 'system'];

const { parse, wholeNumber, wrongUse } = commandLine(
  'bench-honesty',
  `usage: npm run bench:honesty -- [options]
  --comparisons N        of some rounds with those between them (default ${COMPARISONS})
  --rounds N             of each side, taken in turn (default ${ROUNDS_PER_SIDE})
  --iterations N         samples of each series on each side (default ${ITERATIONS})
  --component NAME       of this component only; may be repeated (default ${QUICK.join(', ')})
  --json                 one JSON object on standard output`,
);
const { values } = parse({
  comparisons: { type: 'string' },
  iterations: { type: 'string' },
  rounds: { type: 'string' },
  component: { type: 'string', multiple: true, default: QUICK },
  json: { type: 'boolean', default: false },
});
const log = (text) => console.error(text);

const comparisons = wholeNumber(values, 'comparisons') ?? COMPARISONS;
const perSide = wholeNumber(values, 'rounds') ?? ROUNDS_PER_SIDE;
const allRounds = (comparisons + 1) * perSide;
const { code, close } = await loadCode();
const plan = {
  ...code.DEFAULT_PLAN,
  suites: ['components'],
  components: values.component,
  componentIterations: Math.ceil((wholeNumber(values, 'iterations') ?? ITERATIONS) / perSide),
};
const outOfBounds = code.checkPlan(plan);
if (outOfBounds !== undefined) wrongUse(outOfBounds);

const runs = await measureRounds();
const rounds = runs.map(({ series }) => series);
const self = code.selfComparisons(rounds, plan.seed, perSide);
const slowed = code.caughtSlowdowns(rounds, FACTOR, plan.seed, perSide);
const broken = [...new Set(runs.flatMap(brokenResults))];
if (values.json)
  printJson({ plan, fingerprint: runs[0].fingerprint, selfComparisons: self, caughtSlowdowns: slowed, broken });
else console.log(text());
for (const sentence of broken) log(sentence);
await close();
process.exitCode = broken.length ? 1 : 0;

async function measureRounds() {
  const session = await Session.open({ probe: false, listen: false, log });
  try {
    await checkBenchmarks(session.page, 'The built app');
    const measured = [];
    for (let round = 1; round <= allRounds; round++) {
      log(`round ${round} of ${allRounds} …`);
      measured.push(await measure(session.page, plan, code));
    }
    return measured;
  } finally {
    await session.close();
  }
}

function text() {
  const share = (value) => (value === undefined ? '–' : code.formatValue(value, 'share'));
  const counted = (rate) => [
    `${rate.count} of ${rate.of}`,
    share(rate.share),
    rate.interval95 ? rate.interval95.map(share).join(' to ') : '–',
  ];
  const percent = Math.round(100 * (FACTOR - 1));
  return [
    table(
      [`the suite against itself, ${self.comparisons} times`, 'count', 'share', '95 % interval'],
      [
        ['verdicts that were not "within noise"', ...counted(self.falseAlarms)],
        ['comparisons with such a verdict', ...counted(self.alarmedComparisons)],
        [`slowdowns of ${percent} % that were caught`, ...counted(slowed.caught)],
      ],
    ),
    '',
    table(
      [`slowdowns of ${percent} % caught`, 'count', 'share', '95 % interval'],
      slowed.bySeries.map(({ seriesId, ...rate }) => [seriesId, ...counted(rate)]),
    ),
    ...self.alarms.map(({ verdict }) => `${verdict.seriesId} ${verdict.verdict}: ${verdict.why}`),
    `${plan.componentIterations} samples of each series in a round, ${self.verdicts.inconclusive} verdicts inconclusive.`,
  ].join('\n');
}
