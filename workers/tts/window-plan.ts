/**
 * How many frames the vocoder makes at a time: as few as possible at first, so that sound comes soon, but never so few that
 * the next window is not ready when the one before has played. How long a window takes is measured as it runs, so a slow
 * device, or one whose cores are taken, gets longer windows by itself.
 */

/** Output samples of one latent frame, and the voice's rate: a frame is 11.6 ms of sound. */
export const HOP = 256;

export const FRAME_MS = (HOP / 22_050) * 1000;

/** Frames of context on each side: worst error −69 dB of the voice's level against the whole clip (24: −62, 22: −50; n=70). */
export const CONTEXT_FRAMES = 26;

/** The sizes used. Few, so that each is run at warm-up; the smallest is 139 ms of sound. */
export const WINDOW_SIZES: readonly number[] = [12, 22, 43, 86, 172];

/** A last window shorter than this would cost a run for next to nothing: it joins the one before. */
const MIN_LAST_FRAMES = 10;

/**
 * Milliseconds of a window of `frames` within `context` more, on two threads of a 2-core EPYC: fitted to the medians of
 * eleven shapes (34 ms for 10 in 38 to 232 ms for 172 in 224, n=9 each), which it meets to 2 ms.
 */
export function referenceCostMs(frames: number, context: number): number {
  return 8 + 1.15 * frames + 0.5 * context;
}

/** A window must be ready in this share of the time there is: chosen, for the spread between runs and other work. */
const MARGIN = 1.5;
/** The longest window while the device keeps up: 84 ms, and an abort waits for one window. 86 takes 135 ms, 172 232 ms. */
export const LONGEST_WHEN_FAST = 43;
/** The longest first window, 1 s of sound: on a device that would need more, a hole is better than the wait. Chosen. */
const LONGEST_OPENING = 86;
/** Share of the sound's own time that may go into making it before longer windows, which cost less per frame, are taken. */
const BUSY_SHARE = 0.5;
/** A new measurement moves the estimate by this share: half of it forgotten after two windows. Chosen. */
const FOLLOW = 0.3;

export class WindowPlan {
  /** How much longer windows take here than in the reference: at the start of a reply, when other work waits, and later. */
  #openingSlowness = 1;
  #laterSlowness = 1;

  /** A window of `frames`, with `context` frames beside it, took `tookMs`. `opening`: at the start of a reply. */
  observe(frames: number, context: number, tookMs: number, opening: boolean): void {
    const measured = Math.min(50, Math.max(0.05, tookMs / referenceCostMs(frames, context)));
    if (opening) this.#openingSlowness += (measured - this.#openingSlowness) * FOLLOW;
    else this.#laterSlowness += (measured - this.#laterSlowness) * FOLLOW;
  }

  /**
   * Frames of the next window, of `remaining` ones. `aheadMs` is the sound made and not yet heard, if it is played as soon as
   * it is made; 0 or less before the first.
   */
  next(aheadMs: number, remaining: number, opening: boolean): number {
    const slowness = opening ? this.#openingSlowness : this.#laterSlowness;
    const expectedMs = (frames: number) => slowness * referenceCostMs(frames, 2 * CONTEXT_FRAMES);
    const longest = Math.min(longestOf(expectedMs), opening ? LONGEST_OPENING : Number.POSITIVE_INFINITY);
    let size = shortestOf(expectedMs, longest);
    for (const candidate of WINDOW_SIZES) {
      if (candidate > size && candidate <= longest && expectedMs(candidate) * MARGIN <= aheadMs) size = candidate;
    }
    return remaining - size < MIN_LAST_FRAMES ? remaining : size;
  }
}

/** The shortest window that, once playing, leaves time to make one like it. */
function shortestOf(expectedMs: (frames: number) => number, longest: number): number {
  return WINDOW_SIZES.find((size) => size >= longest || expectedMs(size) * MARGIN <= size * FRAME_MS) ?? longest;
}

/** The longest window worth an abort's wait. */
function longestOf(expectedMs: (frames: number) => number): number {
  const keepsUp = (size: number) => size >= LONGEST_WHEN_FAST && expectedMs(size) <= BUSY_SHARE * size * FRAME_MS;
  return WINDOW_SIZES.find(keepsUp) ?? WINDOW_SIZES.at(-1) ?? LONGEST_WHEN_FAST;
}
