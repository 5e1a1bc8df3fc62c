/** Which kept series the dashboard needs, and how finely. */
import type { Component, SeriesKey } from '../store/metric';
import type { RangeKey } from '../ui/dashboard/dashboard-view';
import { RANGES, type Range, slotsOf } from './range';

export interface WantedSeries extends SeriesKey {
  source: Range['source'];
  fromMs: number;
  toMs: number;
}

const STAGE_COMPONENTS: readonly Component[] = ['vad', 'stt', 'route', 'tool', 'llm', 'tts', 'playback'];
const WORKER_COMPONENTS: readonly Component[] = ['vad', 'stt', 'llm', 'tts'];

const keys = (components: readonly Component[], ...names: string[]): SeriesKey[] =>
  components.flatMap((component) => names.map((name) => ({ component, name })));

/** Needed whatever the turns tell. */
const ALWAYS: readonly SeriesKey[] = [
  ...keys(WORKER_COMPONENTS, 'busy_share', 'wasm_heap_mb'),
  ...keys(STAGE_COMPONENTS, 'work_ms', 'operations', 'errors'),
  ...keys(['llm'], 'tokens_per_s', 'first_token_ms'),
  ...keys(['stt', 'tts'], 'real_time_factor', 'audio_s'),
  ...keys(['llm', 'tts'], 'cache_hits', 'cache_misses'),
  ...keys(['capture'], 'queue', 'dropped_frames', 'errors', 'operations'),
  ...keys(['playback'], 'underruns'),
  ...keys(['pipeline'], 'queue'),
  ...keys(['system'], 'memory_mb', 'js_heap_mb', 'pressure', 'busy_share', 'monitor_ms', 'errors', 'operations'),
  ...keys(['system'], 'storage_mb', 'storage_share', 'input_delay_ms', 'long_frame_ms'),
];

/** Needed only when the turns of the range are no longer all kept. */
const INSTEAD_OF_TURNS: readonly SeriesKey[] = [
  ...keys(['pipeline', ...STAGE_COMPONENTS], 'latency'),
  ...keys(['pipeline'], 'operations', 'errors'),
];

/**
 * Buckets while a range is long, points while it is short; errors as points always, because only points carry their code.
 * Reads from the start of the first slot on.
 */
export function wantedSeries(range: RangeKey, turnsIncomplete: boolean, nowMs: number): WantedSeries[] {
  const fromMs = slotsOf(range, nowMs).startsMs[0] ?? nowMs;
  return [...ALWAYS, ...(turnsIncomplete ? INSTEAD_OF_TURNS : [])].map((key) => ({
    ...key,
    source: key.name === 'errors' ? 'points' : RANGES[range].source,
    fromMs,
    toMs: nowMs + 1,
  }));
}
