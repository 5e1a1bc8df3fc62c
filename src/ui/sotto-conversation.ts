import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { downIcon } from './icons';
import { shared } from './shared.styles';
import { conversationStyles } from './sotto-conversation.styles';
import './sotto-latency';
import type { MessageView } from './view-model';

/** How near the end, in pixels, still counts as reading the newest message. */
const NEAR_END_PX = 48;

/** What was said, newest last. Follows the newest message until the user scrolls up. */
export class SottoConversation extends LitElement {
  static override styles = [shared, conversationStyles];
  static override properties = { messages: { attribute: false }, following: { state: true } };

  declare messages: MessageView[];
  /** False while the user reads further up. */
  declare following: boolean;

  #resized: ResizeObserver | undefined;
  #lastTop = 0;

  constructor() {
    super();
    this.messages = [];
    this.following = true;
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

  protected override render(): TemplateResult {
    // Interim words change many times a second: `aria-busy` holds the log's announcement until they are final.
    const busy = this.messages.some((message) => message.interim);
    return html`
      <div
        class="log"
        role="log"
        aria-label="Conversation"
        aria-busy=${String(busy)}
        tabindex="0"
        @scroll=${this.#scrolled}
      >
        <div class="column">${repeat(this.messages, (message) => message.id, messageTemplate)}</div>
      </div>
      ${
        this.following
          ? nothing
          : html`<button class="newest" type="button" @click=${this.#toNewest}>${downIcon}<span>Newest</span></button>`
      }
    `;
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
    if (this.following && log) log.scrollTop = log.scrollHeight;
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
}

function messageTemplate(message: MessageView): TemplateResult {
  const user = message.role === 'user';
  return html`
    <article class=${message.role} data-message=${message.id} data-by=${message.by} ?data-interim=${message.interim}>
      <p class="text">
        <span class="visually-hidden">${user ? 'You:' : 'Sotto:'}</span
        ><span class="said"
          >${message.text}${message.soft ? html`<span class="soft">${message.soft}</span>` : nothing}</span
        >${message.interim ? html`<span class="caret" aria-hidden="true"></span>` : nothing}
      </p>
      ${user ? nothing : metaTemplate(message)}
    </article>
  `;
}

/** The small line under a reply: how long it took, who answered, whether it was stopped. */
function metaTemplate(message: MessageView): TemplateResult | typeof nothing {
  if (message.interim) return nothing;
  const notes = html`
    <span class="note by"
      ><span class="visually-hidden">answered </span>${message.by === 'skill' ? `by ${message.skill ?? 'code'}` : 'by the model'}</span
    >
    ${message.interrupted ? html`<span class="note stopped">you stopped this</span>` : nothing}
  `;
  return message.latency
    ? html`<sotto-latency class="meta" .view=${message.latency}>${notes}</sotto-latency>`
    : html`<div class="meta plain">${notes}</div>`;
}

customElements.define('sotto-conversation', SottoConversation);

declare global {
  interface HTMLElementTagNameMap {
    'sotto-conversation': SottoConversation;
  }
}
