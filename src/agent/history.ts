/** The conversation as the language model sees it, trimmed at whole exchanges. */
import type { ChatMessage } from '../../workers/protocol';

interface Exchange {
  user: string;
  assistant: string;
}

/**
 * Characters of history kept, about 150 tokens. A question's tokens cost the more to evaluate the longer the context: with
 * 500 tokens of history the first token took 542 ms at the median (n=38), against 200–320 ms with 50–150. A model this
 * small follows no further back than that anyway.
 */
const MAX_CHARACTERS = 600;
/** What a trim leaves. Trimming re-evaluates all that stays, so it is done seldom and by a lot, after the reply. */
const KEPT_CHARACTERS = 250;

export class History {
  #exchanges: Exchange[] = [];

  constructor(private readonly systemPrompt: string) {}

  /** Adds what was said and what of the answer was heard. An exchange of which nothing was heard is none. */
  add(user: string, assistant: string): void {
    if (!assistant) return;
    this.#exchanges.push({ user, assistant });
    if (this.#characters() <= MAX_CHARACTERS) return;
    while (this.#exchanges.length > 1 && this.#characters() > KEPT_CHARACTERS) this.#exchanges.shift();
  }

  clear(): void {
    this.#exchanges = [];
  }

  /** System prompt and exchanges, oldest first. */
  messages(): ChatMessage[] {
    return [
      { role: 'system', content: this.systemPrompt },
      ...this.#exchanges.flatMap(({ user, assistant }): ChatMessage[] => [
        { role: 'user', content: user },
        { role: 'assistant', content: assistant },
      ]),
    ];
  }

  /** The conversation with a new question at its end. */
  asking(question: string): ChatMessage[] {
    return [...this.messages(), { role: 'user', content: question }];
  }

  #characters(): number {
    return this.#exchanges.reduce((sum, { user, assistant }) => sum + user.length + assistant.length, 0);
  }
}
