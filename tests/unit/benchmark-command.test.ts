import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { progressText } from '../../bin/lib/benchmark/progress-line.mjs';
import { roundPlan } from '../../bin/lib/benchmark/round-plan.mjs';
import { verdictsText } from '../../bin/lib/benchmark/run-table.mjs';
import { asBaseline } from '../../bin/lib/benchmark/saved-run.mjs';
import { UnfitInput } from '../../bin/lib/benchmark/unfit-input.mjs';
import { brokenResults, judge } from '../../bin/lib/benchmark/verdict.mjs';
import { OPTIONS, wantedOf } from '../../bin/lib/benchmark/wanted.mjs';
import { differences } from '../../src/perf/benchmark/fingerprint';
import { formatChange, formatDuration, formatValue } from '../../src/perf/benchmark/report/figures';
import { type BenchmarkPlan, type BenchmarkRun, type SampleSeries, SUITES } from '../../src/store/benchmark-run';
import { COMPONENTS } from '../../src/store/metric';

const PLAN: BenchmarkPlan = {
  suites: ['components', 'latency'],
  components: [],
  componentIterations: 100,
  endToEndIterations: 20,
  warmUps: 2,
  durationS: 60,
  concurrency: 10,
  users: 10,
  timeoutS: 300,
  coldLoads: false,
  seed: 1,
};
const SMOKE: BenchmarkPlan = { ...PLAN, suites: ['components'], componentIterations: 3 };

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sotto-command-'));
  mkdirSync(join(folder, 'built'));
  writeFileSync(join(folder, 'built', 'index.html'), '');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a command line asks for; wrong use throws its message. */
function wanted(...args: string[]) {
  const { values } = parseArgs({ args, options: OPTIONS });
  const checkPlan = ({ durationS }: BenchmarkPlan) => (durationS > 1000 ? 'That is too long.' : undefined);
  const vocabulary = { suites: SUITES, components: COMPONENTS, plan: PLAN, smokePlan: SMOKE, checkPlan };
  return wantedOf(values, vocabulary, (message: string) => {
    throw new Error(message);
  });
}

