import { type NowMs, type Probe, systemPoint } from './probe';

/**
 * Share of the time that the page's own thread was in frames of more than 50 ms, as `busy_share` of `system`. Shorter work is
 * not told by any browser, so this is the least it was.
 *
 * @param readLongMs time in such frames so far, in ms; undefined where it is not told.
 */
export function pageBusyProbe(readLongMs: () => number | undefined, nowMs: NowMs): Probe {
  let last = { longMs: readLongMs() ?? 0, atMs: nowMs() };
  return {
    name: 'Busy page thread',
    available: readLongMs() !== undefined,
    async sample() {
      const longMs = readLongMs();
      const atMs = nowMs();
      const elapsedMs = atMs - last.atMs;
      if (longMs === undefined || elapsedMs <= 0) return [];
      const share = Math.min(1, (longMs - last.longMs) / elapsedMs);
      last = { longMs, atMs };
      return [systemPoint('busy_share', atMs, share)];
    },
  };
}
