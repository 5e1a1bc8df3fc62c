import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { shared } from './shared.styles';
import { updateStyles } from './sotto-update.styles';
import { type Intent, IntentEvent, type UpdateView } from './view-model';

/** One quiet line: a newer Sotto lies ready, or was taken back. It never acts by itself and covers nothing. */
export class SottoUpdate extends LitElement {
  static override properties = { news: { reflect: true } };
  static override styles = [shared, updateStyles];

  /** What there is to say; undefined for nothing. */
  declare news: UpdateView | undefined;

  constructor() {
    super();
    this.news = undefined;
  }

  /** The region is always there, so that a screen reader hears of its words when they come. */
  protected override render(): TemplateResult {
    return html`<div role="status" class=${this.news ? 'line' : 'visually-hidden'}>${this.#line()}</div>`;
  }

  #line(): TemplateResult | typeof nothing {
    switch (this.news) {
      case 'ready':
        return html`
          <span class="words">A newer Sotto is ready</span>
          <button id="update" class="button" type="button" @click=${() => this.#ask({ kind: 'update' })}>Restart now</button>
          <button id="dismiss-update" class="button quiet" type="button" @click=${this.#dismiss}>Later</button>
        `;
      case 'taken-back':
        return html`
          <span class="words">The newer version did not start, so you are back on the one before.</span>
          <button id="dismiss-update" class="button quiet" type="button" @click=${this.#dismiss}>OK</button>
        `;
      case undefined:
        return nothing;
    }
  }

  readonly #dismiss = (): void => this.#ask({ kind: 'dismiss-update' });

  #ask(intent: Intent): void {
    this.dispatchEvent(new IntentEvent(intent));
  }
}

customElements.define('sotto-update', SottoUpdate);

declare global {
  interface HTMLElementTagNameMap {
    'sotto-update': SottoUpdate;
  }
}
