/** Gives the microphone back when nobody has spoken for a while. */
import type { AgentState } from './agent/state';
import type { IdleMinutes } from './ui/view-model';

const MINUTE_MS = 60_000;

export interface IdleReleaseOptions {
  /** After how long; 0 for never. */
  minutes(): IdleMinutes;
  /** So long was it quiet. */
  onRelease(minutes: IdleMinutes): void;
}

/**
 * Has no timer of its own: browsers slow those of a page in the background down. It is told the time by what comes from the
 * microphone's own thread for as long as that is open.
 */
export class IdleRelease {
  #quietSinceMs: number | undefined;

  constructor(private readonly options: IdleReleaseOptions) {}

  /** What Sotto is doing. To be called whenever that changes, and again and again while the microphone is on. */
  observe({ microphone, phase }: AgentState, atMs: number): void {
    // Somebody speaks, or is being answered, or nobody listens: none of it is idle.
    if (microphone !== 'on' || phase.name !== 'listening') {
      this.#quietSinceMs = undefined;
      return;
    }
    this.#quietSinceMs ??= atMs;
    const minutes = this.options.minutes();
    if (minutes === 0 || atMs - this.#quietSinceMs < minutes * MINUTE_MS) return;
    this.#quietSinceMs = undefined;
    this.options.onRelease(minutes);
  }
}
