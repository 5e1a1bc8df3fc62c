/** What watching costs: the sum of what each realm says that its own measuring took. */
import type { RealmReport } from '../../../workers/protocol';

/** Work of the monitor in one realm, over a stretch of the one clock. */
export interface SelfTime {
  realm: RealmReport['realm'] | 'page';
  sinceMs: number;
  untilMs: number;
  selfMs: number;
}

export interface SelfCost {
  totalMs: number;
  /** Of one core. */
  share: number;
  byRealm: Partial<Record<SelfTime['realm'], number>>;
}

/**
 * Sums the monitor's own work between two moments; of a stretch that lies there in part, that part. A `RealmReport` is a
 * `SelfTime`. What browsers do besides (handing a message over, garbage) is in nobody's sum.
 */
export function selfCost(times: readonly SelfTime[], fromMs: number, toMs: number): SelfCost {
  const byRealm: SelfCost['byRealm'] = {};
  let totalMs = 0;
  for (const { realm, sinceMs, untilMs, selfMs } of times) {
    const lengthMs = untilMs - sinceMs;
    const withinMs = Math.min(untilMs, toMs) - Math.max(sinceMs, fromMs);
    if (withinMs < 0 || (withinMs === 0 && lengthMs > 0)) continue;
    const ms = lengthMs > 0 ? (selfMs * withinMs) / lengthMs : selfMs;
    byRealm[realm] = (byRealm[realm] ?? 0) + ms;
    totalMs += ms;
  }
  return { totalMs, share: toMs > fromMs ? totalMs / (toMs - fromMs) : 0, byRealm };
}
