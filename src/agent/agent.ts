/**
 * The conversation: turns what the detector hears and the user types into turns, one at a time, and tells everyone else
 * by one stream of events. A turn is one AbortController: barge-in, the stop button, a newer turn and closing all abort it.
 */
import type { VadEvent } from '../../workers/protocol';
import type { AgentEvent } from './events';
import { History } from './history';
import { joinHeard } from './join-heard';
import { Primer } from './primer';
import { SYSTEM_PROMPT } from './prompt';
import { route } from './router';
import { RunningTurn } from './running-turn';
import type { Skill } from './skills/skill';
import type { EarStage, ModelStage, VoiceStage } from './stages';
import { type AgentAction, type AgentState, INITIAL_STATE, type MicrophoneState, reduce } from './state';
import { nowMs } from './trace';
import { type Heard, type Question, runTurn } from './turn';
import { Utterance } from './utterance';

/**
 * Voicing that makes speech over a reply an interruption. Shorter sounds are mostly coughs and "mm-hm"; a later release
 * judges the words as well.
 */
const BARGE_IN_MS = 250;

export interface AgentOptions {
  ear: EarStage;
  model: ModelStage;
  voice: VoiceStage;
  skills: readonly Skill[];
  locale: string;
  timeZone: string;
  /** Resolves when all stages can be used: a question asked while a model is being started again waits for it. */
  usable?: () => Promise<void>;
}

export class Agent {
  readonly #listeners = new Set<(event: AgentEvent) => void>();
  readonly #history = new History(SYSTEM_PROMPT);
  readonly #primer: Primer;
  #state: AgentState = INITIAL_STATE;
  #utterance: Utterance | undefined;
  /** The utterance began while a turn ran and has not been voiced for long enough to end it. */
  #candidate = false;
  #turn: RunningTurn | undefined;
  /** A question whose answer was not heard yet when the user went on: the next utterance is its second half. */
  #unfinished: { question: Question; text: string } | undefined;
  /** Settles when the turn begun last has let go of model and voice. */
  #lastOver: Promise<void> = Promise.resolve();
  #turns = 0;

  constructor(private readonly options: AgentOptions) {
    this.#primer = new Primer(options.model);
  }

  get state(): AgentState {
    return this.#state;
  }

