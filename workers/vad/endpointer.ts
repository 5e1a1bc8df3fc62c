/** Where an utterance begins, pauses and ends, from the detector's probability for each 32 ms frame. No model in here. */
import type { EndpointerOptions, VadEvent, VadToStt } from '../protocol';
import { PreRoll } from './pre-roll';
import { VoicedEdge } from './voiced-edge';

const FRAME_MS = 32;
const FRAME_SAMPLES = 512;
/** Silero's own pair, measured over 81 clips (shared/models, stt/FACTS.md): onset +38 ms, offset +23 ms, none missed. */
const ENTER_PROBABILITY = 0.5;
const LEAVE_PROBABILITY = 0.35;
/** 96 ms: a click lifts one frame or two, a syllable more. */
const ONSET_FRAMES = 3;
/** The figure; with the onset's own frames it is what goes out before anything is known to be speech. */
const PRE_ROLL_MS = 300;
/** 96 ms: speculation may begin, the design's figure. */
const PAUSE_FRAMES = 3;
/** 160 ms voiced in all. A cough or a knock that passes the onset is shorter, "no" and "stop" are longer. */
const MIN_VOICED_FRAMES = 5;
/** What others wait is 400 to 1,400 ms; gaps inside a spoken command reach 480 (same FACTS.md). */
export const DEFAULT_ENDPOINTER_OPTIONS: EndpointerOptions = { endSilenceMs: 400 };

/** A level event for every second frame: 64 ms. */
const LEVEL_FRAMES = 2;
const FLOOR_DBFS = -100;

/**
 * What a frame brought about: events for the page and audio for the recogniser, in the order in which they go out.
 * `samples` of audio are valid until the next `push`: post or copy them, do not transfer them.
 */
export type EndpointerEvent = VadEvent | Extract<VadToStt, { kind: 'audio' }>;

type State =
  /** `voicedFrames` in a row, not yet enough to begin. */
  | { kind: 'idle'; voicedFrames: number }
  | {
      kind: 'utterance';
      id: number;
      sampleCount: number;
      voicedFrames: number;
      lastVoicedAtMs: number;
      /** 0 while voiced; a pause from `PAUSE_FRAMES` on. */
      silentFrames: number;
    };

function epochNow(): number {
  return performance.timeOrigin + performance.now();
}

function dbfs(frame: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < frame.length; i++) sum += frame[i]! * frame[i]!;
  return Math.max(FLOOR_DBFS, 10 * Math.log10(sum / frame.length + 1e-12));
}

/** One microphone's utterances, numbered from 1. Keeps no audio but the pre-roll and what dates the last voiced sample. */
export class Endpointer {
  readonly #endFrames: number;
  readonly #now: () => number;
  readonly #preRoll = new PreRoll(Math.ceil(PRE_ROLL_MS / FRAME_MS) + ONSET_FRAMES - 1);
  readonly #edge = new VoicedEdge();
  #state: State = { kind: 'idle', voicedFrames: 0 };
  #lastId = 0;
  #framesToLevel = LEVEL_FRAMES;

  /** `now` dates decisions, in epoch milliseconds; only tests replace it. */
  constructor(options: EndpointerOptions = DEFAULT_ENDPOINTER_OPTIONS, now: () => number = epochNow) {
    this.#endFrames = Math.max(PAUSE_FRAMES + 1, Math.ceil(options.endSilenceMs / FRAME_MS));
    this.#now = now;
  }

