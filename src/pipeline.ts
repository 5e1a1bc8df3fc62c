/**
 * The four model workers, the audio graph, and the ports between them. The page's thread only introduces them to each
 * other: samples go worklet → worker → worker → worklet without passing here. Longer than 300 lines because each port between
 * them is made here, and made anew when one of them is another.
 */

import type {
  CaptureToPage,
  ComputeDevice,
  EchoProfile,
  ListenMode,
  LlmCalls,
  LoadAnswer,
  LoadProgress,
  LoadRequest,
  ModelRole,
  PlaybackToPage,
  RealmReport,
  RuntimeOptions,
  SttCalls,
  TtsCalls,
  TtsOptions,
  VadCalls,
  VadEvent,
} from '../workers/protocol';
import { type CallOptions, type SottoError, toSottoError } from '../workers/rpc';
import type { EarStage, ModelStage, VoiceStage } from './agent/stages';
import type { Techniques } from './agent/techniques';
import { type Microphone, openMicrophone } from './audio/microphone';
import { PlaybackLedger } from './audio/playback-ledger';
import { openSpeaker, type Speaker } from './audio/speaker';
import { earStage } from './ear-stage';
import { eitherVoice } from './either-voice';
import { modelStage } from './model-stage';
import type { ChosenModel } from './models/catalog-model';
import type { LoadTarget } from './models/model-loader';
import { ModelWorker } from './models/model-worker';
import type { PipelineManner, SoundManner } from './pipeline-manner';

/** One silent frame: the transcript begins with the pause, and is given up when the pause was none. */
const PAUSE_MS = 32;
/** 96 ms, the detector's own onset: what is waited for when work may not begin early. */
const LATE_PAUSE_MS = 96;
/** Silence that ends an utterance nobody could judge: the longest that a judgement asks for. */
const END_SILENCE_MS = 1200;

export interface PipelineOptions {
  /** Starts the worker that runs a model. */
  start: (chosen: ChosenModel) => Worker;
  /** What is used until another model is chosen. */
  models: Readonly<Record<ModelRole, ChosenModel>>;
  /** The voice of the browser, where a model of the engine `system-voice` is chosen; it needs no worker. */
  systemVoice: VoiceStage & { configure(options: TtsOptions): void };
  captureWorkletUrl: string;
  playbackWorkletUrl: string;
  /** Where the files of ONNX Runtime lie that a device needs. */
  runtime: (device: ComputeDevice) => Omit<RuntimeOptions, 'threads'>;
  /** Threads for the three big models, asked at each load; the detector always has one. */
  threads: () => number;
  techniques: Techniques;
  onVad: (event: VadEvent) => void;
  onPlayback: (message: PlaybackToPage) => void;
  /** What a worker says of its own work. */
  onMeasures: (report: RealmReport) => void;
  onCapture: (stats: CaptureToPage) => void;
  /** There is another audio context: it plays through the system's speaker. */
  onContext: () => void;
  /** A worker was replaced by an empty one: load its model again, then `rewire`. */
  onBroken: (role: ModelRole, error: SottoError) => void;
  onMicrophoneLost: (error: SottoError) => void;
}

