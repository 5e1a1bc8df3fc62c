/** One model in one worker, which can be ended and started again: a realm that failed once stays poisoned. */
import type { Calls } from '../../workers/protocol';
import { type CallOptions, type Client, connect, SottoError, toSottoError } from '../../workers/rpc';

/** Codes after which a worker's memory or its library cannot be trusted any more. */
const POISONING = new Set(['out-of-memory', 'inference-failed', 'model-load-failed', 'worker-crashed', 'internal']);

export interface ModelWorkerOptions<E> {
  name: string;
  start: () => Worker;
  onEvent?: ((event: E) => void) | undefined;
  /** The worker broke and must be loaded again; a new, empty one runs already. */
  onBroken: (error: SottoError) => void;
}

export class ModelWorker<C extends Calls<C>, E = never> {
  #worker: Worker;
  #client: Client<C>;

  constructor(private readonly options: ModelWorkerOptions<E>) {
    this.#worker = options.start();
    this.#client = this.#connect();
  }

  /** Makes a call; a failure that poisons the worker restarts it and is thrown all the same. */
  async call<K extends keyof C>(
    key: K,
    request: C[K]['request'],
    options?: CallOptions<C[K]['progress']>,
  ): Promise<C[K]['answer']> {
    const client = this.#client;
    try {
      return await client.call(key, request, options);
    } catch (error) {
      const fault = toSottoError(error);
      // Several calls may fail for one reason: the first of them restarts the worker.
      if (POISONING.has(fault.code) && client === this.#client) this.#break(fault);
      throw fault;
    }
  }

  /** Ends the worker, with all that is in it, and starts an empty one. Calls in flight fail with `reason`. */
  restart(reason = new SottoError('worker-crashed', `The ${this.options.name} worker was restarted.`)): void {
    const client = this.#client;
    this.#worker.terminate();
    this.#worker = this.options.start();
    this.#client = this.#connect();
    client.dispose(reason);
  }

  #break(fault: SottoError): void {
    this.restart(fault);
    this.options.onBroken(fault);
  }

  #connect(): Client<C> {
    const worker = this.#worker;
    worker.addEventListener('error', (event) => {
      if (worker !== this.#worker) return;
      event.preventDefault();
      const reason = event.message || 'it could not be started';
      this.#break(new SottoError('worker-crashed', `The ${this.options.name} worker stopped: ${reason}.`));
    });
    return connect<C, E>(worker, this.options.onEvent);
  }
}
