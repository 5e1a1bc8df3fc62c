/** Replies as queues of samples, played without gaps: the thinking of `playback.worklet.ts`. */
import type { PlaybackToPage } from '../protocol';
import { Loudness } from './loudness';
import { QueuedReply } from './queued-reply';

/** Long enough that a step is no click, short enough that no consonant is lost; the house allows 10 ms for a flush. */
const FADE_MS = 5;
/** The probe's threshold for sound (tests/probe/voice-probe.mjs, `thresholdDb: -50`), so both date the same sample. */
const AUDIBLE = 10 ** (-50 / 20);
const LEVEL_PERIOD_MS = 100;
/** What a silent stretch is reported as. */
const FLOOR_DBFS = -100;
/** Replies that are over and remembered, so that their late samples are dropped. Their messages are long gone by then. */
const MAX_REMEMBERED = 64;

export interface PlaybackQueueOptions {
  /** The context's rate; chunks come at it. */
  sampleRateHz: number;
  /** A frame of the context as epoch milliseconds. */
  dateAt: (frame: number) => number;
  emit: (message: PlaybackToPage) => void;
}

/**
 * Plays replies one after the other, in the order in which they were started. Samples and ends that come before `start`
 * wait, and their wait is no underrun.
 *
 * One gain moves by at most 1 in 5 ms, towards 0 where a reply has no more than 5 ms left or was flushed, else towards 1:
 * so starts, ends, holes and flushes never click. Each reply that is over says so once: `drained` (without `started` when
 * it made no sound) or `flushed`. An underrun counts when the samples it waited for are heard after all: a wait that only
 * `end` follows is no hole.
 */
export class PlaybackQueue {
  readonly #options: PlaybackQueueOptions;
  readonly #msPerSample: number;
  readonly #fadeSamples: number;
  readonly #levelSamples: number;
  /** Started, in that order; the first is heard. */
  readonly #replies: QueuedReply[] = [];
  /** Not started. */
  readonly #waiting = new Map<number, QueuedReply>();
  readonly #loudness: Loudness;
  /** Milliseconds played, by reply that is over; oldest first. */
  readonly #over = new Map<number, number>();
  #gain = 0;
  #nextFrame = 0;
  #measured = 0;
  #sumOfSquares = 0;

  constructor(options: PlaybackQueueOptions) {
    this.#options = options;
    this.#msPerSample = 1000 / options.sampleRateHz;
    this.#fadeSamples = Math.round((FADE_MS / 1000) * options.sampleRateHz);
    this.#levelSamples = Math.round((LEVEL_PERIOD_MS / 1000) * options.sampleRateHz);
    this.#loudness = new Loudness(options.sampleRateHz);
  }

