/**
 * Every message that crosses a thread in Sotto, and nothing else. This file imports nothing. Longer than 300 lines because
 * it is the one contract: split, its halves could drift apart.
 *
 * A worker's calls are one interface: each key names a request, the progress it may report and its answer, so the three
 * can never drift apart. Ports that carry samples have a union of keyed messages each. Times named `…AtMs` are on the one
 * clock of the design: `performance.timeOrigin + performance.now()`, in milliseconds since the Unix epoch.
 */

/** The closed list of things that can go wrong. The page turns each into words and a way forward. */
export type ErrorCode =
  | 'aborted'
  | 'insecure-context'
  | 'wasm-simd-missing'
  | 'worklet-missing'
  | 'storage-unavailable'
  | 'storage-full'
  | 'download-failed'
  | 'host-not-allowed'
  | 'pack-invalid'
  | 'file-invalid'
  | 'model-missing'
  | 'model-corrupt'
  | 'model-load-failed'
  | 'inference-failed'
  | 'out-of-memory'
  | 'worker-crashed'
  | 'webgpu-missing'
  | 'gpu-lost'
  | 'microphone-denied'
  | 'microphone-dismissed'
  | 'microphone-missing'
  | 'microphone-busy'
  | 'microphone-lost'
  | 'audio-output-failed'
  | 'internal';

/** An error as it crosses a thread. */
export interface WireError {
  code: ErrorCode;
  message: string;
  stack?: string | undefined;
}

/** One callable thing: what is asked, what is reported on the way, what is answered. */
export interface Call {
  request: unknown;
  progress: unknown;
  answer: unknown;
}
/** The calls of one worker, by key. */
export type Calls<T> = { [K in keyof T]: Call };

/** A request on its way to a worker. */
export interface CallMessage<C extends Calls<C>, K extends keyof C> {
  kind: 'call';
  id: number;
  key: K;
  request: C[K]['request'];
}

/** Page to worker. A ping is answered by whatever the worker is, loaded or not. */
export type ClientMessage<C extends Calls<C>> =
  | CallMessage<C, keyof C>
  | { kind: 'abort'; id: number }
  | { kind: 'ping'; id: number };

/** Worker to page. `E` is the union of events the worker pushes unasked. */
export type ServerMessage<C extends Calls<C>, E> =
  | { kind: 'progress'; id: number; progress: C[keyof C]['progress'] }
  | { kind: 'answer'; id: number; answer: C[keyof C]['answer'] }
  | { kind: 'error'; id: number; error: WireError }
  | { kind: 'event'; event: E }
  | { kind: 'pong'; id: number }
  | { kind: 'measures'; report: RealmReport };

// ---- what a realm measures ----------------------------------------------------------------------------------------------

/** A piece of work, as `performance.measure` took it. */
export interface Measure {
  /** Without the prefix `sotto:`, e.g. `stt.encode`. */
  name: string;
  startAtMs: number;
  durationMs: number;
  tags: Readonly<Record<string, string | number>> | undefined;
}

/** Requests to one origin, as the browser's resource timing tells of them. */
export interface RequestCount {
  origin: string;
  requests: number;
  /** Bytes that came over the network, headers included; 0 for what another origin does not tell. */
  transferredBytes: number;
}

/** What a worker did since its last report; sent at most every 250 ms, and only when there is something to tell. */
export interface RealmReport {
  realm: ModelRole | 'pack';
  sinceMs: number;
  untilMs: number;
  measures: Measure[];
  /** How long the thread was at work, as far as it was measured. */
  busyMs: number;
  /** Memory of its WebAssembly; undefined while there is none. */
  wasmHeapBytes: number | undefined;
  /** What this realm asked of the network since its last report, by origin. */
  requests: readonly RequestCount[];
  /** What reading and sending all this took. */
  selfMs: number;
}

// ---- model packs ------------------------------------------------------------------------------------------------------

/** What a model does in the pipeline. */
export type ModelRole = 'vad' | 'stt' | 'llm' | 'tts';

