/**
 * Answers begun in a pause, before the user is surely done. There is one at a time: it is kept while the words stay the same,
 * dropped when they change, and handed over when the turn is decided.
 */
import type { RunningTurn } from './running-turn';

/** What guessing has come to, for the record of a turn. */
export interface SpeculationTally {
  guesses: number;
  droppedGuesses: number;
  keptGuesses: number;
  wastedMs: number;
}

/**
 * Voicing after which a guess that was put aside is given up: the words will not stay the same. A choice; shorter sounds
 * are breaths and clicks.
 */
const DROP_AFTER_VOICED_MS = 200;

export class Speculation {
  #guess: { turn: RunningTurn; text: string } | undefined;
  #tally: SpeculationTally = emptyTally();

  constructor(
    private readonly sameWords: (a: string, b: string) => boolean,
    /** Told of every guess that is over: how long it was worked on, and whether for nothing. */
    private readonly onOver: (wasted: boolean) => void,
  ) {}

  /** The user paused after `text`. Keeps the guess there is when the words are the same, else begins another. */
  guess(text: string, begin: () => RunningTurn): RunningTurn {
    const guess = this.#guess;
    if (guess && !guess.turn.signal.aborted && this.sameWords(guess.text, text)) {
      if (guess.turn.suspended) this.#tally.keptGuesses++;
      guess.turn.resume();
      return guess.turn;
    }
    this.drop();
    const turn = begin();
    this.#guess = { turn, text };
    this.#tally.guesses++;
    return turn;
  }

  /** Somebody makes a sound: the work stops within a step, and is kept. */
  suspend(): void {
    this.#guess?.turn.suspend();
  }

  /** `voicedMs` since the pause: a word by now. */
  speaking(voicedMs: number): void {
    if (this.#guess?.turn.suspended && voicedMs >= DROP_AFTER_VOICED_MS) this.drop();
  }

  /** The turn is decided: the guess for it, unless there is none or the user went on. */
  take(): RunningTurn | undefined {
    const guess = this.#guess;
    if (!guess || guess.turn.suspended || guess.turn.signal.aborted) return undefined;
    this.#guess = undefined;
    this.onOver(false);
    return guess.turn;
  }

  /** The words changed, or there is no question after all. */
  drop(): void {
    const turn = this.#guess?.turn;
    this.#guess = undefined;
    if (!turn) return;
    turn.discard();
    turn.abort();
    this.#tally.droppedGuesses++;
    this.#tally.wastedMs += turn.workedMs;
    this.onOver(true);
  }

  /** What has been guessed since the last call. */
  tally(): SpeculationTally {
    const tally = this.#tally;
    this.#tally = emptyTally();
    return tally;
  }
}

function emptyTally(): SpeculationTally {
  return { guesses: 0, droppedGuesses: 0, keptGuesses: 0, wastedMs: 0 };
}