  /** Takes 512 samples at 16 kHz, the probability that they hold speech, and when the last of them reached the app. */
  push(frame: Float32Array<ArrayBuffer>, speechProbability: number, endAtMs: number): EndpointerEvent[] {
    const events: EndpointerEvent[] = [];
    if (this.#state.kind === 'idle') this.#listen(this.#state, frame, speechProbability, endAtMs, events);
    else this.#follow(this.#state, frame, speechProbability, endAtMs, events);
    if (--this.#framesToLevel === 0) {
      this.#framesToLevel = LEVEL_FRAMES;
      const speechMs = this.#state.kind === 'utterance' ? this.#state.voicedFrames * FRAME_MS : 0;
      events.push({ kind: 'level', dbfs: dbfs(frame), speechProbability, speechMs });
    }
    return events;
  }

  /** Ends the utterance in progress at once, however short (`keep`), or forgets it as a misfire. Nothing when there is none. */
  finish(keep: boolean): EndpointerEvent[] {
    const events: EndpointerEvent[] = [];
    if (this.#state.kind === 'utterance') this.#close(this.#state, keep, events);
    this.#preRoll.clear();
    this.#state = { kind: 'idle', voicedFrames: 0 };
    return events;
  }

  #listen(
    state: Extract<State, { kind: 'idle' }>,
    frame: Float32Array<ArrayBuffer>,
    speechProbability: number,
    endAtMs: number,
    events: EndpointerEvent[],
  ): void {
    state.voicedFrames = speechProbability >= ENTER_PROBABILITY ? state.voicedFrames + 1 : 0;
    if (state.voicedFrames < ONSET_FRAMES) {
      this.#preRoll.push(frame, speechProbability, endAtMs);
      return;
    }
    const id = ++this.#lastId;
    const utterance: State = {
      kind: 'utterance',
      id,
      sampleCount: 0,
      voicedFrames: ONSET_FRAMES,
      lastVoicedAtMs: endAtMs,
      silentFrames: 0,
    };
    this.#state = utterance;
    this.#edge.reset();
    events.push({ kind: 'start', utteranceId: id, startAtMs: endAtMs - ONSET_FRAMES * FRAME_MS });
    this.#preRoll.drain((samples, probability, atMs) => this.#handOut(utterance, samples, probability, atMs, events));
    this.#handOut(utterance, frame, speechProbability, endAtMs, events);
  }

  #follow(
    state: Extract<State, { kind: 'utterance' }>,
    frame: Float32Array<ArrayBuffer>,
    speechProbability: number,
    endAtMs: number,
    events: EndpointerEvent[],
  ): void {
    this.#handOut(state, frame, speechProbability, endAtMs, events);
    const stays = state.silentFrames === 0 ? LEAVE_PROBABILITY : ENTER_PROBABILITY;
    if (speechProbability >= stays) {
      if (state.silentFrames >= PAUSE_FRAMES) events.push({ kind: 'resume', utteranceId: state.id });
      state.silentFrames = 0;
      state.voicedFrames++;
      state.lastVoicedAtMs = endAtMs;
      this.#preRoll.clear();
      return;
    }
    state.silentFrames++;
    // Silence already handed out may lead in the next utterance too; voiced frames may not, or a word would come twice.
    this.#preRoll.push(frame, speechProbability, endAtMs);
    if (state.silentFrames === PAUSE_FRAMES) {
      const { id: utteranceId, sampleCount } = state;
      events.push({ kind: 'pause', utteranceId, sampleCount, atMs: this.#now() });
    }
    if (state.silentFrames >= this.#endFrames) {
      this.#close(state, state.voicedFrames >= MIN_VOICED_FRAMES, events);
      this.#state = { kind: 'idle', voicedFrames: 0 };
    }
  }

  #handOut(
    state: Extract<State, { kind: 'utterance' }>,
    samples: Float32Array<ArrayBuffer>,
    speechProbability: number,
    endAtMs: number,
    events: EndpointerEvent[],
  ): void {
    state.sampleCount += FRAME_SAMPLES;
    this.#edge.push(samples, endAtMs);
    events.push({ kind: 'audio', utteranceId: state.id, samples, speechProbability });
  }

  #close(state: Extract<State, { kind: 'utterance' }>, keep: boolean, events: EndpointerEvent[]): void {
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
