/** Finds the numbers of a run by what they are about. Only series that were measured to their end are among them. */
import type { BenchmarkRun, SampleSeries } from '../../store/benchmark-run';
import type { Part } from '../../store/turn-record';
import { medianOf } from './statistics/percentile';

/** The questions of `000`, "Latency Benchmark", and of `002`, "Performance Testing Script", as the ids of their series name them. */
export const QUESTIONS = {
  '000': ['sum-2-2', 'list-files', 'weather', 'calc-15-23', 'joke'],
  '002': ['calc-25-7', 'weather-london', 'list-files-2', 'tip-45-50', 'weather-save'],
} as const;

export type Input = 'typed' | 'spoken';

export const PARTS: readonly Part[] = ['vad', 'stt', 'routing', 'tool', 'llm', 'tts', 'audioOut'];

/** Series ids of the end-to-end questions of one document, or of both. */
export function questionIds(input: Input, document?: keyof typeof QUESTIONS): string[] {
  const slugs = document ? QUESTIONS[document] : [...QUESTIONS['000'], ...QUESTIONS['002']];
  return slugs.map((slug) => `latency.${input}.${slug}`);
}

/** Series that were measured and have a sample, in the order of the run. `ids`: all, or a test for them. */
export function measured(run: BenchmarkRun, wanted: readonly string[] | ((id: string) => boolean)): SampleSeries[] {
  const isWanted = typeof wanted === 'function' ? wanted : (id: string) => wanted.includes(id);
  return run.series.filter(({ id, status, samples }) => status === 'measured' && samples.length > 0 && isWanted(id));
}

export function measuredOne(run: BenchmarkRun, id: string): SampleSeries | undefined {
  return measured(run, [id])[0];
}

/** All their samples together. */
export function pooled(series: readonly SampleSeries[]): number[] {
  return series.flatMap(({ samples }) => samples);
}

/** Mean of the numbers; undefined without any. */
export function meanOf(values: readonly number[]): number | undefined {
  return values.length ? values.reduce((sum, value) => sum + value, 0) / values.length : undefined;
}

/** Median of the numbers; undefined without any. */
export function middleOf(values: readonly number[]): number | undefined {
  return values.length ? medianOf(values) : undefined;
}

/** What one stage added to each sample, of all the series together. */
export function pooledPart(series: readonly SampleSeries[], part: Part): number[] {
  return series.flatMap(({ parts }) => parts?.[part] ?? []);
}
