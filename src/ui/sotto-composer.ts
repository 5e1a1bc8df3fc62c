import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { sendIcon, stopIcon } from './icons';
import { shared } from './shared.styles';
import { talkText } from './text/talk/words';
import { Words } from './text/text';
import { IntentEvent, type Stage } from './view-model';
import { isReplying, isUsable } from './words';

/** The same path as the voice, minus the microphone: a line of text, send, and stop while there is a reply. */
export class SottoComposer extends LitElement {
  static override properties = { stage: { attribute: false }, draft: { state: true } };
  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }

      form {
        display: flex;
        align-items: center;
        gap: 0.25rem;
        padding: 0.25rem;
        border: 1px solid var(--edge);
        border-radius: 1.75rem;
        background: var(--surface);
      }

      form:focus-within {
        border-color: var(--ink);
        box-shadow: 0 0 0 1px var(--ink);
      }

      form[data-waiting] {
        border-color: var(--line);
        background: transparent;
      }

      input {
        flex: 1;
        min-width: 0;
        min-height: var(--touch);
        padding-block: 0;
        padding-inline: 1rem 0.75rem;
        border: 0;
        border-radius: 1.5rem;
        background: none;
        color: var(--ink);
        /* At least 16 px, or iOS zooms the page when the box is focused. */
        font: inherit;
        text-overflow: ellipsis;
      }

      /* The form around it shows the focus. */
      input:focus-visible {
        outline: none;
      }

      input::placeholder {
        color: var(--ink-soft);
        opacity: 1;
      }

      button {
        display: grid;
        place-items: center;
        width: var(--touch);
        height: var(--touch);
        flex: none;
        padding: 0;
        border: 0;
        border-radius: 50%;
        background: var(--ink);
        color: var(--on-ink);
        cursor: pointer;
      }

      button:disabled {
        background: transparent;
        color: var(--ink-soft);
        cursor: default;
      }

      #stop {
        display: inline-flex;
        align-items: center;
        gap: 0.25rem;
        width: auto;
        padding-block: 0;
        padding-inline: 0.5rem 0.875rem;
        border: 1px solid var(--edge);
        border-radius: 1.5rem;
        background: transparent;
        color: var(--ink);
      }

      #stop:hover {
        background: var(--tint);
      }

      @media (forced-colors: active) {
        button {
          border: 1px solid ButtonText;
        }
        input:focus-visible {
          outline: 2px solid Highlight;
        }
      }
    `,
  ];

  declare stage: Stage;
  declare draft: string;

  constructor() {
    super();
    this.stage = 'starting';
    this.draft = '';
    new Words(this);
  }

  protected override render(): TemplateResult {
    const usable = isUsable(this.stage);
    const words = talkText();
    return html`
      <form ?data-waiting=${!usable} @submit=${this.#send}>
        <input
          id="text"
          type="text"
          name="question"
          aria-label=${words.typeQuestion}
          autocomplete="off"
          enterkeyhint="send"
          maxlength="2000"
          dir=${this.draft === '' ? nothing : 'auto'}
          placeholder=${this.#placeholder}
          ?disabled=${!usable}
          .value=${this.draft}
          @input=${this.#typed}
        />
        ${
          isReplying(this.stage)
            ? html`<button id="stop" type="button" aria-keyshortcuts="Escape" title=${words.stopByKey} @click=${this.#stop}>
              ${stopIcon}<span>${words.stop}</span>
            </button>`
            : nothing
        }
        <button id="send" type="submit" aria-label=${words.send} title=${words.send} ?disabled=${!usable || this.draft.trim() === ''}>
          ${sendIcon}
        </button>
      </form>
    `;
  }

  /** Why the text box waits, or what it is for. */
  get #placeholder(): string {
    const { placeholders } = talkText();
    switch (this.stage) {
      case 'starting':
      case 'setup':
      case 'loading':
      case 'failed':
        return placeholders[this.stage];
      default:
        return placeholders.usable;
    }
  }

  #typed(event: Event): void {
    if (event.target instanceof HTMLInputElement) this.draft = event.target.value;
  }

  #send(event: Event): void {
    // The page has nowhere to submit to.
    event.preventDefault();
    const text = this.draft.trim();
    if (text === '' || !isUsable(this.stage)) return;
    this.draft = '';
    this.dispatchEvent(new IntentEvent({ kind: 'send', text }));
  }

  #stop(): void {
    const byKeyboard = this.renderRoot.querySelector('#stop:focus-visible') !== null;
    this.dispatchEvent(new IntentEvent({ kind: 'stop' }));
    // The button goes away with the reply: the keyboard stays in the composer. A finger would only raise a phone's.
    if (byKeyboard) this.renderRoot.querySelector<HTMLInputElement>('#text')?.focus({ preventScroll: true });
  }
}

customElements.define('sotto-composer', SottoComposer);

declare global {
  interface HTMLElementTagNameMap {
    'sotto-composer': SottoComposer;
  }
}
