/**
 * Is this frame only the echo of what we played? And what is left of it without the echo?
 *
 * Chrome may not cancel what Web Audio plays, so the detector gets the reference too. The echo that can be predicted is
 * taken away; what stays of it (the room's late tail, the loudspeaker's own distortion, a filter that has yet to learn) is
 * bounded by its level: residual against what was played lately, as learned from frames that were nothing but echo. A
 * frame over that bound holds something else, and the voice detector may judge it.
 */
import type { EchoProfile, VadEvent } from '../protocol';
import { EchoCanceller, TAIL_FRAMES } from './echo-canceller';
import { EchoDelay } from './echo-delay';
import { RealFft } from './real-fft';
import { createSpectrum, FRAME_SAMPLES, MEMORY_FRAMES, power, ReferenceSpectra } from './reference-spectra';
import { ShiftedEcho } from './shifted-echo';

/** What is played below this mean square (−60 dBFS) teaches nothing. */
const PLAYING = 1e-6;
/** The echo dies away by at least this factor a frame (5 dB): a reverberation time of 380 ms. A choice. */
const DECAY = 10 ** -0.5;
/** The filter begins this much before the peak, for what a room's filters smear forward. */
const LEAD_SAMPLES = 64;
/** Half a second of playing and its longest way back: before that nothing is known of an unknown device. */
const UNKNOWN_FRAMES = 30;
/**
 * Before anything is known an echo is expected to be no louder than this against what is played: −13 dB. At −3 dB a "Stop!"
 * of the reply's own level was lost in its first 400 ms, at half of it a whole "Okay." (14 of 14 frames; now 5). Of an echo
 * at −6 dB six frames pass until its path is found, once in the life of a device: the reply is lowered for a moment.
 */
const UNKNOWN_LEVEL = 0.05;
/**
 * Where no path is found in this many frames of playing (3 s), and this share of them is loud, something comes back that
 * cannot be predicted. A choice: nobody talks over a reply for so long without having stopped it.
 */
const PATHLESS_FRAMES = 94;
const PATHLESS_SHARE = 0.6;
/** How much of the learned level is kept from one frame of echo to the next (0.6 s), and past a frame of something else. */
const KEEP = 0.95;
const KEEP_PAST_OTHER = 0.998;
/** A frame this much over the learned level (9 dB) holds something else; once it does, the next ones need but 5 dB. */
const OPEN = 10 ** 0.9;
const STAY_OPEN = 10 ** 0.5;
/** Frames that the lower bound holds after one over the higher. */
const HOLD_FRAMES = 6;
/** Of the frame's power, explained by the prediction: then a louder echo is likelier than a voice 6 dB below it. */
const EXPLAINED = 0.8;
/** A frame that is as loud as predicted (to 5 dB) yet not lowered is the echo at another delay: a voice would add to it. */
const NOT_LOWERED = 0.8;
const AS_LOUD = 3;
/** The least of the usual level of the echo that such a frame has. */
const LOUD_ECHO = 0.25;
/** That many such frames, less those that were lowered, and they are taken for echo: one may be how a voice begins. */
const SURELY_MISSED = 2;
/**
 * That many, and the filter begins anew. A choice: sooner, and a voice over the echo is taken for another path; never, and a
 * path that has changed is learned only slowly. At −30 dB and 350 ms in a room, beginning anew let one echo through as speech
 * (2 of 2 runs), which the words then give away.
 */
const MISSED_FRAMES = 6;
/** What is louder than this against what is played (−10 dB) before a path is found may be a voice. A choice. */
const LOUD = 0.1;
/** Above this ratio of what is left to what was played (−14 dB), a voice at the reply's own level is lost in it. */
const SEPARABLE = 10 ** -1.4;
/** The ratio has to pass the limit by this (2 dB) to change the verdict. */
const SEPARABLE_MARGIN = 10 ** 0.2;
/** A delay is another one when it differs by this, in samples (8 ms), and a level by this, in decibels. */
const OTHER_DELAY_SAMPLES = 128;
const OTHER_GAIN_DB = 3;
const REPORT_PERIOD_MS = 1000;
/** No echo is reported as this. */
const FLOOR_DB = -80;

/** A level that follows frames and forgets them. */
interface Level {
  heard: number;
  played: number;
}

