import type { Brake } from './brake';
import type { AgentEvent } from './events';
import type { ListeningTally } from './listening';
import type { SkillId } from './skills/skill';
import { nowMs } from './trace';
import type { Decision, Question, TurnObserver } from './turn';
import { TurnMessages } from './turn-messages';

/** What a turn needs besides its question. */
export interface RunningTurnOptions {
  /** Numbers the turn and its reply. */
  number: number;
  model: Brake;
  voice: Brake;
  emit: (event: AgentEvent) => void;
  /** Its words changed while it was decided. */
  onShow: (turn: RunningTurn) => void;
}

/** A turn in hand: first perhaps a guess, of which nobody sees or hears anything, then decided. */
export class RunningTurn {
  readonly #controller = new AbortController();
  readonly signal = this.#controller.signal;
  readonly messages: TurnMessages;
  readonly question: Question;
  /** Its reply is being heard. */
  audible = false;
  /** How its end was found, for its record; undefined for typed questions. */
  tally: ListeningTally | undefined;
  /** Settles when it has let go of model and voice. */
  over: Promise<void> = Promise.resolve();
  #decide: (decision: Decision) => void = () => {};
  #decided = false;
  #discarded = false;
  #suspended = false;
  #activeSinceMs = nowMs();
  #workedMs = 0;
  #shown: { text: string; reply: Parameters<TurnObserver['reply']> | undefined } = { text: '', reply: undefined };

  /** `decided` left out makes it a guess until `decide`. */
  constructor(
    question: Omit<Question, 'decided'> & { decided?: Promise<Decision> },
    private readonly options: RunningTurnOptions,
  ) {
    const pending = new Promise<Decision>((resolve) => {
      this.#decide = resolve;
    });
    this.#decided = question.decided !== undefined;
    this.question = { ...question, decided: question.decided ?? pending };
    this.messages = new TurnMessages(question.turnId, options.emit);
  }

  get number(): number {
    return this.options.number;
  }

  /** The user is done: it may be seen and heard. */
  get decided(): boolean {
    return this.#decided;
  }

  get suspended(): boolean {
    return this.#suspended;
  }

  /** It leaves no trace in the conversation: it was cleared away, or goes on in another turn. */
  get discarded(): boolean {
    return this.#discarded;
  }

  /** How long it has been worked on so far. */
  get workedMs(): number {
    return this.#workedMs + (this.#suspended || this.signal.aborted ? 0 : nowMs() - this.#activeSinceMs);
  }

  /** The guess was right. */
  decide(decision: Decision): void {
    this.#decided = true;
    this.#decide(decision);
    const { text, reply } = this.#shown;
    if (text) this.transcript(text);
    if (reply) this.reply(...reply);
  }

  /** The user goes on speaking: the cores are needed to listen. Nothing is lost yet. */
  suspend(): void {
    if (this.#suspended || this.signal.aborted) return;
    this.#workedMs = this.workedMs;
    this.#suspended = true;
    this.options.model.hold(this.#reason);
    this.options.voice.hold(this.#reason);
  }

  /** What the user went on with changed nothing. */
  resume(): void {
    if (!this.#suspended) return;
    this.#suspended = false;
    this.#activeSinceMs = nowMs();
    this.options.model.release(this.#reason);
    this.options.voice.release(this.#reason);
  }

  abort(): void {
    this.#workedMs = this.workedMs;
    this.#controller.abort();
    this.resume();
  }

  /** Takes what it said off the page, and keeps it out of the history. */
  discard(): void {
    this.#discarded = true;
    this.messages.discard();
  }

  transcript(text: string): void {
    this.#shown.text = text;
    if (!this.#decided) return;
    this.messages.question(text, this.question.input);
    this.options.onShow(this);
  }

  reply(text: string, by: 'skill' | 'model', skill: SkillId | undefined, done: boolean): void {
    this.#shown.reply = [text, by, skill, done];
    if (!this.#decided) return;
    this.messages.reply(text, by, skill, !done);
    if (this.audible) this.options.onShow(this);
  }

  /** Its first sample is audible. */
  heard(): void {
    this.audible = true;
    this.options.onShow(this);
  }

  get #reason(): string {
    return `turn ${this.number}`;
  }
}
