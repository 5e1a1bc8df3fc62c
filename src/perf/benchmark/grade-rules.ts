/**
 * The bands of the documents `000`, `002`, `003` and `004`, word for word, and which of Sotto's numbers each is held against.
 * The note of a row says what was taken where a document leaves it open.
 */
import type { BenchmarkRun, Unit } from '../../store/benchmark-run';
import { BUDGETS, LIMITS } from '../budgets';
import type { DocumentId, Grade } from './grades';
import { meanOf, measured, measuredOne, middleOf, pooled, pooledPart, questionIds } from './run-samples';

export interface Reading {
  value: number;
  seriesIds: string[];
  note?: string;
}

export interface GradeRule {
  area: string;
  unit: Unit;
  /** The document's own words. */
  band: string;
  /** Undefined when the run has nothing to hold against the band. */
  read: (run: BenchmarkRun) => Reading | undefined;
  grade: (value: number) => Grade;
  /** Said when there is no reading. */
  missing?: string;
}

/** A table of a document: less than the target, up to the acceptable, more than it. */
const table = (target: number, acceptable: number) => (value: number) =>
  value < target ? 'Excellent' : value <= acceptable ? 'Good' : 'Needs Improvement';

/** A goal alone: there is no second band, so what misses it needs improvement. */
const goal = (met: (value: number) => boolean) => (value: number) => (met(value) ? 'Excellent' : 'Needs Improvement');

/** Median of all samples of these series together. */
const byMedian = (wanted: readonly string[] | ((id: string) => boolean), note?: string) => (run: BenchmarkRun) => {
  const series = measured(run, wanted);
  return reading(
    middleOf(pooled(series)),
    series.map(({ id }) => id),
    note,
  );
};

/** The first of several ways to measure it that the run has. */
const firstOf =
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

