import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { shared } from './shared.styles';
import { updateStyles } from './sotto-update.styles';
import { talkText } from './text/talk/words';
import { Words } from './text/text';
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
    new Words(this);
  }

  /** The region is always there, so that a screen reader hears of its words when they come. */
  protected override render(): TemplateResult {
    return html`<div role="status" class=${this.news ? 'line' : 'visually-hidden'}>${this.#line()}</div>`;
  }

  #line(): TemplateResult | typeof nothing {
    const words = talkText();
    switch (this.news) {
      case 'ready':
        return html`
          <span class="words">${words.updateReady}</span>
          <button id="update" class="button" type="button" @click=${() => this.#ask({ kind: 'update' })}>${words.updateNow}</button>
          <button id="dismiss-update" class="button quiet" type="button" @click=${this.#dismiss}>${words.updateLater}</button>
        `;
      case 'taken-back':
        return html`
          <span class="words">${words.updateTakenBack}</span>
          <button id="dismiss-update" class="button quiet" type="button" @click=${this.#dismiss}>${words.updateSeen}</button>
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
