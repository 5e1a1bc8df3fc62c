/** From an opened page to models that work, and back to that when one of them breaks. */
import type { LoadAnswer } from '../workers/protocol';
import { isAborted, toSottoError } from '../workers/rpc';
import type { Agent } from './agent/agent';
import type { ModelLoader } from './models/model-loader';
import type { Pipeline } from './pipeline';

export interface StartupOptions {
  agent: Agent;
  loader: ModelLoader;
  pipeline: Pipeline;
  onLoaded(answers: ReadonlyMap<string, LoadAnswer>): void;
  onError(error: unknown): void;
}

export class Startup {
  #loading: AbortController | undefined;
  #recovery: Promise<void> = Promise.resolve();

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
      const { complete, resumable } = await loader.inspect();
      if (!complete && !mayFetch) {
        agent.dispatch({ kind: 'setup-needed', items: loader.items, resumable });
        return;
      }
      agent.dispatch({ kind: 'loading', items: loader.items, fromNetwork: !complete });
      if (!complete) await loader.install(controller.signal);
      onLoaded(await loader.load());
      await agent.prime();
      agent.dispatch({ kind: 'loaded' });
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
  recover(packId: string, error: unknown): void {
    const { agent, loader, pipeline, onError } = this.options;
    const { name } = agent.state.phase;
    // While loading, whoever loads meets the error and says so.
    if (name === 'loading' || name === 'failed' || name === 'starting') return;
    onError(error);
    agent.stop();
    this.#recovery = this.#recovery.then(async () => {
      try {
        await loader.loadOne(packId);
        await pipeline.rewire();
      } catch (failure) {
        this.#fail(failure);
      }
    });
  }

  #fail(error: unknown): void {
    const { code, message } = toSottoError(error);
    this.options.agent.dispatch({ kind: 'failed', fault: { code, message } });
  }
}
