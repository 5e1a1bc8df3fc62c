/** How far work on a guess may go: a busy device has better uses for its cores. */

/** `full`: transcript, route, reply and first clause. `transcript-only`: what is needed in any case. */
export type SpeculationExtent = 'off' | 'transcript-only' | 'full';

/** How busy the device is, as a `PressureObserver` says it. */
export type DevicePressure = 'nominal' | 'fair' | 'serious' | 'critical';

/** When speculation narrows and widens again. Every one is a choice. */
export const GOVERNOR_LIMITS = {
  /** A detector this late lacks the cores: three frames of 32 ms. A choice. */
  lateMs: 96,
  /** ... and no longer does when it is no later than this. Between the two nothing changes. A choice. */
  promptMs: 48,
  /** Lateness has to last this long: a single long task is no overload. A choice. */
  lateForMs: 300,
  /**
   * Only `critical` pressure counts, and it has to last this long: on two cores Chromium says `serious` whenever Sotto itself
   * answers, and guessing would stop after the first turn (seen with every second question). A choice.
   */
  criticalForMs: 10_000,
  /** Attempts that are looked back upon. A choice. */
  attempts: 20,
  /** Fewer attempts say nothing. A choice. */
  minAttempts: 8,
  /** A larger share of wasted attempts is not worth its work. A choice. */
  wastedShare: 0.75,
  /** Speculation widens again when all has been well for this long. A choice. */
  calmForMs: 5000,
  /** Waste is forgotten after this long, as without attempts nothing would ever show that they pay again. A choice. */
  wasteForgottenAfterMs: 60_000,
} as const;

export interface GovernorOptions {
  /** Off for a measurement without speculation. */
  enabled?: boolean;
  limits?: Partial<{ readonly [K in keyof typeof GOVERNOR_LIMITS]: number }>;
}

/** Reads no clock: every call says when it is, in milliseconds on any one clock. */
export class SpeculationGovernor {
  readonly #enabled: boolean;
  readonly #limits: { readonly [K in keyof typeof GOVERNOR_LIMITS]: number };
  /** Since when the detector has been late without a break. */
  #lateSinceMs: number | undefined;
  #pressure: { state: DevicePressure; sinceMs: number } = { state: 'nominal', sinceMs: Number.NEGATIVE_INFINITY };
  /** Whether each of the last attempts was wasted, newest last. */
  #wasted: boolean[] = [];
  #overloadedAtMs = Number.NEGATIVE_INFINITY;
  #wastefulAtMs: number | undefined;
  #kept = 0;
  #dropped = 0;

  constructor({ enabled = true, limits = {} }: GovernorOptions = {}) {
    this.#enabled = enabled;
    this.#limits = { ...GOVERNOR_LIMITS, ...limits };
  }

  /** Attempts since the start whose work was used, and whose work was for nothing. */
  get counts(): { kept: number; wasted: number } {
    return { kept: this.#kept, wasted: this.#dropped };
  }

  /** How late the detector judged its newest frame. */
  lag(lagMs: number, nowMs: number): void {
    if (lagMs >= this.#limits.lateMs) this.#lateSinceMs ??= nowMs;
    else if (lagMs <= this.#limits.promptMs) this.#lateSinceMs = undefined;
    if (this.#lateSinceMs !== undefined && nowMs - this.#lateSinceMs >= this.#limits.lateForMs) {
      this.#overloadedAtMs = nowMs;
    }
  }

  /** The device's own word. */
  pressure(state: DevicePressure, nowMs: number): void {
    this.#notePressure(nowMs);
    const goesOn = this.#pressure.state === state;
    this.#pressure = { state, sinceMs: goesOn ? this.#pressure.sinceMs : nowMs };
    this.#notePressure(nowMs);
  }

  /** An attempt is over: its work was used, or wasted because the user went on. */
  attemptOver(wasted: boolean, nowMs: number): void {
    if (wasted) this.#dropped++;
    else this.#kept++;
    const { attempts, minAttempts, wastedShare } = this.#limits;
    this.#wasted = [...this.#wasted, wasted].slice(-attempts);
    const share = this.#wasted.filter(Boolean).length / this.#wasted.length;
    if (this.#wasted.length >= minAttempts && share > wastedShare) {
      this.#wastefulAtMs = nowMs;
      this.#wasted = [];
    }
  }

  /** How far a guess that begins now may go. */
  extent(nowMs: number): SpeculationExtent {
    if (!this.#enabled) return 'off';
    this.#notePressure(nowMs);
    const wasteful =
      this.#wastefulAtMs !== undefined && nowMs - this.#wastefulAtMs < this.#limits.wasteForgottenAfterMs;
    const strained = nowMs - this.#overloadedAtMs < this.#limits.calmForMs;
    return wasteful || strained ? 'transcript-only' : 'full';
  }

  /** Pressure is told when it changes, and lasts until then. */
  #notePressure(nowMs: number): void {
    const { state, sinceMs } = this.#pressure;
    const pressed = state === 'critical' && nowMs - sinceMs >= this.#limits.criticalForMs;
    if (pressed) this.#overloadedAtMs = nowMs;
  }
}
