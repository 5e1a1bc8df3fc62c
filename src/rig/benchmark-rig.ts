/**
 * The pipeline that talks to the user, as the benchmarks measure it: their targets over its workers, its sound and its path
 * from the microphone. While it is open the user's conversation rests; closing puts everything back.
 */
import type { BenchCalls, ModelRole, RealmReport, VadEvent } from '../../workers/protocol';
import { throwIfAborted } from '../../workers/rpc';
import type { AgentOptions } from '../agent/agent-options';
import type { Skill } from '../agent/skills/skill';
import { nowMs } from '../agent/trace';
import type { ModelLoader } from '../models/model-loader';
import { ModelWorker } from '../models/model-worker';
import type { BenchmarkClip, BenchmarkTargets, QuestionTopic, RequestSample } from '../perf/benchmark/targets';
import type { Pipeline } from '../pipeline';
import { ClipEar } from './clip-ear';
import { ClipMicrophone } from './clip-microphone';
import { type LoadedClip, loadClips } from './clips';
import { LanguageWork } from './language-work';
import { MemoryReading } from './memory-reading';
import { RehearsedConversation } from './rehearsed-conversation';
import { skillTargets, timeRouting, timeSkill } from './rule-work';
import { ScratchStore } from './scratch-store';
import { SilentVoice } from './silent-voice';

export interface BenchmarkRigOptions {
  pipeline: Pipeline;
  loader: Pick<ModelLoader, 'loadOne' | 'installed' | 'timeInstall'>;
  /** Starts `bench.worker`. */
  startWorker: () => Worker;
  /** What the user's agent was given. */
  agent: AgentOptions & { nextReplyId: () => number };
  runtime: { wasmUrl: string; mjsUrl: string };
  /** Where `public/benchmark` is served, ending in a slash. */
  clipsUrl: string;
}

/** What a whole sentence of a reply is like, by its number of words. */
const SENTENCES = {
  4: 'I can do that.',
  8: 'The tallest tree in the world is here.',
  20: 'When the morning sun comes over the hills, the whole valley wakes up slowly and the birds begin to sing.',
} as const;
const CAPTURE_HZ = 48_000;
const RESAMPLED_S = 10;
/** The first second at 16 kHz. */
const FIRST_PARTIAL_SAMPLES = 16_000;
const ROLES: readonly ModelRole[] = ['vad', 'stt', 'llm', 'tts'];

/** Who the recogniser, or the synthesiser, works for. */
type Wiring = 'conversation' | 'benchmark';

export class BenchmarkRig implements BenchmarkTargets {
  readonly skills;
  readonly route;
  readonly roles = ROLES;
  readonly #ear: ClipEar;
  readonly #voice: SilentVoice;
  readonly #language: LanguageWork;
  readonly #conversation: RehearsedConversation;
  readonly #store = new ScratchStore(nowMs);
  readonly #skills: readonly Skill[];
  readonly #worker: ModelWorker<BenchCalls>;
  readonly #memory = new MemoryReading();
  #clips: readonly LoadedClip[] = [];
  #microphone: ClipMicrophone | undefined;
  #wiring: Wiring = 'conversation';

  constructor(private readonly options: BenchmarkRigOptions) {
    const { pipeline, agent, startWorker } = options;
    // Broken or not, it is started anew by its next call.
    this.#worker = new ModelWorker<BenchCalls>({ name: 'bench', start: startWorker, onBroken: () => {} });
    const { stt, llm, tts } = pipeline.models;
    this.#skills = agent.skills;
    this.#ear = new ClipEar(stt, agent.techniques?.drafts ?? true);
    this.#voice = new SilentVoice(tts, agent.nextReplyId);
    this.#language = new LanguageWork(llm);
    this.#conversation = new RehearsedConversation(agent);
    this.skills = skillTargets(agent.skills);
    this.route = {
      rules: async (text: string) => timeRouting(text, agent.skills),
      embeddings: undefined,
      hybrid: undefined,
    };
  }