/**
 * What runs a model: Sotto's own loops on ONNX Runtime, a library, or what the browser brings along. `chime` needs nothing at
 * all: it makes the tone that says "read the answer". `system-voice` is `speechSynthesis`, the only engine on the page's thread.
 */
export type EngineId = 'sotto' | 'transformers' | 'web-llm' | 'kokoro' | 'flite' | 'chime' | 'system-voice';

/** Where a model's arithmetic is done. */
export type ComputeDevice = 'wasm' | 'webgpu';

/** A piece of a file as it is served: at most 16 MiB. */
export interface PackPart {
  /** Path relative to the manifest. */
  path: string;
  sizeBytes: number;
  sha256: string;
}

/** A file of a model, assembled from its parts in order. */
export interface PackFile {
  path: string;
  sizeBytes: number;
  sha256: string;
  parts: PackPart[];
}

/** `public/models/<id>/manifest.json`: what a pack is, where it came from, and the hashes that prove it. */
export interface PackManifest {
  id: string;
  role: ModelRole;
  version: string;
  title: string;
  licence: string;
  licenceFiles: string[];
  source: string;
  conversion: string;
  files: PackFile[];
}

/** A file of an installed pack, as a model worker opens it from the origin-private file system. */
export interface InstalledFile {
  path: string;
  sizeBytes: number;
  sha256: string;
}

/** An installed pack: a folder of the origin-private file system and what lies in it. */
export interface InstalledPack {
  id: string;
  role: ModelRole;
  version: string;
  /** Folder names from the root of the origin-private file system. */
  directory: string[];
  files: InstalledFile[];
}

/** Bytes of a pack that are on disk. */
export interface PackBytes {
  packId: string;
  loadedBytes: number;
}

/** How far an installation is. Bytes are of the packs asked for, parts already on disk included from the start. */
export interface InstallProgress {
  packs: PackBytes[];
  loadedBytes: number;
  totalBytes: number;
  /** Bytes that came over the network in this run; 0 on a second start. */
  fetchedBytes: number;
}

/** A file of a model on a hub. What is undefined is told by the hub's own headers at download. */
export interface HubFile {
  /** Where it lies in the model; slashes allowed. */
  path: string;
  url: string;
  sizeBytes: number | undefined;
  sha256: string | undefined;
  /** The file is MLC's list of weight shards (`ndarray-cache.json`): the shards it names, beside it, belong to the model, too. */
  listsShards: boolean;
}

/** A model as it is asked of a hub. */
export interface HubModel {
  id: string;
  role: ModelRole;
  /** A branch, tag or commit. The commit that the hub says it is becomes the pack's version. */
  revision: string;
  title: string;
  licence: string;
  source: string;
  files: HubFile[];
}

/** Whose word the hashes of a downloaded model are: ours, the hub's, or nobody's (kept from the first download). */
export type HashSource = 'catalogue' | 'hub' | 'first-seen';

/** How far a download from a hub is. */
export interface DownloadProgress {
  packId: string;
  loadedBytes: number;
  /** Undefined until every file's size is known. */
  totalBytes: number | undefined;
  /** Bytes that came over the network in this run. */
  fetchedBytes: number;
  /** Over the last seconds; undefined until it can be said. */
  bytesPerSecond: number | undefined;
  step: 'asking' | 'fetching' | 'verifying';
}

/** What lies on the disk for one model, whole or not. */
export interface StoredPack {
  packId: string;
  role: ModelRole | undefined;
  title: string;
  /** Undefined while it is incomplete. */
  installed: InstalledPack | undefined;
  hashes: HashSource | undefined;
  /** On the disk now. */
  sizeBytes: number;
  /** Of an unfinished one: what it will be, where the hub has told of every file. */
  totalBytes?: number | undefined;
}

