/**
 * The benchmarks' own conversation, on the user's workers: an agent that speaks (muted) and one that only writes. The user's
 * own conversation knows nothing of it.
 */
import type { VadEvent } from '../../workers/protocol';
import { abortedError, throwIfAborted } from '../../workers/rpc';
import { Agent } from '../agent/agent';
import type { AgentOptions } from '../agent/agent-options';
import type { RequestSample } from '../perf/benchmark/targets';
import type { TurnRecord } from '../store/turn-record';

/** How a reply is waited for. */
type Until = 'heard' | 'over';

export class RehearsedConversation {
  readonly #speaking: Agent;
  readonly #writing: Agent;

  constructor(options: AgentOptions) {
    this.#speaking = new Agent(options);
    this.#writing = new Agent({ ...options, voice: { ...options.voice, available: () => false } });
    for (const agent of [this.#speaking, this.#writing]) agent.dispatch({ kind: 'loaded' });
  }

  onVad(event: VadEvent): void {
    this.#speaking.onVad(event);
  }

  /** The clip is what the microphone hears, or nothing is heard any more. */
  set listens(listens: boolean) {
    this.#speaking.setMicrophone(listens ? 'on' : 'off');
  }

  /** A typed question, answered aloud until the answer is heard. */
  async ask(text: string, signal: AbortSignal): Promise<TurnRecord> {
    await this.#begin(this.#speaking);
    return turn(this.#speaking, 'heard', () => this.#speaking.ask(text), signal);
  }

  /** What is played into the microphone, answered aloud until the answer is heard. */
  async hear(play: () => void, signal: AbortSignal): Promise<TurnRecord> {
    await this.#begin(this.#speaking);
    return turn(this.#speaking, 'heard', play, signal);
  }

  /** A typed question, answered in writing to its last word. */
  async write(text: string, signal: AbortSignal): Promise<RequestSample & { reply: string }> {
    throwIfAborted(signal);
    this.#writing.clear();
    const start = performance.now();
    const record = await turn(this.#writing, 'over', () => this.#writing.ask(text), signal);
    return {
      serviceMs: performance.now() - start,
      answered: record.outcome === 'answered' && record.reply.length > 0,
      characters: record.reply.length,
      tokens: record.work.tokens ?? 0,
      reply: record.reply,
    };
  }

  close(): void {
    for (const agent of [this.#speaking, this.#writing]) {
      agent.stop();
      agent.setMicrophone('off');
    }
  }

  /** Every question is the first of a conversation, with its prompt's fixed part evaluated, as when the page is idle. */
  async #begin(agent: Agent): Promise<void> {
    agent.clear();
    await agent.prime();
  }
}

/** Runs one turn and resolves to its record. Rejects with `aborted` by the signal, which ends the turn, too. */
function turn(agent: Agent, until: Until, begin: () => void, signal: AbortSignal): Promise<TurnRecord> {
  throwIfAborted(signal);
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      done();
      agent.stop();
      reject(abortedError());
    };
    const unsubscribe = agent.subscribe((event) => {
      if (event.kind === 'state' && event.state.phase.name === 'speaking' && until === 'heard') agent.stop();
      if (event.kind !== 'turn') return;
      done();
      resolve(event.record);
    });
    const done = () => {
      unsubscribe();
      signal.removeEventListener('abort', onAbort);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    begin();
  });
}
