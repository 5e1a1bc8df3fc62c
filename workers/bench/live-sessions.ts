/**
 * How many microphones does one detector hold in real time? So many sessions, each with its own sound, its own state and its
 * own endpointer, are given a frame every 32 ms; one run of the model judges all of them.
 */
import type { BenchSessionsAnswer } from '../protocol';
import { throwIfAborted } from '../rpc';
import type { EndpointerEvent } from '../vad/endpointer';
import { yieldToMessages } from '../yield-to-messages';
import type { HeardAlone } from './heard-alone';
import { heardTheSame, LiveSession } from './live-session';
import { sessionAudio } from './session-audio';
import { FRAME_MS, FRAME_SAMPLES, SESSION_BYTES } from './session-size';
import type { StepClock } from './step-clock';

/** Runs of the whole batch before the first that counts: memory for its shape is found in the first. */
const WARM_UP_STEPS = 3;
/** The capture worklet's own limit, 256 frames (frame-assembler.ts): further behind, a live detector loses sound. */
const MOST_BEHIND_MS = 256 * FRAME_MS;

/** Judges a frame of every row at once; a new one has heard nothing. */
export interface BatchDetector {
  probabilities(frames: readonly Float32Array[]): Promise<ArrayLike<number>>;
}

export interface LiveSessionsOptions {
  /** 16 kHz. */
  clips: readonly Float32Array[];
  sessions: number;
  seconds: number;
  together: (rows: number) => BatchDetector;
  alone: HeardAlone;
  /** Gets all that a live detector sends, to the page and to the recogniser. */
  post: (event: EndpointerEvent) => void;
  clock: StepClock;
  /** WASM memory now, and when the detector had heard but one microphone; undefined when it is not told. */
  wasmBytes: () => number | undefined;
  wasmBytesOfOne: number | undefined;
  /** Told once a second, of the seconds asked for. */
  onSeconds: (seconds: number) => void;
  signal: AbortSignal;
}

/**
 * Runs the sessions for so many seconds in real time, then lets each hear the same alone, untimed. `stepMs` is the work on
 * one step of all of them; a step is late when it ends after the next one was due. Once a run is 8 s behind it ends: the
 * steps not done count as late and have no time. A WASM heap never shrinks, so after a larger number of sessions
 * `addedBytes` is a bound from above.
 *
 * Rejects with `aborted` within one step, and with RangeError when there is nothing to hear.
 */
export async function runLiveSessions(options: LiveSessionsOptions): Promise<BenchSessionsAnswer> {
  const { sessions: count, clips, post, alone, wasmBytesOfOne, signal } = options;
  if (!Number.isInteger(count) || count < 1) throw new RangeError(`There is at least one session, not ${count}.`);
  const steps = Math.ceil((options.seconds * 1000) / FRAME_MS);
  await warmUp(options);
  const beginAtMs = Math.round(performance.timeOrigin + performance.now());
  const sessions = Array.from(
    { length: count },
    (_, session) => new LiveSession(sessionAudio(clips, session), post, beginAtMs),
  );
  const { stepMs, lateSteps } = await live(sessions, steps, options);
  const heapBytes = options.wasmBytes();
  let equalSessions = 0;
  alone.use(clips);
  for (const [session, { heard }] of sessions.entries()) {
    if (heardTheSame(heard, await alone.firstFrames(session, stepMs.length, signal))) equalSessions++;
  }
  const told = heapBytes !== undefined && wasmBytesOfOne !== undefined;
  const addedBytes = told ? heapBytes - wasmBytesOfOne + count * SESSION_BYTES : undefined;
  return { stepMs, lateSteps, equalSessions, addedBytes };
}

async function warmUp({ sessions, together, signal }: LiveSessionsOptions): Promise<void> {
  const detector = together(sessions);
  const silence = Array.from({ length: sessions }, () => new Float32Array(FRAME_SAMPLES));
  for (let step = 0; step < WARM_UP_STEPS; step++) {
    await detector.probabilities(silence);
    await yieldToMessages();
    throwIfAborted(signal);
  }
}

async function live(
  sessions: readonly LiveSession[],
  steps: number,
  { together, clock, onSeconds, signal }: LiveSessionsOptions,
): Promise<{ stepMs: number[]; lateSteps: number }> {
  const detector = together(sessions.length);
  const frames = sessions.map(({ frame }) => frame);
  const stepMs: number[] = [];
  const beganMs = clock.nowMs();
  let lateSteps = 0;
  let toldSeconds = 0;
  for (let step = 0; step < steps; step++) {
    // A frame is there when its last sample is.
    const dueMs = beganMs + (step + 1) * FRAME_MS;
    await clock.until(dueMs, signal);
    throwIfAborted(signal);
    if (clock.nowMs() - dueMs > MOST_BEHIND_MS) {
      lateSteps += steps - step;
      break;
    }
    for (const session of sessions) session.hear();
    const startMs = clock.nowMs();
    for (const session of sessions) session.prepare();
    const probabilities = await detector.probabilities(frames);
    for (const [row, session] of sessions.entries()) session.judge(probabilities[row]!);
    const endMs = clock.nowMs();
    stepMs.push(endMs - startMs);
    if (endMs > dueMs + FRAME_MS) lateSteps++;
    const seconds = Math.floor(((step + 1) * FRAME_MS) / 1000);
    if (seconds > toldSeconds) onSeconds(seconds);
    toldSeconds = seconds;
  }
  return { stepMs, lateSteps };
}
