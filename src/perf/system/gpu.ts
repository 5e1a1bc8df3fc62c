import { type Fact, type NowMs, type Probe, systemPoint } from './probe';

/** The part of `navigator.gpu` used here. WebGPU §4. */
export interface GpuLike {
  requestAdapter(): Promise<{ readonly info: GpuInfo } | null>;
}

interface GpuInfo {
  readonly vendor: string;
  readonly architecture: string;
  readonly device: string;
  readonly description: string;
}

/** What WebGPU says of the graphics chip, asked once, as facts; and `gpu_lost`, how many devices in use were lost. */
export class GpuProbe implements Probe {
  readonly name = 'Graphics (WebGPU)';
  readonly available: boolean;
  #asked = false;
  #facts: readonly Fact[] = [];
  /** Undefined until a device is used: none can be lost. */
  #lost: number | undefined;

  constructor(
    private readonly gpu: GpuLike | undefined,
    private readonly nowMs: NowMs,
  ) {
    this.available = gpu !== undefined;
  }

  /** Counts a device of this page, from whoever opened it, when it is lost. One that was destroyed on purpose does not count. */
  watch(device: { readonly lost: Promise<{ readonly reason: string }> }): void {
    this.#lost ??= 0;
    void device.lost.then(({ reason }) => {
      if (reason !== 'destroyed') this.#lost = (this.#lost ?? 0) + 1;
    });
  }

  async sample() {
    if (this.gpu && !this.#asked) {
      this.#asked = true;
      this.#facts = factsOf(await this.gpu.requestAdapter());
    }
    return this.#lost === undefined ? [] : [systemPoint('gpu_lost', this.nowMs(), this.#lost)];
  }

  facts(): readonly Fact[] {
    return this.#facts;
  }
}

function factsOf(adapter: { readonly info: GpuInfo } | null): Fact[] {
  if (!adapter) return [{ name: 'GPU', value: 'none' }];
  const { vendor, architecture, device, description } = adapter.info;
  // Browsers leave empty what would tell devices apart.
  const told = { vendor, architecture, device, description };
  return Object.entries(told).flatMap(([key, value]) => (value ? [{ name: `GPU ${key}`, value }] : []));
}
