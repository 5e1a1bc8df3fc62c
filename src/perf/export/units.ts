/** Units of the series, as UCUM writes them (https://ucum.org; OpenTelemetry asks for it): `MBy` is a megabyte. */
import type { Component } from '../../store/metric';

const UNITS: Readonly<Record<string, string>> = {
  latency: 'ms',
  tokens: '{token}',
  tokens_per_s: '{token}/s',
  real_time_factor: '1',
  errors: '{error}',
  operations: '{operation}',
  underruns: '{underrun}',
  dropped_frames: '{frame}',
  pressure: '{level}',
};

/** What waits is counted in what the component takes in. */
const QUEUE_UNITS: Readonly<Partial<Record<Component, string>>> = {
  capture: '{frame}',
  playback: 'ms',
  pipeline: '{turn}',
};

const CACHE_UNITS: Readonly<Partial<Record<Component, string>>> = { llm: '{token}', tts: '{clause}' };

const SUFFIXES: readonly (readonly [suffix: string, unit: string])[] = [
  ['_ms', 'ms'],
  ['_mb', 'MBy'],
  ['_share', '1'],
  ['_per_s', '1/s'],
  ['_s', 's'],
];

/** The unit of a series of `docs/monitor.md`, or by the ending of its name; undefined when neither tells. */
export function unitOf(name: string, component: Component): string | undefined {
  if (name === 'queue') return QUEUE_UNITS[component];
  if (name === 'cache_hits' || name === 'cache_misses') return CACHE_UNITS[component];
  return UNITS[name] ?? SUFFIXES.find(([suffix]) => name.endsWith(suffix))?.[1];
}
