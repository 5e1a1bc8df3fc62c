import type { MetricPoint } from '../../store/metric';
import type { NowMs, Probe } from './probe';

/** Newer than TypeScript's libraries. https://developer.mozilla.org/docs/Web/API/AudioPlaybackStats */
interface PlaybackStats {
  /** Seconds and events since the context began. */
  readonly underrunDuration: number;
  readonly underrunEvents: number;
  /** Seconds. */
  readonly averageLatency: number;
}

/** The part of `AudioContext` used here; Safari has no `outputLatency`. */
export interface AudioContextLike {
  readonly baseLatency?: number | undefined;
  readonly outputLatency?: number | undefined;
  readonly playbackStats?: PlaybackStats | undefined;
}

/**
 * What the output device adds, as `base_latency_ms`, `output_latency_ms` and `device_latency_ms` (the mean), and what it had
 * to do without: `device_underruns` and `device_underrun_ms` since the last sample. All of `playback`.
 */
export function audioContextProbe(
  context: () => AudioContextLike | undefined,
  available: boolean,
  nowMs: NowMs,
): Probe {
  let counted: { context: AudioContextLike; events: number; durationS: number } | undefined;

  function* points(current: AudioContextLike): Generator<[name: string, value: number]> {
    const { baseLatency, outputLatency, playbackStats } = current;
    // 0 is Firefox's word for not knowing yet.
    if (baseLatency) yield ['base_latency_ms', baseLatency * 1000];
    if (outputLatency) yield ['output_latency_ms', outputLatency * 1000];
    if (!playbackStats) return;
    const { underrunEvents, underrunDuration, averageLatency } = playbackStats;
    if (averageLatency) yield ['device_latency_ms', averageLatency * 1000];
    const before = counted?.context === current ? counted : { events: 0, durationS: 0 };
    yield ['device_underruns', underrunEvents - before.events];
    yield ['device_underrun_ms', (underrunDuration - before.durationS) * 1000];
    counted = { context: current, events: underrunEvents, durationS: underrunDuration };
  }

  return {
    name: 'Audio output',
    available,
    async sample() {
      const current = context();
      if (!current) return [];
      const atMs = nowMs();
      return [...points(current)].map(([name, value]): MetricPoint => ({ name, component: 'playback', atMs, value }));
    },
  };
}
