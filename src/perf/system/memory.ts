import type { MetricPoint } from '../../store/metric';
import { BYTES_PER_MB, type NowMs, type Probe, systemPoint } from './probe';

/** The measurement makes the browser collect garbage in every thread of the page: not more often than this. */
export const MEMORY_PERIOD_MS = 60_000;

/** Isolated pages of Chromium alone. https://wicg.github.io/performance-measure-memory */
export interface MemoryMeasurer {
  measureUserAgentSpecificMemory?(): Promise<{ readonly bytes: number }>;
}

/**
 * Memory of the page and all its workers, as `memory_mb`. It can take 15 s: `sample` begins one when it is time, never two at
 * once, and gives what has come since it was last called.
 */
export function memoryProbe(measurer: MemoryMeasurer, isolated: boolean, nowMs: NowMs): Probe {
  let arrived: MetricPoint[] = [];
  let failure: unknown;
  let running = false;
  let begunAtMs = Number.NEGATIVE_INFINITY;

  async function run(measure: () => Promise<{ readonly bytes: number }>): Promise<void> {
    running = true;
    begunAtMs = nowMs();
    try {
      const { bytes } = await measure();
      failure = undefined;
      arrived.push(systemPoint('memory_mb', nowMs(), bytes / BYTES_PER_MB));
    } catch (error) {
      failure = error;
    } finally {
      running = false;
    }
  }

  return {
    name: 'Memory of page and workers',
    available: isolated && typeof measurer.measureUserAgentSpecificMemory === 'function',
    async sample() {
      const measure = measurer.measureUserAgentSpecificMemory?.bind(measurer);
      if (measure && !running && nowMs() - begunAtMs >= MEMORY_PERIOD_MS) void run(measure);
      if (failure !== undefined) throw failure;
      const points = arrived;
      arrived = [];
      return points;
    },
  };
}
