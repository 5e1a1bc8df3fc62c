import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { formatBytes, percent } from './format';
import { doneIcon } from './icons';
import { shared } from './shared.styles';
import { setupStyles } from './sotto-setup.styles';
import { IntentEvent, type LoadingRow, type LoadingView } from './view-model';
import { isFetching, stepWords } from './words';

/** What will be loaded and why, then how far it is: the first run, and the lighter waking up of every later one. */
export class SottoSetup extends LitElement {
  static override styles = [shared, setupStyles];
  static override properties = { stage: { attribute: false }, loading: { attribute: false } };

  declare stage: 'setup' | 'loading';
  declare loading: LoadingView | undefined;

  /** The keyboard was in this panel before the update. */
  #held = false;

  constructor() {
    super();
    this.stage = 'setup';
    this.loading = undefined;
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
    if (this.stage === 'setup') return this.#offer();
    return this.loading && isFetching(this.loading) ? this.#download(this.loading) : this.#waking();
  }

  #offer(): TemplateResult {
    const loading = this.loading;
    const size = loading ? formatBytes(loading.totalBytes) : '198 MB';
    return html`
      <section class="panel" aria-labelledby="title">
        <h2 id="title" tabindex="-1">A voice assistant that never leaves this device</h2>
        <p class="lead">
          Sotto listens, thinks and speaks inside this tab. Its models are loaded once (${size}) and kept on this device.
          Nothing you say or type is ever sent anywhere.
        </p>
        ${loading ? html`<ul>${loading.rows.map((row) => offeredRow(row))}</ul>` : nothing}
        <div class="actions">
          <button id="setup" class="button primary" type="button" @click=${this.#start}>
            ${loading?.resumable ? 'Continue setting up' : 'Set up Sotto'}
          </button>
          <p class="note">
            ${
              loading?.resumable
                ? `${formatBytes(loading.loadedBytes)} of ${size} are already here. It resumes where it stopped.`
                : 'You can stop at any time; it resumes where it stopped.'
            }
          </p>
        </div>
      </section>
    `;
  }

  #download(loading: LoadingView): TemplateResult {
    return html`
      <section class="panel" aria-labelledby="title">
        <h2 id="title" tabindex="-1">Setting up Sotto</h2>
        <div class="total">
          <p class="figures">
            <strong>${formatBytes(loading.loadedBytes)} of ${formatBytes(loading.totalBytes)}</strong>
            <span>${percent(loading.loadedBytes, loading.totalBytes)}%</span>
          </p>
          <progress aria-label="All models" max=${loading.totalBytes} .value=${loading.loadedBytes}></progress>
        </div>
        <ul>${loading.rows.map((row) => fetchedRow(row))}</ul>
        <div class="actions">
          <button id="cancel" class="button" type="button" @click=${this.#cancel}>Cancel</button>
          <p class="note">
            This happens once. ${loading.resumable ? 'If you stop now, it resumes where it stopped.' : nothing}
          </p>
        </div>
      </section>
    `;
  }

  #waking(): TemplateResult {
    const rows = this.loading?.rows ?? [];
    return html`
      <section class="panel light" aria-labelledby="title">
        <h2 id="title" tabindex="-1">Waking up the models on your device</h2>
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

function offeredRow(row: LoadingRow): TemplateResult {
  return html`<li>
    <span class="name">${row.title} <span class="purpose">${row.purpose}</span></span>
    <span class="size">${formatBytes(row.sizeBytes)}</span>
  </li>`;
}

function fetchedRow(row: LoadingRow): TemplateResult {
  const here = row.loadedBytes >= row.sizeBytes;
  return html`<li data-step=${row.step}>
    <span class="name">${row.title} <span class="purpose">${row.purpose}</span></span>
    <span class="size">
      ${here ? html`${doneIcon}<span class="visually-hidden">loaded,</span>` : `${formatBytes(row.loadedBytes)} of`}
      ${formatBytes(row.sizeBytes)}
    </span>
    <progress aria-label=${row.title} max=${row.sizeBytes} .value=${row.loadedBytes}></progress>
  </li>`;
}

function wakingRow(row: LoadingRow): TemplateResult {
  return html`<li data-step=${row.step}>
    <span class="name">${row.title} <span class="purpose">${row.purpose}</span></span>
    <span class="size">${row.step === 'ready' ? doneIcon : nothing}${stepWords(row.step)}</span>
  </li>`;
}

customElements.define('sotto-setup', SottoSetup);

declare global {
  interface HTMLElementTagNameMap {
    'sotto-setup': SottoSetup;
  }
}
