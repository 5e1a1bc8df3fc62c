// What the flags of `npm run sotto -- benchmark` ask for, in the words of `node:util`'s parseArgs, and the plan they make.
import { existsSync, statSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';

export const FORMATS = ['table', 'json', 'csv', 'html', 'zip'];
/** Of `--against`: enough that what drifts over a session is in both builds alike. */
const ROUNDS = 8;

const text = { type: 'string' };
const several = { type: 'string', multiple: true };
const yes = { type: 'boolean', default: false };

/** @type {NonNullable<import('node:util').ParseArgsConfig['options']>} */
export const OPTIONS = {
  test: several,
  component: several,
  iterations: text,
  duration: text,
  concurrent: text,
  users: text,
  cold: yes,
  seed: text,
  label: text,
  format: text,
  output: text,
  baseline: text,
  ci: yes,
  against: text,
  rounds: text,
  from: text,
};

/** What sets how it is measured: of no use for a run that is over. */
const OF_MEASURING = [
  ...['test', 'component', 'iterations', 'duration', 'concurrent', 'users', 'cold', 'seed', 'label', 'against'],
  'rounds',
];

const listed = (values = []) => values.flatMap((value) => value.split(',')).map((value) => value.trim());

/**
 * @param values of parseArgs.
 * @param vocabulary `suites`, `components`: the names there are. `plan`: what is measured without flags, of which `suites`
 * may be narrowed. `smokePlan`: the short one. `checkPlan`: says what is out of bounds.
 * @param wrongUse names what is wrong and does not return.
 * @returns `plan`, and what is to be done with its run.
 */
export function wantedOf(values, { suites, components, plan, smokePlan, checkPlan }, wrongUse) {
  const whole = (option, least = 1) => {
    if (values[option] === undefined) return undefined;
    const value = Number(values[option]);
    if (/^\d+$/.test(values[option]) && Number.isSafeInteger(value) && value >= least) return value;
    return wrongUse(`--${option} ${values[option]}: a whole number of ${least} or more is needed.`);
  };
  const known = (option, names, kind, chosen = listed(values[option])) => {
    const stranger = chosen.find((name) => !names.includes(name));
    if (stranger === undefined) return chosen;
    return wrongUse(`there is no ${kind} ${stranger || '""'}; there are ${names.join(', ')}.`);
  };
  checkTogether(values, wrongUse);
  const tests = known('test', [...suites, 'all'], 'test');
  const wanted = {
    components: known('component', components, 'component'),
    iterations: whole('iterations'),
    durationS: whole('duration'),
    concurrency: whole('concurrent'),
    users: whole('users'),
    seed: whole('seed', 0),
  };
  const chosen = planOf(
    { ...wanted, tests, cold: values.cold, short: isSmoke(values) },
    { suites, plan, smokePlan },
    values,
  );
  const outOfBounds = checkPlan(chosen);
  if (outOfBounds !== undefined) wrongUse(outOfBounds);
  return {
    plan: chosen,
    format: formatOf(values, wrongUse),
    output: outputOf(values, wrongUse),
    label: values.label ?? '',
    ci: values.ci,
    baseline: values.baseline,
    from: values.from,
    against: againstOf(values, wrongUse),
    rounds: whole('rounds', 2) ?? ROUNDS,
  };
}

/** `--ci` alone: a check that results are sound, in a few minutes. */
const isSmoke = ({ ci, test, component, against }) => ci && !test && !component && against === undefined;

function planOf(
  { tests, components, iterations, durationS, concurrency, users, seed, cold, short },
  { suites, plan, smokePlan },
  values,
) {
  const base = short ? smokePlan : plan;
  const suitesOf = () => {
    if (tests.includes('all')) return suites;
    if (tests.length) return suites.filter((suite) => tests.includes(suite));
    // Two builds are compared by what is quickest to tell.
    if (components.length) return ['components'];
    return values.against === undefined ? base.suites : ['components', 'latency'];
  };
  return {
    ...base,
    suites: [...suitesOf()],
    components,
    ...(iterations === undefined ? {} : { componentIterations: iterations }),
    ...(iterations === undefined || !tests.includes('latency') ? {} : { endToEndIterations: iterations }),
    ...(durationS === undefined ? {} : { durationS }),
    ...(concurrency === undefined ? {} : { concurrency }),
    ...(users === undefined ? {} : { users }),
    ...(seed === undefined ? {} : { seed }),
    coldLoads: cold || base.coldLoads,
  };
}

/** Flags that contradict each other. */
function checkTogether(values, wrongUse) {
  if (values.from !== undefined) {
    const idle = OF_MEASURING.find((option) => values[option] !== undefined && values[option] !== false);
    if (idle) wrongUse(`--from shows a run that is over: it takes no --${idle}.`);
  }
  if (values.against !== undefined && values.baseline !== undefined) {
    wrongUse('--against compares two builds in one session: it takes no --baseline.');
  }
  if (values.against === undefined && values.rounds !== undefined) wrongUse('--rounds goes with --against.');
}

function formatOf({ format, output, against }, wrongUse) {
  const ending = extname(output ?? '').slice(1);
  const chosen = format ?? (FORMATS.includes(ending) ? ending : 'table');
  if (!FORMATS.includes(chosen)) wrongUse(`there is no format ${chosen}; there are ${FORMATS.join(', ')}.`);
  if (chosen === 'zip' && output === undefined) wrongUse('--format zip needs --output FILE.');
  if (against !== undefined && !['table', 'json'].includes(chosen)) {
    wrongUse(`--against prints a table or json, no ${chosen}.`);
  }
  return chosen;
}

/** Found out before anything is measured: minutes of work would be lost for a wrong path. */
function outputOf({ output }, wrongUse) {
  if (output === undefined) return undefined;
  if (!existsSync(dirname(output))) wrongUse(`--output ${output}: there is no folder ${dirname(output)}.`);
  if (existsSync(output) && statSync(output).isDirectory()) wrongUse(`--output ${output}: this is a folder.`);
  return output;
}

function againstOf({ against }, wrongUse) {
  if (against === undefined || existsSync(join(against, 'index.html'))) return against;
  return wrongUse(`--against ${against}: this is no built app, it has no index.html.`);
}
