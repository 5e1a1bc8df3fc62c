import type { CaptureToPage } from '../../../workers/protocol';
import type { MetricPoint } from '../../store/metric';
import type { NowMs, Probe } from './probe';

/**
 * What the microphone's worklet tells: `frames_per_s`, `dropped_frames` since the last sample, and `queue`, the frames that
 * wait to be judged. Nothing while no microphone is open.
 */
export class CaptureProbe implements Probe {
  readonly name = 'Microphone frames';
  readonly available = true;
  #told: CaptureToPage | undefined;
  #fresh = false;
  #last = { frames: 0, droppedFrames: 0, atMs: 0 };

  constructor(private readonly nowMs: NowMs) {}

  feed(stats: CaptureToPage): void {
    // A microphone that was opened anew counts from nothing.
    if (!this.#told || stats.frames < this.#told.frames) {
      this.#last = { frames: stats.frames, droppedFrames: 0, atMs: this.nowMs() };
    }
    this.#told = stats;
    this.#fresh = true;
  }

  async sample(): Promise<MetricPoint[]> {
    const told = this.#told;
    if (!told || !this.#fresh) return [];
    this.#fresh = false;
    const atMs = this.nowMs();
    const { frames, droppedFrames, awayFrames } = told;
    const component = 'capture';
    const points: MetricPoint[] = [
      { name: 'queue', component, atMs, value: awayFrames },
      { name: 'dropped_frames', component, atMs, value: droppedFrames - this.#last.droppedFrames },
    ];
    const elapsedMs = atMs - this.#last.atMs;
    if (elapsedMs > 0 && frames > this.#last.frames) {
      const value = ((frames - this.#last.frames) * 1000) / elapsedMs;
      points.push({ name: 'frames_per_s', component, atMs, value });
    }
    this.#last = { frames, droppedFrames, atMs };
    return points;
  }
}
