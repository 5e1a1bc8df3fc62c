/**
 * Faster or slower speech at the same height: waveform-similarity overlap-add (Verhelst & Roelands 1993). Frames are taken from
 * the input at one distance and laid down at another, each where it continues best what was laid down before it.
 */

/** Holds two periods of a low voice (67 Hz). */
const FRAME_MS = 30;
/** How far from its place a frame may be looked for: half a period of the same voice. Chosen. */
const SEARCH_MS = 8;

export class TimeStretch {
  /** Half a frame: what each step lays down, and what two frames share. */
  readonly #hop: number;
  readonly #search: number;
  readonly #window: Float32Array;
  /** Input from the sample `#start` on. */
  #input: Float32Array = new Float32Array(0);
  #start = 0;
  /** Where the frame laid down last was taken from; undefined before the first. */
  #last: number | undefined;
  #steps = 0;
  /** The second half of the last frame, faded out, which the next one is laid over. */
  #tail: Float32Array;

  /** @param tempo 2 halves the length, 0.5 doubles it. */
  constructor(
    sampleRateHz: number,
    private readonly tempo: number,
  ) {
    this.#hop = Math.round((FRAME_MS * sampleRateHz) / 2000);
    this.#search = Math.round((SEARCH_MS * sampleRateHz) / 1000);
    this.#tail = new Float32Array(this.#hop);
    this.#window = Float32Array.from(
      { length: this.#hop },
      (_, i) => 0.5 - 0.5 * Math.cos((Math.PI * (i + 0.5)) / this.#hop),
    );
  }

  /** What the samples complete. */
  push(samples: Float32Array): Float32Array<ArrayBuffer> {
    const joined = new Float32Array(this.#input.length + samples.length);
    joined.set(this.#input);
    joined.set(samples, this.#input.length);
    this.#input = joined;
    const out: Float32Array[] = [];
    const end = () => this.#start + this.#input.length;
    while (this.#target + this.#search + 2 * this.#hop <= end()) out.push(this.#step());
    this.#forget();
    return flat(out);
  }

  /** The rest. */
  finish(): Float32Array<ArrayBuffer> {
    const wanted = Math.max(0, Math.round((this.#start + this.#input.length) / this.tempo) - this.#steps * this.#hop);
    const out = this.push(new Float32Array(2 * (this.#search + 2 * this.#hop) + Math.ceil(this.#hop * this.tempo)));
    return out.slice(0, wanted);
  }

  /** Where the next frame would be taken from if nothing had to fit. */
  get #target(): number {
    return Math.round(this.#steps * this.#hop * this.tempo);
  }

  #step(): Float32Array {
    const from = this.#last === undefined ? this.#target : this.#bestNear(this.#target, this.#last + this.#hop);
    const at = from - this.#start;
    const out = new Float32Array(this.#hop);
    const tail = new Float32Array(this.#hop);
    const first = this.#last === undefined;
    for (let i = 0; i < this.#hop; i++) {
      const rise = this.#window[i]!;
      out[i] = this.#tail[i]! + (first ? 1 : rise) * this.#input[at + i]!;
      tail[i] = (1 - rise) * this.#input[at + this.#hop + i]!;
    }
    this.#tail = tail;
    this.#last = from;
    this.#steps++;
    return out;
  }

  /** The place near `target` whose half frame is most like the one at `natural`, which would follow by itself. */
  #bestNear(target: number, natural: number): number {
    const input = this.#input;
    const wanted = natural - this.#start;
    let best = target;
    let bestLikeness = Number.NEGATIVE_INFINITY;
    const lowest = Math.max(this.#start, target - this.#search);
    for (let candidate = lowest; candidate <= target + this.#search; candidate++) {
      const at = candidate - this.#start;
      let product = 0;
      let energy = 1e-9;
      // Every other sample tells as much of a match.
      for (let i = 0; i < this.#hop; i += 2) {
        product += input[wanted + i]! * input[at + i]!;
        energy += input[at + i]! ** 2;
      }
      const likeness = product / Math.sqrt(energy);
      if (likeness > bestLikeness) {
        bestLikeness = likeness;
        best = candidate;
      }
    }
    return best;
  }

  /** Drops input that no frame will be taken from or compared with. */
  #forget(): void {
    const natural = this.#last === undefined ? this.#start : this.#last + this.#hop;
    const keepFrom = Math.min(natural, Math.max(this.#start, this.#target - this.#search));
    this.#input = this.#input.slice(keepFrom - this.#start);
    this.#start = keepFrom;
  }
}

function flat(chunks: readonly Float32Array[]): Float32Array<ArrayBuffer> {
  const whole = new Float32Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
