/** The memory of the page and its workers, by the best count at hand. */
import type { RealmReport } from '../../workers/protocol';

declare global {
  interface Window {
    /** Put there by the command line: the renderer's memory as the system counts it, in MB. */
    __sottoMemoryMb?: () => Promise<number | undefined>;
  }
  interface Performance {
    /** Chromium only. */
    readonly memory?: { readonly usedJSHeapSize: number };
  }
}

/**
 * `measureUserAgentSpecificMemory` is not among them: it waits for ONNX Runtime's sleeping threads, some 60 s a reading. What
 * is summed instead is named for what it is.
 */
export class MemoryReading {
  readonly #heaps = new Map<string, number>();

  /** How it is read; undefined where nothing can be told. */
  get source(): string | undefined {
    if (window.__sottoMemoryMb) return 'renderer PSS, counted by the system';
    return performance.memory ? 'JS heap of the page and WASM heaps of the workers' : undefined;
  }

  onMeasures({ realm, wasmHeapBytes }: RealmReport): void {
    if (wasmHeapBytes !== undefined) this.#heaps.set(realm, wasmHeapBytes);
  }

  async read(): Promise<number | undefined> {
    if (window.__sottoMemoryMb) return window.__sottoMemoryMb();
    if (!performance.memory) return undefined;
    const heaps = [...this.#heaps.values()].reduce((sum, bytes) => sum + bytes, 0);
    return (performance.memory.usedJSHeapSize + heaps) / 1e6;
  }
}
