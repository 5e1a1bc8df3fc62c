import { beforeEach, describe, expect, it } from 'vitest';
import { FullDisk, MAX_HELD_POINTS } from '../../src/store/full-disk';
import type { MetricPoint } from '../../src/store/metric';

const point = (atMs: number): MetricPoint => ({ name: 'latency', component: 'stt', atMs, value: 1 });
const quota = () => new DOMException('no room', 'QuotaExceededError');

describe('a full disk', () => {
  let errors: Error[];
  let written: number[][];
  let rooms: number;
  let changes: number;
  let nowMs: number;
  let disk: FullDisk;

  beforeEach(() => {
    errors = [];
    written = [];
    rooms = 0;
    changes = 0;
    nowMs = 0;
    disk = new FullDisk({
      async write(points) {
        const error = errors.shift();
        if (error) throw error;
        written.push(points.map(({ atMs }) => atMs));
      },
      async makeRoom() {
        rooms += 1;
        return 7;
      },
      onChange: () => {
        changes += 1;
      },
      nowMs: () => nowMs,
      retryAfterMs: 100,
    });
  });

  it('is nothing as long as there is room', async () => {
    await disk.append([point(1)]);
    expect([written, rooms, disk.droppedPoints, changes]).toEqual([[[1]], 0, undefined, 0]);
  });

  it('has room once the oldest has gone', async () => {
    errors = [quota()];
    await disk.append([point(1)]);
    expect([written, rooms, disk.droppedPoints, changes]).toEqual([[[1]], 1, 7, 1]);
  });

  it('is not tried again at once, and what waits comes first', async () => {
    errors = [quota(), quota()];
    await disk.append([point(1)]);
    nowMs = 99;
    await disk.append([point(2)]);
    expect([written, rooms]).toEqual([[], 1]);
    nowMs = 100;
    await disk.append([point(3)]);
    expect(written).toEqual([[1, 2, 3]]);
  });

  it('is tried less and less often, and as at first once there was room', async () => {
    for (const [atMs, roomsThen] of [
      [0, 1],
      [100, 2],
      [299, 2],
      [300, 3],
      [699, 3],
    ] as const) {
      nowMs = atMs;
      errors = [quota(), quota()];
      await disk.append([point(atMs)]);
      expect(rooms, `at ${atMs}`).toBe(roomsThen);
    }
    nowMs = 700;
    errors = [];
    await disk.append([]);
    expect(written).toEqual([[0, 100, 299, 300, 699]]);
    errors = [quota(), quota()];
    await disk.append([point(1)]);
    nowMs = 800;
    errors = [];
    await disk.append([]);
    expect(written.at(-1)).toEqual([1]);
  });

  it('keeps so many points in memory, and tells how many went', async () => {
    errors = [quota(), quota()];
    await disk.append(Array.from({ length: MAX_HELD_POINTS }, (_, index) => point(index)));
    await disk.append([point(-1), point(-2)]);
    expect(disk.droppedPoints).toBe(7 + 2);
    nowMs = 100;
    await disk.append([]);
    expect([written[0]?.length, written[0]?.[0], written[0]?.at(-1)]).toEqual([MAX_HELD_POINTS, 2, -2]);
  });

  it('is told from any other failure, which leaves the caller its points', async () => {
    errors = [quota(), quota()];
    await disk.append([point(1)]);
    nowMs = 100;
    errors = [new Error('broken')];
    await expect(disk.append([point(2)])).rejects.toThrow('broken');
    await disk.append([point(2)]);
    expect(written).toEqual([[1, 2]]);
  });
});
