import { type NowMs, type Probe, systemPoint } from './probe';

/** Of the Compute Pressure API, §4.1. */
export type PressureState = 'nominal' | 'fair' | 'serious' | 'critical';

const LEVELS: Readonly<Record<PressureState, number>> = { nominal: 0, fair: 1, serious: 2, critical: 3 };

/**
 * How hard the device works, as `pressure` from 0 to 3. Whoever watches feeds it; the browser tells only while the page has
 * the focus, and only when it changes, so the last state stands until the next.
 */
export class PressureProbe implements Probe {
  readonly name = 'Compute pressure';
  #state: PressureState | undefined;

  constructor(
    readonly available: boolean,
    private readonly nowMs: NowMs,
  ) {}

  feed(state: PressureState): void {
    this.#state = state;
  }

  async sample() {
    return this.#state ? [systemPoint('pressure', this.nowMs(), LEVELS[this.#state])] : [];
  }
}
