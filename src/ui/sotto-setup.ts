import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { formatBytes, formatPercent, percent } from './format';
import { doneIcon } from './icons';
import { progressStyles } from './progress.styles';
import { shared } from './shared.styles';
import { setupStyles } from './sotto-setup.styles';
import { setupText } from './text/setup/words';
import { Words } from './text/text';
import { IntentEvent, type LoadingRow, type LoadingView } from './view-model';
import { isFetching } from './words';

/** What will be loaded and why, then how far it is: the first run, and the lighter waking up of every later one. */
export class SottoSetup extends LitElement {
  static override styles = [shared, progressStyles, setupStyles];
  static override properties = { stage: { attribute: false }, loading: { attribute: false } };

  declare stage: 'setup' | 'loading';
  declare loading: LoadingView | undefined;

  /** The keyboard was in this panel before the update. */
  #held = false;
  #check: Promise<unknown> | undefined;

  constructor() {
    super();
    this.stage = 'setup';
    this.loading = undefined;
    new Words(this);
  }

  protected override willUpdate(): void {
    this.#held = Boolean(this.shadowRoot?.activeElement);
  }

  protected override updated(): void {
    // When the focused button has gone, the keyboard goes on from the panel's heading, not from the top of the page.
    if (this.#held && !this.shadowRoot?.activeElement) {
      this.renderRoot.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
    }
  }

  protected override render(): TemplateResult {
    // While bytes come, and until the models have woken up: not when a later visit wakes them in a few seconds.
    const waiting = this.stage === 'loading' && this.loading?.fromNetwork === true;
    if (waiting) this.#fetchCheck();
    return html`${this.#panel()} ${waiting ? html`<sotto-mic-check></sotto-mic-check>` : nothing}`;
  }

  #panel(): TemplateResult {
    if (this.stage === 'setup') return this.#offer();
    return this.loading && isFetching(this.loading) ? this.#download(this.loading) : this.#waking();
  }

  /** Nobody needs it for the first picture, nor on later visits. Where it does not come, setting up goes on without it. */
  #fetchCheck(): void {
    this.#check ??= import('./sotto-mic-check').catch(() => {
      this.#check = undefined;
    });
  }

  #offer(): TemplateResult {
    const loading = this.loading;
    const words = setupText();
    const size = formatBytes(loading?.totalBytes ?? STARTER_PACK_BYTES);
    return html`
      <section class="panel" aria-labelledby="title">
        <h2 id="title" tabindex="-1">${words.offerTitle}</h2>
        <p class="lead">${words.offerLead(size)}</p>
        ${loading ? html`<ul>${loading.rows.map((row) => offeredRow(row))}</ul>` : nothing}
        <p class="source">${words.source(location.host)}</p>
        <div class="actions">
          <button id="setup" class="button primary" type="button" @click=${this.#start}>
            ${loading?.resumable ? words.goOn : words.begin}
          </button>
          <p class="note">
            ${loading?.resumable ? words.alreadyHere(formatBytes(loading.loadedBytes), size) : words.resumes}
          </p>
        </div>
        <nav class="links" aria-label=${words.more}>
          <a href="#models">${words.models}</a>
          <a href="#privacy">${words.privacy}</a>
          <a href="#settings">${words.settings}</a>
        </nav>
      </section>
    `;
  }

  #download(loading: LoadingView): TemplateResult {
    const words = setupText();
    return html`
      <section class="panel" aria-labelledby="title">
        <h2 id="title" tabindex="-1">${words.downloadTitle}</h2>
        <div class="total">
          <p class="figures">
            <strong>${words.loadedOf(formatBytes(loading.loadedBytes), formatBytes(loading.totalBytes))}</strong>
            <span>${formatPercent(percent(loading.loadedBytes, loading.totalBytes))}</span>
          </p>
          <progress aria-label=${words.allModels} max=${loading.totalBytes} .value=${loading.loadedBytes}></progress>
        </div>
        <ul>${loading.rows.map((row) => fetchedRow(row))}</ul>
        <div class="actions">
          <button id="cancel" class="button" type="button" @click=${this.#cancel}>${words.cancel}</button>
          <p class="note">${words.once} ${loading.resumable ? words.ifYouStop : nothing}</p>
        </div>
      </section>
    `;
  }

  #waking(): TemplateResult {
    const rows = this.loading?.rows ?? [];
    return html`
      <section class="panel light" aria-labelledby="title">
        <h2 id="title" tabindex="-1">${setupText().wakingTitle}</h2>
        <ul>${rows.map((row) => wakingRow(row))}</ul>
      </section>
    `;
  }

  #start(): void {
    this.dispatchEvent(new IntentEvent({ kind: 'talk' }));
  }

  #cancel(): void {
    this.dispatchEvent(new IntentEvent({ kind: 'cancel-loading' }));
  }
}

/** What the set-up panel says of the starter pack's size until its list has come. */
const STARTER_PACK_BYTES = 198e6;

function nameTemplate({ title, role }: LoadingRow): TemplateResult {
  return html`<span class="name"><bdi>${title}</bdi> <span class="purpose">${setupText().purposes[role]}</span></span>`;
}

function offeredRow(row: LoadingRow): TemplateResult {
  return html`<li>
    ${nameTemplate(row)}
    <span class="size">${formatBytes(row.sizeBytes)}</span>
  </li>`;
}

function fetchedRow(row: LoadingRow): TemplateResult {
  const words = setupText();
  const size = formatBytes(row.sizeBytes);
  const here = row.loadedBytes >= row.sizeBytes;
  return html`<li data-step=${row.step}>
    ${nameTemplate(row)}
    <span class="size">
      ${
        here
          ? html`${doneIcon}<span class="visually-hidden">${words.loaded}</span> ${size}`
          : words.loadedOf(formatBytes(row.loadedBytes), size)
      }
    </span>
    <progress aria-label=${row.title} max=${row.sizeBytes} .value=${row.loadedBytes}></progress>
  </li>`;
}

function wakingRow(row: LoadingRow): TemplateResult {
  return html`<li data-step=${row.step}>
    ${nameTemplate(row)}
    <span class="size">${row.step === 'ready' ? doneIcon : nothing}${setupText().steps[row.step]}</span>
  </li>`;
}

customElements.define('sotto-setup', SottoSetup);

declare global {
  interface HTMLElementTagNameMap {
    'sotto-setup': SottoSetup;
  }
}
