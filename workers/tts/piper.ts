/**
 * The Piper voice in two graphs: text to a latent sequence once, then the vocoder over windows of it, so that the first
 * samples need a fraction of the clause.
 */
import { worked } from '../measures';
import { floatData, int64Tensor, ort, output } from '../runtime';
import { CONTEXT_FRAMES, FRAME_MS, HOP, LONGEST_WHEN_FAST, WINDOW_SIZES, WindowPlan } from './window-plan';

export interface PiperScales {
  noise: number;
  length: number;
  noiseWidth: number;
}

export interface SynthesisOptions {
  /** 1 is the voice's own pace, 0.8 slower. */
  rate?: number;
  /** Sound of the same reply that was made and is not heard yet: 0 where somebody waits for the first sample. */
  aheadMs?: number;
  /** Frames of each phoneme id, and the frame that the first sample belongs to: told before the first sample. */
  onDurations?: (durations: Float32Array, firstFrame: number) => void;
}

/** The latent sequence of one clause: `channels` rows of `frames` values. */
interface Latent {
  values: Float32Array;
  channels: number;
  frames: number;
  durations: Float32Array;
}

/**
 * Frames kept of the silence that the start mark and its pad stand for: 23 ms. Over ten sentences the first audible sample
 * came −23 to +11 ms from their end, and they lasted 23 to 313 ms: without this a first window could hold no sound at all.
 */
const LEAD_FRAMES = 2;
/** Windows at the start of a reply while others leave the cores to the voice: those before 0.4 s is made. Chosen. */
const OPENING_WINDOWS = 2;

export class Piper {
  readonly #plan = new WindowPlan();

  constructor(
    private readonly text: ort.InferenceSession,
    private readonly vocoder: ort.InferenceSession,
    private readonly scales: PiperScales,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** PCM at the voice's rate, chunk by chunk. `pause` is called before each run and ends the synthesis by throwing. */
  async *synthesise(
    ids: readonly number[],
    pause: () => Promise<void>,
    { rate = 1, aheadMs = 0, onDurations }: SynthesisOptions = {},
  ): AsyncGenerator<Float32Array> {
    const awaited = aheadMs <= 0;
    let playingSinceMs = awaited ? undefined : this.now();
    let madeMs = Math.max(0, aheadMs);
    await pause();
    const latent = await this.#encode(ids, rate);
    const { durations, frames } = latent;
    let from = Math.min(frames, Math.max(0, durations[0]! + durations[1]! - LEAD_FRAMES));
    onDurations?.(durations, from);
    for (let windows = 0; from < frames; windows++) {
      await pause();
      const opening = awaited && windows < OPENING_WINDOWS;
      const leftMs = playingSinceMs === undefined ? 0 : madeMs - (this.now() - playingSinceMs);
      const to = from + this.#plan.next(leftMs, frames - from, opening);
      const samples = await this.#vocode(latent, from, to, opening);
      playingSinceMs ??= this.now();
      madeMs += (to - from) * FRAME_MS;
      yield samples;
      from = to;
    }
  }

  /**
   * Runs the clause through both graphs, with windows of every size inside it, the longest first, so that memory grows once,
   * and the opening ones at its start. Every later run is of a shape like one of these. `pause` is called before each run and
   * ends it by throwing.
   */
  async warmUp(ids: readonly number[], pause: () => Promise<void>): Promise<void> {
    await pause();
    const latent = await this.#encode(ids, 1);
    for (const size of [...WINDOW_SIZES].reverse()) {
      for (const from of size > LONGEST_WHEN_FAST ? [CONTEXT_FRAMES] : [CONTEXT_FRAMES, 0]) {
        const to = Math.min(latent.frames, from + size);
        if (to <= from) continue;
        await pause();
        await this.#vocode(latent, from, to, true);
      }
    }
  }

  async #encode(ids: readonly number[], rate: number): Promise<Latent> {
    const start = this.now();
    const { noise, length, noiseWidth } = this.scales;
    const outputs = await this.text.run({
      input: int64Tensor(ids, [1, ids.length]),
      input_lengths: int64Tensor([ids.length], [1]),
      scales: new ort.Tensor('float32', Float32Array.of(noise, length / rate, noiseWidth), [3]),
    });
    const latent = output(outputs, 'z_p');
    const durations = floatData(output(outputs, 'durations'), 'durations');
    worked(this.now() - start);
    return { values: floatData(latent, 'z_p'), channels: latent.dims[1]!, frames: latent.dims[2]!, durations };
  }

  async #vocode(
    { values, channels, frames }: Latent,
    from: number,
    to: number,
    opening: boolean,
  ): Promise<Float32Array> {
    const start = this.now();
    const a = Math.max(0, from - CONTEXT_FRAMES);
    const b = Math.min(frames, to + CONTEXT_FRAMES);
    const window = new Float32Array(channels * (b - a));
    for (let c = 0; c < channels; c++) window.set(values.subarray(c * frames + a, c * frames + b), c * (b - a));
    const spoken = await this.vocoder.run({
      z_p: new ort.Tensor('float32', window, [1, channels, b - a]),
      crop: int64Tensor([from - a, to - a], [2]),
    });
    const samples = floatData(output(spoken, 'audio'), 'audio').subarray(0, (to - from) * HOP);
    const tookMs = this.now() - start;
    worked(tookMs);
    this.#plan.observe(to - from, b - a - (to - from), tookMs, opening);
    return samples;
  }
}
