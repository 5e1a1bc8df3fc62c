import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { alarmIcon, chevronIcon, doneIcon, lockIcon } from '../icons';
import { privacyText } from '../text/privacy/words';
import { Words } from '../text/text';
import { hostSection, keptSection, promiseSection, requestSection } from './privacy-sections';
import { type KeptGroupId, type PrivacyIntent, PrivacyIntentEvent, type PrivacyView } from './privacy-view';
import { privacyStyles } from './sotto-privacy.styles';

/** The page that says what stays on the device, and shows it: draws one `PrivacyView`, fires `PrivacyIntentEvent`. */
export class SottoPrivacy extends LitElement {
  static override properties = { view: { attribute: false }, proving: { state: true }, asking: { state: true } };
  static override styles = privacyStyles;

  /** What to show; a new object each time. Undefined until it is known. */
  declare view: PrivacyView | undefined;
  /** How to check it is shown. */
  declare private proving: boolean;
  /** The group whose deletion is being asked about. */
  declare private asking: KeptGroupId | undefined;

  constructor() {
    super();
    this.view = undefined;
    this.proving = false;
    this.asking = undefined;
    new Words(this);
  }

  /** Puts the keyboard and a screen reader's attention on the heading: call when the page is switched to. */
  override focus(options?: FocusOptions): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector('h1')?.focus(options));
  }

  protected override render(): TemplateResult {
    const words = privacyText();
    const { view } = this;
    return html`
      <header>
        <a id="back" href="#" @click=${this.#close}>${chevronIcon}<span>${words.back}</span></a>
        <h1 tabindex="-1">${words.title}</h1>
        <p class="badge">${lockIcon}<span>${words.badge}</span></p>
      </header>
      <main>
        ${promiseSection(this.proving, () => {
          this.proving = !this.proving;
        })}
        ${view ? this.#sections(view) : html`<p class="empty" role="status">${words.reading}</p>`}
        ${this.#outcome(view?.outcome)}
      </main>
    `;
  }

  #sections({ kept, usedBytes, hosts, needsReload, requests, countedSinceMs }: PrivacyView): TemplateResult {
    return html`
      ${keptSection({
        kept,
        usedBytes,
        asking: this.asking,
        onAsk: (group) => this.#ask(group),
        onRemove: (group) => {
          this.#ask(undefined);
          this.#fire({ kind: 'remove', group });
        },
      })}
      ${hostSection({
        hosts,
        needsReload,
        onClose: (origin) => {
          this.#fire({ kind: 'disallow', origin });
          // Its button goes away with it.
          this.renderRoot.querySelector<HTMLElement>('#hosts-title')?.focus();
        },
        onReload: () => this.#fire({ kind: 'reload' }),
      })}
      ${requestSection({ requests, countedSinceMs, onForget: () => this.#fire({ kind: 'forget-requests' }) })}
    `;
  }

  /** Pressed twice, a key deletes nothing: the keyboard goes to the answer that keeps, and back to where it was. */
  #ask(group: KeptGroupId | undefined): void {
    const row = group ?? this.asking;
    this.asking = group;
    void this.updateComplete.then(() => {
      const answer = group ? '.no' : '.remove';
      const button = this.renderRoot.querySelector<HTMLButtonElement>(`[data-group='${row}'] ${answer}`);
      button?.focus();
    });
  }

  /** A button that has nothing left to delete cannot hold the keyboard. */
  protected override updated(changed: PropertyValues<this>): void {
    const before = changed.get('view');
    if (
      changed.has('view') &&
      before &&
      this.view?.outcome?.kind === 'removed' &&
      this.view.outcome !== before.outcome
    ) {
      const { activeElement } = this.shadowRoot ?? {};
      if (!activeElement || activeElement.matches(':disabled')) {
        this.renderRoot.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
      }
    }
  }

  /** Always there, so that a screen reader hears of it when it comes. */
  #outcome(outcome: PrivacyView['outcome']): TemplateResult {
    const failed = outcome?.kind === 'not-removed' || outcome?.kind === 'not-closed';
    return html`<div class="outcome" role="status">
      ${
        outcome
          ? html`<p class=${failed ? 'failed' : ''}>${failed ? alarmIcon : doneIcon}<span>${privacyText().outcome[outcome.kind]}</span></p>`
          : nothing
      }
    </div>`;
  }

  #fire(intent: PrivacyIntent): void {
    this.dispatchEvent(new PrivacyIntentEvent(intent));
  }

  #close(event: MouseEvent): void {
    // The address is the host's: it knows what the hash was before.
    event.preventDefault();
    this.#fire({ kind: 'close' });
  }
}

customElements.define('sotto-privacy', SottoPrivacy);

declare global {
  interface HTMLElementTagNameMap {
    'sotto-privacy': SottoPrivacy;
  }
}
