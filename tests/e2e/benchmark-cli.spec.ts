import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { unzipSync } from 'fflate';
import { parseRun } from '../../src/perf/benchmark/import-run';
import type { BenchmarkRun } from '../../src/store/benchmark-run';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** What is quick and needs neither the voice nor the language model. */
const SHORT = ['--test', 'components', '--component', 'vad,route', '--iterations', '6', '--seed', '5'];

interface Run {
  exit: number;
  stdout: string;
  stderr: string;
}

/** Runs `npm run sotto -- benchmark …` without npm. */
function benchmark(...args: string[]): Promise<Run> {
  return new Promise((resolve) => {
    const options = { cwd: ROOT, maxBuffer: 50e6 };
    execFile(process.execPath, ['bin/sotto.mjs', 'benchmark', ...args], options, (error, stdout, stderr) => {
      resolve({ exit: typeof error?.code === 'number' ? error.code : error ? Number.NaN : 0, stdout, stderr });
    });
  });
}

/** The run in a text, which is one. */
function runIn(text: string): BenchmarkRun {
  const parsed = parseRun(text);
  if ('error' in parsed) throw new Error(parsed.error);
  return parsed.run;
}

let folder: string;
const file = (name: string) => join(folder, name);
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sotto-benchmark-'));
  writeFileSync(file('text.json'), 'These are words.\n');
  writeFileSync(file('other.json'), '{"turns": []}');
  writeFileSync(file('damaged.json'), '{"schema": 1, "plan": {}, "series": []}');
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));

for (const { args, words } of [
  { args: ['--fast'], words: /^sotto: .*--fast/ },
  { args: ['latency'], words: /^sotto: benchmark takes no latency\./ },
  { args: ['--test', 'speed'], words: /^sotto: there is no test speed; there are components, / },
  { args: ['--component', 'ears'], words: /^sotto: there is no component ears; there are capture, / },
  { args: ['--iterations', 'ten'], words: /^sotto: --iterations ten: a whole number of 1 or more is needed/ },
  { args: ['--iterations', '1000000'], words: /^sotto: Iterations of a component must be / },
  { args: ['--duration', '0'], words: /^sotto: --duration 0: / },
  { args: ['--concurrent', '-1'], words: /^sotto: .*--concurrent/ },
  { args: ['--users', '1.5'], words: /^sotto: --users 1\.5: / },
  { args: ['--seed', 'x'], words: /^sotto: --seed x: / },
  {
    args: ['--test', 'latency', '--component', 'stt'],
    words: /^sotto: Nothing in the chosen suites is about stt/,
  },
  { args: ['--format', 'pdf'], words: /^sotto: there is no format pdf; / },
  { args: ['--format', 'zip'], words: /^sotto: --format zip needs --output FILE/ },
  { args: ['--output', '/nowhere/run.json'], words: /^sotto: --output \S+: there is no folder / },
  { args: ['--against', 'tests'], words: /^sotto: --against \S+: this is no built app/ },
  { args: ['--rounds', '3'], words: /^sotto: --rounds goes with --against/ },
]) {
  test(`wrong use, ${args.join(' ')}: its own words, exit 2, nothing on standard output`, async () => {
    const { exit, stdout, stderr } = await benchmark(...args);
    expect(stderr).toMatch(words);
    expect(stderr).toContain('usage: npm run sotto');
    expect(stdout).toBe('');
    expect(exit).toBe(2);
  });
}

for (const { name, words } of [
  { name: 'gone.json', words: /gone\.json: there is no such file\.$/m },
  { name: '.', words: /: this is a folder, not a run\.$/m },
  { name: 'text.json', words: /text\.json: this is no run of the benchmarks: The file is no JSON/ },
  { name: 'other.json', words: /other\.json: this is no run of the benchmarks: .*no benchmark run of Sotto/ },
  { name: 'damaged.json', words: /damaged\.json: this is no run of the benchmarks: id is missing/ },
]) {
  for (const flag of ['--baseline', '--from']) {
    test(`${flag} ${name}: what is wrong with it, exit 2, nothing on standard output, nothing measured`, async () => {
      const { exit, stdout, stderr } = await benchmark(flag, file(name));
      expect(stderr).toMatch(words);
      expect(stderr).not.toContain('loading');
      expect(stdout).toBe('');
      expect(exit).toBe(2);
    });
  }
}

test('help tells of every flag', async () => {
  const { exit, stdout, stderr } = await benchmark('--help');
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
  const flags =
    'test component iterations duration concurrent users cold seed label format output baseline from against';
  for (const flag of [...flags.split(' '), 'rounds', 'ci']) expect(stdout).toContain(`--${flag} `);
});