  /** Fetches the recordings, loads the benchmarks' own detector, opens the output. Rejects with a `SottoError`. */
  async open(signal: AbortSignal): Promise<void> {
    const { pipeline, loader, runtime, clipsUrl } = this.options;
    pipeline.muted = true;
    this.#clips = await loadClips(clipsUrl, signal);
    const pack = loader.installed.find(({ role }) => role === 'vad');
    if (pack)
      await this.#worker.call('load', { pack, device: 'wasm', runtime: { ...runtime, threads: 1 } }, { signal });
    await pipeline.openOutput();
  }

  /** Gives everything back as it was, but for the language model's cache. Never rejects. */
  async close(): Promise<void> {
    const { pipeline } = this.options;
    this.#conversation.close();
    this.#microphone?.close();
    this.#microphone = undefined;
    pipeline.closeMicrophone();
    this.#ear.detached();
    this.#voice.detached();
    this.#worker.restart();
    await this.#store.close().catch(() => {});
    await pipeline.rewire().catch(() => {});
    pipeline.muted = false;
    // Nobody listens and nobody speaks: sound that runs on would keep a core awake.
    await pipeline.rest().catch(() => {});
  }

  onVad(event: VadEvent): void {
    this.#conversation.onVad(event);
  }

  onMeasures(report: RealmReport): void {
    this.#memory.onMeasures(report);
  }

  async clips(): Promise<readonly BenchmarkClip[]> {
    return this.#clips;
  }