  /** Lets a reply be heard, after those started before it. May come before its first samples. */
  start(replyId: number): void {
    const reply = this.#open(replyId);
    if (!reply || !this.#waiting.delete(replyId)) return;
    this.#replies.push(reply);
  }

  /** How loud everything is for a while, 0 to 1; answered by `ducked` when it is heard. */
  duck(gain: number): void {
    this.#loudness.duck(gain);
  }

  /** How loud everything is, 0 to 4. */
  volume(gain: number): void {
    this.#loudness.volume(gain);
  }

  /**
   * Queues samples of a reply, started or not; those of a reply that is over are dropped. The array is the queue's from now
   * on.
   */
  push(replyId: number, samples: Float32Array): void {
    const reply = this.#open(replyId);
    if (reply && !reply.flushing && !reply.ended) reply.push(samples);
  }

  /** Nothing more comes for this reply. */
  end(replyId: number): void {
    const reply = this.#open(replyId);
    if (reply && !reply.flushing) reply.ended = true;
  }

  /** Fades out what is heard of this reply, drops the rest and whatever comes later. Always answered by `flushed`. */
  flush(replyId: number): void {
    const index = this.#replies.findIndex((reply) => reply.id === replyId);
    const reply = this.#replies[index];
    if (!reply) {
      this.#waiting.delete(replyId);
      this.#sayFlushed(replyId, this.#over.get(replyId) ?? 0, this.#nextFrame, 0);
    } else if (index === 0 && reply.queued > 0 && this.#gain > 0) {
      reply.flushing = true;
    } else {
      this.#replies.splice(index, 1);
      this.#sayFlushed(replyId, reply.played * this.#msPerSample, this.#nextFrame, reply.underruns);
    }
  }

  /** Fills `output` (mono), whose first sample is frame `firstFrame` of the context. */
  render(output: Float32Array, firstFrame: number): void {
    for (let i = 0; i < output.length; i++) {
      this.#finishCurrent();
      const reply = this.#replies[0];
      if (reply) {
        output[i] = this.#nextSample(reply, firstFrame + i);
      } else {
        this.#loudness.rest();
        output[i] = 0;
      }
    }
    this.#nextFrame = firstFrame + output.length;
    this.#finishCurrent();
    const reply = this.#replies[0];
    if (reply && this.#measured >= this.#levelSamples) this.#sayLevel(reply);
  }

  /** The next sample as it is heard. */
  #nextSample(reply: QueuedReply, frame: number): number {
    const heard = this.#loudness.apply(this.#nextFaded(reply, frame));
    this.#sumOfSquares += heard * heard;
    if (this.#loudness.takeReached()) {
      const renderedAtMs = this.#options.dateAt(frame);
      this.#options.emit({ kind: 'ducked', replyId: reply.id, gain: this.#loudness.duckGain, renderedAtMs });
    }
    return heard;
  }

  /** The next sample before anybody's volume: a reply that is turned down has started all the same. */
  #nextFaded(reply: QueuedReply, frame: number): number {
    if (reply.queued === 0) {
      this.#gain = 0;
      if (reply.played > 0) {
        reply.drySamples++;
        this.#measured++;
      }
      return 0;
    }
    const target = reply.flushing || reply.queued <= this.#fadeSamples ? 0 : 1;
    const step = 1 / this.#fadeSamples;
    this.#gain = target > this.#gain ? Math.min(target, this.#gain + step) : Math.max(target, this.#gain - step);
    const sample = reply.shift(frame) * this.#gain;
    this.#measured++;
    if (!reply.audible && Math.abs(sample) >= AUDIBLE) {
      reply.audible = true;
      this.#options.emit({ kind: 'started', replyId: reply.id, renderedAtMs: this.#options.dateAt(frame) });
    }
    return sample;
  }

  /** Takes away the replies at the front that are over, and says so. */
  #finishCurrent(): void {
    for (let reply = this.#replies[0]; reply; reply = this.#replies[0]) {
      const lastFrame = reply.played > 0 ? reply.lastFrame : this.#nextFrame;
      if (reply.flushing && (this.#gain === 0 || reply.queued === 0)) {
        this.#sayFlushed(reply.id, reply.played * this.#msPerSample, lastFrame, reply.underruns);
      } else if (reply.ended && reply.queued === 0) {
        const playedMs = reply.played * this.#msPerSample;
        this.#remember(reply.id, playedMs);
        this.#options.emit({
          kind: 'drained',
          replyId: reply.id,
          renderedAtMs: this.#options.dateAt(lastFrame),
          playedMs,
          underruns: reply.underruns,
          underrunMs: reply.underrunSamples * this.#msPerSample,
        });
      } else return;
      this.#replies.shift();
      this.#gain = this.#measured = this.#sumOfSquares = 0;
    }
  }

  #sayFlushed(replyId: number, playedMs: number, frame: number, underruns: number): void {
    this.#remember(replyId, playedMs);
    this.#options.emit({ kind: 'flushed', replyId, renderedAtMs: this.#options.dateAt(frame), playedMs, underruns });
  }

  #sayLevel(reply: QueuedReply): void {
    const dbfs = Math.max(FLOOR_DBFS, 10 * Math.log10(this.#sumOfSquares / this.#measured + Number.MIN_VALUE));
    this.#measured = this.#sumOfSquares = 0;
    const bufferedMs = reply.queued * this.#msPerSample;
    const playedMs = reply.played * this.#msPerSample;
    this.#options.emit({ kind: 'level', replyId: reply.id, bufferedMs, playedMs, dbfs });
  }

  #remember(replyId: number, playedMs: number): void {
    this.#over.set(replyId, playedMs);
    if (this.#over.size <= MAX_REMEMBERED) return;
    const oldest = this.#over.keys().next();
    if (!oldest.done) this.#over.delete(oldest.value);
  }

  /** The queue of a reply, made on first use; undefined once it is over. */
  #open(replyId: number): QueuedReply | undefined {
    if (this.#over.has(replyId)) return undefined;
    const known = this.#waiting.get(replyId) ?? this.#replies.find((reply) => reply.id === replyId);
    if (known) return known;
    const reply = new QueuedReply(replyId);
    this.#waiting.set(replyId, reply);
    return reply;
  }
}
