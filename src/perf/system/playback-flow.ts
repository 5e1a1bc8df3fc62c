import type { PlaybackToPage } from '../../../workers/protocol';
import type { MetricPoint } from '../../store/metric';
import type { NowMs, Probe } from './probe';

/**
 * What the speaker's worklet tells: `queue`, the least audio in ms that waited to be heard since the last sample, while
 * something was playing; and `underruns` of replies that are over.
 */
export class PlaybackProbe implements Probe {
  readonly name = 'Speaker queue';
  readonly available = true;
  #leastBufferedMs: number | undefined;
  #underruns: number | undefined;

  constructor(private readonly nowMs: NowMs) {}

  feed(message: PlaybackToPage): void {
    switch (message.kind) {
      case 'level':
        this.#leastBufferedMs = Math.min(this.#leastBufferedMs ?? Number.POSITIVE_INFINITY, message.bufferedMs);
        break;
      case 'drained':
      case 'flushed':
        this.#underruns = (this.#underruns ?? 0) + message.underruns;
        break;
      case 'started':
      case 'ducked':
        break;
    }
  }

  async sample(): Promise<MetricPoint[]> {
    const atMs = this.nowMs();
    const told = { queue: this.#leastBufferedMs, underruns: this.#underruns };
    this.#leastBufferedMs = this.#underruns = undefined;
    return Object.entries(told).flatMap(([name, value]): MetricPoint[] =>
      value === undefined ? [] : [{ name, component: 'playback', atMs, value }],
    );
  }
}
