/** Entries of the performance timeline, read without trusting their shape: TypeScript knows half of the fields. */
import type { Measure } from '../../workers/protocol';

/** What tells our measures from those of libraries; `workers/measure-reporter.ts` has the same for its realms. */
export const PREFIX = 'sotto:';

/** A number of an entry; undefined when this browser has no such field. */
export function fieldOf(entry: PerformanceEntry, field: string): number | undefined {
  const value: unknown = Reflect.get(entry, field);
  return typeof value === 'number' ? value : undefined;
}

/** A measure of ours, on the one clock; its tags are the strings and numbers of its detail. */
export function measureOf(entry: PerformanceEntry, timeOriginMs: number): Measure {
  const detail: unknown = Reflect.get(entry, 'detail');
  const tags: Record<string, string | number> = {};
  for (const [key, value] of Object.entries(typeof detail === 'object' && detail ? detail : {})) {
    if (typeof value === 'string' || typeof value === 'number') tags[key] = value;
  }
  return {
    name: entry.name.slice(PREFIX.length),
    startAtMs: timeOriginMs + entry.startTime,
    durationMs: entry.duration,
    tags: Object.keys(tags).length ? tags : undefined,
  };
}
