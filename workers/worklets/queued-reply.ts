/** A chunk of samples and the one after it. */
interface Chunk {
  samples: Float32Array;
  next: Chunk | undefined;
}

/** One reply's samples waiting to be heard, and what became of those before them. */
export class QueuedReply {
  readonly id: number;
  /** Samples waiting. */
  queued = 0;
  /** Samples heard. */
  played = 0;
  /** The context's frame in which the last sample was heard. */
  lastFrame = 0;
  /** No more samples come. */
  ended = false;
  /** Fading out, to be forgotten. */
  flushing = false;
  /** A sample over the threshold of hearing was rendered. */
  audible = false;
  /** Samples of silence since the queue ran dry; counted as an underrun once samples come. */
  drySamples = 0;
  underruns = 0;
  underrunSamples = 0;
  // A linked list: a played chunk is unreachable at once, and taking one off allocates nothing.
  #head: Chunk | undefined;
  #tail: Chunk | undefined;
  #offset = 0;

  constructor(id: number) {
    this.id = id;
  }

  push(samples: Float32Array): void {
    if (samples.length === 0) return;
    const chunk: Chunk = { samples, next: undefined };
    if (this.#tail) this.#tail.next = chunk;
    else this.#head = chunk;
    this.#tail = chunk;
    this.queued += samples.length;
  }

  /** Takes the next sample, to be heard in `frame`. Throws when there is none. */
  shift(frame: number): number {
    const chunk = this.#head;
    if (!chunk) throw new Error('Nothing is queued.');
    if (this.drySamples > 0) {
      this.underruns++;
      this.underrunSamples += this.drySamples;
      this.drySamples = 0;
    }
    const sample = chunk.samples[this.#offset++]!;
    if (this.#offset === chunk.samples.length) {
      this.#head = chunk.next;
      if (!chunk.next) this.#tail = undefined;
      this.#offset = 0;
    }
    this.queued--;
    this.played++;
    this.lastFrame = frame;
    return sample;
  }
}
