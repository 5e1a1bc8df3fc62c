/** What was measured, as points of series: `stt.encode` is `encode_ms` of `stt`. */
import type { Measure } from '../../workers/protocol';
import type { MetricPoint } from '../store/metric';
import { isComponent } from './component-name';

/**
 * The points of measures named `<component>.<stage>`, dated at their end. Without those of a warm-up and those that failed:
 * neither says how fast the device is. `vad.infer` is many frames: its points are the mean `infer_ms` and the longest
 * `lag_ms`. `pack.fetch` is `pack_fetch_ms` of `system`. Names without a dot are the parts of a turn, which its record tells.
 */
export function measurePoints(measures: readonly Measure[]): MetricPoint[] {
  return measures.flatMap((measure): MetricPoint[] => {
    const { name, tags } = measure;
    const dot = name.indexOf('.');
    if (dot < 0 || tags?.warmUp !== undefined || tags?.error !== undefined) return [];
    const atMs = measure.startAtMs + measure.durationMs;
    if (name === 'vad.infer') return frames(atMs, tags);
    const realm = name.slice(0, dot);
    const stage = name.slice(dot + 1).replaceAll(/[^a-z0-9]+/gi, '_');
    const value = measure.durationMs;
    if (isComponent(realm)) return [{ name: `${stage}_ms`, component: realm, atMs, value }];
    return [{ name: `${realm}_${stage}_ms`, component: 'system', atMs, value }];
  });
}

function frames(atMs: number, tags: Measure['tags']): MetricPoint[] {
  const [count, inferMs, lagMs] = [Number(tags?.frames), Number(tags?.inferMs), Number(tags?.lagMs)];
  if (!(count > 0)) return [];
  const component = 'vad';
  return [
    { name: 'infer_ms', component, atMs, value: inferMs / count },
    { name: 'lag_ms', component, atMs, value: lagMs },
  ];
}
