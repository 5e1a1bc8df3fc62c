/** One model in one worker, which can be ended and started again: a realm that failed once stays poisoned. */
import type { Calls, RealmReport } from '../../workers/protocol';
import { type CallOptions, type Client, connect, SottoError, toSottoError } from '../../workers/rpc';

/** Codes after which a worker's memory or its library cannot be trusted any more. */
const POISONING = new Set([
  'out-of-memory',
  'gpu-lost',
  'inference-failed',
  'model-load-failed',
  'worker-crashed',
  'internal',
]);

export interface ModelWorkerOptions<E> {
  name: string;
  start: () => Worker;
  onEvent?: ((event: E) => void) | undefined;
  /** What the worker says of its own work. */
  onMeasures?: ((report: RealmReport) => void) | undefined;
  /** The worker broke and was ended; its model must be loaded again, which starts a new one. */
  onBroken: (error: SottoError) => void;
}

interface Running<C extends Calls<C>> {
  worker: Worker;
  client: Client<C>;
}

/** Starts its worker with the first call, and anew with the first call after it broke: never in a circle. */
export class ModelWorker<C extends Calls<C>, E = never> {
  #running: Running<C> | undefined;

  constructor(private readonly options: ModelWorkerOptions<E>) {}

  /** Makes a call; a failure that poisons the worker ends it and is thrown all the same. */
  async call<K extends keyof C>(
    key: K,
    request: C[K]['request'],
    options?: CallOptions<C[K]['progress']>,
  ): Promise<C[K]['answer']> {
    this.#running ??= this.#start();
    const running = this.#running;
    try {
      return await running.client.call(key, request, options);
    } catch (error) {
      const fault = toSottoError(error);
      if (POISONING.has(fault.code)) this.#break(running, fault);
      throw fault;
    }
  }

  get title(): string {
    return this.options.name;
  }

  get running(): boolean {
    return this.#running !== undefined;
  }

  /** How long the worker took to answer, in ms; undefined when it did not within `timeoutMs`, or is not running. */
  async ping(timeoutMs: number): Promise<number | undefined> {
    return this.#running?.client.ping(timeoutMs);
  }

  /** Ends the worker with all that is in it; the next call starts an empty one. Calls in flight fail with `reason`. */
  restart(reason = new SottoError('worker-crashed', `The ${this.options.name} worker was restarted.`)): void {
    const running = this.#running;
    this.#running = undefined;
    running?.worker.terminate();
    running?.client.dispose(reason);
  }

  /** Several calls may fail for one reason: only the first of them ends the worker and says so. */
  #break(broken: Running<C>, fault: SottoError): void {
    if (broken !== this.#running) return;
    this.restart(fault);
    this.options.onBroken(fault);
  }

  #start(): Running<C> {
    const worker = this.options.start();
    const running = { worker, client: connect<C, E>(worker, this.options.onEvent, this.options.onMeasures) };
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      const reason = event.message || 'it could not be started';
      this.#break(running, new SottoError('worker-crashed', `The ${this.options.name} worker stopped: ${reason}.`));
    });
    return running;
  }
}
