import type { AgentEvent } from './events';
import type { Question } from './turn';
import { TurnMessages } from './turn-messages';

/** A turn in hand, and whether it still counts. */
export class RunningTurn {
  readonly #controller = new AbortController();
  readonly signal = this.#controller.signal;
  readonly messages: TurnMessages;
  /** Its reply is being heard. */
  audible = false;
  #discarded = false;

  constructor(
    readonly question: Question,
    emit: (event: AgentEvent) => void,
  ) {
    this.messages = new TurnMessages(question.turnId, emit);
  }

  /** It leaves no trace in the conversation: it was cleared away, or goes on in another turn. */
  get discarded(): boolean {
    return this.#discarded;
  }

  abort(): void {
    this.#controller.abort();
  }

  /** Takes what it said off the page, and keeps it out of the history. */
  discard(): void {
    this.#discarded = true;
    this.messages.discard();
  }
}