export class Pipeline {
  readonly targets: LoadTarget[];
  readonly ear: EarStage;
  readonly model: ModelStage;
  readonly voice: VoiceStage;
  readonly #vad: ModelWorker<VadCalls, VadEvent>;
  readonly #stt: ModelWorker<SttCalls>;
  readonly #llm: ModelWorker<LlmCalls>;
  readonly #tts: ModelWorker<TtsCalls>;
  readonly #ledger = new PlaybackLedger(() => this.#speaker?.outputLatencyMs() ?? 0);
  #context: AudioContext | undefined;
  #speaker: Speaker | undefined;
  #microphone: Microphone | undefined;
  #deviceId: string | undefined;
  #echo: EchoProfile | undefined;
  #listen: ListenMode = 'always';
  /** As asked for while talking, and as chosen in the settings. */
  #volume = 1;
  #userGain = 1;
  readonly #chosen: Record<ModelRole, ChosenModel>;
  readonly #loaded = new Set<ModelRole>();
  #manner: PipelineManner | undefined;
  #sound: SoundManner = {
    latencyHint: 'interactive',
    inputGain: 1,
    processing: { echoCancellation: true, noiseSuppression: true, autoGain: true },
  };
  #muted = false;
  /** Heard instead of a device. */
  #stream: MediaStream | undefined;

  constructor(private readonly options: PipelineOptions) {
    this.#chosen = { ...options.models };
    const worker = <E = never>(role: ModelRole, onEvent?: (event: E) => void) => ({
      name: role,
      start: () => options.start(this.#chosen[role]),
      onEvent,
      onMeasures: options.onMeasures,
      onBroken: (error: SottoError) => options.onBroken(role, error),
    });
    this.#vad = new ModelWorker(worker('vad', options.onVad));
    this.#stt = new ModelWorker(worker('stt'));
    this.#llm = new ModelWorker(worker('llm'));
    this.#tts = new ModelWorker(worker('tts'));
    this.targets = [
      this.#target('vad', this.#vad),
      this.#target('stt', this.#stt),
      this.#target('tts', this.#tts),
      this.#target('llm', this.#llm),
    ];
    this.ear = earStage(this.#vad, this.#stt);
    this.model = modelStage(this.#llm);
    const own = this.#voiceStage();
    this.voice = eitherVoice(own, () => (this.#usesSystemVoice ? options.systemVoice : own));
  }

  /** The model of a role. */
  chosen(role: ModelRole): ChosenModel {
    return this.#chosen[role];
  }

  /**
   * Takes another model for a role: the one before is ended with all it held. @returns whether it is another; it is to be
   * loaded then, and all to be connected by `rewire`.
   */
  use(role: ModelRole, chosen: ChosenModel): boolean {
    const before = this.#chosen[role];
    if (before.model.id === chosen.model.id && before.device === chosen.device) return false;
    this.#chosen[role] = chosen;
    this.target(role).restart();
    return true;
  }

  /** The load target of a role. */
  target(role: ModelRole): LoadTarget {
    const target = this.targets.find((candidate) => candidate.role === role);
    if (!target) throw new Error(`No model is loaded for ${role}.`);
    return target;
  }

  /** Has a loaded model work as the user likes it, now and after each load. */
  async configure(manner: PipelineManner): Promise<void> {
    this.#manner = manner;
    this.#userGain = manner.volume;
    this.#setVolume();
    this.options.systemVoice.configure(manner.voice);
    await Promise.all([...this.#loaded].map((role) => this.#configure(role)));
  }

  async #configure(role: ModelRole): Promise<void> {
    const manner = this.#manner;
    if (!manner) return;
    switch (role) {
      case 'vad':
        await this.#vad.call('configure', manner.detector);
        return;
      case 'stt':
        await this.#stt.call('configure', manner.recognition);
        return;
      case 'llm':
        await this.#llm.call('configure', manner.replies);
        return;
      case 'tts':
        if (!this.#usesSystemVoice) await this.#tts.call('configure', manner.voice);
    }
  }

  get #usesSystemVoice(): boolean {
    return this.#chosen.tts.model.engine === 'system-voice';
  }

  /** The workers themselves, for benchmarks: whoever attaches ports of its own calls `rewire` when done. */
  get models() {
    return { stt: this.#stt, llm: this.#llm, tts: this.#tts };
  }

  get context(): AudioContext | undefined {
    return this.#context;
  }

  /** Nobody needs sound now: it sleeps, see `rest`. */
  get resting(): boolean {
    return this.#microphone === undefined && this.#context?.state !== 'running';
  }

  /** Every worker that runs, for whoever wants to know whether it answers. */
  get workers(): { title: string; ping(timeoutMs: number): Promise<number | undefined> }[] {
    return [this.#vad, this.#stt, this.#llm, this.#tts].filter(({ running }) => running);
  }

  /** Uses a gesture to let sound out later, before the voice is loaded. Never rejects: `openOutput` will say why. */
  async primeOutput(): Promise<void> {
    await this.#runningContext().catch(() => {});
  }

  /** Opens the output. Needs a user gesture the first time; rejects with `audio-output-failed`. */
  async openOutput(): Promise<void> {
    const context = await this.#runningContext();
    if (this.#speaker) return;
    const { port1, port2 } = new MessageChannel();
    this.#speaker = await openSpeaker({
      context,
      workletUrl: this.options.playbackWorkletUrl,
      ttsPort: port2,
      onMessage: (message) => {
        this.#ledger.onMessage(message);
        this.options.onPlayback(message);
      },
      onFailed: () => void this.rewire().catch(() => {}),
    });
    this.#speaker.volume(this.#gain);
    if (!this.#usesSystemVoice) {
      const phraseCache = this.options.techniques.phraseCache && this.#manner?.caches !== false;
      await this.#tts.call(
        'attach',
        { playbackPort: port1, sampleRateHz: context.sampleRate, phraseCache },
        { transfer: [port1] },
      );
    }
    this.#microphone?.reconnectReference(this.#speaker.output);
  }

  /** The device that is open, which need not be the one asked for; undefined while none is. */
  get openedMicrophone(): { deviceId: string | undefined; label: string } | undefined {
    return this.#microphone && { deviceId: this.#microphone.deviceId, label: this.#microphone.label };
  }

  /** How loud the microphone is heard, as a factor, at once. */
  amplify(gain: number): void {
    this.#sound = { ...this.#sound, inputGain: gain };
    this.#microphone?.amplify(gain);
  }

  /** How sound is taken in and given out. Another latency is another context: what was open is opened again. */
  async useSound(sound: SoundManner): Promise<void> {
    const before = this.#sound;
    this.#sound = sound;
    this.amplify(sound.inputGain);
    if (!this.#context || before.latencyHint === sound.latencyHint) return;
    const context = this.#context;
    const microphone = this.#microphone && { deviceId: this.#deviceId, stream: this.#stream };
    this.closeMicrophone();
    this.#speaker?.close();
    this.#speaker = undefined;
    this.#ledger.closeAll();
    this.#context = undefined;
    await context.close();
    if (microphone) await this.openMicrophone(microphone.deviceId, undefined, microphone.stream);
    else await this.openOutput();
  }

  /** Opens the microphone and leads it through the detector to the recogniser. `stream` is heard instead of a device. */
  async openMicrophone(deviceId: string | undefined, echo?: EchoProfile, stream?: MediaStream): Promise<void> {
    await this.openOutput();
    this.#stream = stream;
    this.#echo = echo ?? this.#echo;
    const context = await this.#runningContext();
    this.closeMicrophone();
    this.#deviceId = deviceId;
    const capture = new MessageChannel();
    const utterances = new MessageChannel();
    const { drafts, earlyPause } = this.options.techniques;
    await this.#stt.call('attach', { vadPort: utterances.port2, drafts }, { transfer: [utterances.port2] });
    const endpointer = { pauseMs: earlyPause ? PAUSE_MS : LATE_PAUSE_MS, endSilenceMs: END_SILENCE_MS };
    await this.#vad.call(
      'attach',
      { capturePort: capture.port2, sttPort: utterances.port1, endpointer, echo: this.#echo },
      { transfer: [capture.port2, utterances.port1] },
    );
    await this.#vad.call('listen', { mode: this.#listen });
    this.#microphone = await openMicrophone({
      deviceId,
      stream,
      processing: this.#sound.processing,
      gain: this.#sound.inputGain,
      context,
      workletUrl: this.options.captureWorkletUrl,
      vadPort: capture.port1,
      reference: this.#speaker?.output,
      onStats: this.options.onCapture,
      onLost: (error) => {
        this.closeMicrophone();
        this.options.onMicrophoneLost(error);
      },
    });
  }

  closeMicrophone(): void {
    this.#microphone?.close();
    this.#microphone = undefined;
  }

  /** Which frames count from now on. */
  async listen(mode: ListenMode): Promise<void> {
    if (mode === this.#listen) return;
    this.#listen = mode;
    if (this.#microphone) await this.#vad.call('listen', { mode });
  }

  /** Until `rewire`, nothing that is said counts: there is nobody to write it down. */
  async deafen(): Promise<void> {
    if (this.#microphone) await this.#vad.call('listen', { mode: 'closed' });
  }

  /** The key was let go: what was said is the question. */
  async finishUtterance(): Promise<void> {
    if (this.#microphone) await this.#vad.call('finish', { keep: true });
  }

  /** Nobody listens and nobody speaks: the device's sound may sleep until it is opened again. */
  async rest(): Promise<void> {
    if (!this.#microphone) await this.#context?.suspend();
  }

  /** Connects a worker that was loaded again to the others. */
  async rewire(): Promise<void> {
    const listening = this.#microphone !== undefined;
    this.#speaker?.close();
    this.#speaker = undefined;
    this.#ledger.closeAll();
    if (listening) await this.openMicrophone(this.#deviceId, undefined, this.#stream);
    else if (this.#context) await this.openOutput();
  }

  /** Whether replies are made and played for nobody to hear. Their times stay what they are. */
  set muted(muted: boolean) {
    this.#muted = muted;
    this.#setVolume();
  }

  #setVolume(): void {
    this.#speaker?.volume(this.#gain);
    this.options.systemVoice.volume(this.#gain);
  }

  get #gain(): number {
    return this.#muted ? 0 : this.#volume * this.#userGain;
  }

  async #runningContext(): Promise<AudioContext> {
    // The device's own rate: Firefox refuses to mix rates, and both worklets resample.
    if (!this.#context) {
      this.#context = new AudioContext({ latencyHint: this.#sound.latencyHint });
      this.options.onContext();
    }
    if (this.#context.state !== 'running') {
      try {
        await this.#context.resume();
      } catch (error) {
        throw toSottoError(error, 'audio-output-failed');
      }
    }
    return this.#context;
  }

  #target(role: ModelRole, worker: Loadable): LoadTarget {
    const model = () => this.#chosen[role].model;
    return {
      role,
      get model() {
        return model();
      },
      load: async (pack, onStep) => {
        this.#loaded.delete(role);
        const { model, device } = this.#chosen[role];
        // The browser has loaded its own voice, or does so when it is first heard.
        if (model.engine === 'system-voice') return { readMs: 0, createMs: 0, warmUpMs: 0 };
        const threads = role === 'vad' ? 1 : this.options.threads();
        const runtime = { ...this.options.runtime(device), threads };
        // Before it is loaded: how much a model on the graphics chip can hold is decided then.
        const manner = this.#manner;
        await this.#configure(role);
        const answer = await worker.call('load', { pack, device, runtime }, { onProgress: ({ step }) => onStep(step) });
        this.#loaded.add(role);
        if (manner !== this.#manner) await this.#configure(role);
        return answer;
      },
      restart: () => {
        this.#loaded.delete(role);
        worker.restart();
      },
    };
  }

  #voiceStage(): VoiceStage {
    return {
      available: () => this.#speaker !== undefined && this.#context?.state === 'running',
      open: (replyId) => this.#ledger.open(replyId),
      speak: (replyId, text, { signal, rate, onAudio }) =>
        this.#tts.call('speak', { replyId, text, rate }, { signal, onProgress: onAudio }),
      start: (replyId) => this.#speaker?.start(replyId),
      hold: () => void this.#tts.call('hold', null).catch(() => {}),
      release: () => void this.#tts.call('release', null).catch(() => {}),
      duck: (gain) => this.#speaker?.duck(gain),
      volume: (gain) => {
        this.#volume = gain;
        this.#setVolume();
      },
      finish: async (replyId) => {
        await this.#tts.call('finish', { replyId });
      },
      flush: (replyId) => this.#speaker?.flush(replyId),
    };
  }
}

/** What every model's worker can do. */
interface Loadable {
  call(key: 'load', request: LoadRequest, options: CallOptions<LoadProgress>): Promise<LoadAnswer>;
  restart(): void;
}
