/**
 * The user's turn: from the first word to the decision that they are done. In every pause the transcript is made and judged,
 * the detector is told how much silence ends the turn, and the answer is begun on a guess.
 */
import type { VadEvent } from '../../workers/protocol';
import { type Patience, requiredSilenceMs } from './end-of-turn';
import { joinHeard } from './join-heard';
import { sameWords } from './partial-text';
import type { Route } from './router';
import type { RunningTurn } from './running-turn';
import { Speculation, type SpeculationTally } from './speculation';
import type { EarStage } from './stages';
import type { Decision, Heard } from './turn';
import type { Utterance } from './utterance';

type Pause = Extract<VadEvent, { kind: 'pause' }>;
type End = Extract<VadEvent, { kind: 'end' }>;

/** Silence that ends every utterance where none is judged, for comparison: in the middle of what others wait. */
const FIXED_SILENCE_MS = 600;
/** What the recogniser found no speech in needs no patience. */
const NO_SPEECH_SILENCE_MS = 400;
/** Whoever calls Sotto by its name takes a breath before the question. A choice. */
const CALLED_SILENCE_MS = 900;

/** How an utterance's end was found, for the record of its turn. */
export interface ListeningTally extends SpeculationTally {
  requiredSilenceMs: number | undefined;
}

/** A question that was decided but not answered aloud when the user went on: what is said next is its second half. */
export interface Unfinished {
  text: string;
  heard: Promise<Heard>;
}

export interface ListeningOptions {
  ear: EarStage;
  patience(): Patience;
  /** Off: every utterance ends after the same silence. */
  judged: boolean;
  /** Whether an answer may be begun on a guess now. */
  mayGuess(): boolean;
  route(text: string): Route;
  /** Begins a turn that nobody notices until it is decided. */
  begin(heard: Promise<Heard>, onQuestionEnd: (probability: number) => void): RunningTurn;
  /** Evaluates the question ahead of its turn, where no answer may be begun. */
  prepare(text: string): void;
  /** The user is done. `guess` is the turn begun for it, if there is one. */
  onDecided(heard: Promise<Heard>, decision: Decision, guess: RunningTurn | undefined, tally: ListeningTally): void;
  onGuessOver(wasted: boolean): void;
}

export class Listening {
  readonly #speculation: Speculation;
  #utterance: Utterance | undefined;
  #unfinished: Unfinished | undefined;
  #requiredMs: number | undefined;
  /** The words of the last guess, and how likely the model finds that they are all. */
  #question: { text: string; endProbability: number } | undefined;
  /** Judges the pause in hand once more; what a guess that was kept says is about the newest pause. */
  #rejudge: (endProbability: number) => void = () => {};
  #voicedAtPauseMs = 0;
  #speechMs = 0;

  constructor(private readonly options: ListeningOptions) {
    this.#speculation = new Speculation(sameWords, options.onGuessOver);
  }

  /** The utterance being listened to. */
  get utterance(): Utterance | undefined {
    return this.#utterance;
  }

  /** What was said before this utterance and belongs to it. */
  get unfinished(): Unfinished | undefined {
    return this.#unfinished;
  }

