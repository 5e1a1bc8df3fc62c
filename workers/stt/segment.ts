import type { Listening } from './listening';

const SAMPLE_RATE_HZ = 16_000;

/** A stretch of an utterance that is heard in one piece: its audio, and what was last understood of it. */
export class Segment<Input> {
  #draft: readonly number[] = [];

  constructor(readonly audio: Listening<Input>) {}

  /** Tokens its text probably begins with. */
  get draft(): readonly number[] {
    return this.#draft;
  }

  /** Keeps what a recognition wrote; one that was given up counts for no more than the part it reached. */
  remember(tokens: readonly number[], finished: boolean): void {
    if (finished || tokens.some((token, i) => token !== this.#draft[i])) this.#draft = [...tokens];
  }

  /** 16 tokens and 8 a second: fast speech has 5, a runaway meets this cap (the measure by which runaways were counted). */
  get tokenCap(): number {
    return 16 + Math.ceil((8 * this.audio.length) / SAMPLE_RATE_HZ);
  }
}