/** Calls of `workers/pack/pack.worker.ts`: it alone writes model files. */
export interface PackCalls {
  /** Everything under the models' folder, unfinished downloads included. No network. */
  list: { request: null; progress: never; answer: { packs: StoredPack[] } };
  /** Asks the hub for sizes alone (HEAD): what a download would take, before a byte of it. */
  weigh: {
    request: { model: HubModel };
    progress: never;
    answer: { totalBytes: number; missingBytes: number; freeBytes: number | undefined };
  };
  /**
   * Fetches a model from a hub: files in parallel, each resumed by Range and If-Range where it stopped, hashed as it streams,
   * and shown to nobody before the hash is right. Aborting keeps what came; another call goes on from there.
   */
  download: {
    request: { model: HubModel };
    progress: DownloadProgress;
    answer: { installed: InstalledPack; hashes: HashSource };
  };
  /** Takes a model off the disk, unfinished downloads included. @returns what that freed, measured. */
  remove: { request: { packId: string }; progress: never; answer: { freedBytes: number } };
  /** One file with all of a model, for another device. The file lies in temporary storage until the next export. */
  exportModel: {
    request: { packId: string };
    progress: { doneBytes: number; totalBytes: number };
    answer: { file: File };
  };
  /**
   * Brings a model in from such a file; every hash is checked before the model is shown. `file-invalid` for any other file.
   * `starterIds` are the app's own packs: under their names comes in only what their manifests at `baseUrl` say.
   */
  importModel: {
    request: { file: File; starterIds: readonly string[]; baseUrl: string };
    progress: { doneBytes: number; totalBytes: number };
    answer: { installed: InstalledPack; hashes: HashSource };
  };
  /** What is on disk, without any network when every pack is complete. `missing` packs need `install`. */
  inspect: {
    request: { packIds: string[] };
    progress: never;
    answer: { installed: InstalledPack[]; missing: string[]; partial: PackBytes[] };
  };
  /** Fetches what is not there yet, verifies every part as it arrives, resumes at the part, never re-fetches a verified one. */
  install: {
    request: { packIds: string[]; baseUrl: string };
    progress: InstallProgress;
    answer: { installed: InstalledPack[]; fetchedBytes: number };
  };
  /** Hashes the pack's files on disk, forgets those that are wrong, and fetches just them again. */
  repair: {
    request: { packId: string; baseUrl: string };
    progress: InstallProgress;
    answer: { installed: InstalledPack; replacedFiles: string[] };
  };
  /** Fetches a pack anew into a place of its own, past every cache, verifies it and takes it away again: what a first run costs. */
  time: {
    request: { packId: string; baseUrl: string };
    progress: InstallProgress;
    answer: { ms: number; fetchedBytes: number };
  };
}

// ---- loading a model ----------------------------------------------------------------------------------------------------

/** Where ONNX Runtime finds its own files, and how many threads it may use. */
export interface RuntimeOptions {
  wasmUrl: string;
  mjsUrl: string;
  threads: number;
}

export interface LoadRequest {
  /** Undefined for an engine that brings all it needs. */
  pack: InstalledPack | undefined;
  device: ComputeDevice;
  /** Files of the build of ONNX Runtime that the device needs. */
  runtime: RuntimeOptions;
}

/** What loading cost, and what the worker holds after it. */
export interface LoadAnswer {
  readMs: number;
  createMs: number;
  warmUpMs: number;
}

/** How far a load is, as a word for the page. */
export interface LoadProgress {
  step: 'reading' | 'creating' | 'warming-up';
}

interface LoadCall {
  request: LoadRequest;
  progress: LoadProgress;
  answer: LoadAnswer;
}

// ---- capture → vad (port) ------------------------------------------------------------------------------------------------