  async reference(signal: AbortSignal): Promise<number> {
    return (await this.#worker.call('reference', null, { signal })).ms;
  }

  async resample(signal: AbortSignal): Promise<number> {
    const request = { fromHz: CAPTURE_HZ, seconds: RESAMPLED_S };
    return (await this.#worker.call('resample', request, { signal })).ms / RESAMPLED_S;
  }

  async detect(frames: number, signal: AbortSignal): Promise<number[]> {
    const { samples } = this.#clip('speech-30s');
    return (await this.#worker.call('detect', { samples, frames }, { signal })).frameMs;
  }

  async transcribe(clip: BenchmarkClip, mode: 'partial' | 'final', signal: AbortSignal) {
    await this.#wire('benchmark');
    const { samples } = this.#clip(clip.id);
    const heard = mode === 'partial' ? samples.slice(0, FIRST_PARTIAL_SAMPLES) : samples;
    const { ms, transcript } = await this.#ear.transcribe(heard, mode, signal);
    return { ms, text: transcript.text };
  }

  canAnswer(topic: QuestionTopic): boolean {
    switch (topic) {
      case 'sum':
        return this.#skills.some(({ id }) => id === 'calculator');
      case 'time':
        return this.#skills.some(({ id }) => id === 'clock');
      case 'talk':
        return true;
      // Nobody yet.
      case 'weather':
      case 'files':
      case 'workflow':
        return false;
    }
  }

  runSkill(id: string, signal: AbortSignal): Promise<number> {
    const { locale, timeZone } = this.options.agent;
    return timeSkill(id, this.#skills, { locale, timeZone }, signal);
  }

  generate(how: { cold: boolean; maxTokens: number }, signal: AbortSignal) {
    return this.#language.generate(how, signal);
  }

  prefill(tokens: number, signal: AbortSignal) {
    return this.#language.prefill(tokens, signal);
  }

  async speak(words: keyof typeof SENTENCES, signal: AbortSignal) {
    await this.#wire('benchmark');
    return this.#voice.speak(SENTENCES[words], signal);
  }

  async startPlayback(signal: AbortSignal): Promise<number> {
    await this.#wire('conversation');
    const { voice } = this.options.pipeline;
    const replyId = this.options.agent.nextReplyId();
    const { audible, ended } = voice.open(replyId);
    await voice.speak(replyId, SENTENCES[4], { signal, rate: 1, onAudio: () => {} });
    throwIfAborted(signal);
    const askedAtMs = nowMs();
    voice.start(replyId);
    const { atMs } = await audible;
    voice.flush(replyId);
    await ended;
    return atMs - askedAtMs;
  }

  writeStore(): Promise<number> {
    return this.#store.write();
  }

  readStore(): Promise<number> {
    return this.#store.read();
  }

  async loadModel(role: ModelRole, how: 'warm' | 'cold', signal: AbortSignal): Promise<number> {
    const { loader, pipeline } = this.options;
    const packId = pipeline.chosen(role).model.id;
    const fetchMs = how === 'cold' ? (await loader.timeInstall(packId, signal)).ms : 0;
    const start = performance.now();
    pipeline.target(role).restart();
    await loader.loadOne(packId);
    const loadMs = performance.now() - start;
    // A new worker knows nobody.
    await this.#rewire();
    return fetchMs + loadMs;
  }

  async ask(text: string, signal: AbortSignal) {
    await this.#wire('conversation');
    return this.#conversation.ask(text, signal);
  }

  async say(clip: BenchmarkClip, signal: AbortSignal) {
    const microphone = await this.#openMicrophone();
    try {
      return await this.#conversation.hear(() => microphone.play(this.#clip(clip.id)), signal);
    } finally {
      microphone.stop();
    }
  }

  request(text: string, signal: AbortSignal): Promise<RequestSample> {
    return this.#conversation.write(text, signal);
  }

  async utterance(clip: BenchmarkClip, signal: AbortSignal): Promise<RequestSample> {
    await this.#wire('benchmark');
    const start = performance.now();
    const { transcript } = await this.#ear.transcribe(this.#clip(clip.id).samples, 'final', signal);
    const { reply, ...answer } = await this.#conversation.write(transcript.text, signal);
    if (reply) await this.#voice.speak(reply, signal);
    return { ...answer, serviceMs: performance.now() - start };
  }

  async sessions(count: number, seconds: number, signal: AbortSignal) {
    const clips = this.#clips.filter(({ id }) => id.startsWith('question-')).map(({ samples }) => samples);
    const request = { clips: [...clips, this.#clip('speech-30s').samples], sessions: count, seconds };
    const { addedBytes, ...answer } = await this.#worker.call('sessions', request, { signal });
    const memoryPerSessionMb = addedBytes === undefined ? undefined : addedBytes / count / 1e6;
    return { sessions: count, ...answer, memoryPerSessionMb };
  }

  memoryMb(): Promise<number | undefined> {
    return this.#memory.read();
  }

  get memorySource(): string | undefined {
    return this.#memory.source;
  }

  #clip(id: string): LoadedClip {
    const clip = this.#clips.find((candidate) => candidate.id === id);
    if (!clip) throw new Error(`There is no recording ${id}.`);
    return clip;
  }

  async #openMicrophone(): Promise<ClipMicrophone> {
    const { pipeline } = this.options;
    await this.#wire('conversation');
    if (this.#microphone) return this.#microphone;
    const { context } = pipeline;
    if (!context) throw new Error('The output is not open.');
    this.#microphone = new ClipMicrophone(context);
    await pipeline.openMicrophone(undefined, undefined, this.#microphone.stream);
    await pipeline.listen('always');
    this.#conversation.listens = true;
    return this.#microphone;
  }

  /** The recogniser and the synthesiser work for the conversation, or for the benchmark alone. */
  async #wire(wiring: Wiring): Promise<void> {
    if (wiring === this.#wiring) return;
    if (wiring === 'conversation') {
      await this.#rewire();
    } else {
      this.#conversation.listens = false;
      this.options.pipeline.closeMicrophone();
      this.#microphone?.close();
      this.#microphone = undefined;
    }
    this.#wiring = wiring;
  }

  async #rewire(): Promise<void> {
    this.#ear.detached();
    this.#voice.detached();
    this.#wiring = 'conversation';
    await this.options.pipeline.rewire();
  }
}
