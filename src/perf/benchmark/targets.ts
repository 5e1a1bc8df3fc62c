/**
 * What the benchmarks measure, as functions: the pipeline that talks to the user, with the models chosen in the settings.
 * The benchmarks know no worker, no audio node and no database; `src/benchmark-rig.ts` is the one that does.
 *
 * Every function rejects with a `SottoError` when what it measures fails, and gives way to its signal within 50 ms.
 */
import type { ModelRole } from '../../../workers/protocol';
import type { TurnRecord } from '../../store/turn-record';

/** A recording that ships with the app. */
export interface BenchmarkClip {
  /** As `question-tip`, or `speech-3s`. */
  id: string;
  text: string;
  durationMs: number;
  /** Where the speech in it ends, from its start. */
  speechEndMs: number;
}

export interface TranscribeSample {
  /** From the last sample handed over to the answer. */
  ms: number;
  text: string;
}

export interface GenerateSample {
  firstTokenMs: number;
  /** From the first token to the last, over the tokens after the first. */
  tokensPerS: number;
  tokens: number;
  reusedTokens: number;
  evaluatedTokens: number;
}

export interface SpeakSample {
  firstPcmMs: number;
  totalMs: number;
  audioMs: number;
}

/** One typed request, worked on from its text to the last word of its answer. */
export interface RequestSample {
  /** From being taken to being answered. */
  serviceMs: number;
  answered: boolean;
  /** Characters of the answer, tokens where a language model wrote it. */
  characters: number;
  tokens: number;
}

/** Many microphones on one detector. */
export interface SessionsSample {
  sessions: number;
  /** Work for one 32 ms step of all sessions, one value a step. */
  stepMs: number[];
  /** Steps that were done later than the next one was due. */
  lateSteps: number;
  /** Sessions whose utterances are the same, to the frame, as when the same audio is heard alone. */
  equalSessions: number;
  /** WASM and JS memory that the sessions added, over their number. */
  memoryPerSessionMb: number | undefined;
}

/** A skill that is there, and a question that it answers. */
export interface SkillTarget {
  id: string;
  question: string;
}

export interface BenchmarkTargets {
  clips(): Promise<readonly BenchmarkClip[]>;
  /** The fixed piece of work: once, in ms. */
  reference(signal: AbortSignal): Promise<number>;
  /** Ten seconds of sound from 48 to 16 kHz in the capture worklet's portions: ms for one second of it. */
  resample(signal: AbortSignal): Promise<number>;
  /** So many frames of 32 ms through the detector, one after the other: ms of each. */
  detect(frames: number, signal: AbortSignal): Promise<number[]>;
  /** A clip that is there at once. `partial`: its first second. */
  transcribe(clip: BenchmarkClip, mode: 'partial' | 'final', signal: AbortSignal): Promise<TranscribeSample>;
  /** By rules: ms. `embeddings` and `hybrid` are undefined until they are built. */
  route: Record<
    'rules' | 'embeddings' | 'hybrid',
    ((text: string, signal: AbortSignal) => Promise<number>) | undefined
  >;
  skills: readonly SkillTarget[];
  /** Whether a question has somebody to answer it properly: `weather` and `files` have nobody yet. */
  canAnswer(topic: QuestionTopic): boolean;
  /** One skill's work on its question: ms. */
  runSkill(id: string, signal: AbortSignal): Promise<number>;
  /** `cold`: nothing of the prompt is in the cache. */
  generate(how: { cold: boolean; maxTokens: number }, signal: AbortSignal): Promise<GenerateSample>;
  /** Evaluates so many tokens that are in no cache. */
  prefill(tokens: number, signal: AbortSignal): Promise<{ tokens: number; ms: number }>;
  /** Makes a sentence of so many words; its sound is thrown away, and nothing is taken from the cache of phrases. */
  speak(words: 4 | 8 | 20, signal: AbortSignal): Promise<SpeakSample>;
  /** From the word to start to the first audible sample of sound that is ready. */
  startPlayback(signal: AbortSignal): Promise<number>;
  /** A thousand points into a database of the benchmark's own; a chart of a month out of it. */
  writeStore(signal: AbortSignal): Promise<number>;
  readStore(signal: AbortSignal): Promise<number>;
  /** Starts a model's worker again and loads it. `cold`: fetched from the app's server first, into a place of its own. */
  loadModel(role: ModelRole, how: 'warm' | 'cold', signal: AbortSignal): Promise<number>;
  roles: readonly ModelRole[];

  /** A typed question, answered aloud (to nobody, unless asked to be heard): its record, with milestones. */
  ask(text: string, signal: AbortSignal): Promise<TurnRecord>;
  /** A clip into the microphone's path, in real time, answered likewise. */
  say(clip: BenchmarkClip, signal: AbortSignal): Promise<TurnRecord>;
  /** A typed question answered in writing: no voice, so that its time is its work. */
  request(text: string, signal: AbortSignal): Promise<RequestSample>;
  /** Speech to spoken answer as fast as it can be worked: transcript, answer and all of the answer's sound, played to nobody. */
  utterance(clip: BenchmarkClip, signal: AbortSignal): Promise<RequestSample>;
  /** So many live microphones for so many seconds, in real time. */
  sessions(count: number, seconds: number, signal: AbortSignal): Promise<SessionsSample>;
  /** Memory of the page and its workers now, collected garbage aside as far as the browser lets; undefined: not told. */
  memoryMb(): Promise<number | undefined>;
  readonly memorySource: string | undefined;
}

/** What the documents' questions are about. */
export type QuestionTopic = 'sum' | 'talk' | 'time' | 'weather' | 'files' | 'workflow';
