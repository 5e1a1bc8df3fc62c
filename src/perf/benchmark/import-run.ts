/** Reads a run that was exported elsewhere. Whatever the text is, nothing is thrown. */
import * as v from 'valibot';
import type { BenchmarkRun, SampleSeries } from '../../store/benchmark-run';
import { MAX_SAMPLES, RUN_SCHEMA } from './run-schema';

/** A run of a million samples has about 20 MB; nobody's file is twenty times that. */
const MAX_CHARS = 400_000_000;

/** The parts of a wait sum to it; more than this apart, in ms and as a share, is no rounding. */
const SUM_SLACK_MS = 0.5;
const SUM_SLACK_SHARE = 1e-6;

/**
 * @param text The `run.json` of a report, or what `benchmark --format json` printed.
 * @returns The run, or one sentence that says what is wrong and where: `series[3].samples[7] is no number.`
 */
export function parseRun(text: string): { run: BenchmarkRun } | { error: string } {
  if (text.startsWith('PK')) return { error: 'This is a zip: unpack it and import the run.json that is in it.' };
  if (text.length > MAX_CHARS) return { error: 'The file is too large to be a benchmark run.' };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : '';
    return { error: text.trim() ? `The file is no JSON: ${sentence(why)}` : 'The file is empty.' };
  }
  if (!looksLikeRun(value)) return { error: 'The file is JSON, but no benchmark run of Sotto.' };
  const checked = v.safeParse(RUN_SCHEMA, value, { abortEarly: true, abortPipeEarly: true });
  if (!checked.success) return { error: describe(checked.issues[0]) };
  const run: BenchmarkRun = checked.output;
  const error = contradictionIn(run);
  return error === undefined ? { run } : { error };
}

function looksLikeRun(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'schema' in value && 'series' in value && 'plan' in value;
}

function describe(issue: v.BaseIssue<unknown>): string {
  const place = placeOf(issue.path ?? []);
  const missing = issue.path?.at(-1)?.origin === 'key' && issue.received === 'undefined';
  return sentence(`${place || 'The run'} ${missing ? 'is missing' : issue.message}`);
}

/** `series[3].samples[7]`, as one would write it in code; names are cut, for they may be anybody's. */
function placeOf(path: readonly { key: unknown }[]): string {
  let place = '';
  for (const { key } of path) {
    if (typeof key === 'number') place += `[${key}]`;
    else place += `${place && '.'}${String(key).slice(0, 60)}`;
  }
  return place;
}

/** What no single field tells. */
function contradictionIn(run: BenchmarkRun): string | undefined {
  if (run.endedAtMs < run.startedAtMs) return 'endedAtMs is before startedAtMs.';
  const seen = new Set<string>();
  let samples = 0;
  for (const [i, series] of run.series.entries()) {
    if (seen.has(series.id)) return `series[${i}].id is there twice: ${series.id.slice(0, 60)}.`;
    seen.add(series.id);
    samples += series.samples.length;
    if (samples > MAX_SAMPLES) return `The run has more than ${MAX_SAMPLES} samples.`;
    const error = partsError(series, `series[${i}]`);
    if (error) return error;
  }
  return undefined;
}

function partsError({ parts, samples }: SampleSeries, place: string): string | undefined {
  if (!parts) return undefined;
  for (const [part, own] of Object.entries(parts)) {
    if (own.length !== samples.length) {
      return `${place}.parts.${part} has ${own.length} entries where there are ${samples.length} samples.`;
    }
  }
  const all = Object.values(parts);
  for (const [i, sample] of samples.entries()) {
    const sum = all.reduce((total, own) => total + (own[i] ?? 0), 0);
    if (Math.abs(sum - sample) > SUM_SLACK_MS + SUM_SLACK_SHARE * Math.abs(sample)) {
      return `The parts of ${place}.samples[${i}] do not sum to it.`;
    }
  }
  return undefined;
}

function sentence(words: string): string {
  return /[.!?]$/.test(words) ? words : `${words}.`;
}