describe('what the flags ask for', () => {
  it('is the usual plan as a table without any', () => {
    expect(wanted()).toMatchObject({ plan: PLAN, format: 'table', label: '', ci: false, rounds: 8 });
  });

  it('takes tests and components by commas and repeated, in the order they are run', () => {
    expect(wanted('--test', 'soak,memory', '--test', 'latency').plan.suites).toEqual(['latency', 'memory', 'soak']);
    expect(wanted('--test', 'all').plan.suites).toEqual(SUITES);
    expect(wanted('--component', 'stt, vad').plan).toMatchObject({
      suites: ['components'],
      components: ['stt', 'vad'],
    });
  });

  it('puts every number into the plan', () => {
    const args = '--iterations 7 --duration 30 --concurrent 5 --users 3 --seed 42 --cold'.split(' ');
    expect(wanted(...args).plan).toEqual({
      ...PLAN,
      componentIterations: 7,
      durationS: 30,
      concurrency: 5,
      users: 3,
      seed: 42,
      coldLoads: true,
    });
  });

  it('means questions too by iterations where latency is named', () => {
    expect(wanted('--iterations', '7', '--test', 'latency').plan.endToEndIterations).toBe(7);
    expect(wanted('--iterations', '7', '--test', 'all').plan.endToEndIterations).toBe(20);
  });

  it('is the short plan with --ci alone, and only alone', () => {
    expect(wanted('--ci').plan).toEqual(SMOKE);
    expect(wanted('--ci', '--test', 'latency').plan.componentIterations).toBe(100);
  });

  it('takes the format of the ending, or the one that is named', () => {
    expect(wanted('--output', join(folder, 'run.html')).format).toBe('html');
    expect(wanted('--output', join(folder, 'run.html'), '--format', 'json').format).toBe('json');
    expect(wanted('--output', join(folder, 'run.txt')).format).toBe('table');
  });

  it('takes another built app, and compares what is quickest to tell', () => {
    const { against, plan } = wanted('--against', join(folder, 'built'));
    expect(against).toBe(join(folder, 'built'));
    expect(plan.suites).toEqual(['components', 'latency']);
  });

  it.each([
    [['--test', 'speed'], /^there is no test speed; there are components, .*, all\.$/],
    [['--test', 'latency,'], /^there is no test ""/],
    [['--component', 'ears'], /^there is no component ears; there are capture, /],
    [['--iterations', '0'], /^--iterations 0: a whole number of 1 or more is needed\.$/],
    [['--iterations', '1e3'], /^--iterations 1e3: /],
    [['--duration', '2.5'], /^--duration 2\.5: /],
    [['--duration', '2000'], /^That is too long\.$/],
    [['--concurrent', 'many'], /^--concurrent many: /],
    [['--users', ''], /^--users : /],
    [['--seed', '99999999999999999999'], /^--seed 9+: /],
    [['--format', 'pdf'], /^there is no format pdf; there are table, json, csv, html, zip\.$/],
    [['--format', 'zip'], /^--format zip needs --output FILE\.$/],
    [['--output', '/nowhere/run.json'], /^--output \/nowhere\/run\.json: there is no folder \/nowhere\.$/],
    [['--output', tmpdir()], /^--output \S+: this is a folder\.$/],
    [['--against', tmpdir()], /^--against \S+: this is no built app, it has no index\.html\.$/],
    [['--against', '.', '--baseline', 'run.json'], /^--against compares two builds in one session/],
    [['--rounds', '3'], /^--rounds goes with --against\.$/],
    [['--from', 'run.json', '--test', 'all'], /^--from shows a run that is over: it takes no --test\.$/],
    [['--from', 'run.json', '--cold'], /^--from .* it takes no --cold\.$/],
  ])('refuses %j', (args, message) => {
    expect(() => wanted(...args)).toThrow(message);
  });

  it('refuses a report of two builds', () => {
    expect(() => wanted('--against', join(folder, 'built'), '--format', 'html')).toThrow(/^--against prints a table/);
    expect(() => wanted('--against', join(folder, 'built'), '--rounds', '1')).toThrow(/^--rounds 1: .* 2 or more/);
  });
});

const series = (more: Partial<SampleSeries> = {}): SampleSeries => ({
  id: 'vad.frame',
  suite: 'components',
  component: 'vad',
  title: 'A frame',
  unit: 'ms',
  better: 'less',
  temperature: 'warm',
  status: 'measured',
  note: undefined,
  warmUps: 2,
  samples: [1, 2, 3],
  errors: 0,
  parts: undefined,
  ...more,
});

const run = (more: Partial<BenchmarkRun> = {}): BenchmarkRun => ({
  schema: 1,
  id: 'made',
  startedAtMs: 0,
  endedAtMs: 1000,
  label: '',
  origin: 'command',
  plan: SMOKE,
  fingerprint: {
    appVersion: '1.2.3',
    commit: 'abc',
    browser: 'Chromium 1',
    os: 'Linux',
    cores: 2,
    memoryGb: undefined,
    isolated: true,
    threads: 2,
    gpu: undefined,
    backends: { stt: 'wasm' },
    models: { stt: 'whisper 1' },
    settingsHash: '0',
  },
  disturbances: [],
  referenceMs: [1],
  memorySource: undefined,
  series: [series()],
  ...more,
});

describe('whether a run is sound', () => {
  it('is, with what is not built yet', () => {
    expect(brokenResults(run({ series: [series(), series({ status: 'not-built', samples: [] })] }))).toEqual([]);
  });

  it.each([
    [{ status: 'failed', note: 'no model' } as const, 'vad.frame failed: no model'],
    [{ status: 'timed-out' } as const, 'vad.frame took too long.'],
    [{ samples: [] }, 'vad.frame has no samples.'],
    [{ samples: [1, Number.NaN] }, 'vad.frame has samples that are no numbers.'],
    [{ errors: 1 }, 'vad.frame: 1 of 4 attempts failed.'],
  ])('is not with %j', (more, sentence) => {
    expect(brokenResults(run({ series: [series({ id: 'stt.final.3s' }), series(more)] }))).toEqual([sentence]);
  });

  it('is not when a suite measured nothing', () => {
    const plan = { ...SMOKE, suites: [...SMOKE.suites, 'latency' as const] };
    expect(brokenResults(run({ plan }))).toEqual(['The suite latency measured nothing.']);
  });
});

