/** What the monitor keeps: points, the buckets they are rolled up to, and the names of both. */

/** What a metric is about. `pipeline` is a whole turn, `system` the device and the browser. */
export type Component =
  | 'capture'
  | 'vad'
  | 'stt'
  | 'route'
  | 'tool'
  | 'llm'
  | 'tts'
  | 'playback'
  | 'pipeline'
  | 'system';

export const COMPONENTS: readonly Component[] = [
  'capture',
  'vad',
  'stt',
  'route',
  'tool',
  'llm',
  'tts',
  'playback',
  'pipeline',
  'system',
];

/** One series of numbers: a name and whom it is about. */
export interface SeriesKey {
  name: string;
  component: Component;
}

/** One value at one moment, on the one clock (ms since the Unix epoch). The name carries the unit. */
export interface MetricPoint extends SeriesKey {
  atMs: number;
  value: number;
  /** Few and short: engine, model, outcome. Kept with raw points only. */
  tags?: Readonly<Record<string, string>> | undefined;
}

export type BucketWidth = 'minute' | 'hour';

export const BUCKET_MS: Readonly<Record<BucketWidth, number>> = { minute: 60_000, hour: 3_600_000 };

/** Everything of a series within one minute or one hour. */
export interface MetricBucket extends SeriesKey {
  width: BucketWidth;
  /** A multiple of the width. */
  startMs: number;
  count: number;
  sum: number;
  min: number;
  max: number;
  /** A mergeable quantile sketch of the values, as `Sketch` writes it. */
  sketch: SketchData;
}

/** A DDSketch as plain data: what structured clone can keep. */
export interface SketchData {
  /** Relative accuracy, 0.005 for half a per cent. */
  accuracy: number;
  zeros: number;
  /** Counts of the positive and of the negative values' bins, from the bin with this index on. */
  positive: { offset: number; counts: number[] };
  negative: { offset: number; counts: number[] };
}

/** How much is kept. */
export interface Retention {
  /** Raw points of one series. */
  pointsPerSeries: number;
  days: number;
}

export const DEFAULT_RETENTION: Retention = { pointsPerSeries: 10_000, days: 30 };

/** What the browser let the store do. */
export type StorageState =
  | { kind: 'persistent' }
  /** No IndexedDB here: everything is forgotten when the tab is closed. */
  | { kind: 'memory-only'; reason: string }
  /** The quota was met: so many raw points went, the oldest first. */
  | { kind: 'full'; droppedPoints: number }
  /** Another tab holds an older version of the database open. */
  | { kind: 'blocked' };

/** Reads and writes metrics. Times are inclusive at the start and exclusive at the end. */
export interface MetricStore {
  /** In one transaction: the points, and the buckets they fall into. Never rejects for a full disk: see `state`. */
  append(points: readonly MetricPoint[]): Promise<void>;
  /** Raw points in the order of time. */
  points(query: {
    name: string;
    component?: Component | undefined;
    fromMs: number;
    toMs: number;
  }): Promise<MetricPoint[]>;
  buckets(query: SeriesKey & { width: BucketWidth; fromMs: number; toMs: number }): Promise<MetricBucket[]>;
  /** Every series there is. */
  series(): Promise<SeriesKey[]>;
  /** Deletes what is older or more than is kept. @returns raw points deleted. */
  retain(retention: Retention, nowMs: number): Promise<number>;
  readonly state: StorageState;
  onState(listener: (state: StorageState) => void): () => void;
}
