/** Raw points of one series, many to a record and in columns: a record each would cost twenty times as much to write. */
import type { MetricPoint, SeriesKey } from './metric';

/** Points of a full chunk: 16 kB, read in far less than a millisecond. */
export const CHUNK_POINTS = 1024;

type Tags = Readonly<Record<string, string>>;

export interface RawChunk {
  atMs: Float64Array;
  values: Float64Array;
  /** The different tags there are, and which of them each point has: 0 for none, else an index from 1 on. */
  tags?: { sets: Tags[]; of: Uint16Array };
}

/** @param points of one series, at most 65,535, in the order of time. */
export function toChunk(points: readonly MetricPoint[]): RawChunk {
  const chunk: RawChunk = { atMs: new Float64Array(points.length), values: new Float64Array(points.length) };
  const sets: Tags[] = [];
  const numbers = new Map<string, number>();
  const of = new Uint16Array(points.length);
  points.forEach(({ atMs, value, tags }, index) => {
    chunk.atMs[index] = atMs;
    chunk.values[index] = value;
    if (!tags) return;
    const text = JSON.stringify(tags);
    const number = numbers.get(text) ?? sets.push({ ...tags });
    numbers.set(text, number);
    of[index] = number;
  });
  if (sets.length) chunk.tags = { sets, of };
  return chunk;
}

/** The points of a chunk that lie in the range, its start included. */
export function* pointsOf(
  { name, component }: SeriesKey,
  chunk: RawChunk,
  fromMs = Number.NEGATIVE_INFINITY,
  toMs = Number.POSITIVE_INFINITY,
): Generator<MetricPoint> {
  for (let index = 0; index < chunk.atMs.length; index++) {
    const atMs = chunk.atMs[index];
    const value = chunk.values[index];
    if (atMs === undefined || value === undefined || atMs < fromMs || atMs >= toMs) continue;
    const tags = chunk.tags?.sets[(chunk.tags.of[index] ?? 0) - 1];
    yield tags ? { name, component, atMs, value, tags } : { name, component, atMs, value };
  }
}

/** Points in the order of time; those of one moment stay in their order. */
export function inOrder(points: readonly MetricPoint[]): MetricPoint[] {
  return [...points].sort((a, b) => a.atMs - b.atMs);
}

/** Cuts points into pieces of a chunk's size. */
export function* pieces(points: readonly MetricPoint[]): Generator<MetricPoint[]> {
  for (let at = 0; at < points.length; at += CHUNK_POINTS) yield points.slice(at, at + CHUNK_POINTS);
}
