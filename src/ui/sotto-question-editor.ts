import { css, html, LitElement, type TemplateResult } from 'lit';
import { shared } from './shared.styles';
import { conversationText } from './text/conversation/words';
import { Words } from './text/text';

/** The editing of a question ends: with the words to ask instead, or without any. */
export class QuestionEditedEvent extends Event {
  static readonly type = 'sotto-question-edited';
  constructor(readonly text: string | undefined) {
    super(QuestionEditedEvent.type);
  }
}

/** A question as a text field in its own place. Enter sends it, Shift+Enter begins a line, Escape leaves all as it was. */
export class SottoQuestionEditor extends LitElement {
  static override properties = { text: { attribute: false }, draft: { state: true } };
  static override styles = [
    shared,
    css`
      :host {
        display: block;
        width: 100%;
      }

      textarea {
        display: block;
        width: 100%;
        min-height: var(--touch);
        max-height: 40vh;
        padding: 0.5rem 0.9375rem;
        border: 1px solid var(--edge);
        border-radius: 1.25rem;
        background: var(--surface);
        color: var(--ink);
        font: inherit;
        resize: none;
        /* As tall as its words. Where this is not known there are three lines and a scrollbar. */
        field-sizing: content;
      }

      textarea:focus-visible {
        border-color: var(--ink);
        outline: 1px solid var(--ink);
        outline-offset: 0;
      }

      .under {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: flex-end;
        gap: 0.25rem 0.5rem;
        margin-top: 0.5rem;
      }

      .hint {
        flex: 1 1 14rem;
        padding-inline-start: 0.9375rem;
        color: var(--ink-soft);
        font-size: 0.8125rem;
        line-height: 1.35;
      }

      .button {
        font-size: 0.875rem;
      }

      .button:disabled {
        border-color: var(--line);
        background: transparent;
        color: var(--ink-soft);
        cursor: default;
      }
    `,
  ];

  declare text: string;
  declare draft: string | undefined;

  constructor() {
    super();
    this.text = '';
    this.draft = undefined;
    new Words(this);
  }

  protected override firstUpdated(): void {
    const field = this.renderRoot.querySelector('textarea');
    field?.focus();
    field?.setSelectionRange(field.value.length, field.value.length);
  }

  protected override render(): TemplateResult {
    const draft = this.draft ?? this.text;
    const words = conversationText();
    return html`
      <textarea
        rows="1"
        dir="auto"
        maxlength="2000"
        enterkeyhint="send"
        aria-label=${words.editLabel}
        aria-describedby="hint"
        .value=${draft}
        @input=${this.#typed}
        @keydown=${this.#keys}
      ></textarea>
      <div class="under">
        <span id="hint" class="hint">${words.editHint}</span>
        <button id="cancel" class="button quiet" type="button" @click=${() => this.#end(undefined)} @keydown=${this.#keys}>${words.editCancel}</button>
        <button id="ask" class="button primary" type="button" ?disabled=${draft.trim() === ''} @click=${this.#ask} @keydown=${this.#keys}>
          ${words.editAsk}
        </button>
      </div>
    `;
  }

  #typed(event: Event): void {
    if (event.target instanceof HTMLTextAreaElement) this.draft = event.target.value;
  }

  #keys(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const sends = event.key === 'Enter' && !event.shiftKey && event.target instanceof HTMLTextAreaElement;
    if (!sends && event.key !== 'Escape') return;
    // Escape is meant for the field: a reply that is being spoken goes on.
    event.preventDefault();
    event.stopPropagation();
    if (sends) this.#ask();
    else this.#end(undefined);
  }

  #ask(): void {
    const text = (this.draft ?? this.text).trim();
    if (text !== '') this.#end(text);
  }

  #end(text: string | undefined): void {
    this.dispatchEvent(new QuestionEditedEvent(text));
  }
}

customElements.define('sotto-question-editor', SottoQuestionEditor);

declare global {
  interface HTMLElementTagNameMap {
    'sotto-question-editor': SottoQuestionEditor;
  }
}
