/** The conversation in hand as it will be kept, put together from what the agent tells. */
import type { Message } from './agent/events';
import type { Exchange } from './agent/history';
import type { ConversationLine, ConversationRecord } from './store/conversation-record';
import type { TurnRecord } from './store/turn-record';

interface Entry {
  messageId: number;
  line: ConversationLine;
  /** Open until its turn is over; then kept, or not where the user wanted nothing kept when it was said. */
  fate: 'open' | 'kept' | 'unkept';
}

export class ConversationLog {
  #id: string = crypto.randomUUID();
  #entries: Entry[] = [];

  constructor(private readonly nowMs: () => number) {}

  /** Of the record. */
  get id(): string {
    return this.#id;
  }

  /** A line is new, or changed. */
  said({ id, turnId, role, text, by, skill, interrupted }: Message): void {
    const known = this.#entries.findLast(({ messageId }) => messageId === id);
    if (known) Object.assign(known.line, { text, by, skill, interrupted });
    else {
      const line = { turnId, role, text, by, skill, interrupted, heard: undefined, atMs: this.nowMs() };
      this.#entries.push({ messageId: id, line, fate: 'open' });
    }
  }

  takenBack(messageId: number): void {
    this.#entries = this.#entries.filter((entry) => entry.messageId !== messageId);
  }

  /** A turn is over; `keep`: whether its lines are to be kept. @returns whether any now are. */
  over({ id, outcome, reply }: TurnRecord, keep: boolean): boolean {
    const lines = this.#entries.filter(({ line, fate }) => line.turnId === id && fate === 'open');
    for (const entry of lines) {
      entry.fate = keep ? 'kept' : 'unkept';
      const { line } = entry;
      if (line.role === 'assistant' && outcome !== 'answered' && reply !== line.text) line.heard = reply;
    }
    return keep && lines.length > 0;
  }

  /** The conversation is left in the middle of an exchange: what there is of it is all there will be. @returns whether that is to be kept. */
  cut(keep: boolean): boolean {
    const replied = this.#entries.filter(({ line, fate }) => line.role === 'assistant' && fate === 'open');
    for (const { line } of replied) line.interrupted = true;
    const turnIds = new Set(replied.map(({ line }) => line.turnId));
    for (const entry of this.#entries) {
      if (entry.fate === 'open' && turnIds.has(entry.line.turnId)) entry.fate = keep ? 'kept' : 'unkept';
    }
    return keep && turnIds.size > 0;
  }

  forget(turnIds: ReadonlySet<string>): void {
    this.#entries = this.#entries.filter(({ line }) => !turnIds.has(line.turnId));
  }

  /** Begins a new conversation. */
  begin(): void {
    this.#id = crypto.randomUUID();
    this.#entries = [];
  }

  /** Goes on with one that was kept. `messageIds`: of its lines, in their order. */
  goOn({ id, lines }: ConversationRecord, messageIds: readonly number[]): void {
    this.#id = id;
    this.#entries = lines.map((line, i) => ({ messageId: messageIds[i] ?? 0, line: { ...line }, fate: 'kept' }));
  }

  /** What is to be kept of it, or all of it; undefined while nothing was answered. */
  record(which: 'kept' | 'all' = 'kept'): ConversationRecord | undefined {
    const lines = this.#entries.flatMap(({ line, fate }) => (which === 'all' || fate === 'kept' ? [{ ...line }] : []));
    const [first, last] = [lines[0], lines.at(-1)];
    if (!first || !last || !lines.some(({ role }) => role === 'assistant')) return undefined;
    return { id: this.#id, startedAtMs: first.atMs, updatedAtMs: last.atMs, lines };
  }
}

/** What the language model is told of a conversation: what was asked and what of the answers was heard. */
export function exchangesOf(lines: readonly ConversationLine[]): Exchange[] {
  const replies = new Map(lines.flatMap((line) => (line.role === 'assistant' ? [[line.turnId, line] as const] : [])));
  return lines.flatMap(({ turnId, role, text }) => {
    const reply = role === 'user' ? replies.get(turnId) : undefined;
    // Answered by code but by no skill: a word about Sotto itself, such as "louder".
    if (!reply || (reply.by === 'skill' && !reply.skill)) return [];
    return [{ turnId, user: text, assistant: reply.heard ?? reply.text }];
  });
}
