import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { shared } from './shared.styles';
import { talkText } from './text/talk/words';
import { currentLocale, Words } from './text/text';
import { IntentEvent } from './view-model';

/** In the language of the starter pack, whatever the page speaks: they are asked as they stand. */
const EXAMPLES = ['What time is it?', 'What is 25 times 7?', 'Why is the sky blue?', 'Tell me a short joke'];

/** The empty page: an invitation, and a few questions to begin with. */
export class SottoWelcome extends LitElement {
  static override properties = { said: { attribute: false } };
  static override styles = [
    shared,
    css`
      :host {
        display: block;
        width: 100%;
        max-width: 34rem;
        text-align: center;
      }

      h2 {
        font: italic 400 clamp(1.75rem, 1.2rem + 2.6vw, 2.5rem) / 1.15 var(--mark);
        text-wrap: balance;
      }

      p {
        margin-top: 0.75rem;
        color: var(--ink-soft);
        text-wrap: balance;
      }

      .said {
        padding: 0.75rem 1rem;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
        color: var(--ink);
      }

      ul {
        display: flex;
        flex-wrap: wrap;
        justify-content: center;
        gap: 0.5rem;
        margin-top: 1.5rem;
        list-style: none;
      }

      .button {
        border-color: var(--line);
        background: var(--surface);
      }

      .button:hover {
        border-color: var(--edge);
      }
    `,
  ];

  /** What Sotto says of itself on the first run. In the language of its voice, as the examples are. */
  declare said: string | undefined;

  constructor() {
    super();
    this.said = undefined;
    new Words(this);
  }

  protected override render(): TemplateResult {
    const words = talkText();
    const foreign = currentLocale() !== 'en';
    return html`
      <h2>${words.welcomeTitle}</h2>
      <p>${words.welcomeLead}${foreign ? html` <span class="language">${words.welcomeLanguage}</span>` : nothing}</p>
      ${this.said ? html`<p class="said" lang="en" dir="ltr">${this.said}</p>` : nothing}
      <ul>
        ${EXAMPLES.map(
          (text) =>
            html`<li>
              <button class="button" type="button" lang="en" dir="ltr" @click=${() => this.#send(text)}>${text}</button>
            </li>`,
        )}
      </ul>
    `;
  }

  #send(text: string): void {
    this.dispatchEvent(new IntentEvent({ kind: 'send', text }));
  }
}

customElements.define('sotto-welcome', SottoWelcome);

declare global {
  interface HTMLElementTagNameMap {
    'sotto-welcome': SottoWelcome;
  }
}
