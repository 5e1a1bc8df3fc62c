/** Judges speech that begins while Sotto is answering: a listener's "uh-huh", a cough, or a reason to fall silent. */
import type { TranscriptVerdict } from '../../workers/protocol';
import { acknowledgedWords, isBackchannel, mayBecomeBackchannel } from './backchannel';
import { type ControlPhrase, controlPhrase, startsWithCommand } from './control-phrase';
import { spokenWords } from './spoken-words';

/** When what is enough. Every one is a choice; `npm run eval:turns` measures what they come to together. Times are of voiced speech. */
export const INTERRUPTION_LIMITS = {
  /** The first partial is asked for: less audio than this holds no word to write. */
  firstPartialMs: 280,
  /** ... and the next ones, each this long after the last. */
  partialEveryMs: 180,
  /** A partial that was asked for and has not come by then never will, and another may be asked for. */
  partialLostMs: 720,
  /** A single word that is no command is believed alone from here on; before, a second partial has to agree. */
  loneWordMs: 450,
  /** Nobody says words faster than one in this time: a partial with more of them was invented. */
  shortestWordMs: 90,
  /** A voice alone is a reason to stop, whatever its words. */
  voicingMs: 700,
  /** ... when the newest partial is only backchannels, or has no words. */
  backchannelVoicingMs: 2500,
  /**
   * Words of which the recogniser is less sure than this (mean log probability) are a murmur, unless they are a command: of
   * what listeners murmured "And any", "C-", "You know what?" were read at −1.2 to −1.9, of real questions none under −1.0.
   */
  murmurBelow: -1.1,
} as const;

export type InterruptionLimits = { readonly [K in keyof typeof INTERRUPTION_LIMITS]: number };

/** What to do now; `control` is the control phrase that was heard, if any. One in a partial may have more words to come. */
export type InterruptionDecision = {
  kind: 'duck' | 'stop' | 'restore' | 'none';
  control: ControlPhrase | undefined;
};

export interface InterruptionOptions {
  /** Whether these are Sotto's own words come back from the speaker. */
  isEcho?: (text: string) => boolean;
  /** Whether it is meant for Sotto at all; then a voice is no reason to stop, only words are. Undefined where everything is. */
  isMeant?: ((text: string) => boolean) | undefined;
  limits?: Partial<InterruptionLimits>;
}

/** What the newest partial said. */
type Reading =
  /** Nothing was read yet. */
  | { kind: 'unread' }
  /** Acknowledgements, no speech, or something that may still become either. */
  | { kind: 'harmless' }
  /** Sotto's own words. */
  | { kind: 'echo' }
  /** Said to others in the room. */
  | { kind: 'elsewhere' }
  /** A wish that does not end the reply: louder, slower. */
  | { kind: 'adjustment' }
  /** A single word that has to be confirmed, or more words than there was time for. */
  | { kind: 'uncertain'; words: readonly string[] };

type State =
  | { kind: 'idle' }
  | {
      kind: 'listening';
      sinceMs: number | undefined;
      newest: Reading;
      asked: { speechMs: number; answered: boolean } | undefined;
    }
  /** Decided: the reply was stopped, and the utterance is the next question. */
  | { kind: 'stopped' };

/**
 * One at a time: `onset` (or `voiced`) begins, `ended` or `over` ends, and then it can begin anew. Holds no timers and
 * reads no clock; a decision is the answer to a call. After `duck` comes exactly one `stop` or `restore`.
 */
export class Interruption {
  readonly #limits: InterruptionLimits;
  readonly #isEcho: (text: string) => boolean;
  readonly #isMeant: ((text: string) => boolean) | undefined;
  #state: State = { kind: 'idle' };

  constructor(options: InterruptionOptions = {}) {
    this.#limits = { ...INTERRUPTION_LIMITS, ...options.limits };
    this.#isEcho = options.isEcho ?? (() => false);
    this.#isMeant = options.isMeant;
  }

  /** When the speech in hand began, on the clock of the design; undefined while there is none to judge. */
  get onsetAtMs(): number | undefined {
    return this.#state.kind === 'listening' ? this.#state.sinceMs : undefined;
  }

  /** Somebody may have begun to speak. */
  onset(atMs: number): InterruptionDecision {
    return this.#begin(atMs);
  }

