/** Figures as the page writes them. Pure: no element, no locale surprises, tested in Node. */

const UNITS = ['B', 'kB', 'MB', 'GB'] as const;

/**
 * Bytes in decimal units, as browsers and shops count them: `640 kB`, `9.4 MB`, `198 MB`.
 * One decimal below ten of a unit, none above; negative and non-finite numbers read as `0 B`.
 */
export function formatBytes(sizeBytes: number): string {
  let value = Number.isFinite(sizeBytes) ? Math.max(0, sizeBytes) : 0;
  let unit = 0;
  // 999.5 would be written as "1000": it belongs to the next unit.
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const decimals = unit > 0 && value < 9.95 ? 1 : 0;
  return `${value.toFixed(decimals)} ${UNITS[unit]}`;
}

/**
 * Milliseconds for a reader: `850 ms` below `thresholdMs`, `0.92 s` above, `12.4 s` from ten seconds on.
 * The threshold is 0 for totals, which always read in seconds, and 1000 for their parts.
 */
export function formatSeconds(ms: number, thresholdMs = 0): string {
  const value = Number.isFinite(ms) ? Math.max(0, ms) : 0;
  if (Math.round(value) < thresholdMs) return `${Math.round(value)} ms`;
  const seconds = value / 1000;
  return `${seconds.toFixed(seconds < 9.995 ? 2 : 1)} s`;
}

/** Whole per cent of `part` in `whole`, within 0 and 100; 0 when there is no whole. */
export function percent(part: number, whole: number): number {
  if (!(whole > 0) || !Number.isFinite(part)) return 0;
  return Math.min(100, Math.max(0, Math.floor((part / whole) * 100)));
}
