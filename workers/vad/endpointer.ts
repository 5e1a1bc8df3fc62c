/** Where an utterance begins, pauses and ends, from the detector's probability for each 32 ms frame. No model in here. */
import type { DetectorTuning, EndpointerOptions, ListenMode, VadEvent, VadToStt } from '../protocol';
import { PreRoll } from './pre-roll';
import { VoicedEdge } from './voiced-edge';

const FRAME_MS = 32;
const FRAME_SAMPLES = 512;
/** 96 ms: a click lifts one frame or two, a syllable more. */
const START_FRAMES = 3;
export const DEFAULT_DETECTOR_TUNING: DetectorTuning = {
  /** Silero's own pair, measured over 81 clips (shared/models, stt/FACTS.md): onset +38 ms, offset +23 ms, none missed. */
  enterProbability: 0.5,
  leaveProbability: 0.35,
  /** A choice; with the start's own frames it is what goes out before anything is known to be speech. */
  paddingMs: 300,
  /** Of voice in all. A cough or a knock that passes the start is shorter, "no" and "stop" are longer. */
  minSpeechMs: 160,
};
export const DEFAULT_ENDPOINTER_OPTIONS: EndpointerOptions = {
  /** The first silent frame: work begins as early as it can, and is dropped when speech goes on. */
  pauseMs: 32,
  /** For a pause of which nobody says more: as long as the surely unfinished get (a choice; hesitations reach 1.28 s). */
  endSilenceMs: 1200,
};

/** A level event for every second frame: 64 ms. */
const LEVEL_FRAMES = 2;
const FLOOR_DBFS = -100;

/**
 * What a frame brought about: events for the page and audio for the recogniser, in the order in which they go out.
 * `samples` of audio are valid until the next `push`: post or copy them, do not transfer them.
 */
export type EndpointerEvent = Exclude<VadEvent, { kind: 'echo' }> | VadToStt;

/** A tuning in frames. */
interface Tuned {
  enterProbability: number;
  leaveProbability: number;
  preRollFrames: number;
  minVoicedFrames: number;
}

interface Idle {
  kind: 'idle';
  /** Voiced frames in a row, not yet enough to begin; from the first on, an onset was told. */
  voicedFrames: number;
}

interface Utterance {
  kind: 'utterance';
  id: number;
  sampleCount: number;
  voicedFrames: number;
  lastVoicedAtMs: number;
  /** 0 while voiced; a pause from `#pauseFrames` on. */
  silentFrames: number;
  /** Of the pause in hand, or of the last one. */
  pauseId: number;
  /** Silent frames that end the pause in hand. */
  endFrames: number;
  /** As it was when it began. */
  tuned: Tuned;
}

function epochNow(): number {
  return performance.timeOrigin + performance.now();
}

function dbfs(frame: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < frame.length; i++) sum += frame[i]! * frame[i]!;
  return Math.max(FLOOR_DBFS, 10 * Math.log10(sum / frame.length + 1e-12));
}

const framesOf = (ms: number) => Math.max(1, Math.ceil(ms / FRAME_MS));

const tunedFrom = ({ enterProbability, leaveProbability, paddingMs, minSpeechMs }: DetectorTuning): Tuned => ({
  enterProbability,
  leaveProbability: Math.min(leaveProbability, enterProbability),
  // The frames of the start but its last are in it, too.
  preRollFrames: Math.ceil(paddingMs / FRAME_MS) + START_FRAMES - 1,
  minVoicedFrames: framesOf(minSpeechMs),
});

/** One microphone's utterances, numbered from 1. Keeps no audio but the pre-roll and what dates the last voiced sample. */
export class Endpointer {
  readonly #pauseFrames: number;
  readonly #endFrames: number;
  readonly #now: () => number;
  #tuned = tunedFrom(DEFAULT_DETECTOR_TUNING);
  #preRoll = new PreRoll(this.#tuned.preRollFrames);
  readonly #edge = new VoicedEdge();
  #mode: ListenMode = 'always';
  #state: Idle | Utterance = { kind: 'idle', voicedFrames: 0 };
  #lastId = 0;
  #framesToLevel = LEVEL_FRAMES;