  /** The utterance has been voiced for that long. Without an `onset` before it, it is one. */
  voiced(speechMs: number): InterruptionDecision {
    if (speechMs <= 0) return NOTHING;
    if (this.#state.kind === 'idle') return this.#begin(undefined);
    if (this.#state.kind !== 'listening' || speechMs < this.#voicingLimitMs(this.#state.newest)) return NOTHING;
    return this.#stop(undefined);
  }

  /**
   * Whether a quick partial transcript should be asked for now; `true` counts as asked. While one is on its way no other
   * is wanted, as it would have to give way before it said anything.
   */
  wantsPartial(speechMs: number): boolean {
    if (this.#state.kind !== 'listening') return false;
    const { asked } = this.#state;
    const { firstPartialMs, partialEveryMs, partialLostMs } = this.#limits;
    const dueMs = asked ? asked.speechMs + (asked.answered ? partialEveryMs : partialLostMs) : firstPartialMs;
    if (speechMs < dueMs) return false;
    this.#state.asked = { speechMs, answered: false };
    return true;
  }

  /** What Whisper read in the utterance when it had been voiced for `speechMs`, and how sure it is. */
  partial(text: string, verdict: TranscriptVerdict, speechMs: number, averageLogProbability = 0): InterruptionDecision {
    if (this.#state.kind !== 'listening') return NOTHING;
    if (this.#state.asked) this.#state.asked.answered = true;
    const before = this.#state.newest;
    const newest = this.#readPartial(text, verdict);
    this.#state.newest = newest;
    if (newest.kind === 'uncertain') {
      const { words } = newest;
      const believable = words.length * this.#limits.shortestWordMs <= speechMs;
      const acknowledged = acknowledgedWords(text);
      // A word behind an acknowledgement is what Whisper hears in its end: another partial has to agree, however long it lasts.
      const lone = acknowledged === 0 && speechMs >= this.#limits.loneWordMs;
      const clear = averageLogProbability >= this.#limits.murmurBelow;
      const surely = (clear && (words.length - acknowledged > 1 || lone)) || startsWithCommand(text);
      if ((believable && surely) || agree(before, words)) return this.#stop(controlPhrase(text));
    }
    return NOTHING;
  }

  /** The partial that was asked for gave way to something more urgent, or failed: another may be asked for. */
  partialLost(): void {
    if (this.#state.kind === 'listening') this.#state.asked = undefined;
  }

  /** The utterance is over, and these are its words. After an earlier `stop` only the control phrase is told. */
  ended(text: string, verdict: TranscriptVerdict, averageLogProbability = 0): InterruptionDecision {
    const { kind } = this.#state;
    this.#state = { kind: 'idle' };
    const reading = this.#read(text, verdict);
    const control = reading.kind === 'harmless' || reading.kind === 'echo' ? undefined : controlPhrase(text);
    if (kind !== 'listening') return { kind: 'none', control };
    const murmur = averageLogProbability < this.#limits.murmurBelow && !startsWithCommand(text);
    return { kind: reading.kind === 'uncertain' && !murmur ? 'stop' : 'restore', control };
  }

  /** It was nothing, or there is no reply left to interrupt. */
  over(): InterruptionDecision {
    const { kind } = this.#state;
    this.#state = { kind: 'idle' };
    return kind === 'listening' ? { kind: 'restore', control: undefined } : NOTHING;
  }

  #begin(atMs: number | undefined): InterruptionDecision {
    if (this.#state.kind !== 'idle') return NOTHING;
    this.#state = { kind: 'listening', sinceMs: atMs, newest: { kind: 'unread' }, asked: undefined };
    return { kind: 'duck', control: undefined };
  }

  #stop(control: ControlPhrase | undefined): InterruptionDecision {
    this.#state = { kind: 'stopped' };
    return { kind: 'stop', control };
  }

  #read(text: string, verdict: TranscriptVerdict): Reading {
    if (verdict !== 'speech' || isBackchannel(text)) return { kind: 'harmless' };
    if (this.#isEcho(text)) return { kind: 'echo' };
    if (this.#isMeant?.(text) === false) return { kind: 'elsewhere' };
    if (isAdjustment(controlPhrase(text))) return { kind: 'adjustment' };
    return { kind: 'uncertain', words: spokenWords(text) };
  }

  /** The same of a text that may go on: what may yet become harmless is let be, unless it begins like a command ("no" as in "no way"). */
  #readPartial(text: string, verdict: TranscriptVerdict): Reading {
    const reading = this.#read(text, verdict);
    if (reading.kind !== 'uncertain' || startsWithCommand(text) || !mayBecomeBackchannel(text)) return reading;
    return { kind: 'harmless' };
  }

  #voicingLimitMs(newest: Reading): number {
    if (this.#isMeant) return Number.POSITIVE_INFINITY;
    switch (newest.kind) {
      case 'unread':
      case 'uncertain':
        return this.#limits.voicingMs;
      case 'harmless':
      case 'adjustment':
        return this.#limits.backchannelVoicingMs;
      case 'elsewhere':
        return Number.POSITIVE_INFINITY;
      case 'echo':
        // It lasts as long as Sotto speaks: no length of it makes it somebody else's.
        return Number.POSITIVE_INFINITY;
    }
  }
}

const NOTHING: InterruptionDecision = { kind: 'none', control: undefined };

/** A wish that is granted while the reply goes on. */
function isAdjustment(phrase: ControlPhrase | undefined): boolean {
  return phrase !== undefined && ['louder', 'quieter', 'slower', 'faster'].includes(phrase.kind);
}

/** Whether two partials begin with the same word, of which the earlier may have caught only a part. */
function agree(before: Reading, words: readonly string[]): boolean {
  const [earlier, now] = [before.kind === 'uncertain' ? before.words[0] : undefined, words[0]];
  if (!earlier || !now) return false;
  return now === earlier || (earlier.length > 1 && now.startsWith(earlier));
}
