/** Which series a name in a condition means. The names and their components are those of `docs/monitor.md`. */
import type { Component, SeriesKey } from '../../store/metric';
import { COMPONENT_NAMES, isComponent } from '../component-name';

/** A share of two sums over a window: no series of its own. */
export const ERROR_RATE = 'error_rate';

/** Whom a name is about when nothing else is said. A map, as `constructor` is a name too. */
const HOMES: ReadonlyMap<string, Component> = new Map<string, Component>([
  ['latency', 'pipeline'],
  ['errors', 'pipeline'],
  ['operations', 'pipeline'],
  [ERROR_RATE, 'pipeline'],
  ['queue', 'pipeline'],
  ['first_token_ms', 'llm'],
  ['tokens_per_s', 'llm'],
  ['tokens', 'llm'],
  ['underruns', 'playback'],
  ['dropped_frames', 'capture'],
  ['busy_share', 'system'],
  ['memory_mb', 'system'],
  ['js_heap_mb', 'system'],
  ['storage_mb', 'system'],
  ['storage_share', 'system'],
  ['pressure', 'system'],
  ['long_frame_ms', 'system'],
  ['input_delay_ms', 'system'],
  ['monitor_ms', 'system'],
]);

/** Names that several components have and none of them alone. */
const SHARED: ReadonlySet<string> = new Set([
  'work_ms',
  'real_time_factor',
  'audio_s',
  'cache_hits',
  'cache_misses',
  'wasm_heap_mb',
]);

/**
 * The series behind a name: `stt` is its latency, `llm.first_token_ms` what it says, `latency` that of a whole turn.
 *
 * @returns the series, or in words why there is none.
 */
export function resolveSeries(text: string): SeriesKey | string {
  const dot = text.indexOf('.');
  if (dot >= 0) {
    const component = text.slice(0, dot);
    if (isComponent(component)) return { component, name: text.slice(dot + 1) };
    return `There is no component “${component}”; there are ${COMPONENT_NAMES.join(', ')}`;
  }
  if (isComponent(text)) return { component: text, name: 'latency' };
  const component = HOMES.get(text);
  if (component) return { component, name: text };
  if (SHARED.has(text)) return `Several components have “${text}”; say which, e.g. stt.${text}`;
  return `No series is called “${text}”; one of a component’s own is written with it, e.g. stt.${text}`;
}
