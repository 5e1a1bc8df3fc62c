/** The conversation as the language model sees it, trimmed at whole exchanges. */
import type { ChatMessage } from '../../workers/protocol';

/** A question and what of its answer was heard. */
export interface Exchange {
  turnId: string;
  user: string;
  assistant: string;
}

/**
 * Characters of history kept, about 130 tokens with their marks. The longer the context the more every run of the model
 * costs: the first token took 116 ms and 0.35 ms more for each token of context (37 replies, contexts of 122 to 374), each
 * later one 37 ms and 0.08. A model this small follows no further back than two or three exchanges anyway.
 */
const MAX_CHARACTERS = 360;
/** What a trim leaves. Trimming re-evaluates all that stays, so it is done seldom and by a lot, after the reply. */
const KEPT_CHARACTERS = 180;

export class History {
  #exchanges: Exchange[] = [];

  constructor(
    private readonly systemPrompt: string,
    private readonly maxExchanges: () => number = () => Number.POSITIVE_INFINITY,
  ) {}

  /** Adds what was said and what of the answer was heard. An exchange of which nothing was heard is none. */
  add(turnId: string, user: string, assistant: string): void {
    if (!assistant) return;
    this.#exchanges.push({ turnId, user, assistant });
    const most = this.maxExchanges();
    // Half of them go: what is left out changes all that follows in the cache.
    if (this.#exchanges.length > most) this.#exchanges.splice(0, this.#exchanges.length - Math.ceil(most / 2));
    if (this.#characters() <= MAX_CHARACTERS) return;
    while (this.#exchanges.length > 1 && this.#characters() > KEPT_CHARACTERS) this.#exchanges.shift();
  }

  clear(): void {
    this.#exchanges = [];
  }

  /** Takes exchanges out, wherever they stand. Those it holds no more, or never did, are no matter. */
  drop(turnIds: ReadonlySet<string>): void {
    this.#exchanges = this.#exchanges.filter(({ turnId }) => !turnIds.has(turnId));
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