/** 512 samples at 16 kHz (32 ms). The buffer goes back as `recycle`, so that the worklet never allocates. */
export type CaptureToVad = {
  kind: 'frame';
  samples: Float32Array<ArrayBuffer>;
  /** What the app itself played in the same 32 ms, at 16 kHz; undefined while it is silent. */
  reference: Float32Array<ArrayBuffer> | undefined;
  /** When the last sample of the frame reached the app, the resampler's delay taken off. */
  endAtMs: number;
};
/** Capture worklet to page, once a second while frames are made. Counts are since the worklet began. */
export interface CaptureToPage {
  kind: 'capture-stats';
  frames: number;
  /** Lost, because the detector held as many as it may. */
  droppedFrames: number;
  /** Made beyond those of the start, because the detector was behind. */
  allocatedFrames: number;
  /** With the detector now. */
  awayFrames: number;
  /** Lying ready now. */
  poolFrames: number;
}
/** Page to the capture worklet: where frames go, and the end. */
export type PageToCapture = { kind: 'connect'; vadPort: MessagePort } | { kind: 'close' };
export type VadToCapture = {
  kind: 'recycle';
  samples: Float32Array<ArrayBuffer>;
  reference: Float32Array<ArrayBuffer> | undefined;
};

// ---- vad ------------------------------------------------------------------------------------------------------------------

/** How the voice activity detector decides. Defaults and their sources: `workers/vad/endpointer.ts`. */
export interface EndpointerOptions {
  /** Silence after which work on an utterance may begin. */
  pauseMs: number;
  /** Silence after which an utterance is over, unless `require` names less for the pause in hand. */
  endSilenceMs: number;
}

/**
 * Which frames count: all of them, none, or all while a key is held down, in which no silence ends the utterance.
 * `closed` also keeps the model from running.
 */
export type ListenMode = 'always' | 'held' | 'closed';

/** How the microphone hears what the app plays, as measured on one device. */
export interface EchoProfile {
  /** From a sample being rendered to its echo reaching the app. */
  delayMs: number;
  /** Level of the echo against what was rendered; negative when it is weaker. */
  gainDb: number;
}

/** What the user may change about when sound counts as speech. Defaults and their sources: `workers/vad/endpointer.ts`. */
export interface DetectorTuning {
  /** Probability from which a frame is voiced, and below which it is not any more. */
  enterProbability: number;
  leaveProbability: number;
  /** Audio from before the start that belongs to the utterance. */
  paddingMs: number;
  /** Voiced time below which an utterance was none. */
  minSpeechMs: number;
}

export interface VadCalls {
  load: LoadCall;
  /** From the next utterance on. */
  configure: { request: DetectorTuning; progress: never; answer: null };
  /** Takes the two ports: frames come in by one, utterance audio goes out by the other. */
  attach: {
    request: {
      capturePort: MessagePort;
      sttPort: MessagePort;
      endpointer: EndpointerOptions;
      /** What was learned of this device before. */
      echo: EchoProfile | undefined;
    };
    progress: never;
    answer: null;
  };
  /**
   * Silence that ends the utterance in this very pause: at once when it has lasted as long already. Ignored when the pause
   * is over; may be asked again for the same pause.
   */
  require: { request: { utteranceId: number; pauseId: number; silenceMs: number }; progress: never; answer: null };
  /** Which frames count from now on. Closing forgets the utterance in progress as a misfire; `finish` first to keep it. */
  listen: { request: { mode: ListenMode }; progress: never; answer: null };
  /** Ends the utterance in progress at once (push-to-talk release), or forgets it. */
  finish: { request: { keep: boolean }; progress: never; answer: null };
}

