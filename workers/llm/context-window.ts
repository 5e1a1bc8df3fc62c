/** What of a conversation the model is told, when all of it is more than it may read. */
import type { ChatMessage } from '../protocol';

/** A conversation that was cut, and its tokens. */
export interface Fitted {
  messages: readonly ChatMessage[];
  tokens: number[];
}

/**
 * Once something has to go, so much goes that the rest fills this much of the room: what follows a gap has to be evaluated
 * anew, and that had better not happen in every turn.
 */
const FILL_AFTER_CUT = 0.75;

export class ContextWindow {
  /** Where the last cut left the conversation beginning, so that the next prompt begins there, too, and finds its cache. */
  #beginning: ChatMessage | undefined;

  /**
   * Leaves out whole messages, the oldest first, until no more than `roomTokens` are left; the system prompt and the last
   * `keep` messages stay in any case, even where they are too much. What is left begins with something the user said.
   */
  fit(
    messages: readonly ChatMessage[],
    roomTokens: number,
    keep: number,
    encode: (messages: readonly ChatMessage[]) => number[],
  ): Fitted {
    const firstSaid = messages.findIndex(({ role }) => role !== 'system');
    const system = firstSaid < 0 ? messages : messages.slice(0, firstSaid);
    const said = firstSaid < 0 ? [] : messages.slice(firstSaid);
    const from = (start: number): Fitted => {
      const kept = start === 0 ? messages : [...system, ...said.slice(start)];
      return { messages: kept, tokens: encode(kept) };
    };

    let start = Math.max(
      0,
      said.findIndex((message) => sameMessage(message, this.#beginning)),
    );
    let fitted = from(start);
    if (fitted.tokens.length > roomTokens) {
      const last = Math.max(0, said.length - keep);
      while (start < last && fitted.tokens.length > roomTokens * FILL_AFTER_CUT) {
        do start++;
        while (start < last && said[start]?.role !== 'user');
        fitted = from(start);
      }
    }
    this.#beginning = start > 0 ? said[start] : undefined;
    return fitted;
  }
}

function sameMessage(message: ChatMessage, other: ChatMessage | undefined): boolean {
  return message.role === other?.role && message.content === other.content;
}
