/** The series of a run while they are written. */
import type { SampleSeries, SeriesStatus } from '../../../store/benchmark-run';
import type { Part, Parts } from '../../../store/turn-record';

/** What a series is, before anything was measured. */
export type SeriesHead = Pick<SampleSeries, 'id' | 'suite' | 'component' | 'title' | 'unit' | 'better' | 'temperature'>;

export interface Sample {
  id: string;
  /** Undefined where the browser does not tell. */
  value: number | undefined;
  /** End to end only; they sum to the value. */
  parts?: Parts | undefined;
}

/** Series that nobody opened are nobody's wish: what is said of them is dropped. */
export class SeriesBook {
  readonly #series = new Map<string, SampleSeries>();
  readonly #ended = new Set<string>();

  constructor(private readonly onSample: (seriesId: string, value: number) => void) {}

  /** A series is cancelled until it is ended otherwise. */
  open(head: SeriesHead): void {
    if (this.#series.has(head.id)) throw new Error(`There are two series ${head.id}.`);
    this.#series.set(head.id, {
      ...head,
      status: 'cancelled',
      note: undefined,
      warmUps: 0,
      samples: [],
      errors: 0,
      parts: undefined,
    });
  }

  add({ id, value, parts }: Sample): void {
    const series = this.#series.get(id);
    if (!series || value === undefined) return;
    series.samples.push(value);
    if (parts) {
      series.parts ??= { vad: [], stt: [], routing: [], tool: [], llm: [], tts: [], audioOut: [] };
      for (const part of partsOf(parts)) series.parts[part].push(parts[part]);
    }
    this.onSample(id, value);
  }

  warmedUp(id: string, runs: number): void {
    const series = this.#series.get(id);
    if (series) series.warmUps += runs;
  }

  /** An attempt failed. */
  error(id: string): void {
    const series = this.#series.get(id);
    if (series) series.errors += 1;
  }

  /**
   * What became of it; the first word counts. Measured without a sample is failed, and `whenEmpty` says why.
   */
  end(id: string, status: SeriesStatus, note?: string | undefined, whenEmpty?: string | undefined): void {
    const series = this.#series.get(id);
    if (!series || this.#ended.has(id)) return;
    this.#ended.add(id);
    const isEmpty = status === 'measured' && series.samples.length === 0;
    series.status = isEmpty ? 'failed' : status;
    series.note = isEmpty ? (whenEmpty ?? 'This browser does not tell it.') : note;
  }

  /** In the order they were opened. */
  series(): SampleSeries[] {
    return [...this.#series.values()];
  }
}

function partsOf(parts: Parts): Part[] {
  // A record's keys are those of its type.
  return Object.keys(parts) as Part[];
}
