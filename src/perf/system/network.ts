import type { RealmReport } from '../../../workers/protocol';
import type { MetricPoint } from '../../store/metric';
import { type NowMs, type Probe, systemPoint } from './probe';

const BYTES_PER_KB = 1000;

/** What came over the network since the last sample, as `network_kb`: by the page itself, and models by the pack worker. */
export class NetworkProbe implements Probe {
  readonly name = 'Network';
  readonly available: boolean;
  #packBytes = 0;
  #pageBytes = 0;

  /** @param readPageBytes what the page itself has fetched so far; undefined where the browser does not tell. */
  constructor(
    private readonly readPageBytes: () => number | undefined,
    private readonly nowMs: NowMs,
  ) {
    this.available = readPageBytes() !== undefined;
  }

  /** Parts of models that a report tells of. */
  feed({ measures }: RealmReport): void {
    for (const { name, tags } of measures) {
      if (name === 'pack.fetch' && typeof tags?.bytes === 'number') this.#packBytes += tags.bytes;
    }
  }

  async sample(): Promise<MetricPoint[]> {
    const pageBytes = this.readPageBytes();
    if (pageBytes === undefined) return [];
    const bytes = pageBytes - this.#pageBytes + this.#packBytes;
    this.#pageBytes = pageBytes;
    this.#packBytes = 0;
    return [systemPoint('network_kb', this.nowMs(), bytes / BYTES_PER_KB)];
  }
}
