import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { confirmStyles, confirmTemplate } from './confirm';
import { closeIcon, conversationsIcon } from './icons';
import { popoverPanelStyles } from './popover-panel.styles';
import { shared } from './shared.styles';
import { itemTemplate, type Unfolded } from './sotto-history.item';
import { historyListStyles } from './sotto-history.list.styles';
import { historyStyles } from './sotto-history.styles';
import { listWords } from './sotto-history.words';
import { historyText } from './text/history/words';
import { Words, wordsHere } from './text/text';
import { type ConversationItemView, type ConversationListView, type Intent, IntentEvent } from './view-model';

/** So long nothing more is typed before it is searched for. */
const TYPING_PAUSE_MS = 150;

/** What is unfolded, and under which conversation; `all` is asked at the end of the list. */
type Open = { id: string; what: Unfolded } | 'all' | undefined;

/**
 * The conversations that were kept: a button, and the panel it opens with a search and the list. A popover, as the
 * settings are: the page goes on beside it, and the browser closes it on Escape or a press elsewhere.
 */
export class SottoHistory extends LitElement {
  static override styles = [shared, popoverPanelStyles, confirmStyles, historyListStyles, historyStyles];
  static override properties = {
    list: { attribute: false },
    keeping: { attribute: false },
    opened: { state: true },
    nowMs: { state: true },
  };

  declare list: ConversationListView;
  /** Conversations are kept on this device. */
  declare keeping: boolean;
  declare opened: Open;
  /** When the panel was opened: what "today" is. */
  declare nowMs: number;

  #typing: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.list = { items: [], query: '' };
    this.keeping = true;
    this.opened = undefined;
    this.nowMs = 0;
    new Words(this);
  }

  override disconnectedCallback(): void {
    clearTimeout(this.#typing);
    super.disconnectedCallback();
  }

  /** The panel is open: Escape is meant for it. */
  get isOpen(): boolean {
    return this.renderRoot.querySelector('#panel:popover-open') !== null;
  }

  /** First drawn when its words are here. */
  protected override async scheduleUpdate(): Promise<void> {
    if (!this.hasUpdated) await wordsHere();
    super.scheduleUpdate();
  }

  protected override render(): TemplateResult {
    const { items, query } = this.list;
    const words = historyText();
    return html`
      <button id="history" class="opener" type="button" popovertarget="panel" title=${words.title}>
        ${conversationsIcon}<span>${words.title}</span>
      </button>
      <div id="panel" popover role="dialog" aria-labelledby="title" @beforetoggle=${this.#toggling}>
        <div class="head">
          <h2 id="title">${words.title}</h2>
          <button id="close" class="icon-button" type="button" popovertarget="panel" popovertargetaction="hide" aria-label=${words.close}>
            ${closeIcon}
          </button>
        </div>
        <input
          id="search"
          type="search"
          aria-label=${words.search}
          placeholder=${words.searchShort}
          autocomplete="off"
          enterkeyhint="search"
          maxlength="200"
          ?autofocus=${!COARSE_POINTER.matches}
          @input=${this.#typed}
          @keydown=${this.#keys}
        />
        <p class="count" role="status">${listWords(this.list, this.keeping)}</p>
        <ul aria-label=${words.list} ?hidden=${items.length === 0}>
          ${repeat(
            items,
            ({ id }) => id,
            (item) => this.#item(item, query),
          )}
        </ul>
        ${items.length === 0 ? nothing : html`<div class="foot">${this.#deleteAll()}</div>`}
      </div>
    `;
  }

  protected override willUpdate(): void {
    const { opened } = this;
    const gone = typeof opened === 'object' && !this.list.items.some(({ id }) => id === opened.id);
    if (gone || (opened === 'all' && this.list.items.length === 0)) this.opened = undefined;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('opened')) return;
    const before = changed.get('opened');
    // A deletion asks back with the keyboard on the answer that keeps, and gives it back to where it was asked.
    if (this.#asks(this.opened)) this.#focus('.no');
    else if (before === 'all') this.#focus('#delete-all');
    else if (before && this.#asks(before) && this.opened === undefined) this.#focus('.delete', before.id);
  }

  #asks(open: Open): boolean {
    return open === 'all' || open?.what === 'delete';
  }

  #item(item: ConversationItemView, query: string): TemplateResult {
    const { id } = item;
    return itemTemplate(item, {
      query,
      nowMs: this.nowMs,
      unfolded: typeof this.opened === 'object' && this.opened.id === id ? this.opened.what : undefined,
      onOpen: () => {
        if (!item.current) this.#ask({ kind: 'open-conversation', id });
        this.#panel?.hidePopover();
      },
      onUnfold: (what) => {
        this.opened = what && { id, what };
      },
      onDelete: () => {
        // The row goes away: the keyboard stays in the panel.
        this.#focus('#search');
        this.#ask({ kind: 'delete-conversation', id });
      },
      onExport: (format) => this.#ask({ kind: 'export-conversation', id, format }),
    });
  }

  #deleteAll(): TemplateResult {
    if (this.opened !== 'all') {
      return html`<button id="delete-all" type="button" @click=${() => this.#open('all')}>${historyText().deleteAll}</button>`;
    }
    return confirmTemplate({
      question: historyText().deleteAllQuestion,
      yes: historyText().deleteAll,
      onYes: () => {
        this.#focus('#search');
        this.#ask({ kind: 'delete-all-conversations' });
      },
      onNo: () => this.#open(undefined),
    });
  }

  #open(what: Open): void {
    this.opened = what;
  }

  #toggling(event: Event): void {
    if (!(event instanceof ToggleEvent)) return;
    clearTimeout(this.#typing);
    if (event.newState === 'open') {
      this.nowMs = Date.now();
      const search = this.#search;
      if (search) search.value = '';
      this.#ask({ kind: 'search-conversations', query: '' });
      return;
    }
    this.opened = undefined;
    // The browser would give the keyboard back to the host of this shadow root, which cannot have it (Chromium 156).
    if (this.renderRoot.querySelector('#panel :focus')) this.#focus('#history');
  }

  #typed(): void {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.#searchNow(), TYPING_PAUSE_MS);
  }

  #keys(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.isComposing) return;
    clearTimeout(this.#typing);
    this.#searchNow();
  }

  #searchNow(): void {
    this.#ask({ kind: 'search-conversations', query: this.#search?.value.trim() ?? '' });
  }

  get #search(): HTMLInputElement | null {
    return this.renderRoot.querySelector<HTMLInputElement>('#search');
  }

  get #panel(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('#panel');
  }

  #focus(selector: string, itemId?: string): void {
    const within =
      itemId === undefined ? this.renderRoot : this.renderRoot.querySelector(`[data-id="${CSS.escape(itemId)}"]`);
    within?.querySelector<HTMLElement>(selector)?.focus();
  }

  #ask(intent: Intent): void {
    this.dispatchEvent(new IntentEvent(intent));
  }
}

/** A finger would only raise a phone's keyboard over the list. */
const COARSE_POINTER = matchMedia('(pointer: coarse)');

customElements.define('sotto-history', SottoHistory);

declare global {
  interface HTMLElementTagNameMap {
    'sotto-history': SottoHistory;
  }
}
