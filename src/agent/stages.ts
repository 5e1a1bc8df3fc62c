/** What a turn needs done, as functions: the agent knows no worker, no audio node and no model. */
import type { ChatMessage, GenerateAnswer, SpeakAnswer, SpeakProgress, Transcript } from '../../workers/protocol';

/** Streams a reply's text. */
export interface ModelStage {
  generate(
    messages: ChatMessage[],
    maxTokens: number,
    options: {
      signal: AbortSignal;
      onDelta: (delta: string) => void;
      /** How likely the question ends where it does, 0 to 1; told once, before the first delta. */
      onQuestionEnd?: (probability: number) => void;
      /** The next piece of the reply to be spoken. */
      onClause: (text: string) => void;
      /** Whether the first clause may be short. */
      earlyClause: boolean;
      /** After the first clause the model waits for `release`. */
      holdAfterClause: boolean;
    },
  ): Promise<GenerateAnswer>;
  /** Evaluates what the next prompt will begin with, and the beginning of the user's next message where it is known. */
  prime(messages: ChatMessage[], opening: string | undefined, signal: AbortSignal): Promise<void>;
  /** Leaves the cores to others until `release`. */
  hold(): void;
  release(): void;
}

/** How a reply's playback ended. */
export interface PlaybackEnd {
  playedMs: number;
  underruns: number;
  flushed: boolean;
}

/** One reply on its way to the speaker. */
export interface Playback {
  /** When its first sample is audible, output latency included. Never settles for a reply without sound. */
  audible: Promise<{ atMs: number }>;
  ended: Promise<PlaybackEnd>;
}

export interface VoiceStage {
  /** Whether anything said can be heard; without an output a reply is only shown. */
  available(): boolean;
  open(replyId: number): Playback;
  speak(
    replyId: number,
    text: string,
    options: { signal: AbortSignal; rate: number; onAudio: (made: SpeakProgress) => void },
  ): Promise<SpeakAnswer>;
  /** Lets the reply be heard: until then it is only made. */
  start(replyId: number): void;
  /** Leaves the cores to others until `release`. */
  hold(): void;
  release(): void;
  /** How loud replies are, as a factor: less while the user may be speaking. */
  duck(gain: number): void;
  /** The user's choice of loudness, as a factor. */
  volume(gain: number): void;
  /** All clauses of the reply were asked for. */
  finish(replyId: number): Promise<void>;
  /** Silence, now. */
  flush(replyId: number): void;
}

export interface EarStage {
  /** Ends the utterance in this pause after that much silence. */
  require(utteranceId: number, pauseId: number, silenceMs: number): void;
  transcribe(
    utteranceId: number,
    sampleCount: number,
    mode: 'partial' | 'final',
    options: { signal: AbortSignal; onText?: (text: string) => void },
  ): Promise<Transcript>;
  /** Drops what was heard of an utterance. */
  forget(utteranceId: number): void;
}
