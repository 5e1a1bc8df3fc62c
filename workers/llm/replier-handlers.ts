/** The calls of a language model's worker, whatever engine runs the model. */
import { measuredLoad } from '../measures';
import type { ChatMessage, LlmCalls, LlmOptions, LoadProgress, LoadRequest } from '../protocol';
import { type CallContext, type Handlers, SottoError } from '../rpc';
import type { Replier } from './replier';

/** A model on its way into the worker: its loop stands, and its files may still be being hashed. */
export interface Loading {
  replier: Replier;
  readMs: number;
  createMs: number;
  /** Rejects with `model-corrupt`. */
  verified(): Promise<void>;
}

const HELLO: ChatMessage[] = [{ role: 'user', content: 'Hello.' }];

/** Reads a model and makes its loop. `options` are the user's, as far as they came before. */
export type LoadReplier = (
  request: LoadRequest,
  context: CallContext<LoadProgress>,
  options: LlmOptions | undefined,
) => Promise<Loading>;

/** @param load of the engine */
export function replierHandlers(load: LoadReplier): Handlers<LlmCalls> {
  let replier: Replier | undefined;
  /** The page may have chosen before there was a model. */
  let options: LlmOptions | undefined;

  const loaded = (): Replier => {
    if (!replier) throw new SottoError('model-missing', 'The language model is not loaded yet.');
    return replier;
  };
  return {
    load: (request, context) =>
      measuredLoad('llm', async () => {
        const loading = await load(request, context, options);
        context.progress({ step: 'warming-up' });
        const start = performance.now();
        // Two tokens run both shapes of the graph, prompt and step; the page then primes the prompt it will really use.
        const hello = { messages: HELLO, maxTokens: 2, earlyClause: true, holdAfterClause: false };
        await loading.replier.generate(hello, () => {}, context.signal);
        const warmUpMs = performance.now() - start;
        await loading.verified();
        if (options) loading.replier.configure(options);
        replier = loading.replier;
        return { readMs: loading.readMs, createMs: loading.createMs, warmUpMs };
      }),
    async configure(wanted) {
      options = wanted;
      replier?.configure(wanted);
      return null;
    },
    async prime(request, { signal }) {
      return loaded().prime(request, signal);
    },
    async generate(request, { progress, signal }) {
      return loaded().generate(request, progress, signal);
    },
    async hold() {
      loaded().hold();
      return null;
    },
    async release() {
      loaded().release();
      return null;
    },
  };
}
