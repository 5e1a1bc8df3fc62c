/** Evaluates prompts ahead of time while nobody waits, and gives way at once to whoever does. */
import type { ChatMessage } from '../../workers/protocol';
import { isAborted } from '../../workers/rpc';
import type { ModelStage } from './stages';

export class Primer {
  #running: AbortController | undefined;

  constructor(private readonly model: Pick<ModelStage, 'prime'>) {}

  /** Prepares for a reply to `messages`, and to a question that begins with `opening`; gives up what it was preparing before. Rejects when the model fails. */
  async prime(messages: ChatMessage[], opening?: string): Promise<void> {
    this.cancel();
    const controller = new AbortController();
    this.#running = controller;
    try {
      await this.model.prime(messages, opening, controller.signal);
    } catch (error) {
      if (!isAborted(error)) throw error;
    }
  }

  /** The same when nobody waits for it: a failure is met by the turn that needs the model, until then it costs only time. */
  primeInIdle(messages: ChatMessage[], opening?: string): void {
    void this.prime(messages, opening).catch(() => {});
  }

  /** Stops within one chunk of the prompt; what was evaluated stays in the cache. */
  cancel(): void {
    this.#running?.abort();
    this.#running = undefined;
  }
}
