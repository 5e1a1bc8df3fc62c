/** Conversations that are kept: written as they are held, listed, opened again, corrected and deleted. */
import type { Agent } from './agent/agent';
import type { AgentEvent } from './agent/events';
import { nextMessageId } from './agent/turn-messages';
import { type ExportFormat, type ExportOptions, exported } from './conversation-export';
import { ConversationLog, exchangesOf } from './conversation-log';
import { hand } from './download';
import type { PageState } from './present';
import { summaryOf } from './store/conversation-summary';
import type { ConversationStore } from './store/conversations';
import type { ConversationListView } from './ui/view-model';

export interface ConversationsOptions extends ExportOptions {
  agent: Pick<Agent, 'clear' | 'forget'>;
  /** Undefined where the browser keeps nothing: then there is the conversation on the page, and no other. */
  store: () => ConversationStore | undefined;
  page: () => PageState;
  show: (page: PageState) => void;
  onError: (error: unknown) => void;
  /** Hands a file to the user. */
  hand?: (blob: Blob, fileName: string) => void;
}

export class Conversations {
  readonly #log = new ConversationLog(Date.now);
  /** One write after the other, in the order of what was done. */
  #written: Promise<void> = Promise.resolve();
  /** Something of the conversation on the page lies in the store. */
  #stored = false;
  /** Turns that were taken back, whose own record may be written only now. */
  readonly #forgotten = new Set<string>();
  /** Counts what was asked of the list: an answer that was overtaken is not shown. */
  #asked = 0;

  constructor(private readonly options: ConversationsOptions) {}

  /** Takes what the agent tells, after the page took it. */
  onAgent(event: AgentEvent): void {
    if (event.kind === 'message') this.#log.said(event.message);
    if (event.kind === 'message-removed') this.#log.takenBack(event.id);
    if (event.kind === 'turn' && this.#log.over(event.record, this.#keeps)) this.#keep();
    if (event.kind === 'forgotten') {
      this.#log.forget(event.turnIds);
      for (const id of event.turnIds) this.#forgotten.add(id);
      // Also while nothing new is kept: what was taken back is to be gone.
      if (this.#stored) this.#keep();
    }
  }

  /** Whether what was said in a turn may be kept in its trace. */
  keepsWordsOf(turnId: string): boolean {
    return this.#keeps && !this.#forgotten.has(turnId);
  }

  /** Begins a new conversation; the one on the page stays where it is kept. */
  begin(): void {
    this.#leave();
    this.options.agent.clear();
  }

  /** Shows a kept conversation, and goes on with it. */
  async open(id: string): Promise<void> {
    if (this.#stored && id === this.#log.id) return;
    await this.#written;
    const record = await this.options.store()?.get(id);
    // Another tab may have deleted it.
    if (!record) return this.refresh();
    this.#leave();
    const messages = record.lines.map(({ turnId, role, text, by, skill, interrupted }) => {
      return { id: nextMessageId(), turnId, role, text, interim: false, by, skill, interrupted };
    });
    this.#log.goOn(
      record,
      messages.map((message) => message.id),
    );
    this.#stored = true;
    this.options.agent.clear(exchangesOf(record.lines));
    const { page, show } = this.options;
    show({ ...page(), messages });
    this.#list(({ items }) => items.map((item) => ({ ...item, current: item.id === id })));
  }

  /** Deletes a conversation; the one on the page goes from there, too. */
  async remove(id: string): Promise<void> {
    if (id === this.#log.id) this.#drop();
    await this.#write((store) => store.remove(id));
    await this.refresh();
  }

  /** Deletes all that is kept. A conversation on the page of which nothing is kept stays there. */
  async removeAll(): Promise<void> {
    if (this.#stored) this.#drop();
    await this.#write((store) => store.removeAll());
    await this.refresh();
  }

  /** Shows the conversations in which every word of the query occurs, or all. */
  async search(query: string): Promise<void> {
    const asked = ++this.#asked;
    await this.#written;
    const found = (await this.options.store()?.list(query)) ?? [];
    if (asked !== this.#asked) return;
    const items = found.map((summary) => ({ ...summary, current: summary.id === this.#log.id }));
    const { page, show } = this.options;
    show({ ...page(), conversations: { items, query } });
  }

  /** Lists them again: another tab may have changed them. Nothing to do where no list was asked for. */
  async refresh(): Promise<void> {
    if (this.#asked) await this.search(this.options.page().conversations.query);
  }

  /** Hands a conversation to the user as a file; without an id all of the one on the page. */
  async export(id: string | undefined, format: ExportFormat): Promise<void> {
    await this.#written;
    const record = id === undefined ? this.#log.record('all') : await this.options.store()?.get(id);
    if (!record) return this.refresh();
    const { text, fileName, type } = exported(record, format, this.options);
    (this.options.hand ?? hand)(new Blob([text], { type }), fileName);
  }

  /** Takes one exchange out of the conversation. */
  forget(turnId: string): void {
    if (this.#places(turnId).length) this.options.agent.forget(new Set([turnId]));
  }

  /** Takes an exchange and all after it out of the conversation. @returns whether there is such an exchange. */
  forgetFrom(turnId: string): boolean {
    const [from] = this.#places(turnId);
    if (from === undefined) return false;
    const later = this.options.page().messages.slice(from);
    this.options.agent.forget(new Set(later.map((message) => message.turnId)));
    return true;
  }

  /** A reply on the page, once it is whole; undefined where there is none. */
  replyTo(turnId: string): string | undefined {
    const { messages } = this.options.page();
    return messages.find((message) => message.turnId === turnId && message.role === 'assistant' && !message.interim)
      ?.text;
  }

  get #keeps(): boolean {
    return this.options.page().preferences.keepConversations && this.options.store() !== undefined;
  }

  /** Where the lines of a turn stand on the page. */
  #places(turnId: string): number[] {
    return this.options.page().messages.flatMap((message, i) => (message.turnId === turnId ? [i] : []));
  }

  /** Writes the conversation on the page as it is now. */
  #keep(): void {
    const record = this.#log.record();
    const { id } = this.#log;
    if (!record && !this.#stored) return;
    this.#stored = record !== undefined;
    this.#write((store) => (record ? store.put(record) : store.remove(id))).catch(this.options.onError);
    const summary = record && summaryOf(record, '');
    this.#list(({ items, query }) => {
      // What a search would find is not looked for again until somebody searches.
      if (query) return record ? items : items.filter((item) => item.id !== id);
      return [...(summary ? [{ ...summary, current: true }] : []), ...items.filter((item) => item.id !== id)];
    });
  }

  /** The page's conversation ends here: what there is of it is kept. */
  #leave(): void {
    if (this.#log.cut(this.#keeps)) this.#keep();
    this.#log.begin();
    this.#stored = false;
    this.#list(({ items }) => items.map((item) => ({ ...item, current: false })));
  }

  /** The page's conversation was never held. */
  #drop(): void {
    this.#log.begin();
    this.#stored = false;
    this.options.agent.clear();
  }

  #write(work: (store: ConversationStore) => Promise<void>): Promise<void> {
    const store = this.options.store();
    if (!store) return Promise.resolve();
    const written = this.#written.then(() => work(store));
    // What comes after does not fail with it.
    this.#written = written.catch(() => {});
    return written;
  }

  /** Changes the list without reading everything again, where there is one. */
  #list(change: (list: ConversationListView) => ConversationListView['items']): void {
    if (!this.#asked) return;
    const { page, show } = this.options;
    const { conversations } = page();
    show({ ...page(), conversations: { ...conversations, items: change(conversations) } });
  }
}