  /** Begins with an utterance, or goes on with one that has been followed elsewhere. */
  follow(utterance: Utterance, unfinished: Unfinished | undefined): void {
    if (this.#utterance !== utterance) this.#utterance?.dropped();
    this.#speculation.drop();
    this.#utterance = utterance;
    this.#unfinished = unfinished ?? this.#unfinished;
    this.#requiredMs = undefined;
    this.#speechMs = this.#voicedAtPauseMs = 0;
  }

  speaking(speechMs: number): void {
    this.#speechMs = speechMs;
    this.#speculation.speaking(speechMs - this.#voicedAtPauseMs);
    this.#utterance?.speaking(speechMs);
  }

  /** The user may be done. Whatever has no effect anybody could notice begins before that is certain. */
  paused({ utteranceId, pauseId, sampleCount }: Pause): void {
    const utterance = this.#utterance;
    if (utterance?.id !== utteranceId) return;
    this.#voicedAtPauseMs = this.#speechMs;
    this.judge(utterance, pauseId, utterance.paused(pauseId, sampleCount));
  }

  /** Judges the pause in hand by its transcript, once that is there. */
  judge(utterance: Utterance, pauseId: number, transcribed: Promise<Heard>): void {
    const before = this.#unfinished;
    const heard = before ? joinHeard(before.heard, transcribed) : transcribed;
    heard.then(
      (whole) => {
        if (this.#utterance === utterance && utterance.pauseId === pauseId) this.#weigh(utterance, pauseId, whole);
      },
      // Given up or failed: there is nothing to judge, and the turn tells of a failure.
      () => {},
    );
  }

  resumed(): void {
    this.#speculation.suspend();
    this.#utterance?.resumed();
  }

  ended({ utteranceId, sampleCount, speechEndAtMs, decidedAtMs }: End): void {
    const utterance = this.#utterance;
    if (utterance?.id !== utteranceId) return;
    const heard = utterance.ended(sampleCount);
    const before = this.#unfinished;
    const guess = this.#speculation.take();
    this.#speculation.drop();
    const tally = { ...this.#speculation.tally(), requiredSilenceMs: this.#requiredMs };
    this.#utterance = undefined;
    this.#unfinished = undefined;
    const whole = before ? joinHeard(before.heard, heard) : heard;
    // Whoever runs the turn meets a failure; a turn given up before it began has nobody.
    whole.catch(() => {});
    this.options.onDecided(whole, { speechEndAtMs, decidedAtMs }, guess, tally);
  }

  /** The answer begun on a guess is not wanted; what is being said still is. */
  dropGuess(): void {
    this.#speculation.drop();
  }

  /** What began was none, or is not wanted. @returns the first half of a question that now stands alone. */
  drop(): Unfinished | undefined {
    const unfinished = this.#unfinished;
    this.#utterance?.dropped();
    this.#utterance = undefined;
    this.#unfinished = undefined;
    this.#speculation.drop();
    return unfinished;
  }

  #weigh(utterance: Utterance, pauseId: number, heard: Heard): void {
    const { options } = this;
    const { text, meant, transcript } = heard;
    if (transcript?.verdict !== 'speech') {
      this.#require(utterance, pauseId, NO_SPEECH_SILENCE_MS);
      return;
    }
    if (meant === 'called') {
      this.#speculation.drop();
      this.#require(utterance, pauseId, CALLED_SILENCE_MS);
      return;
    }
    const route = options.route(text);
    const known = route.kind !== 'model';
    /** What the model said of these very words, in this pause or in the one before. */
    let endProbability =
      this.#question && sameWords(this.#question.text, text) ? this.#question.endProbability : undefined;
    const judge = () => {
      const { averageLogProbability } = transcript;
      const evidence = { text, skill: known, endProbability, averageLogProbability };
      const silenceMs = options.judged ? requiredSilenceMs(evidence, options.patience()) : FIXED_SILENCE_MS;
      this.#require(utterance, pauseId, silenceMs);
    };
    judge();
    // The name may come yet, at the end; without it nothing is worth any work.
    const forSotto = meant !== 'elsewhere';
    const mayGuess = forSotto && route.kind !== 'control' && options.mayGuess();
    if (!mayGuess) {
      this.#speculation.drop();
      if (!known && forSotto) options.prepare(text);
      return;
    }
    this.#rejudge = (probability) => {
      endProbability = probability;
      this.#question = { text, endProbability };
      if (this.#utterance === utterance && utterance.pauseId === pauseId) judge();
    };
    this.#speculation.guess(text, () =>
      options.begin(Promise.resolve(heard), (probability) => this.#rejudge(probability)),
    );
  }

  #require(utterance: Utterance, pauseId: number, silenceMs: number): void {
    this.#requiredMs = silenceMs;
    this.options.ear.require(utterance.id, pauseId, silenceMs);
  }
}
