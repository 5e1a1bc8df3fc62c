/**
 * What a run from elsewhere must look like: `BenchmarkRun` with bounds. The messages go behind the name of the place they are
 * about. `docs/benchmark-run.schema.json` is made of it (`UPDATE_SCHEMA=1 npx vitest run tests/unit/benchmark-import.test.ts`).
 */
import * as v from 'valibot';
import type { BenchmarkRun } from '../../store/benchmark-run';

/** Samples of a whole run, at most: ten times what an hour's soak of 32 ms steps makes. */
export const MAX_SAMPLES = 1_000_000;
const MAX_SERIES = 1000;
const MAX_TEXT = 2000;
/** What a Date can hold; ECMA-262 §21.4.1.1. */
const MAX_DATE_MS = 8.64e15;

const number = v.pipe(v.number('is no number'), v.finite('is not finite'));
const atLeast = (least: number) => v.pipe(number, v.minValue(least, `is less than ${least}`));
const whole = (least: number) =>
  v.pipe(v.number('is no number'), v.safeInteger('is no whole number'), v.minValue(least, `is less than ${least}`));
const dateMs = v.pipe(
  number,
  v.minValue(0, 'is before 1970'),
  v.maxValue(MAX_DATE_MS, 'is later than any date can be'),
);
const text = v.pipe(v.string('is no text'), v.maxLength(MAX_TEXT, `is longer than ${MAX_TEXT} characters`));
const name = v.pipe(text, v.minLength(1, 'is empty'));
const flag = v.boolean('is neither true nor false');
const values = (max = MAX_SAMPLES) =>
  v.pipe(v.array(number, 'is no list'), v.maxLength(max, `has more than ${max} entries`));
const oneOf = <const T extends readonly string[]>(names: T) =>
  v.picklist(names, `is none of ${names.map((each) => `"${each}"`).join(', ')}`);
const list = <const T extends v.GenericSchema>(of: T, max = MAX_SERIES) =>
  v.pipe(v.array(of, 'is no list'), v.maxLength(max, `has more than ${max} entries`));

/** JSON has no undefined: what is missing becomes it, so that a run read back equals the one written. */
const maybe = <const T extends v.GenericSchema>(of: T) => v.optional(of, () => undefined);
const byName = v.pipe(v.record(name, text, 'is no object'), v.maxEntries(100, 'has more than 100 entries'));

const suite = oneOf(['components', 'latency', 'throughput', 'load', 'sessions', 'memory', 'soak']);
const component = oneOf(['capture', 'vad', 'stt', 'route', 'tool', 'llm', 'tts', 'playback', 'pipeline', 'system']);

const parts = v.object(
  {
    vad: values(),
    stt: values(),
    routing: values(),
    tool: values(),
    llm: values(),
    tts: values(),
    audioOut: values(),
  },
  'is no object',
);

const series = v.object(
  {
    id: name,
    suite,
    component,
    title: name,
    unit: oneOf(['ms', 'per_s', 'mb', 'share', 'count', 'ratio']),
    better: oneOf(['less', 'more']),
    temperature: oneOf(['warm', 'cold']),
    status: oneOf(['measured', 'not-built', 'failed', 'timed-out', 'cancelled']),
    note: maybe(text),
    warmUps: whole(0),
    samples: values(),
    errors: whole(0),
    parts: maybe(parts),
  },
  'is no object',
);

/** What a run was asked for. */
export const planSchema = v.object(
  {
    suites: list(suite, 7),
    components: list(component, 10),
    componentIterations: whole(1),
    endToEndIterations: whole(1),
    warmUps: whole(0),
    durationS: atLeast(0),
    concurrency: whole(1),
    users: whole(1),
    timeoutS: atLeast(0),
    coldLoads: flag,
    seed: v.pipe(v.number('is no number'), v.safeInteger('is no whole number')),
  },
  'is no object',
);

const fingerprint = v.object(
  {
    appVersion: text,
    commit: maybe(text),
    browser: text,
    os: text,
    cores: maybe(atLeast(0)),
    memoryGb: maybe(atLeast(0)),
    isolated: flag,
    threads: whole(0),
    gpu: maybe(text),
    backends: byName,
    models: byName,
    settingsHash: text,
  },
  'is no object',
);

const disturbance = v.object(
  {
    atMs: dateMs,
    kind: oneOf(['hidden', 'frozen', 'pressure', 'battery-saver', 'monitor-lost']),
    detail: text,
  },
  'is no object',
);

export const RUN_SCHEMA = v.object(
  {
    schema: v.literal(1, 'is not 1, the only version there is'),
    id: name,
    startedAtMs: dateMs,
    endedAtMs: dateMs,
    label: text,
    origin: oneOf(['page', 'command', 'program']),
    plan: planSchema,
    fingerprint,
    disturbances: list(disturbance, 10_000),
    referenceMs: list(atLeast(0), 10_000),
    memorySource: maybe(text),
    series: list(series),
  },
  'is no object',
);

type Checked = v.InferOutput<typeof RUN_SCHEMA>;
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/** Written out, so that two types with the same members compare as the same. */
type Plain<T> = T extends object ? { [K in keyof T]: Plain<T[K]> } : T;

/** Does not compile when the schema and `BenchmarkRun` part. */
export const SAME_TYPES: Equal<Plain<Checked>, Plain<BenchmarkRun>> = true;
