/**
 * Prompts as tokens, such that what was evaluated once is found again. A reply's own tokens are remembered:
 * decoding and encoding them again can give others, and one different token throws away the cache behind it.
 */
import type { ChatMessage } from '../protocol';
import type { TextTokenizer } from '../tokenizer';
import { CHATML, type ChatFormat } from './chat-format';

/** What ends a sentence, and whatever white space or quotes follow it. */
const SENTENCE_END = /[\s"'”’.,!?…]+$/;

/** Replies whose tokens are kept; more than any history holds. */
const REMEMBERED_REPLIES = 32;

export class PromptEncoder {
  readonly #replies = new Map<string, number[]>();
  readonly #begin: readonly number[];
  readonly #close: readonly number[];
  readonly #openReply: readonly number[];

  constructor(
    private readonly tokenizer: TextTokenizer,
    private readonly format: ChatFormat = CHATML,
  ) {
    this.#begin = format.begin ? tokenizer.encode(format.begin) : [];
    this.#close = tokenizer.encode(format.close);
    this.#openReply = tokenizer.encode(format.open('assistant'));
  }

  /** Remembers the tokens a reply was made of. */
  remember(reply: string, tokens: readonly number[]): void {
    this.#replies.set(reply, [...tokens]);
    const oldest = this.#replies.keys().next().value;
    if (this.#replies.size > REMEMBERED_REPLIES && oldest !== undefined) this.#replies.delete(oldest);
  }

  /** The conversation so far, every message closed. Each is encoded by itself, so a prefix of messages is a prefix of tokens. */
  encode(messages: readonly ChatMessage[]): number[] {
    const closed = messages.map((message) => [...this.#open(message), ...this.#content(message), ...this.#close]);
    return [this.#begin, ...closed].flat();
  }

  /** The conversation and the opening of the reply. */
  encodeForReply(messages: readonly ChatMessage[]): number[] {
    return [...this.encode(messages), ...this.#openReply];
  }

  /** The conversation so far and the beginning of the user's next message, left open. */
  encodeOpening(messages: readonly ChatMessage[], opening: string): number[] {
    const message: ChatMessage = { role: 'user', content: opening };
    return [...this.encode(messages), ...this.#open(message), ...this.#content(message)];
  }

  /**
   * How many tokens of `encodeForReply(messages)` end with the last word of the last message: where one can ask whether the
   * message is over. Undefined when its closing punctuation is no token of its own.
   */
  lastWordEnd(messages: readonly ChatMessage[]): number | undefined {
    const last = messages.at(-1);
    const words = last?.content.replace(SENTENCE_END, '');
    if (!last || !words) return undefined;
    const ends = this.encodeOpening(messages.slice(0, -1), words);
    const whole = this.encodeOpening(messages.slice(0, -1), last.content);
    return ends.every((token, i) => token === whole[i]) ? ends.length : undefined;
  }

  #open({ role }: ChatMessage): readonly number[] {
    return role === 'assistant' ? this.#openReply : this.tokenizer.encode(this.format.open(role));
  }

  #content({ role, content }: ChatMessage): number[] {
    const remembered = role === 'assistant' ? this.#replies.get(content) : undefined;
    return remembered ?? this.tokenizer.encode(content);
  }
}
