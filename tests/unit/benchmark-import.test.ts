import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { toJsonSchema } from '@valibot/to-json-schema';
import { describe, expect, it } from 'vitest';
import { parseRun } from '../../src/perf/benchmark/import-run';
import { RUN_SCHEMA, SAME_TYPES } from '../../src/perf/benchmark/run-schema';
import { SUITES } from '../../src/store/benchmark-run';
import { COMPONENTS } from '../../src/store/metric';
import { madeRun } from './made-run';

const SCHEMA_FILE = fileURLToPath(new URL('../../docs/benchmark-run.schema.json', import.meta.url));

/** The made run as text, after somebody changed it. */
function changed(change: (run: ReturnType<typeof plain>) => void): string {
  const run = plain();
  change(run);
  return JSON.stringify(run);
}

// biome-ignore lint/suspicious/noExplicitAny: what is imported may be anything, and these tests make it so.
const plain = (): Record<string, any> => JSON.parse(JSON.stringify(madeRun()));

const errorOf = (text: string) => {
  const answer = parseRun(text);
  return 'error' in answer ? answer.error : undefined;
};

describe('an imported run', () => {
  it('is the one that was exported, what is missing included', () => {
    const run = madeRun();
    expect(parseRun(JSON.stringify(run, undefined, 2))).toStrictEqual({ run });
  });

  it('may have fields that this version does not know, which are dropped', () => {
    const text = changed((run) => {
      run.$schema = './benchmark-run.schema.json';
      run.plan.colour = 'red';
    });
    expect(parseRun(text)).toStrictEqual({ run: madeRun() });
  });

  it('holds the places of the catalogue', () => {
    expect(SAME_TYPES).toBe(true);
    for (const suite of SUITES) expect(errorOf(changed((run) => (run.plan.suites = [suite])))).toBeUndefined();
    for (const each of COMPONENTS) expect(errorOf(changed((run) => (run.series[0].component = each)))).toBeUndefined();
  });
});

describe('a bad file', () => {
  it('gets one sentence that names the place', () => {
    const cases: [change: Parameters<typeof changed>[0], error: string][] = [
      [(run) => (run.series[3].samples[7] = 'fast'), 'series[3].samples[7] is no number.'],
      [(run) => (run.series[3].samples[7] = null), 'series[3].samples[7] is no number.'],
      [(run) => (run.series[2].samples = 'none'), 'series[2].samples is no list.'],
      [(run) => delete run.series[2].unit, 'series[2].unit is missing.'],
      [(run) => delete run.plan.seed, 'plan.seed is missing.'],
      [(run) => (run.schema = 2), 'schema is not 1, the only version there is.'],
      [(run) => (run.origin = 'moon'), 'origin is none of "page", "command", "program".'],
      [(run) => (run.plan.users = 1.5), 'plan.users is no whole number.'],
      [(run) => (run.plan.warmUps = -1), 'plan.warmUps is less than 0.'],
      [(run) => (run.label = 'x'.repeat(2001)), 'label is longer than 2000 characters.'],
      [(run) => (run.startedAtMs = 9e15), 'startedAtMs is later than any date can be.'],
      [(run) => (run.endedAtMs = run.startedAtMs - 1), 'endedAtMs is before startedAtMs.'],
      [(run) => (run.fingerprint.models.stt = 7), 'fingerprint.models.stt is no text.'],
      [(run) => (run.fingerprint = []), 'fingerprint.appVersion is missing.'],
      [(run) => (run.fingerprint = 'here'), 'fingerprint is no object.'],
      [
        (run) => (run.disturbances = [{ atMs: 1, kind: 'rain', detail: '' }]),
        'disturbances[0].kind is none of "hidden", "frozen", "pressure", "battery-saver", "monitor-lost".',
      ],
      [(run) => (run.series[1].id = run.series[0].id), 'series[1].id is there twice: capture.resample.'],
    ];
    for (const [change, error] of cases) expect(errorOf(changed(change))).toBe(error);
  });

  it('has parts that do not belong to its samples', () => {
    const at = madeRun().series.findIndex(({ parts }) => parts);
    expect(errorOf(changed((run) => run.series[at].parts.llm.pop()))).toBe(
      `series[${at}].parts.llm has 19 entries where there are 20 samples.`,
    );
    expect(errorOf(changed((run) => (run.series[at].parts.llm[4] += 10)))).toBe(
      `The parts of series[${at}].samples[4] do not sum to it.`,
    );
  });

  it('is told what it is instead', () => {
    expect(errorOf('')).toBe('The file is empty.');
    expect(errorOf('<html>')).toMatch(/^The file is no JSON: .+\.$/);
    expect(errorOf('PK\u0003\u0004')).toBe('This is a zip: unpack it and import the run.json that is in it.');
    for (const text of ['null', '[]', '7', '"run"', '{}', '{"points":[]}']) {
      expect(errorOf(text)).toBe('The file is JSON, but no benchmark run of Sotto.');
    }
  });

  it('may not have more samples than a page can hold', () => {
    const text = JSON.stringify(madeRun()).replace('"samples":[', `"samples":[${'1,'.repeat(1_000_001)}`);
    expect(errorOf(text)).toBe('series[0].samples has more than 1000000 entries.');
    const spread = changed((run) => {
      for (const series of run.series.slice(0, 3)) series.samples = Array(400_000).fill(1);
    });
    expect(errorOf(spread)).toBe('The run has more than 1000000 samples.');
  });

  it('leaves nothing behind in objects', () => {
    const text = changed(() => {}).replace('"backends":{', '"backends":{"__proto__":"x","constructor":"y",');
    const answer = parseRun(text);
    if ('run' in answer) expect(Object.getPrototypeOf(answer.run.fingerprint.backends)).toBe(Object.prototype);
    expect(Object.hasOwn(Object.prototype, 'x')).toBe(false);
  });

  it('never makes the reader throw', () => {
    const paths = ['schema', 'plan', 'fingerprint', 'series', 'disturbances', 'referenceMs', 'id', 'memorySource'];
    const values = [null, true, -1, 1e308, '', 'text', [], [null], [[]], {}, { a: {} }, [{}], [{ samples: [1] }]];
    for (const path of paths) {
      for (const value of values) {
        const answer = parseRun(changed((run) => (run[path] = value)));
        if ('error' in answer) expect(answer.error).toMatch(/^\S.*[.]$/);
      }
    }
  });
});

it('the published schema is that of the code', () => {
  const made = JSON.stringify(
    {
      title: 'A run of Sotto’s benchmarks',
      ...toJsonSchema(RUN_SCHEMA, { errorMode: 'ignore' }),
    },
    undefined,
    2,
  );
  if (process.env.UPDATE_SCHEMA) writeFileSync(SCHEMA_FILE, `${made}\n`);
  const how =
    'UPDATE_SCHEMA=1 npx vitest run tests/unit/benchmark-import.test.ts; npx biome format --write docs/benchmark-run.schema.json';
  expect(JSON.parse(readFileSync(SCHEMA_FILE, 'utf8')), `Stale. ${how}`).toEqual(JSON.parse(made));
});
