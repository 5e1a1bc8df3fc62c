import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { alarmIcon, chevronIcon, closeIcon } from './icons';
import { shared } from './shared.styles';
import { faultStyles } from './sotto-fault.styles';
import { talkText } from './text/talk/words';
import { Words } from './text/text';
import { type FaultView, type Intent, IntentEvent } from './view-model';

/** What went wrong and the way forward. A note beside a working page, or (`fatal`) all that is left of it. */
export class SottoFault extends LitElement {
  static override properties = { fault: { attribute: false }, fatal: { type: Boolean, reflect: true } };
  static override styles = [shared, faultStyles];

  declare fault: FaultView | undefined;
  /** Nothing works until this is solved: no dismissing it. */
  declare fatal: boolean;

  constructor() {
    super();
    this.fault = undefined;
    this.fatal = false;
    new Words(this);
  }

  protected override render(): TemplateResult | typeof nothing {
    const fault = this.fault;
    if (!fault) return nothing;
    return html`
      <div class="fault" role="alert">
        ${alarmIcon}
        <div class="body">
          <h2>${fault.title}</h2>
          <p class="advice">${fault.advice}</p>
          <div class="row">
            ${
              fault.action
                ? html`<button id="fault-action" class="button primary" type="button" @click=${this.#act}>
                  ${fault.action.label}
                </button>`
                : nothing
            }
            ${
              fault.detail
                ? html`<details>
                  <summary>${chevronIcon}${talkText().details}</summary>
                  <code dir="ltr">${fault.detail}</code>
                </details>`
                : nothing
            }
          </div>
        </div>
        ${
          this.fatal
            ? nothing
            : html`<button id="dismiss" class="icon-button" type="button" aria-label=${talkText().dismiss} title=${talkText().dismiss} @click=${this.#dismiss}>
              ${closeIcon}
            </button>`
        }
      </div>
    `;
  }

  #act(): void {
    if (this.fault?.action) this.#ask(this.fault.action.intent);
  }

  #dismiss(): void {
    this.#ask({ kind: 'dismiss-fault' });
  }

  #ask(intent: Intent): void {
    this.dispatchEvent(new IntentEvent(intent));
  }
}

customElements.define('sotto-fault', SottoFault);

declare global {
  interface HTMLElementTagNameMap {
    'sotto-fault': SottoFault;
  }
}
