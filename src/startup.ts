/** From an opened page to models that work, to others that the user chose, and back to work when one of them breaks. */
import type { LoadAnswer, ModelRole } from '../workers/protocol';
import { isAborted, toSottoError } from '../workers/rpc';
import type { Agent } from './agent/agent';
import type { ChosenModel } from './models/catalog-model';
import type { ModelLoader } from './models/model-loader';
import type { Pipeline } from './pipeline';

export const ROLES: readonly ModelRole[] = ['vad', 'stt', 'tts', 'llm'];

export interface StartupOptions {
  agent: Agent;
  loader: ModelLoader;
  pipeline: Pipeline;
  /** Settled once it is known what the user prefers. Never rejects. */
  preferred: Promise<void>;
  /** The model for a role, of those on the disk. */
  choose(role: ModelRole, stored: ReadonlySet<string>): Promise<ChosenModel>;
  /** The model that always works here. */
  starter(role: ModelRole): ChosenModel;
  onLoaded(answers: ReadonlyMap<string, LoadAnswer>): void;
  /** Another model is being loaded for a role; undefined when that is over. */
  onChanging(chosen: ChosenModel | undefined): void;
  onError(error: unknown): void;
}

export class Startup {
  #loading: AbortController | undefined;
  #recovery: Promise<void> = Promise.resolve();
  /** Models that did not work in this visit, by id and device: they are not tried again. */
  readonly #unfit = new Set<string>();

  constructor(private readonly options: StartupOptions) {}

  /** Settled while every model works. */
  get recovery(): Promise<void> {
    return this.#recovery;
  }

  /** Everything from the disk to a first prompt in the cache; fetches only when the user asked for it. */
  async load(mayFetch: boolean): Promise<void> {
    const { agent, loader, onLoaded } = this.options;
    this.cancel();
    const controller = new AbortController();
    this.#loading = controller;
    try {
      // The disk is looked at while the database is opened.
      const stored = loader.stored();
      await this.options.preferred;
      await this.#choose(await stored);
      const { complete, resumable } = await loader.inspect();
      if (!complete && !mayFetch) {
        agent.dispatch({ kind: 'setup-needed', items: loader.items, resumable });
        return;
      }
      agent.dispatch({ kind: 'loading', items: loader.items, fromNetwork: !complete });
      if (!complete) await loader.install(controller.signal);
      onLoaded(await this.#loadAll());
      agent.dispatch({ kind: 'loaded' });
      // Gives way to the first question; until one comes the first prompt is evaluated ahead of it.
      agent.prime().catch(this.options.onError);
    } catch (error) {
      // Given up: what was complete stays, what was under way does not.
      if (isAborted(error)) return this.#loading === controller ? this.load(false) : undefined;
      this.#fail(error);
    }
  }

  /** Gives up a download. */
  cancel(): void {
    this.#loading?.abort();
  }

  /** A model's worker broke while in use: load it again beside the running page. */
  recover(role: ModelRole, error: unknown): void {
    // While loading, whoever loads meets the error and says so.
    if (!this.#isRunning) return;
    this.options.onError(error);
    this.options.agent.stop();
    this.#afterwards(async () => {
      if (role === 'stt') await this.options.pipeline.deafen();
      await this.#loadFit(role);
      await this.options.pipeline.rewire();
    });
  }

  /** As `chooseAgain`, and what did not work before is tried once more: the user asked for it, or its files are others. */
  async tryAgain(work: () => Promise<void> = async () => {}): Promise<void> {
    this.#unfit.clear();
    // Whoever works on preferences may choose again by that; what fails then is not tried twice.
    await work();
    return this.chooseAgain();
  }

  /** The user prefers other models, or they shall work otherwise (`all`): loads them beside the running page. */
  chooseAgain(all = false): Promise<void> {
    if (!this.#isRunning) return Promise.resolve();
    const { agent, pipeline } = this.options;
    this.#afterwards(async () => {
      const changed = await this.#choose(await this.options.loader.stored());
      const roles = all ? ROLES.filter((role) => role !== 'vad') : changed;
      if (roles.length === 0) return;
      agent.stop();
      if (roles.includes('stt')) await pipeline.deafen();
      for (const role of roles) {
        this.options.onChanging(pipeline.chosen(role));
        if (all) pipeline.target(role).restart();
        await this.#loadFit(role);
      }
      await pipeline.rewire();
      await agent.prime();
    });
    return this.#recovery.finally(() => this.options.onChanging(undefined));
  }

  /** @returns the roles that have another model now. */
  async #choose(stored: ReadonlySet<string>): Promise<ModelRole[]> {
    const changed: ModelRole[] = [];
    for (const role of ROLES) {
      let chosen: ChosenModel | undefined = await this.options.choose(role, stored);
      while (chosen && this.#isUnfit(chosen)) chosen = fallbackOf(chosen, this.options.starter(role));
      if (this.options.pipeline.use(role, chosen ?? this.options.starter(role))) changed.push(role);
    }
    return changed;
  }

  async #loadAll(): Promise<Map<string, LoadAnswer>> {
    const { pipeline } = this.options;
    const answers = new Map<string, LoadAnswer>();
    // All at once: reading and creating overlap well on two cores.
    await Promise.all(
      ROLES.map(async (role) => {
        const answer = await this.#loadFit(role);
        answers.set(pipeline.chosen(role).model.id, answer);
      }),
    );
    return answers;
  }

  /** Loads a role's model; where it does not work on this device, what does: it on the processor, else the starter's. */
  async #loadFit(role: ModelRole): Promise<LoadAnswer> {
    const { loader, pipeline, starter, onError } = this.options;
    const chosen = pipeline.chosen(role);
    try {
      return await loader.loadOne(chosen.model.id);
    } catch (error) {
      const next = fallbackOf(chosen, starter(role));
      if (!next || isAborted(error)) throw error;
      this.#unfit.add(keyOf(chosen));
      onError(error);
      pipeline.use(role, next);
      return this.#loadFit(role);
    }
  }

  #isUnfit(chosen: ChosenModel): boolean {
    return this.#unfit.has(keyOf(chosen));
  }

  /** One change of models after the other. */
  #afterwards(work: () => Promise<void>): void {
    this.#recovery = this.#recovery.then(work).catch((error) => this.#fail(error));
  }

  get #isRunning(): boolean {
    const { name } = this.options.agent.state.phase;
    return name !== 'loading' && name !== 'failed' && name !== 'starting' && name !== 'setup';
  }

  #fail(error: unknown): void {
    const { code, message } = toSottoError(error);
    this.options.agent.dispatch({ kind: 'failed', fault: { code, message } });
  }
}

const keyOf = ({ model, device }: ChosenModel) => `${model.id} ${device}`;

/** What to try where a model does not work; undefined when there is nothing left. */
export function fallbackOf(failed: ChosenModel, starter: ChosenModel): ChosenModel | undefined {
  if (failed.device === 'webgpu' && failed.model.devices.includes('wasm')) return { ...failed, device: 'wasm' };
  return failed.model.id === starter.model.id ? undefined : starter;
}