  subscribe(listener: (event: AgentEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Changes the state from outside: loading, microphone, failures. */
  dispatch(action: AgentAction): void {
    const next = reduce(this.#state, action);
    if (next === this.#state) return;
    this.#state = next;
    this.#emit({ kind: 'state', state: next });
  }

  setMicrophone(microphone: MicrophoneState): void {
    if (microphone !== 'on') {
      this.#dropUtterance();
      this.#unfinished = undefined;
    }
    this.dispatch({ kind: 'microphone', microphone });
  }

  /** Evaluates the system prompt and the conversation so far. Rejects when the model fails. */
  prime(): Promise<void> {
    return this.#primer.prime(this.#history.messages());
  }

  /** Takes what the voice activity detector says. */
  onVad(event: VadEvent): void {
    switch (event.kind) {
      case 'start':
        this.#startUtterance(event.utteranceId);
        break;
      case 'level':
        this.#speaking(event.speechMs);
        break;
      case 'pause':
        if (!this.#candidate) this.#paused(event.sampleCount);
        break;
      case 'resume':
        this.#primer.cancel();
        this.#utterance?.resumed();
        break;
      case 'misfire':
        this.#dropUtterance();
        this.#resumeUnfinished();
        break;
      case 'end':
        this.#endUtterance(event.sampleCount, event.speechEndAtMs, event.decidedAtMs);
        break;
    }
  }

  /** A typed question. It ends a turn in hand. */
  ask(text: string): void {
    const trimmed = text.trim();
    if (!trimmed) return;
    this.stop();
    const atMs = nowMs();
    void this.#run({
      turnId: crypto.randomUUID(),
      input: 'keyboard',
      speechEndAtMs: atMs,
      decidedAtMs: atMs,
      heard: Promise.resolve({ text: trimmed, readyAtMs: atMs, transcript: undefined }),
    });
  }

  /** Ends the turn in hand; the reply falls silent at once. */
  stop(): void {
    this.#unfinished = undefined;
    this.#turn?.abort();
  }

  /** Forgets the conversation. */
  clear(): void {
    this.#turn?.discard();
    this.stop();
    this.#history.clear();
    this.#emit({ kind: 'cleared' });
    this.#primer.primeInIdle(this.#history.messages());
  }

  #startUtterance(id: number): void {
    this.#utterance?.dropped();
    this.#utterance = new Utterance(id, this.options.ear, (text) => {
      this.dispatch({ kind: 'partial', text: `${this.#unfinished?.text ?? ''} ${text}`.trim() });
    });
    this.#candidate = this.#turn !== undefined;
    if (!this.#candidate) this.dispatch({ kind: 'speech-started' });
  }

  #speaking(speechMs: number): void {
    if (!this.#utterance || speechMs === 0) return;
    if (this.#candidate && speechMs >= BARGE_IN_MS) this.#bargeIn();
    if (!this.#candidate) this.#utterance.speaking(speechMs);
  }

  /**
   * The user may be done. Transcribing and evaluating the question have no effect anybody could hear, so both begin before
   * that is certain: of the 400 ms of silence that make it certain, they need 100 to 300.
   */
  #paused(sampleCount: number): void {
    const prepare = ({ text, transcript }: Heard) => {
      if (this.#turn || this.#unfinished || transcript?.verdict !== 'speech') return;
      if (route(text, this.options.skills).kind === 'model') this.#primer.primeInIdle(this.#history.asking(text));
    };
    // Given up or failed: there is nothing to prepare, and the turn tells of a failure.
    this.#utterance?.paused(sampleCount).then(prepare, () => {});
  }

  /** The user speaks over the turn in hand: it ends. What was not answered aloud yet goes on as one question. */
  #bargeIn(): void {
    this.#candidate = false;
    const turn = this.#turn;
    if (turn && !turn.audible && turn.question.input === 'voice') {
      this.#unfinished = { question: turn.question, text: turn.messages.questionText };
      turn.discard();
    }
    turn?.abort();
    this.#turn = undefined;
    this.dispatch({ kind: 'turn-over' });
    this.dispatch({ kind: 'speech-started' });
  }

  #endUtterance(sampleCount: number, speechEndAtMs: number, decidedAtMs: number): void {
    const utterance = this.#utterance;
    if (!utterance) return;
    if (this.#candidate) {
      this.#dropUtterance();
      return;
    }
    this.#utterance = undefined;
    const heard = utterance.ended(sampleCount);
    const before = this.#unfinished?.question;
    this.#unfinished = undefined;
    void this.#run({
      turnId: crypto.randomUUID(),
      input: 'voice',
      speechEndAtMs,
      decidedAtMs,
      heard: before ? joinHeard(before.heard, heard) : heard,
    });
  }

  #dropUtterance(): void {
    this.#utterance?.dropped();
    this.#utterance = undefined;
    if (!this.#candidate) this.dispatch({ kind: 'speech-dropped' });
    this.#candidate = false;
  }

  /** What seemed to be the second half was none: the first half is the question after all. */
  #resumeUnfinished(): void {
    const question = this.#unfinished?.question;
    this.#unfinished = undefined;
    if (question) void this.#run({ ...question, turnId: crypto.randomUUID() });
  }

  async #run(question: Question): Promise<void> {
    this.#primer.cancel();
    this.#turn?.abort();
    const turn = new RunningTurn(question, (event) => this.#emit(event));
    this.#turn = turn;
    this.dispatch({ kind: 'turn-started', transcript: '' });
    const run = this.#lastOver.then(this.options.usable).then(() => this.#converse(turn, ++this.#turns));
    this.#lastOver = run;
    await run;
    if (this.#turn !== turn) return;
    this.#turn = undefined;
    this.dispatch({ kind: 'turn-over' });
    this.#primer.primeInIdle(this.#history.messages());
  }

  async #converse(turn: RunningTurn, number: number): Promise<void> {
    const { question, messages, signal } = turn;
    const { skills, locale, timeZone, model, voice } = this.options;
    const show = (action: AgentAction) => {
      if (this.#turn === turn) this.dispatch(action);
    };
    const record = await runTurn(
      question,
      number,
      {
        model,
        voice,
        history: {
          asking: (text) => this.#history.asking(text),
          add: (user, assistant) => {
            if (!turn.discarded) this.#history.add(user, assistant);
          },
        },
        route: (text) => route(text, skills),
        skillContext: () => ({ now: new Date(), locale, timeZone }),
      },
      {
        transcript: (text) => {
          messages.question(text, question.input);
          show({ kind: 'turn-started', transcript: text });
        },
        reply: (text, by, skill, done) => {
          messages.reply(text, by, skill, !done);
          if (turn.audible) show({ kind: 'reply', text });
        },
        audible: () => {
          turn.audible = true;
          show({ kind: 'reply', text: messages.replyText });
        },
      },
      signal,
      number === 1,
    );
    messages.close(record.outcome === 'interrupted');
    this.#emit({ kind: 'turn', record });
  }

  #emit(event: AgentEvent): void {
    for (const listener of this.#listeners) {
      try {
        listener(event);
      } catch (error) {
        // As with DOM events: a listener's fault is its own, and the conversation goes on.
        reportError(error);
      }
    }
  }
}
