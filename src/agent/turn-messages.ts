/** The two lines a turn writes into the conversation, and their end when the turn counts for nothing after all. */
import type { AgentEvent, Message } from './events';
import type { SkillId } from './skills/skill';

let lastId = 0;

/** A number that no other message of the page has. */
export const nextMessageId = (): number => ++lastId;

export class TurnMessages {
  #question: Message | undefined;
  #reply: Message | undefined;
  #discarded = false;

  constructor(
    private readonly turnId: string,
    private readonly emit: (event: AgentEvent) => void,
  ) {}

  /** The question, once it was heard. */
  get questionText(): string {
    return this.#question?.text ?? '';
  }

  /** The reply as it was shown last. */
  get replyText(): string {
    return this.#reply?.text ?? '';
  }

  question(text: string, by: 'voice' | 'keyboard'): void {
    this.#question = this.#show({ ...this.#new('user', by), text });
  }

  reply(text: string, by: 'skill' | 'model', skill: SkillId | undefined, interim: boolean): void {
    this.#reply = this.#show({ ...(this.#reply ?? this.#new('assistant', by)), text, skill, interim });
  }

  /** The turn is over. */
  close(interrupted: boolean): void {
    if (this.#reply) this.#show({ ...this.#reply, interim: false, interrupted });
  }

  /** The page holds these lines no more, and gets no others. */
  discard(): void {
    this.#discarded = true;
    for (const message of [this.#question, this.#reply]) {
      if (message) this.emit({ kind: 'message-removed', id: message.id });
    }
  }

  #new(role: Message['role'], by: Message['by']): Message {
    return {
      id: nextMessageId(),
      turnId: this.turnId,
      role,
      text: '',
      interim: false,
      by,
      skill: undefined,
      interrupted: false,
    };
  }

  #show(message: Message): Message {
    if (!this.#discarded) this.emit({ kind: 'message', message });
    return message;
  }
}