export type VadEvent =
  /**
   * At most every 64 ms. `speechMs` is how long the current utterance has been voiced; 0 outside one. `lagMs` is how long
   * the frame waited to be judged: more than a frame or two means that the device is overloaded.
   */
  | { kind: 'level'; dbfs: number; speechProbability: number; speechMs: number; lagMs: number }
  /** Somebody may have begun to speak, or a door fell shut: reason to listen, none to stop. */
  | { kind: 'onset'; atMs: number }
  /** The onset was nothing. */
  | { kind: 'onset-over' }
  | { kind: 'start'; utteranceId: number; startAtMs: number }
  /** Silence long enough to start work on the utterance, too short to end it. `pauseId` counts the pauses of the utterance. */
  | { kind: 'pause'; utteranceId: number; pauseId: number; sampleCount: number; atMs: number }
  | { kind: 'resume'; utteranceId: number }
  | {
      kind: 'end';
      utteranceId: number;
      sampleCount: number;
      /** The last voiced sample as it reached the app, by the probe's rule. */
      speechEndAtMs: number;
      /** When the detector decided. */
      decidedAtMs: number;
    }
  /** What began was too short to be speech. */
  | { kind: 'misfire'; utteranceId: number }
  /**
   * What was learned of this device's echo, whenever it changed. `separable`: whether a voice can be told from the echo; if
   * not, listening while speaking would only hear itself.
   */
  | { kind: 'echo'; profile: EchoProfile; separable: boolean };

// ---- vad → stt (port) -------------------------------------------------------------------------------------------------------

/** Samples of an utterance, 16 kHz; the first ones of a new `utteranceId` open it. */
export interface VadToStt {
  kind: 'audio';
  utteranceId: number;
  samples: Float32Array;
  speechProbability: number;
}

// ---- stt ----------------------------------------------------------------------------------------------------------------------

/** Why text was dropped, if it was: Whisper writes words for silence and noise too. */
export type TranscriptVerdict = 'speech' | 'no-speech' | 'repetition' | 'empty';

export interface Transcript {
  text: string;
  verdict: TranscriptVerdict;
  /** Mean log probability of the tokens; nearer to 0 is surer. */
  averageLogProbability: number;
  noSpeechProbability: number;
  audioMs: number;
  tokens: number;
  /** Of these, tokens of the last partial that one run of the decoder confirmed. */
  draftedTokens: number;
  melMs: number;
  encodeMs: number;
  decodeMs: number;
}

/** How speech is written down; from the next transcription on. */
export interface SttOptions {
  /** BCP 47, e.g. `de`; undefined lets a model of many languages find out. Ignored by a model of one language. */
  language: string | undefined;
  /** 0 takes the likeliest token; above it tokens are drawn. */
  temperature: number;
  /** Transcripts followed at once, 1 to 5; 1 is greedy. Partials are always greedy. */
  beams: number;
}

export interface SttCalls {
  load: LoadCall;
  configure: { request: SttOptions; progress: never; answer: null };
  /** `drafts`: whether a transcript may be checked against the last partial instead of being written anew. */
  attach: { request: { vadPort: MessagePort; drafts: boolean }; progress: never; answer: null };
  /**
   * Transcribes what has arrived of the utterance, waiting for at least `sampleCount` samples. `text` in progress is the
   * whole text so far. A `partial` gives way to any later call.
   */
  transcribe: {
    request: { utteranceId: number; sampleCount: number; mode: 'partial' | 'final' };
    progress: { text: string };
    answer: Transcript;
  };
  /** Drops the audio of an utterance nobody will ask about again. */
  forget: { request: { utteranceId: number }; progress: never; answer: null };
}

// ---- llm ----------------------------------------------------------------------------------------------------------------------

