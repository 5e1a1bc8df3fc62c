import { span, worked } from '../measures';

/** Frames come 31 times a second: they are told of together, once in so long. */
const PERIOD_MS = 1000;

/** What judging frames costs, as one measure a second. Allocates nothing per frame. */
export class FrameLoad {
  #frames = 0;
  #sinceMs = 0;
  #inferMs = 0;
  #lagMs = 0;

  /**
   * A frame was judged from `startMs` to `endMs`, after it had waited for `lagMs`. The measure `vad.infer` has the tags
   * `frames`, `inferMs` of all of them, and the longest `lagMs`.
   */
  judged(startMs: number, endMs: number, lagMs: number): void {
    if (this.#frames === 0) this.#sinceMs = startMs;
    this.#frames++;
    this.#inferMs += endMs - startMs;
    this.#lagMs = Math.max(this.#lagMs, lagMs);
    if (endMs - this.#sinceMs < PERIOD_MS) return;
    worked(this.#inferMs);
    span('vad.infer', this.#sinceMs, endMs, { frames: this.#frames, inferMs: this.#inferMs, lagMs: this.#lagMs });
    this.#frames = this.#inferMs = this.#lagMs = 0;
  }
}