function average(ids: readonly string[], note?: string): GradeRule['read'] {
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
const peakMemory: GradeRule['read'] = (run) => {
  const series = measured(run, ['memory.samples']);
  const samples = pooled(series);
  const peak = samples.length ? samples.reduce((most, value) => Math.max(most, value)) : undefined;
  return reading(
    peak,
    series.map(({ id }) => id),
    run.memorySource && `Peak of ${run.memorySource}.`,
  );
};

const NO_CPU = 'A browser tells a page no percentage of the processor.';
const noReading = () => undefined;

const spoken = (document?: '000' | '002') =>
  byMedian(questionIds('spoken', document), 'Median, from the last voiced sample to the first audible one.');

/** The language model's part of the wait, of the one question that it answers. */
const replyPart: GradeRule['read'] = (run) => {
  const series = measured(run, ['latency.typed.joke']);
  return reading(
    middleOf(pooledPart(series, 'llm')),
    series.map(({ id }) => id),
    'Median, to the first clause of the reply.',
  );
};

/** What routes: the best strategy that was measured. */
const routing = firstOf(
  byMedian(['route.hybrid'], 'Median, hybrid.'),
  byMedian(['route.embeddings'], 'Median, by embeddings.'),
  byMedian(['route.rules'], 'Median, by rules: the only way that is built.'),
);

/** 512 samples at 16 kHz. */
const FRAME_MS = 32;

/** Sound waits for its frame to be full, is resampled, and is worked on by the detector. */
const audioDelay: GradeRule['read'] = (run) => {
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

const firstSound = byMedian(['tts.first-pcm.8w'], 'Median, first sound of 8 words; the rest is made while it plays.');

export const GRADE_RULES: Readonly<Record<DocumentId, { title: string; rules: readonly GradeRule[] }>> = {
  '000': {
    title: 'Performance Guide of the AI Voice Agent',
    rules: [
      {
        area: 'Latency',
        unit: 'ms',
        band: 'latency.avg_ms < 2000: "Excellent", < 5000: "Good", else: "Needs Improvement"',
        read: average(
          questionIds('typed', '000'),
          'Mean of the typed questions that can be answered, to the first audible sample.',
        ),
        grade: (value) => (value < 2000 ? 'Excellent' : value < 5000 ? 'Good' : 'Needs Improvement'),
      },
      {
        area: 'Throughput',
        unit: 'per_s',
        band: 'throughput.requests_per_sec > 5: "Excellent", > 2: "Good", else: "Needs Improvement"',
        read: average(['throughput.requests-per-s'], 'Mean over the whole duration.'),
        grade: (value) => (value > 5 ? 'Excellent' : value > 2 ? 'Good' : 'Needs Improvement'),
      },
      {
        area: 'Memory',
        unit: 'mb',
        band: 'memory.peak_mb < 2048: "Excellent", < 4096: "Good", else: "Needs Improvement"',
        read: peakMemory,
        grade: (value) =>
          value < LIMITS.goodMemoryMb ? 'Excellent' : value < LIMITS.memoryMb ? 'Good' : 'Needs Improvement',
      },
      {
        area: 'End-to-End Latency',
        unit: 'ms',
        band: '< 2s | < 5s | > 5s',
        read: spoken('000'),
        grade: table(BUDGETS.pipeline.goodMs, BUDGETS.pipeline.acceptableMs),
      },
      {
        area: 'STT Processing',
        unit: 'ms',
        band: '< 500ms | < 1s | > 1s',
        read: byMedian(['stt.final.3s'], 'Median, a clip of 3 s that is there at once.'),
        grade: table(BUDGETS.stt.goodMs, BUDGETS.stt.acceptableMs),
      },
      {
        area: 'LLM Response',
        unit: 'ms',
        band: '< 1s | < 3s | > 3s',
        read: firstOf(
          replyPart,
          byMedian(['llm.first-token.reuse'], 'Median, first token, as no question was measured end to end.'),
        ),
        grade: table(BUDGETS.llm.goodMs, BUDGETS.llm.acceptableMs),
      },
      {
        area: 'TTS Generation',
        unit: 'ms',
        band: '< 300ms | < 800ms | > 800ms',
        read: firstSound,
        grade: table(BUDGETS.tts.goodMs, BUDGETS.tts.acceptableMs),
      },
      {
        area: 'Memory Usage',
        unit: 'mb',
        band: '< 2GB | < 4GB | > 4GB',
        read: peakMemory,
        grade: table(LIMITS.goodMemoryMb, LIMITS.memoryMb),
      },
      {
        area: 'CPU Usage (idle)',
        unit: 'share',
        band: '< 10% | < 25% | > 25%',
        read: noReading,
        grade: table(0.1, 0.25),
        missing: NO_CPU,
      },
    ],
  },
  '002': {
    title: 'Performance Optimization Guide of the multi-agent voice system',
    rules: [
      {
        area: 'Voice Response Time',
        unit: 'ms',
        band: '< 2 seconds | < 5 seconds | Total time from speech end to response start',
        read: spoken('002'),
        grade: table(2000, 5000),
      },
      {
        area: 'Agent Routing Time',
        unit: 'ms',
        band: '< 0.5 seconds | < 1 second | Time to select appropriate agent',
        read: routing,
        grade: table(BUDGETS.route.goodMs, BUDGETS.route.acceptableMs),
      },
      {
        area: 'Memory Usage',
        unit: 'mb',
        band: '< 4GB | < 8GB | Total system memory consumption',
        read: peakMemory,
        grade: table(4096, 8192),
      },
      {
        area: 'CPU Usage',
        unit: 'share',
        band: '< 50% | < 80% | Average CPU utilization during operation',
        read: noReading,
        grade: table(0.5, 0.8),
        missing: NO_CPU,
      },
      {
        area: 'Audio Latency',
        unit: 'ms',
        band: '< 100ms | < 300ms | Delay between audio input and processing',
        read: audioDelay,
        grade: table(BUDGETS.playback.goodMs, BUDGETS.playback.acceptableMs),
      },
      {
        area: 'Multi-Agent Workflow',
        unit: 'ms',
        band: '< 10 seconds | < 20 seconds | Complex multi-step task completion',
        read: byMedian(['latency.typed.weather-save'], 'Median, to the first audible sample of the answer.'),
        grade: table(10_000, 20_000),
        missing: 'Workflows are not built.',
      },
    ],
  },
  '003': {
    title: 'Performance Guide of the Real-Time Voice Assistant',
    rules: [
      {
        area: 'Total End-to-End',
        unit: 'ms',
        band: '< 200ms | < 500ms | > 500ms',
        read: spoken(),
        grade: table(200, 500),
      },
      {
        area: 'Audio Processing',
        unit: 'ms',
        band: '< 10ms | < 20ms | > 20ms',
        read: byMedian(['capture.resample'], 'Median, for one second of sound.'),
        grade: table(10, 20),
      },
      {
        area: 'VAD',
        unit: 'ms',
        band: '< 5ms | < 10ms | > 10ms',
        read: byMedian(['vad.frame'], 'Median, one frame of 32 ms.'),
        grade: table(5, 10),
      },
      {
        area: 'STT (streaming)',
        unit: 'ms',
        band: '< 50ms | < 100ms | > 100ms',
        read: byMedian((id) => id.startsWith('stt.partial.'), 'Median, first partial of all clips.'),
        grade: table(50, 100),
      },
      { area: 'NLP', unit: 'ms', band: '< 30ms | < 50ms | > 50ms', read: routing, grade: table(30, 50) },
      {
        area: 'Response Gen',
        unit: 'ms',
        band: '< 40ms | < 80ms | > 80ms',
        read: byMedian(['llm.first-token.reuse'], 'Median, first token with the prompt in the cache.'),
        grade: table(40, 80),
      },
      {
        area: 'TTS (first chunk)',
        unit: 'ms',
        band: '< 80ms | < 150ms | > 150ms',
        read: firstSound,
        grade: table(80, 150),
      },
    ],
  },
  '004': {
    title: 'Voice Performance Tuning Guide',
    rules: [
      {
        area: 'Latency',
        unit: 'ms',
        band: '<200ms for end-to-end processing',
        read: spoken(),
        grade: goal((value) => value < 200),
      },
      {
        area: 'Throughput',
        unit: 'per_s',
        band: '1000+ audio chunks/second',
        read: byMedian(['throughput.vad-chunks-per-s'], 'Median, frames of 32 ms through the detector.'),
        grade: goal((value) => value >= 1000),
      },
      {
        area: 'Concurrency',
        unit: 'count',
        band: '100+ concurrent sessions',
        read: byMedian(['sessions.held'], 'Live microphones held in real time.'),
        grade: goal((value) => value >= 100),
      },
      {
        area: 'Memory',
        unit: 'mb',
        band: '<100MB per session',
        read: byMedian(['sessions.memory'], 'What one more session costs.'),
        grade: goal((value) => value < 100),
      },
    ],
  },
};
