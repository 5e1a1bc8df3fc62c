const FRAME_SAMPLES = 512;

interface Slot {
  samples: Float32Array<ArrayBuffer>;
  speechProbability: number;
  endAtMs: number;
}

/** The last frames before something began, copied into buffers made once. */
export class PreRoll {
  readonly #slots: Slot[];
  #next = 0;
  #count = 0;

  /** Keeps `frames` frames of 512 samples. */
  constructor(frames: number) {
    // Each frame has a buffer of its own, since posting a view would clone all that it views into.
    this.#slots = Array.from({ length: frames }, () => ({
      samples: new Float32Array(FRAME_SAMPLES),
      speechProbability: 0,
      endAtMs: 0,
    }));
  }

  /** Copies a frame, over the oldest when full. */
  push(frame: Float32Array<ArrayBuffer>, speechProbability: number, endAtMs: number): void {
    const slot = this.#slots[this.#next]!;
    slot.samples.set(frame);
    slot.speechProbability = speechProbability;
    slot.endAtMs = endAtMs;
    this.#next = (this.#next + 1) % this.#slots.length;
    this.#count = Math.min(this.#count + 1, this.#slots.length);
  }

  /** Visits the frames, oldest first, and forgets them. Samples are valid until the next `push`. */
  drain(visit: (samples: Float32Array<ArrayBuffer>, speechProbability: number, endAtMs: number) => void): void {
    const { length } = this.#slots;
    for (let i = length + this.#next - this.#count; i < length + this.#next; i++) {
      const slot = this.#slots[i % length]!;
      visit(slot.samples, slot.speechProbability, slot.endAtMs);
    }
    this.clear();
  }

  clear(): void {
    this.#next = 0;
    this.#count = 0;
  }
}
