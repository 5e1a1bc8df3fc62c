import type { ModelRole, RealmReport } from '../../../workers/protocol';
import type { MetricPoint } from '../../store/metric';
import { BYTES_PER_MB, type NowMs, type Probe } from './probe';

interface Realm {
  busyMs: number;
  sinceMs: number;
  wasmHeapBytes: number | undefined;
}

/**
 * What workers tell of themselves: `busy_share`, the share of the time since the last sample that the thread was at work as
 * far as it was measured (a proxy for its CPU, which no browser tells), and `wasm_heap_mb`.
 */
export class WorkerProbe implements Probe {
  readonly name = 'Workers';
  readonly #realms = new Map<ModelRole, Realm>();

  constructor(
    /** Whether workers can observe their own measures. */
    readonly available: boolean,
    private readonly nowMs: NowMs,
  ) {}

  /** Work is told when it is over: what was begun long ago counts in the interval it ends in, and 1 is the most. */
  feed({ realm, sinceMs, busyMs, wasmHeapBytes }: RealmReport): void {
    if (realm === 'pack') return;
    const known = this.#realms.get(realm) ?? { busyMs: 0, sinceMs, wasmHeapBytes };
    this.#realms.set(realm, { ...known, busyMs: known.busyMs + busyMs, wasmHeapBytes });
  }

  /** The worker is no more, and its memory with it. Nothing is told of it until it speaks again. */
  ended(realm: ModelRole): void {
    this.#realms.delete(realm);
  }

  async sample(): Promise<MetricPoint[]> {
    const atMs = this.nowMs();
    return [...this.#realms].flatMap(([component, realm]): MetricPoint[] => {
      const elapsedMs = atMs - realm.sinceMs;
      if (elapsedMs <= 0) return [];
      const points: MetricPoint[] = [
        { name: 'busy_share', component, atMs, value: Math.min(1, realm.busyMs / elapsedMs) },
      ];
      if (realm.wasmHeapBytes !== undefined) {
        points.push({ name: 'wasm_heap_mb', component, atMs, value: realm.wasmHeapBytes / BYTES_PER_MB });
      }
      realm.busyMs = 0;
      realm.sinceMs = atMs;
      return points;
    });
  }
}
