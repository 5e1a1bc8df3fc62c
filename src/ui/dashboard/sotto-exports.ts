import { css, html, LitElement, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { fetchIcon } from '../icons';
import { shared } from '../shared.styles';
import { dashboardText } from '../text/dashboard/words';
import { Words } from '../text/text';
import { partStyles } from './dashboard-parts.styles';
import { type CollectorView, type DashboardIntent, DashboardIntentEvent } from './dashboard-view';

const styles = css`
  :host {
    display: block;
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.5rem;
    margin-top: 0.625rem;
    font-size: 0.875rem;
  }

  .buttons {
    display: flex;
    gap: 0.5rem;
  }

  .icon {
    width: 1rem;
    height: 1rem;
  }

  .button {
    padding-inline: 0.875rem;
  }

  form {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 0.5rem;
    margin-top: 0.875rem;
  }

  form label {
    display: grid;
    flex: 1 1 12rem;
    gap: 0.25rem;
    min-width: 0;
    font-size: 0.875rem;
  }

  input {
    box-sizing: border-box;
    width: 100%;
    min-height: var(--touch);
    padding: 0 0.75rem;
    border: 1px solid var(--line-strong, var(--ink-soft));
    border-radius: 0.625rem;
    background: none;
    color: inherit;
    font: inherit;
  }

  .hint {
    margin-top: 0.75rem;
    color: var(--ink-soft);
    font-size: 0.8125rem;
  }
`;

type Export = Extract<DashboardIntent, { kind: 'export' }>;

/** What can be taken away, as files. */
export class SottoExports extends LitElement {
  static override properties = { collector: { attribute: false } };
  static override styles = [shared, partStyles, styles];

  declare collector: CollectorView;

  constructor() {
    super();
    new Words(this);
    this.collector = { url: '', status: '' };
  }

  protected override render(): TemplateResult {
    const text = dashboardText().exports;
    return html`
      <h2>${text.title}</h2>
      <div class="row">
        <span>${text.view}</span>
        <div class="buttons">
          ${this.#button('JSON', text.view, { kind: 'export', what: 'screen', format: 'json' })}
          ${this.#button('CSV', text.view, { kind: 'export', what: 'screen', format: 'csv' })}
        </div>
      </div>
      <div class="row">
        <span>${text.all}</span>
        <div class="buttons">
          ${this.#button('JSON', text.all, { kind: 'export', what: 'all', format: 'json' })}
          ${this.#button('CSV', text.all, { kind: 'export', what: 'all', format: 'csv' })}
        </div>
      </div>
      <div class="row">
        <span>${text.metrics}</span>
        <div class="buttons">
          ${this.#button('OTLP', text.metrics, { kind: 'export', what: 'otlp', format: 'json' })}
        </div>
      </div>
      <p class="hint">${text.hint}</p>
      <form @submit=${this.#push}>
        <label>
          ${text.collector}
          <input id="collector" type="url" inputmode="url" placeholder="http://localhost:4318" .value=${live(this.collector.url)} />
        </label>
        <button id="push" class="button" type="submit">${text.send}</button>
      </form>
      <p class="hint" role="status">${this.collector.status || text.onlyHere}</p>
    `;
  }

  #push(event: SubmitEvent): void {
    event.preventDefault();
    const url = this.renderRoot.querySelector<HTMLInputElement>('#collector')?.value.trim() ?? '';
    this.dispatchEvent(new DashboardIntentEvent({ kind: 'push', url }));
  }

  #button(format: string, what: string, intent: Export): TemplateResult {
    return html`<button class="button" type="button" @click=${() => this.dispatchEvent(new DashboardIntentEvent(intent))}>
      ${fetchIcon}<span class="visually-hidden">${dashboardText().exports.as(what)}</span>${format}
    </button>`;
  }
}

customElements.define('sotto-exports', SottoExports);

declare global {
  interface HTMLElementTagNameMap {
    'sotto-exports': SottoExports;
  }
}
