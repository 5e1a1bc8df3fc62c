/** A stretch of a realm's time, in milliseconds on one clock. */
export interface Stretch {
  startMs: number;
  endMs: number;
}

/** How much time the stretches cover together: what lies in another, or overlaps it, counts once. */
export function coveredMs(stretches: readonly Stretch[]): number {
  const inOrder = [...stretches].sort((one, other) => one.startMs - other.startMs);
  let covered = 0;
  let reachedMs = Number.NEGATIVE_INFINITY;
  for (const { startMs, endMs } of inOrder) {
    if (endMs <= reachedMs) continue;
    covered += endMs - Math.max(startMs, reachedMs);
    reachedMs = endMs;
  }
  return covered;
}