test.describe
  .serial('a run', () => {
    // The models are loaded twice each time.
    test.describe.configure({ timeout: 180_000 });

    test('on the real pipeline is printed as JSON that can be read again', async () => {
      const { exit, stdout, stderr } = await benchmark(...SHORT, '--format', 'json', '--label', 'a test');
      const run = runIn(stdout);
      writeFileSync(file('run.json'), stdout);
      expect(run).toMatchObject({
        label: 'a test',
        origin: 'command',
        plan: { suites: ['components'], components: ['vad', 'route'], componentIterations: 6, seed: 5 },
      });
      const byId = new Map(run.series.map((series) => [series.id, series]));
      expect(byId.get('vad.frame')).toMatchObject({ status: 'measured', unit: 'ms', errors: 0 });
      expect(byId.get('route.rules')?.samples.length).toBeGreaterThanOrEqual(6);
      expect(run.referenceMs.length).toBeGreaterThan(0);
      // A busy machine disturbs a run, which is told and is no fault of the command.
      expect(exit, stderr).toBe(run.disturbances.length ? 1 : 0);
    });

    test('that was saved is shown in every format, and measured by none', async () => {
      const saved = file('run.json');
      const shown = await benchmark('--from', saved);
      expect(shown.stdout).toMatch(/^\| vad\.frame \| .* ms \|/m);
      expect(shown.stdout).toContain('| document | area | measured | its band | grade |');
      expect(shown.stderr).not.toContain('loading');

      for (const [name, looksRight] of [
        ['run.html', (bytes: Buffer) => /^<!doctype html>[\s\S]*vad\.frame/i.test(bytes.toString())],
        ['run.csv', (bytes: Buffer) => /vad\.frame/.test(bytes.toString())],
        ['run.zip', (bytes: Buffer) => Object.keys(unzipSync(bytes)).some((inner) => inner.endsWith('.html'))],
        ['again.json', (bytes: Buffer) => runIn(bytes.toString()).id === runIn(readFileSync(saved, 'utf8')).id],
      ] as const) {
        const { stdout, stderr } = await benchmark('--from', saved, '--output', file(name));
        expect(stderr).toContain(`written: ${file(name)}`);
        expect(stdout).toMatch(/^\| vad\.frame /m);
        expect(looksRight(readFileSync(file(name))), name).toBe(true);
      }
    });

    test('against itself has no regression; one that is slower fails in --ci, and tells by how much', async () => {
      const measured = runIn(readFileSync(file('run.json'), 'utf8'));
      // Ten times what no busy machine blurs.
      const series = (factor: number) =>
        measured.series.map((each) =>
          each.id === 'vad.frame' ? { ...each, samples: [1, 1.1, 1.2, 1.3, 1.4, 1.5].map((ms) => factor * ms) } : each,
        );
      const run = { ...measured, disturbances: [], referenceMs: [10, 10, 10], series: series(1) };
      writeFileSync(file('base.json'), JSON.stringify(run));
      // A baseline is of another build.
      const fingerprint = { ...run.fingerprint, commit: 'abc1234' };
      writeFileSync(file('slower.json'), JSON.stringify({ ...run, fingerprint, series: series(10) }));

      const same = await benchmark('--from', file('base.json'), '--baseline', file('base.json'), '--ci');
      expect(same.stdout, same.stderr).toContain('series within noise');
      expect(same.exit, same.stderr).toBe(0);
      const told = await benchmark('--from', file('slower.json'), '--baseline', file('base.json'));
      expect(told.stdout, told.stderr).toMatch(/^\| vad\.frame \| .*regressed/m);
      expect(told.exit, told.stderr).toBe(0);
      const failed = await benchmark('--from', file('slower.json'), '--baseline', file('base.json'), '--ci');
      expect(failed.stderr).toMatch(/^vad\.frame regressed: /m);
      expect(failed.exit).toBe(1);
    });

    test('takes no baseline that was measured on something else, and says what differs', async () => {
      const run = runIn(readFileSync(file('run.json'), 'utf8'));
      const fingerprint = { ...run.fingerprint, cores: 512, browser: 'Navigator 1.0' };
      writeFileSync(file('foreign.json'), JSON.stringify({ ...run, fingerprint }));
      const { exit, stdout, stderr } = await benchmark(...SHORT, '--baseline', file('foreign.json'));
      expect(stderr).toMatch(/foreign\.json: this run is no baseline here; it was measured on something else\./);
      expect(stderr).toMatch(/^ {2}browser: Navigator 1\.0 there, .* here$/m);
      expect(stderr).toMatch(/^ {2}cores: 512 there, \d+ here$/m);
      expect(stdout).toBe('');
      expect(exit).toBe(2);
    });
  });
