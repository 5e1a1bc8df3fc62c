/** One turn as it is kept: what was said, when each milestone was passed, and where the time went. */
import type { ErrorCode, StopReason } from '../../workers/protocol';

/** Milestones of a turn in the order of the critical path. */
export type Milestone =
  | 'speechEnd'
  | 'turnDecided'
  | 'transcriptReady'
  | 'routed'
  | 'toolDone'
  | 'firstClause'
  | 'firstPcm'
  | 'firstAudible';

/** Times on the one clock, in ms since the Unix epoch; each at least the one before it. */
export type Milestones = Record<Milestone, number>;

/** The stage between each milestone and the next. */
export type Part = 'vad' | 'stt' | 'routing' | 'tool' | 'llm' | 'tts' | 'audioOut';

/** Milliseconds each stage adds to the wait; they sum to the total exactly. */
export type Parts = Record<Part, number>;

/**
 * How a turn ended. `no-speech` is a noise that got no reply, rightly; `not-addressed`, speech that was not meant for Sotto,
 * whose words are not kept.
 */
export type TurnOutcome = 'answered' | 'interrupted' | 'stopped' | 'no-speech' | 'not-addressed' | 'failed';

export interface TurnRecord {
  /** Unique over all sessions. */
  id: string;
  startedAtMs: number;
  /** When the end of the turn was decided, whether or not it was answered. */
  decidedAtMs: number;
  input: 'voice' | 'keyboard';
  outcome: TurnOutcome;
  transcript: string;
  reply: string;
  /** `skill:calculator`, `skill:clock`, `control:louder`, `model`; undefined when nothing was routed. */
  route: string | undefined;
  /** When each milestone was really passed: before the turn was decided, for work that was done on a guess. */
  marks: Partial<Milestones>;
  /** Only for turns that were heard: undefined before the first audible sample. */
  milestones: Milestones | undefined;
  parts: Parts | undefined;
  totalMs: number | undefined;
  /** The first turn after loading. */
  cold: boolean;
  /** Work that ran beside the critical path, in full. */
  work: {
    transcribeMs: number | undefined;
    /** Tokens of the transcript that the last caption had guessed. */
    draftedTokens: number | undefined;
    /** How likely the language model found it that the question was over, 0 to 1. */
    questionEndProbability: number | undefined;
    audioMs: number | undefined;
    noSpeechProbability: number | undefined;
    firstTokenMs: number | undefined;
    tokens: number | undefined;
    reusedTokens: number | undefined;
    evaluatedTokens: number | undefined;
    stop: StopReason | undefined;
    replyAudioMs: number | undefined;
    underruns: number | undefined;
    /** The language model's whole run, and how long of it it was held for others. Records of version 0.1 have none of these. */
    generateMs?: number | undefined;
    heldMs?: number | undefined;
    /** Clauses spoken, how many of them were made before and only sent again, and what making the others took. */
    clauses?: number | undefined;
    cachedClauses?: number | undefined;
    speakMs?: number | undefined;
  };
  /** What answered: the packs in use, by role. Records of version 0.1 have none. */
  engines?: Readonly<Record<string, string>> | undefined;
  /** How the end of the turn was found; undefined for typed questions. */
  listening:
    | {
        /** Silence the judge asked for last, in ms; undefined when the key was let go or nothing was judged. */
        requiredSilenceMs: number | undefined;
        /** Replies begun on a guess before this turn was decided, its own included, and how many of them were thrown away. */
        guesses: number;
        droppedGuesses: number;
        /** Guesses kept although the user had made another sound. */
        keptGuesses: number;
        /** Work on guesses that were thrown away. */
        wastedMs: number;
      }
    | undefined;
  error: { code: ErrorCode; message: string } | undefined;
}