  /** `now` dates decisions, in epoch milliseconds; only tests replace it. */
  constructor(options: EndpointerOptions = DEFAULT_ENDPOINTER_OPTIONS, now: () => number = epochNow) {
    this.#pauseFrames = framesOf(options.pauseMs);
    this.#endFrames = Math.max(this.#pauseFrames, framesOf(options.endSilenceMs));
    this.#now = now;
  }

  /** From the next utterance on; one in progress ends as it began. */
  tune(tuning: DetectorTuning): void {
    const { preRollFrames } = this.#tuned;
    this.#tuned = tunedFrom(tuning);
    if (this.#tuned.preRollFrames === preRollFrames) return;
    const preRoll = new PreRoll(this.#tuned.preRollFrames);
    this.#preRoll.drain((samples, probability, atMs) => preRoll.push(samples, probability, atMs));
    this.#preRoll = preRoll;
  }

  /** While `closed`, a frame's probability is not looked at: the model need not run. */
  get mode(): ListenMode {
    return this.#mode;
  }

  /** Takes 512 samples at 16 kHz, the probability that they hold speech, and when the last of them reached the app. */
  push(frame: Float32Array<ArrayBuffer>, speechProbability: number, endAtMs: number): EndpointerEvent[] {
    const events: EndpointerEvent[] = [];
    const probability = this.#mode === 'closed' ? 0 : speechProbability;
    if (this.#mode !== 'closed') {
      if (this.#state.kind === 'idle') this.#await(this.#state, frame, probability, endAtMs, events);
      else this.#follow(this.#state, frame, probability, endAtMs, events);
    }
    if (--this.#framesToLevel === 0) {
      this.#framesToLevel = LEVEL_FRAMES;
      const speechMs = this.#state.kind === 'utterance' ? this.#state.voicedFrames * FRAME_MS : 0;
      const lagMs = this.#now() - endAtMs;
      events.push({ kind: 'level', dbfs: dbfs(frame), speechProbability: probability, speechMs, lagMs });
    }
    return events;
  }

  /**
   * Ends the utterance after `silenceMs` of this pause, counted from the last voiced frame: at once when it has lasted that
   * long. The last word said about a pause counts. Nothing when the pause is over.
   */
  require(utteranceId: number, pauseId: number, silenceMs: number): EndpointerEvent[] {
    const state = this.#state;
    if (state.kind === 'idle' || state.id !== utteranceId || state.pauseId !== pauseId) return [];
    if (state.silentFrames === 0) return [];
    state.endFrames = framesOf(silenceMs);
    const events: EndpointerEvent[] = [];
    this.#endIfSilent(state, events);
    return events;
  }

  /** Which frames count from now on. A silence that lasted long enough ends with the key that held it open. */
  listen(mode: ListenMode): EndpointerEvent[] {
    this.#mode = mode;
    if (mode === 'closed') return this.finish(false);
    const events: EndpointerEvent[] = [];
    if (this.#state.kind === 'utterance') this.#endIfSilent(this.#state, events);
    return events;
  }

  /** Ends the utterance in progress at once, however short (`keep`), or forgets it as a misfire. Nothing when there is none. */
  finish(keep: boolean): EndpointerEvent[] {
    const events: EndpointerEvent[] = [];
    if (this.#state.kind === 'utterance') this.#close(this.#state, keep, events);
    else if (this.#state.voicedFrames > 0) events.push({ kind: 'onset-over' });
    this.#preRoll.clear();
    this.#state = { kind: 'idle', voicedFrames: 0 };
    return events;
  }

  #await(
    state: Idle,
    frame: Float32Array<ArrayBuffer>,
    speechProbability: number,
    endAtMs: number,
    events: EndpointerEvent[],
  ): void {
    if (speechProbability >= this.#tuned.enterProbability) {
      // The first frame: 42 ms after speech begins (median of 26 commands), the second 32 more; in 334 s of noise and of
      // speech in noise 7 such onsets came to nothing, of the second frame 1. It only ducks, so the earlier one is worth it.
      if (++state.voicedFrames === 1) events.push({ kind: 'onset', atMs: this.#now() });
    } else {
      if (state.voicedFrames > 0) events.push({ kind: 'onset-over' });
      state.voicedFrames = 0;
    }
    if (state.voicedFrames < START_FRAMES) {
      this.#preRoll.push(frame, speechProbability, endAtMs);
      return;
    }
    const id = ++this.#lastId;
    const utterance: Utterance = {
      kind: 'utterance',
      id,
      sampleCount: 0,
      voicedFrames: START_FRAMES,
      lastVoicedAtMs: endAtMs,
      silentFrames: 0,
      pauseId: 0,
      endFrames: this.#endFrames,
      tuned: this.#tuned,
    };
    this.#state = utterance;
    this.#edge.reset();
    events.push({ kind: 'start', utteranceId: id, startAtMs: endAtMs - START_FRAMES * FRAME_MS });
    this.#preRoll.drain((samples, probability, atMs) => this.#handOut(utterance, samples, probability, atMs, events));
    this.#handOut(utterance, frame, speechProbability, endAtMs, events);
  }

  #follow(
    state: Utterance,
    frame: Float32Array<ArrayBuffer>,
    speechProbability: number,
    endAtMs: number,
    events: EndpointerEvent[],
  ): void {
    this.#handOut(state, frame, speechProbability, endAtMs, events);
    const stays = state.silentFrames === 0 ? state.tuned.leaveProbability : state.tuned.enterProbability;
    if (speechProbability >= stays) {
      if (state.silentFrames >= this.#pauseFrames) events.push({ kind: 'resume', utteranceId: state.id });
      state.silentFrames = 0;
      state.endFrames = this.#endFrames;
      state.voicedFrames++;
      state.lastVoicedAtMs = endAtMs;
      this.#preRoll.clear();
      return;
    }
    state.silentFrames++;
    // Silence already handed out may lead in the next utterance too; voiced frames may not, or a word would come twice.
    this.#preRoll.push(frame, speechProbability, endAtMs);
    if (state.silentFrames === this.#pauseFrames) {
      const { id: utteranceId, sampleCount } = state;
      events.push({ kind: 'pause', utteranceId, pauseId: ++state.pauseId, sampleCount, atMs: this.#now() });
    }
    this.#endIfSilent(state, events);
  }

  #endIfSilent(state: Utterance, events: EndpointerEvent[]): void {
    if (this.#mode === 'held' || state.silentFrames < state.endFrames) return;
    this.#close(state, state.voicedFrames >= state.tuned.minVoicedFrames, events);
    this.#state = { kind: 'idle', voicedFrames: 0 };
  }

  #handOut(
    state: Utterance,
    samples: Float32Array<ArrayBuffer>,
    speechProbability: number,
    endAtMs: number,
    events: EndpointerEvent[],
  ): void {
    state.sampleCount += FRAME_SAMPLES;
    this.#edge.push(samples, endAtMs);
    events.push({ kind: 'audio', utteranceId: state.id, samples, speechProbability });
  }

  #close(state: Utterance, keep: boolean, events: EndpointerEvent[]): void {
    const { id: utteranceId, sampleCount, lastVoicedAtMs } = state;
    if (!keep) {
      events.push({ kind: 'misfire', utteranceId });
      return;
    }
    // Speech below −50 dBFS has no edge by the probe's rule; the detector's own is then the best there is.
    const speechEndAtMs = this.#edge.lastVoicedAtMs() ?? lastVoicedAtMs;
    events.push({ kind: 'end', utteranceId, sampleCount, speechEndAtMs, decidedAtMs: this.#now() });
  }
}