export interface ChatMessage {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

/** Why a reply ended: the model said so, two sentences were spoken, or the token cap was met. */
export type StopReason = 'end' | 'sentences' | 'cap';

export interface GenerateAnswer {
  text: string;
  stop: StopReason;
  tokens: number;
  /** Prompt tokens found in the KV cache, and prompt tokens that had to be evaluated. */
  reusedTokens: number;
  evaluatedTokens: number;
  firstTokenMs: number;
  totalMs: number;
  heldMs: number;
}

/** How replies are written; from the next one on. */
export interface LlmOptions {
  /** 0 takes the likeliest token. */
  temperature: number;
  /** Tokens are drawn from the likeliest that together have this probability, 0 to 1. */
  topP: number;
  /** Divides the score of a token said lately; 1 changes nothing. */
  repeatPenalty: number;
  /** Tokens of prompt and reply together; what goes beyond is left out of the prompt, oldest first. Never above the model's own. */
  contextTokens: number;
}

export interface LlmCalls {
  load: LoadCall;
  configure: { request: LlmOptions; progress: never; answer: null };
  /**
   * Evaluates a prompt prefix ahead of time, so that the next reply only pays for what is new. `opening` is the beginning of
   * the user's next message, which is left open.
   */
  prime: {
    request: { messages: ChatMessage[]; opening: string | undefined };
    progress: never;
    answer: { tokens: number; evaluatedTokens: number };
  };
  /**
   * Streams the reply to the last message. `earlyClause`: whether the first clause may be short. `holdAfterClause`: after the
   * first clause the model waits for `release`; it stops by itself, because told by a message it would be in its next step
   * by then, and the voice needs the cores.
   */
  generate: {
    request: { messages: ChatMessage[]; maxTokens: number; earlyClause: boolean; holdAfterClause: boolean };
    progress:
      | { kind: 'text'; delta: string }
      /** The next piece of the reply that can be spoken by itself. All of them are the reply, but for an unfinished tail. */
      | { kind: 'clause'; text: string }
      /** Before the first text: how likely the model finds it that the user's message ends where it does, 0 to 1. */
      | { kind: 'question-end'; probability: number };
    answer: GenerateAnswer;
  };
  /** Stops between two tokens until `release`: the voice needs the cores. Takes effect within one token. */
  hold: { request: null; progress: never; answer: null };
  release: { request: null; progress: never; answer: null };
}

// ---- tts ----------------------------------------------------------------------------------------------------------------------

/** What of a clause was made. */
export interface SpeakProgress {
  /** Length of the audio so far. */
  audioMs: number;
  /** Where in the clause's audio each of its spoken words ends. */
  wordEndsMs: number[];
  /** When its first samples left for the playback worklet. */
  firstPcmAtMs: number;
}

export interface SpeakAnswer {
  /** Length of the audio made for this clause. */
  audioMs: number;
  /** What was said, after normalisation. */
  spokenText: string;
  phonemesMs: number;
  firstPcmMs: number;
  totalMs: number;
  /** Whether the audio was made before and only sent again. */
  cached: boolean;
}

/** How the voice sounds; from the next clause on. */
export interface TtsOptions {
  /** One of the model's voices; undefined for its first. Unknown ones are its first, too. */
  voice: string | undefined;
  /** As a factor of the voice's own height, 0.5 to 2. */
  pitch: number;
}

export interface TtsCalls {
  load: LoadCall;
  configure: { request: TtsOptions; progress: never; answer: null };
  /** `sampleRateHz` is the playback context's; samples are resampled to it here. */
  attach: {
    request: { playbackPort: MessagePort; sampleRateHz: number; phraseCache: boolean };
    progress: never;
    answer: null;
  };
  /** One clause of a reply. Clauses are spoken in the order asked. `rate` is the pace: 1 is the voice's own, 0.8 slower. */
  speak: {
    request: { replyId: number; text: string; rate: number };
    /** After each chunk; none where the text has nothing to say. */
    progress: SpeakProgress;
    answer: SpeakAnswer;
  };
  /** Stops between two windows of audio until `release`: the user speaks, and the cores are needed to listen. */
  hold: { request: null; progress: never; answer: null };
  release: { request: null; progress: never; answer: null };
  /** Nothing more comes for this reply: lets playback tell an end from a hole. */
  finish: { request: { replyId: number }; progress: never; answer: null };
}

// ---- benchmarks: work that would disturb the detector in use ----------------------------------------------------------------

export interface BenchSessionsProgress {
  /** Of the seconds asked for. */
  seconds: number;
}

/** Many microphones on one detector, as `src/perf/benchmark/targets.ts` reports it. */
export interface BenchSessionsAnswer {
  /** Work for one step of all sessions, in ms. */
  stepMs: number[];
  /** Steps done later than the next one was due. */
  lateSteps: number;
  /** Sessions whose utterances are those of the same audio alone. */
  equalSessions: number;
  /** WASM memory that this number of sessions added over one, and what their state takes, in bytes. */
  addedBytes: number | undefined;
}

/** A worker of the benchmarks' own, with its own detector. */
export interface BenchCalls {
  load: LoadCall;
  /** A fixed piece of work of no model and no library: ms. */
  reference: { request: null; progress: never; answer: { ms: number } };
  /** Sound of so many seconds from one rate to 16 kHz, in portions of 128: ms in all. */
  resample: { request: { fromHz: number; seconds: number }; progress: never; answer: { ms: number } };
  /** Frames of 512 samples at 16 kHz through the detector, one after the other: ms of each. */
  detect: { request: { samples: Float32Array; frames: number }; progress: never; answer: { frameMs: number[] } };
  /**
   * So many live sessions at once, in real time, for so many seconds, batched through one model. Each hears one of the clips
   * (16 kHz), over and over, begun at another place.
   */
  sessions: {
    request: { clips: Float32Array[]; sessions: number; seconds: number };
    progress: BenchSessionsProgress;
    answer: BenchSessionsAnswer;
  };
}

// ---- tts → playback (port), page ↔ playback --------------------------------------------------------------------------------------

export type TtsToPlayback =
  | { kind: 'pcm'; replyId: number; samples: Float32Array<ArrayBuffer> }
  | { kind: 'end'; replyId: number };

export type PageToPlayback =
  | { kind: 'connect'; ttsPort: MessagePort }
  /** A reply is silent until it is started: what was made on a guess is heard only when the guess was right. */
  | { kind: 'start'; replyId: number }
  /** How loud everything is, as a factor; reached within 10 ms. `duck` is for a while, `volume` is the user's choice. */
  | { kind: 'duck'; gain: number }
  | { kind: 'volume'; gain: number }
  /** Fade out within 10 ms, drop what is queued, and take nothing more of this reply. */
  | { kind: 'flush'; replyId: number }
  | { kind: 'close' };

export type PlaybackToPage =
  /** The first sample of a reply was rendered; output latency is not in it. */
  | { kind: 'started'; replyId: number; renderedAtMs: number }
  | { kind: 'drained'; replyId: number; renderedAtMs: number; playedMs: number; underruns: number; underrunMs: number }
  /** `underruns` before it was silenced. */
  | { kind: 'flushed'; replyId: number; renderedAtMs: number; playedMs: number; underruns: number }
  /** The gain asked for by `duck` was reached in this sample. */
  | { kind: 'ducked'; replyId: number; gain: number; renderedAtMs: number }
  /** Every 100 ms while playing: audio waiting to be heard, how much was, and the level of what is heard. */
  | { kind: 'level'; replyId: number; bufferedMs: number; playedMs: number; dbfs: number };

// ---- service worker -------------------------------------------------------------------------------------------------------

/** Page to the service worker that serves it. */
export type PageToShell =
  /** The page came to life: the shell that it was served from, if it was from one, can be trusted. */
  | { kind: 'started'; shell: string | undefined }
  /** The page works and has time: what is missing of the shell may be fetched for days without a network. */
  | { kind: 'keep' }
  /** The user knows that a newer shell was taken back. */
  | { kind: 'noted' }
  /** Begin to serve the shell that waits. */
  | { kind: 'take-over' }
  /**
   * The origins that the user allows beside our own: from the next load on they are in the `connect-src` of the page and its
   * workers. Replaces those before.
   */
  | { kind: 'allow'; origins: readonly string[] };

/** Service worker to a page. */
export type ShellToPage =
  /** Answer to `started`. `takenBack`: a newer shell did not start, and this page is of the one before. */
  | { kind: 'shell'; takenBack: boolean }
  /** Answer to `allow`, once it is on the disk. */
  | { kind: 'allowed'; origins: readonly string[] };
