/** What the workers of the usual way are asked. They speak Sotto's own protocol, so that a call costs both sides the same. */
import type { ChatMessage } from '../../workers/protocol';

export interface PeerRuntime {
  wasmUrl: string;
  mjsUrl: string;
  threads: number;
  /** Path of the models' folder, with a slash at its end; every file in one piece. transformers.js finds no files by a whole address. */
  modelsUrl: string;
}

interface LoadCall {
  request: PeerRuntime;
  progress: never;
  answer: null;
}

export interface PeerSttCalls {
  load: LoadCall;
  /** 16 kHz, of any length up to 30 s. */
  transcribe: { request: { samples: Float32Array }; progress: never; answer: { text: string } };
}

export interface PeerLlmCalls {
  load: LoadCall;
  /** Sentences come as they are whole, `maxSentences` of them at most. */
  generate: {
    request: { messages: ChatMessage[]; maxTokens: number; maxSentences: number };
    progress: { kind: 'first-token' } | { kind: 'sentence'; text: string };
    answer: { text: string };
  };
}

export interface PeerTtsCalls {
  load: LoadCall;
  /** A sentence, whole. */
  speak: {
    request: { text: string };
    progress: never;
    answer: { samples: Float32Array<ArrayBuffer>; sampleRateHz: number };
  };
}
