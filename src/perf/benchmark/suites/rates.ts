/** How many things a second were done, as samples over time. */

export interface Served {
  startedAtMs: number;
  endedAtMs: number;
}

/** Long enough for several requests of a slow device, where the whole is long enough for several of them. */
const LONG_BIN_S = 5;
const LEAST_LONG_BINS = 6;

/** Width of the bins that a duration is cut into, in seconds: 5 of half a minute and more, else 1. */
export function binS(durationS: number): number {
  return durationS >= LONG_BIN_S * LEAST_LONG_BINS ? LONG_BIN_S : 1;
}

/**
 * Things done per second, a value for each whole bin. What lies over the edge of two bins counts in both by its share, so
 * that a rate is no matter of where the edges fell; the mean of all bins is what was done in all over the time.
 */
export function ratesOf(served: readonly Served[], fromMs: number, durationS: number): number[] {
  const widthMs = binS(durationS) * 1000;
  const bins = new Array<number>(Math.floor((durationS * 1000) / widthMs)).fill(0);
  for (const { startedAtMs, endedAtMs } of served) {
    const [start, end] = [startedAtMs - fromMs, endedAtMs - fromMs];
    for (let bin = Math.max(0, Math.floor(start / widthMs)); bin < bins.length && bin * widthMs <= end; bin += 1) {
      const within = Math.min(end, (bin + 1) * widthMs) - Math.max(start, bin * widthMs);
      // What took no time at all lies in one bin.
      bins[bin]! += end > start ? Math.max(0, within) / (end - start) : Number(end < (bin + 1) * widthMs);
    }
  }
  return bins.map((count) => (count * 1000) / widthMs);
}
