import { describe, expect, it } from 'vitest';
import type { MetricPoint } from '../../src/store/metric';
import type { ChunkFacts } from '../../src/store/metric-keys';
import { chunkFacts, rawKey } from '../../src/store/metric-keys';
import { groupsOf } from '../../src/store/metric-retention';
import { CHUNK_POINTS, inOrder, pieces, pointsOf, toChunk } from '../../src/store/raw-chunk';

const SERIES = { name: 'latency', component: 'stt' } as const;
const point = (atMs: number, tags?: Record<string, string>): MetricPoint =>
  tags ? { ...SERIES, atMs, value: atMs / 7, tags } : { ...SERIES, atMs, value: atMs / 7 };

describe('a chunk of raw points', () => {
  it('comes back from the disk as it was, tags included', () => {
    const points = [
      point(1),
      point(2.25, { engine: 'a' }),
      point(3, { engine: 'b', cold: 'yes' }),
      point(4, { engine: 'a' }),
    ];
    const chunk = structuredClone(toChunk(points));
    expect([...pointsOf(SERIES, chunk)]).toEqual(points);
    expect(chunk.tags?.sets).toHaveLength(2);
  });

  it('gives what lies in a range, its start included and its end not', () => {
    const chunk = toChunk([1, 2, 3, 4].map((atMs) => point(atMs)));
    expect([...pointsOf(SERIES, chunk, 2, 4)].map(({ atMs }) => atMs)).toEqual([2, 3]);
  });

  it('is told by its key', () => {
    const key = rawKey(SERIES, [point(5), point(9)]);
    expect(chunkFacts([key])).toEqual([{ key, startMs: 5, endMs: 9, points: 2 }]);
    expect(rawKey(SERIES, [point(5), point(9)])).not.toEqual(key);
  });

  it('is no larger than a chunk may be', () => {
    const points = Array.from({ length: CHUNK_POINTS * 2 + 1 }, (_, index) => point(index));
    expect([...pieces(points)].map(({ length }) => length)).toEqual([CHUNK_POINTS, CHUNK_POINTS, 1]);
    expect([...pieces(points)].flat()).toEqual(points);
  });
});

it('points of one moment stay in their order', () => {
  const points = [{ ...point(2), value: 1 }, point(1), { ...point(2), value: 2 }];
  expect(inOrder(points).map(({ value }) => value)).toEqual([1 / 7, 1, 2]);
});

describe('small chunks', () => {
  const facts = (...sizes: number[]): ChunkFacts[] =>
    sizes.map((points, index) => ({
      key: ['raw', 'stt', 'latency', index, index, points, index],
      startMs: index,
      endMs: index,
      points,
    }));
  const sizes = (chunks: ChunkFacts[]) => groupsOf(chunks).map((group) => group.map(({ points }) => points));

  it('are put together with their neighbours as long as they fit into one', () => {
    expect(sizes(facts(1, 2, 3))).toEqual([[1, 2, 3]]);
    expect(sizes(facts(CHUNK_POINTS, 1, 2, CHUNK_POINTS - 2, 1))).toEqual([
      [1, 2],
      [CHUNK_POINTS - 2, 1],
    ]);
  });

  it('are left alone when they are alone', () => {
    expect(sizes(facts())).toEqual([]);
    expect(sizes(facts(7))).toEqual([]);
    expect(sizes(facts(CHUNK_POINTS, 7, CHUNK_POINTS))).toEqual([]);
  });
});
