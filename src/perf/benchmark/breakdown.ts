/** Where the wait of an end-to-end question goes, stage by stage. */
import type { BenchmarkRun, SampleSeries } from '../../store/benchmark-run';
import type { Part } from '../../store/turn-record';
import { type Input, meanOf, measured, PARTS, pooledPart, questionIds } from './run-samples';

export interface Breakdown {
  /** Of the samples these are the means of; a mean's parts sum to it, which a median's do not. */
  n: number;
  totalMs: number;
  /** Mean of each stage in ms, and its share of the total, 0 to 1. */
  parts: { part: Part; ms: number; share: number }[];
}

export const PART_TITLES: Readonly<Record<Part, string>> = {
  vad: 'VAD',
  stt: 'STT',
  routing: 'Routing',
  tool: 'Tool',
  llm: 'LLM',
  tts: 'TTS',
  audioOut: 'Audio out',
};

/** Of all samples of the series together; undefined when none of them has parts. */
export function breakdownOf(series: readonly SampleSeries[]): Breakdown | undefined {
  const withParts = series.filter(({ parts, samples }) => parts && samples.length > 0);
  const means = PARTS.map((part) => ({ part, ms: meanOf(pooledPart(withParts, part)) ?? 0 }));
  const totalMs = means.reduce((sum, { ms }) => sum + ms, 0);
  const n = withParts.reduce((sum, { samples }) => sum + samples.length, 0);
  if (n === 0 || totalMs <= 0) return undefined;
  return { n, totalMs, parts: means.map(({ part, ms }) => ({ part, ms, share: ms / totalMs })) };
}

/** The series that show where the wait goes: spoken questions; typed ones where none was spoken. */
export function waitingSeries(run: BenchmarkRun): { input: Input; series: SampleSeries[] } | undefined {
  for (const input of ['spoken', 'typed'] as const) {
    const series = measured(run, questionIds(input)).filter(({ parts }) => parts);
    if (series.length) return { input, series };
  }
  return undefined;
}
