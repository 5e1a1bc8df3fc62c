/**
 * Frames of an audio context as times on the one clock.
 *
 * A worklet has `Date.now()` and `currentFrame` and nothing finer. Audio is rendered in bursts of one device buffer, so
 * single stamps saw-tooth by 10 ms and more; the median offset of the last 0.3 s is the steady clock. The probe does the
 * same over ±0.3 s (tests/probe/analyze.mjs, `Tap.date`), so the app's times and the probe's agree.
 */

const WINDOW_SECONDS = 0.3;
const QUANTUM_FRAMES = 128;
/** `Date.now()` is floored to 1 ms: on average it is half of one late to tick. */
const FLOOR_BIAS_MS = 0.5;
/** Longer without a stamp, the context was suspended or the machine slept: what the old offsets say is void. */
const GAP_MS = 300;

/** Maps frames to epoch milliseconds. Call `stamp` once per quantum; nothing is allocated after the constructor. */
export class FrameClock {
  readonly #msPerFrame: number;
  readonly #now: () => number;
  readonly #offsets: Float64Array;
  readonly #sorted: Float64Array;
  #count = 0;
  #next = 0;
  #lastStampMs = 0;
  #offsetMs: number | undefined;

  /** `now` is `Date.now` everywhere but in tests. */
  constructor(sampleRateHz: number, now: () => number = Date.now) {
    this.#msPerFrame = 1000 / sampleRateHz;
    this.#now = now;
    this.#offsets = new Float64Array(Math.max(1, Math.ceil((sampleRateHz * WINDOW_SECONDS) / QUANTUM_FRAMES)));
    this.#sorted = new Float64Array(this.#offsets.length);
  }

  /** Says that `frame` is the first of the quantum being rendered now. */
  stamp(frame: number): void {
    const nowMs = this.#now();
    if (nowMs - this.#lastStampMs > GAP_MS) this.#count = this.#next = 0;
    this.#lastStampMs = nowMs;
    this.#offsets[this.#next] = nowMs - frame * this.#msPerFrame;
    this.#next = (this.#next + 1) % this.#offsets.length;
    if (this.#count < this.#offsets.length) this.#count++;
    this.#offsetMs = undefined;
  }

  /** When `frame` (fractions allowed, past or near future) is rendered, in epoch milliseconds. NaN before any stamp. */
  dateAt(frame: number): number {
    this.#offsetMs ??= this.#medianOffsetMs();
    return this.#offsetMs + frame * this.#msPerFrame + FLOOR_BIAS_MS;
  }

  #medianOffsetMs(): number {
    if (this.#count === 0) return Number.NaN;
    // Unfilled places are infinite and sort last, which spares a view of the filled ones.
    this.#sorted.set(this.#offsets);
    this.#sorted.fill(Number.POSITIVE_INFINITY, this.#count);
    this.#sorted.sort();
    return this.#sorted[this.#count >> 1]!;
  }
}
