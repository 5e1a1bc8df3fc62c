import { BYTES_PER_MB, type NowMs, type Probe, systemPoint } from './probe';

/** Chromium alone; not in TypeScript's libraries. https://developer.mozilla.org/docs/Web/API/Performance/memory */
export interface PerformanceWithMemory {
  readonly memory?: { readonly usedJSHeapSize: number } | undefined;
}

/** Memory of the page's JavaScript, as `js_heap_mb`. Coarse and some seconds old outside of isolated pages. */
export function jsHeapProbe(performance: PerformanceWithMemory, nowMs: NowMs): Probe {
  return {
    name: 'JavaScript memory',
    available: performance.memory !== undefined,
    async sample() {
      const bytes = performance.memory?.usedJSHeapSize;
      return bytes === undefined ? [] : [systemPoint('js_heap_mb', nowMs(), bytes / BYTES_PER_MB)];
    },
  };
}
