/** A run as tables of comma-separated values (RFC 4180): figures, one series a line, and raw samples, one a line. */
import type { BenchmarkRun, SampleSeries } from '../../../store/benchmark-run';
import type { Part } from '../../../store/turn-record';
import { type Column, csvCell, isoOf } from '../../export/csv';
import { PARTS } from '../run-samples';
import { type Summary, summarise } from '../summarise';

interface FigureRow {
  series: SampleSeries;
  summary: Summary | undefined;
  run: BenchmarkRun;
}

const FIGURES: readonly Column<FigureRow>[] = [
  { name: 'run', of: ({ run }) => run.id },
  { name: 'started', of: ({ run }) => isoOf(run.startedAtMs) },
  { name: 'valid', of: ({ run }) => run.disturbances.length === 0 },
  { name: 'suite', of: ({ series }) => series.suite },
  { name: 'component', of: ({ series }) => series.component },
  { name: 'series', of: ({ series }) => series.id },
  { name: 'title', of: ({ series }) => series.title },
  { name: 'unit', of: ({ series }) => series.unit },
  { name: 'better', of: ({ series }) => series.better },
  { name: 'temperature', of: ({ series }) => series.temperature },
  { name: 'status', of: ({ series }) => series.status },
  { name: 'n', of: ({ series }) => series.samples.length },
  { name: 'median', of: ({ summary }) => summary?.median },
  { name: 'mad', of: ({ summary }) => summary?.mad },
  { name: 'mean', of: ({ summary }) => summary?.mean },
  { name: 'min', of: ({ summary }) => summary?.min },
  { name: 'max', of: ({ summary }) => summary?.max },
  { name: 'median_low_95', of: ({ summary }) => summary?.interval95?.[0] },
  { name: 'median_high_95', of: ({ summary }) => summary?.interval95?.[1] },
  { name: 'p95', of: ({ summary }) => summary?.p95 },
  { name: 'p99', of: ({ summary }) => summary?.p99 },
  { name: 'outliers', of: ({ summary }) => summary?.outliers.length },
  { name: 'errors', of: ({ series }) => series.errors },
  { name: 'warm_ups', of: ({ series }) => series.warmUps },
  { name: 'note', of: ({ series }) => series.note },
];

interface SampleRow {
  series: SampleSeries;
  index: number;
}

const part = (key: Part, name: string): Column<SampleRow> => ({
  name,
  of: ({ series, index }) => series.parts?.[key][index],
});

const PART_COLUMNS: Readonly<Record<Part, string>> = {
  vad: 'vad_ms',
  stt: 'stt_ms',
  routing: 'routing_ms',
  tool: 'tool_ms',
  llm: 'llm_ms',
  tts: 'tts_ms',
  audioOut: 'audio_out_ms',
};

const SAMPLES: readonly Column<SampleRow>[] = [
  { name: 'series', of: ({ series }) => series.id },
  { name: 'index', of: ({ index }) => index },
  { name: 'value', of: ({ series, index }) => series.samples[index] },
  { name: 'unit', of: ({ series }) => series.unit },
  ...PARTS.map((key) => part(key, PART_COLUMNS[key])),
];

/** Figures, one series a line; a series without samples has its status and no figures. */
export function reportCsv(run: BenchmarkRun): string {
  return table(
    FIGURES,
    run.series.map((series) => ({ series, run, summary: summarise(series.samples, run.plan.seed) })),
  );
}

/** Raw samples, one a line, in the order they were taken. */
export function samplesCsv(run: BenchmarkRun): string {
  return table(
    SAMPLES,
    run.series.flatMap((series) => series.samples.map((_, index) => ({ series, index }))),
  );
}

function table<T>(columns: readonly Column<T>[], rows: readonly T[]): string {
  const lines = [
    columns.map(({ name }) => csvCell(name)),
    ...rows.map((row) => columns.map(({ of }) => csvCell(of(row)))),
  ];
  return `${lines.map((cells) => cells.join(',')).join('\r\n')}\r\n`;
}
