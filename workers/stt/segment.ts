import { MAX_FRAMES, SAMPLES_PER_FRAME, StreamingMel } from './streaming-mel';

/**
 * Digital silence behind the speech, in feature frames: the "sparse padding" export stands for the rest of Whisper's 30 s
 * and needs 1.0 s (0.8 s costs 0.1 s of word error on noise; under 0.6 s it loops).
 */
const TAIL_FRAMES = 100;
const SAMPLE_RATE_HZ = 16_000;

/** A stretch of an utterance that Whisper hears in one piece: its features, and what was last understood of it. */
export class Segment {
  readonly mel = new StreamingMel();
  #draft: readonly number[] = [];

  /** Tokens its text probably begins with. */
  get draft(): readonly number[] {
    return this.#draft;
  }

  /** Keeps what a recognition wrote; one that was given up counts for no more than the part it reached. */
  remember(tokens: readonly number[], finished: boolean): void {
    if (finished || tokens.some((token, i) => token !== this.#draft[i])) this.#draft = [...tokens];
  }

  /** Features [80 × frames] of what has arrived, and the silence behind it. */
  features(): { features: Float32Array; frames: number } {
    // Four frames are the encoder's convolution stride times the sparse padding's alignment.
    const frames = Math.min(MAX_FRAMES, Math.ceil((this.mel.length / SAMPLES_PER_FRAME + TAIL_FRAMES) / 4) * 4);
    return { features: this.mel.finish(frames), frames };
  }

  /** 16 tokens and 8 a second: fast speech has 5, a runaway meets this cap (the measure by which runaways were counted). */
  get tokenCap(): number {
    return 16 + Math.ceil((8 * this.mel.length) / SAMPLE_RATE_HZ);
  }
}
