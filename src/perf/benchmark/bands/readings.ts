/** What of a run is held against the bands. The note says what was taken where a document leaves it open. */
import type { BenchmarkRun } from '../../../store/benchmark-run';
import { meanOf, measured, measuredOne, middleOf, pooled, pooledPart, questionIds } from '../run-samples';
import type { GradeRule, Reading } from './rule';

/** Median of all samples of these series together. */
export const byMedian =
  (wanted: readonly string[] | ((id: string) => boolean), note?: string) => (run: BenchmarkRun) => {
    const series = measured(run, wanted);
    return reading(
      middleOf(pooled(series)),
      series.map(({ id }) => id),
      note,
    );
  };

/** The first of several ways to measure it that the run has. */
export const firstOf =
  (...ways: GradeRule['read'][]): GradeRule['read'] =>
  (run) => {
    for (const way of ways) {
      const found = way(run);
      if (found) return found;
    }
    return undefined;
  };

function reading(value: number | undefined, seriesIds: string[], note?: string): Reading | undefined {
  return value === undefined ? undefined : { value, seriesIds, ...(note !== undefined && { note }) };
}

export function average(ids: readonly string[], note?: string): GradeRule['read'] {
  return (run) => {
    const series = measured(run, ids);
    return reading(
      meanOf(pooled(series)),
      series.map(({ id }) => id),
      note,
    );
  };
}

/** The most memory there ever was in the suite. */
export const peakMemory: GradeRule['read'] = (run) => {
  const series = measured(run, ['memory.samples']);
  const samples = pooled(series);
  const peak = samples.length ? samples.reduce((most, value) => Math.max(most, value)) : undefined;
  return reading(
    peak,
    series.map(({ id }) => id),
    run.memorySource && `Peak of ${run.memorySource}.`,
  );
};

export const NO_CPU = 'A browser tells a page no percentage of the processor.';
export const noReading = () => undefined;

export const spoken = (document?: '000' | '002') =>
  byMedian(questionIds('spoken', document), 'Median, from the last voiced sample to the first audible one.');

/** The language model's part of the wait, of the one question that it answers. */
export const replyPart: GradeRule['read'] = (run) => {
  const series = measured(run, ['latency.typed.joke']);
  return reading(
    middleOf(pooledPart(series, 'llm')),
    series.map(({ id }) => id),
    'Median, to the first clause of the reply.',
  );
};

/** What routes: the best strategy that was measured. */
export const routing = firstOf(
  byMedian(['route.hybrid'], 'Median, hybrid.'),
  byMedian(['route.embeddings'], 'Median, by embeddings.'),
  byMedian(['route.rules'], 'Median, by rules: the only way that is built.'),
);

/** 512 samples at 16 kHz. */
const FRAME_MS = 32;

/** Sound waits for its frame to be full, is resampled, and is worked on by the detector. */
export const audioDelay: GradeRule['read'] = (run) => {
  const resample = measuredOne(run, 'capture.resample');
  const frame = measuredOne(run, 'vad.frame');
  const resampleMs = resample && middleOf(resample.samples);
  const detectMs = frame && middleOf(frame.samples);
  if (resampleMs === undefined || detectMs === undefined) return undefined;
  const resampleFrameMs = (resampleMs * FRAME_MS) / 1000;
  return {
    value: FRAME_MS + resampleFrameMs + detectMs,
    seriesIds: ['capture.resample', 'vad.frame'],
    note: `A frame of ${FRAME_MS} ms to fill, ${resampleFrameMs.toFixed(2)} ms to resample it, ${detectMs.toFixed(2)} ms to detect in it.`,
  };
};

export const firstSound = byMedian(
  ['tts.first-pcm.8w'],
  'Median, first sound of 8 words; the rest is made while it plays.',
);
