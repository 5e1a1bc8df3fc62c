import type { MetricPoint } from '../../store/metric';
import { BYTES_PER_MB, type NowMs, type Probe, systemPoint } from './probe';

export type StorageEstimator = Pick<StorageManager, 'estimate'>;

/** What lies in the storage of this origin, as `storage_mb`, and as `storage_share` of what the browser grants. */
export function storageProbe(storage: StorageEstimator | undefined, nowMs: NowMs): Probe {
  return {
    name: 'Storage',
    available: storage !== undefined,
    async sample() {
      const { usage, quota } = (await storage?.estimate()) ?? {};
      if (usage === undefined) return [];
      const points: MetricPoint[] = [systemPoint('storage_mb', nowMs(), usage / BYTES_PER_MB)];
      if (quota) points.push(systemPoint('storage_share', nowMs(), usage / quota));
      return points;
    },
  };
}
