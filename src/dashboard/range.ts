/** The spans of time the dashboard can show, and the slots a chart divides them into. */
import type { BucketWidth } from '../store/metric';
import type { RangeKey } from '../ui/dashboard/dashboard-view';

export interface Range {
  lastMs: number;
  /** Length of one point of a chart. */
  slotMs: number;
  /** What is read for it: points while there are few, buckets no wider than a slot after that. */
  source: 'points' | BucketWidth;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

export const RANGES: Readonly<Record<RangeKey, Range>> = {
  '5m': { lastMs: 5 * MINUTE_MS, slotMs: 10_000, source: 'points' },
  '30m': { lastMs: 30 * MINUTE_MS, slotMs: MINUTE_MS, source: 'minute' },
  '24h': { lastMs: DAY_MS, slotMs: 30 * MINUTE_MS, source: 'minute' },
  '7d': { lastMs: 7 * DAY_MS, slotMs: 3 * HOUR_MS, source: 'hour' },
  '30d': { lastMs: 30 * DAY_MS, slotMs: 12 * HOUR_MS, source: 'hour' },
};

/** The slots of a range: the last one holds `nowMs`, the first one the beginning of the range. */
export interface Slots {
  /** Start of each, ascending; multiples of `slotMs`. */
  startsMs: readonly number[];
  slotMs: number;
}

export function slotsOf(key: RangeKey, nowMs: number): Slots {
  const { lastMs, slotMs } = RANGES[key];
  const first = Math.floor((nowMs - lastMs) / slotMs) * slotMs;
  const count = Math.floor(nowMs / slotMs) - first / slotMs + 1;
  return { slotMs, startsMs: Array.from({ length: count }, (_, i) => first + i * slotMs) };
}

/** Deals things out to the slots they fall in; those before the first or after the last are left out. */
export function dealOut<T>({ startsMs, slotMs }: Slots, things: readonly T[], atMs: (thing: T) => number): T[][] {
  const slots: T[][] = startsMs.map(() => []);
  for (const thing of things) slots[Math.floor((atMs(thing) - (startsMs[0] ?? 0)) / slotMs)]?.push(thing);
  return slots;
}