export class EchoGate {
  readonly #fft = new RealFft(2 * FRAME_SAMPLES);
  readonly #reference = new ReferenceSpectra(this.#fft);
  readonly #delay = new EchoDelay(this.#fft);
  readonly #canceller = new EchoCanceller(this.#fft);
  readonly #shifted = new ShiftedEcho(this.#fft);
  readonly #microphone = createSpectrum(this.#fft.bins);
  readonly #block = new Float32Array(this.#fft.length);
  readonly #echo = new Float32Array(FRAME_SAMPLES);
  readonly #residual = new Float32Array(FRAME_SAMPLES);
  /** Of the microphone, and of what is left of it, against what was played. */
  readonly #direct: Level = { heard: 0, played: 0 };
  readonly #left: Level = { heard: 0, played: 0 };
  #delaySamples: number | undefined;
  #missedFrames = 0;
  #active = false;
  #playedFrames = 0;
  #heldFrames = 0;
  #separable = true;
  #pathlessFrames = 0;
  #pathlessLoud = 0;
  #reported: { profile: EchoProfile; separable: boolean } | undefined;
  #reportedAtMs = Number.NEGATIVE_INFINITY;

  /** Begins with what was learned of the device before. */
  constructor(profile?: EchoProfile | undefined) {
    if (!profile) return;
    this.#aim(Math.round(profile.delayMs * 16));
    this.#playedFrames = UNKNOWN_FRAMES;
    const gain = 10 ** (profile.gainDb / 10);
    // As much as one loud frame of experience: the first frames of echo correct it.
    for (const level of [this.#direct, this.#left]) {
      level.played = 0.1;
      level.heard = 0.1 * gain;
    }
    this.#reported = { profile, separable: true };
  }

  /**
   * Takes a frame of the microphone (512 samples at 16 kHz), and what was played in the same 32 ms. Replaces the samples by
   * what is left without the echo. Returns whether that holds nothing but echo.
   */
  process(samples: Float32Array, reference: Float32Array | undefined): boolean {
    if (!reference) {
      if (this.#active) this.#reference.clear();
      this.#active = false;
      this.#heldFrames = 0;
      return false;
    }
    this.#active = true;
    this.#reference.push(reference);
    const played = this.#playedPower();
    if (played < PLAYING * 1e-2) return false;
    if (this.#reference.power(0) > PLAYING) this.#playedFrames++;
    this.#findDelay(samples);
    const before = power(samples);
    const likeEcho = this.#cancel(samples, before, played);
    return this.#judge(before, power(samples), played, likeEcho);
  }

  /** What was learned, when it differs notably from what was told last; at most once a second. */
  learned(nowMs: number): Extract<VadEvent, { kind: 'echo' }> | undefined {
    if (this.#playedFrames < UNKNOWN_FRAMES || nowMs - this.#reportedAtMs < REPORT_PERIOD_MS) return undefined;
    // Headphones, or a canceller that works: there is no path to tell of, and nothing to believe on the next visit.
    if (this.#delaySamples === undefined && this.#separable) return undefined;
    const profile = { delayMs: (this.#delaySamples ?? 0) / 16, gainDb: decibels(ratio(this.#direct)) };
    const last = this.#reported;
    if (
      last &&
      last.separable === this.#separable &&
      Math.abs(last.profile.delayMs - profile.delayMs) * 16 <= OTHER_DELAY_SAMPLES &&
      Math.abs(last.profile.gainDb - profile.gainDb) <= OTHER_GAIN_DB
    ) {
      return undefined;
    }
    this.#reported = { profile, separable: this.#separable };
    this.#reportedAtMs = nowMs;
    return { kind: 'echo', profile, separable: this.#separable };
  }

  /** The loudest that may still be heard, mean square: by the delay where it is known, else anything in memory. */
  #playedPower(): number {
    let loudest = 0;
    if (this.#delaySamples === undefined) {
      for (let age = 0; age < MEMORY_FRAMES; age++) loudest = Math.max(loudest, this.#reference.power(age));
      return loudest;
    }
    let share = 1;
    // One frame more than the filter: a delay in the middle of a frame straddles two.
    for (let q = 0; q <= TAIL_FRAMES; q++) {
      if (q > 1) share *= DECAY;
      loudest = Math.max(loudest, share * this.#reference.power(this.#canceller.firstAge + q));
    }
    return loudest;
  }

  #findDelay(samples: Float32Array): void {
    this.#block.set(samples, FRAME_SAMPLES);
    this.#fft.forward(this.#block, this.#microphone.re, this.#microphone.im);
    const found = this.#delay.push(this.#reference, this.#microphone);
    if (found === undefined) return;
    if (this.#delaySamples === undefined || Math.abs(found - this.#delaySamples) > OTHER_DELAY_SAMPLES)
      this.#aim(found);
  }

  #aim(delaySamples: number): void {
    const laterSamples = delaySamples - (this.#delaySamples ?? delaySamples);
    this.#delaySamples = delaySamples;
    this.#canceller.moveTo(Math.max(0, Math.floor((delaySamples - LEAD_SAMPLES) / FRAME_SAMPLES)), laterSamples);
  }

  /** Takes the predicted echo away. Returns whether the frame resembles the prediction, however much of it is left. */
  #cancel(samples: Float32Array, before: number, played: number): boolean {
    if (this.#delaySamples === undefined) return false;
    const product = this.#subtractEcho(samples);
    const echoPower = power(this.#echo);
    const after = power(this.#residual);
    const explained = product > 0 && product * product > EXPLAINED * before * echoPower;
    // In the gaps of a reply there is but noise, which no prediction lowers.
    const loud = before > LOUD_ECHO * ratio(this.#direct) * played;
    const unlowered = loud && after > NOT_LOWERED * before;
    if (unlowered && this.#follow(samples)) return true;
    const missed = unlowered && before < AS_LOUD * echoPower;
    this.#missedFrames = Math.max(0, this.#missedFrames + (missed ? 1 : -1));
    if (this.#missedFrames >= MISSED_FRAMES) this.#beginAnew();
    else this.#canceller.learn(this.#reference, this.#residual);
    // A prediction that makes it louder is wrong; it has learned from that, and is not heard.
    if (after < before) samples.set(this.#residual);
    return explained || this.#missedFrames >= SURELY_MISSED;
  }

  /** Writes what is left without the predicted echo. Returns the mean product of the two. */
  #subtractEcho(samples: Float32Array): number {
    this.#canceller.predict(this.#reference, this.#echo);
    let product = 0;
    for (let i = 0; i < FRAME_SAMPLES; i++) {
      product += (samples[i]! * this.#echo[i]!) / FRAME_SAMPLES;
      this.#residual[i] = samples[i]! - this.#echo[i]!;
    }
    return product;
  }

  /** Takes the frame for the echo that was expected at another time, if it is that. */
  #follow(samples: Float32Array): boolean {
    const laterSamples = this.#shifted.find(samples, this.#microphone, this.#canceller, this.#reference);
    if (laterSamples === undefined || this.#delaySamples === undefined) return false;
    const delaySamples = this.#delaySamples + laterSamples;
    if (delaySamples < 0) return false;
    this.#aim(delaySamples);
    this.#delay.forget();
    this.#missedFrames = 0;
    this.#subtractEcho(samples);
    if (power(this.#residual) < power(samples)) samples.set(this.#residual);
    return true;
  }

  /** The path of the echo is another one: until it is learned, nothing of it is taken away. */
  #beginAnew(): void {
    this.#missedFrames = 0;
    this.#canceller.reset();
    Object.assign(this.#left, this.#direct);
  }

  #judge(before: number, after: number, played: number, likeEcho: boolean): boolean {
    const known = this.#playedFrames >= UNKNOWN_FRAMES || this.#delaySamples !== undefined;
    const level = known && this.#left.played > 0 ? ratio(this.#left) : UNKNOWN_LEVEL;
    const over = !likeEcho && after > level * played * (known ? (this.#heldFrames > 0 ? STAY_OPEN : OPEN) : 1);
    if (over && after > level * played * (known ? OPEN : 1)) this.#heldFrames = HOLD_FRAMES;
    else if (this.#heldFrames > 0) this.#heldFrames--;
    // The user may speak before a path is found, and must not be taken for what an echo is like.
    if (this.#delaySamples !== undefined || after < LOUD * played) {
      follow(this.#direct, before, played, over);
      follow(this.#left, after, played, over);
    }
    const limit = this.#separable ? SEPARABLE * SEPARABLE_MARGIN : SEPARABLE / SEPARABLE_MARGIN;
    if (this.#delaySamples === undefined) this.#judgePathless(after, played);
    else if (this.#playedFrames >= UNKNOWN_FRAMES) this.#separable = ratio(this.#left) < limit;
    return !over;
  }

  /** Without a path what is loud is most likely a voice, and no reason to stop listening to it; unless it is always there. */
  #judgePathless(after: number, played: number): void {
    this.#pathlessFrames++;
    if (after > LOUD * played) this.#pathlessLoud++;
    if (this.#pathlessFrames < PATHLESS_FRAMES) return;
    this.#separable = this.#pathlessLoud < PATHLESS_SHARE * PATHLESS_FRAMES;
    this.#pathlessFrames = this.#pathlessLoud = 0;
  }
}

/** Frames that hold something else count little, yet they count: a louder echo must not pass for a voice for ever. */
function follow(level: Level, heard: number, played: number, other: boolean): void {
  const keep = other ? KEEP_PAST_OTHER : KEEP;
  level.heard = keep * level.heard + (1 - keep) * heard;
  level.played = keep * level.played + (1 - keep) * played;
}

function ratio({ heard, played }: Level): number {
  return played > 0 ? heard / played : 1;
}

function decibels(gain: number): number {
  return Math.max(FLOOR_DB, 10 * Math.log10(gain + 1e-12));
}
