import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { downIcon } from './icons';
import { richTextStyles } from './rich-text.styles';
import { shared } from './shared.styles';
import { messageTemplate } from './sotto-conversation.message';
import { conversationStyles } from './sotto-conversation.styles';
import { SottoMessageActions } from './sotto-message-actions';
import { conversationText } from './text/conversation/words';
import { Words, wordsHere } from './text/text';
import { IntentEvent, type MessageView } from './view-model';

/** How near the end, in pixels, still counts as reading the newest message. */
const NEAR_END_PX = 48;

/** What was said, newest last. Follows the newest message until the user scrolls up. */
export class SottoConversation extends LitElement {
  static override styles = [shared, richTextStyles, conversationStyles];
  static override properties = {
    messages: { attribute: false },
    usable: { attribute: false },
    following: { state: true },
    editing: { state: true },
  };

  declare messages: MessageView[];
  /** Questions can be asked and replies be heard now. */
  declare usable: boolean;
  /** False while the user reads further up. */
  declare following: boolean;
  /** The message whose words stand in a text field. */
  declare editing: number | undefined;

  #resized: ResizeObserver | undefined;
  #lastTop = 0;

  constructor() {
    super();
    this.messages = [];
    this.usable = true;
    this.following = true;
    this.editing = undefined;
    new Words(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // The keyboard of a phone, a fault above the dock or an opened table change the height without a new message.
    this.#resized = new ResizeObserver(() => this.#follow());
    this.#resized.observe(this);
    const column = this.hasUpdated ? this.renderRoot.querySelector('.column') : null;
    if (column) this.#resized.observe(column);
  }

  protected override firstUpdated(): void {
    const column = this.renderRoot.querySelector('.column');
    if (column) this.#resized?.observe(column);
  }

  override disconnectedCallback(): void {
    this.#resized?.disconnect();
    super.disconnectedCallback();
  }

  /** First drawn when its words are here. */
  protected override async scheduleUpdate(): Promise<void> {
    if (!this.hasUpdated) await wordsHere();
    super.scheduleUpdate();
  }

  protected override render(): TemplateResult {
    // Interim words change many times a second: `aria-busy` holds the log's announcement until they are final.
    const busy = this.messages.some((message) => message.interim);
    const words = conversationText();
    const options = { usable: this.usable, onEdit: this.#edit, onEdited: this.#edited };
    return html`
      <div
        class="log"
        role="log"
        aria-label=${words.log}
        aria-busy=${String(busy)}
        tabindex="0"
        @scroll=${this.#scrolled}
      >
        <div class="column" @sotto-intent=${this.#asked}>
          ${repeat(
            this.messages,
            (message) => message.id,
            (message) => messageTemplate(message, { ...options, editing: message.id === this.editing }),
          )}
        </div>
      </div>
      ${
        this.following
          ? nothing
          : html`<button class="newest" type="button" @click=${this.#toNewest}>${downIcon}<span>${words.newest}</span></button>`
      }
    `;
  }

  protected override willUpdate(): void {
    if (this.editing !== undefined && !this.messages.some(({ id }) => id === this.editing)) this.editing = undefined;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('messages')) return;
    // The user's own new words always bring the page to them.
    const previous = changed.get('messages');
    const newest = this.messages.at(-1);
    if (newest?.role === 'user' && previous?.at(-1)?.id !== newest.id) this.following = true;
    this.#follow();
  }

  get #log(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('.log');
  }

  #follow(): void {
    const log = this.#log;
    // Words that are being typed stay where they are.
    if (this.following && log && this.editing === undefined) log.scrollTop = log.scrollHeight;
  }

  #scrolled(): void {
    const log = this.#log;
    if (!log) return;
    // Only a movement upward is the user's wish to read on; text growing underneath is not.
    const near = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_END_PX;
    if (near) this.following = true;
    else if (log.scrollTop < this.#lastTop - 1) this.following = false;
    this.#lastTop = log.scrollTop;
  }

  #toNewest(): void {
    this.following = true;
    this.#follow();
    this.#log?.focus({ preventScroll: true });
  }

  readonly #edit = (message: MessageView): void => {
    this.editing = message.id;
  };

  readonly #edited = (message: MessageView, text: string | undefined): void => {
    this.editing = undefined;
    if (text !== undefined) {
      // The field goes away, and its question with it.
      this.#log?.focus({ preventScroll: true });
      this.dispatchEvent(new IntentEvent({ kind: 'edit', turnId: message.turnId, text }));
      return;
    }
    void this.updateComplete.then(() => {
      const actions = this.renderRoot.querySelector(`[data-message="${message.id}"] sotto-message-actions`);
      if (actions instanceof SottoMessageActions) void actions.focusAction('edit');
    });
  };

  /** The button that was pressed goes away with its exchange: the keyboard stays in the conversation. */
  #asked(event: Event): void {
    if (event instanceof IntentEvent && event.intent.kind === 'delete-exchange')
      this.#log?.focus({ preventScroll: true });
  }
}

customElements.define('sotto-conversation', SottoConversation);

declare global {
  interface HTMLElementTagNameMap {
    'sotto-conversation': SottoConversation;
  }
}