describe('whether a run is good enough', () => {
  const sla = [
    { name: 'Requests', limit: '95 %', value: '80 %', met: false },
    { name: 'Growth', limit: '1 GB', value: 'not measured', met: undefined },
  ];
  const verdicts = [{ seriesId: 'vad.frame', verdict: 'regressed', why: 'it is slower.' }];

  it('judges speed in --ci only', () => {
    expect(judge({ run: run(), verdicts, sla, ci: false })).toEqual({
      failures: [],
      remarks: ['vad.frame regressed: it is slower.'],
    });
    expect(judge({ run: run(), verdicts, sla, ci: true })).toEqual({
      failures: ['Requests: 80 %, and the limit is 95 %.', 'vad.frame regressed: it is slower.'],
      remarks: [],
    });
  });

  it('fails a disturbed run, but for a check of the results alone', () => {
    const disturbed = run({ disturbances: [{ atMs: 1, kind: 'pressure', detail: 'compute pressure became serious' }] });
    const told = ['Disturbed: compute pressure became serious.'];
    expect(judge({ run: disturbed, verdicts: undefined, sla: [], ci: false }).failures).toEqual(told);
    expect(judge({ run: disturbed, verdicts: [], sla: [], ci: true }).failures).toEqual(told);
    expect(judge({ run: disturbed, verdicts: undefined, sla: [], ci: true })).toEqual({ failures: [], remarks: told });
  });
});

describe('a baseline', () => {
  const base = run({ label: 'monday' });
  it('may be of another build, and says of which', () => {
    const now = { ...base.fingerprint, appVersion: '1.3.0', commit: undefined };
    const { label } = asBaseline('base.json', base, now, { differences });
    expect(label).toBe('monday, build 1.2.3 abc');
  });

  it('may be of nothing else, and names what differs', () => {
    const now = { ...base.fingerprint, cores: 8, models: { stt: 'whisper 2' } };
    const take = () => asBaseline('base.json', base, now, { differences });
    expect(take).toThrow(UnfitInput);
    expect(take).toThrow(
      /^base\.json: .*\n {2}cores: 2 there, 8 here\n {2}models\.stt: whisper 1 there, whisper 2 here$/,
    );
  });
});

it('splits a plan into rounds that take together what it asks for', () => {
  expect(roundPlan(PLAN, 3)).toEqual({ ...PLAN, componentIterations: 34, endToEndIterations: 7, durationS: 20 });
});

describe('what is printed', () => {
  const code = { formatChange, formatValue };

  it('says how far it is', () => {
    const progress = {
      suite: 'latency',
      title: 'Tell me a joke',
      done: 3,
      total: 8,
      elapsedS: 61,
      paused: false,
    } as const;
    expect(progressText({ ...progress, etaS: 9.6 }, formatDuration)).toBe(
      ' 37 %  latency: Tell me a joke  (1 min 1 s, about 10 s left)',
    );
    expect(progressText({ ...progress, etaS: undefined, paused: true }, formatDuration)).toMatch(
      /\(1 min 1 s\) {2}waiting: the page is hidden$/,
    );
  });

  it('counts what is within noise and shows the rest', () => {
    const verdict = { seriesId: 'a', title: 'A', unit: 'ms', verdict: 'within-noise', why: '' };
    const regressed = {
      ...verdict,
      seriesId: 'b',
      verdict: 'regressed',
      why: 'it is slower.',
      baseMedian: 100,
      runMedian: 120,
      baseN: 20,
      runN: 21,
      change: 0.2,
      interval: [0.15, 0.25],
      adjustedP: 0.00123,
    };
    expect(verdictsText([verdict], code)).toBe('1 of 1 series within noise.');
    expect(verdictsText([verdict, regressed], code)).toContain(
      '| b | 100 ms (n=20) | 120 ms (n=21) | +20 % | +15 % to +25 % | 0.0012 | regressed: it is slower. |',
    );
  });
});
