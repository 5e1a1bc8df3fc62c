import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { confirmStyles, confirmTemplate } from '../confirm';
import { faultWords } from '../fault-words';
import { formatBytes, percent } from '../format';
import { alarmIcon, doneIcon, lockIcon } from '../icons';
import { progressStyles } from '../progress.styles';
import { shared } from '../shared.styles';
import { modelsText } from '../text/models/words';
import { Words } from '../text/text';
import { downloadWords, languageWords, licenceWords, loadedWords } from './model-words';
import { type CardView, ModelsIntentEvent, type Role } from './models-view';
import { cardStyles } from './sotto-model-card.styles';

/** A model: who made it, what it takes, how it stands with this device, and what can be done about it. Fires `ModelsIntentEvent`. */
export class SottoModelCard extends LitElement {
  static override properties = { card: { attribute: false }, modelRole: { attribute: false }, asking: { state: true } };
  static override styles = [shared, confirmStyles, progressStyles, cardStyles];

  declare card: CardView | undefined;
  /** What it would do; undefined for a model that cannot be chosen. */
  declare modelRole: Role | undefined;
  /** The question before it is removed is open. */
  declare private asking: boolean;

  constructor() {
    super();
    this.card = undefined;
    this.modelRole = undefined;
    this.asking = false;
    new Words(this);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { card } = this;
    if (!card) return nothing;
    const words = modelsText();
    return html`
      <article aria-labelledby="name" ?data-in-use=${card.inUse}>
        <header>
          <h3 id="name" tabindex="-1">${card.title}</h3>
          ${card.maker ? html`<p class="maker">${words.by(card.maker)}</p>` : nothing}
          <p class="marks">
            ${card.inUse ? html`<span class="mark in-use">${doneIcon}${words.inUse}</span>` : nothing}
            ${card.starter ? html`<span class="mark">${words.starter}</span>` : nothing}
            ${card.triedHere ? nothing : html`<span class="mark" title=${words.notRunHereTitle}>${words.notRunHere}</span>`}
          </p>
        </header>
        ${card.quality && card.speed ? html`<p class="notes">${words.quality[card.quality]} ${words.speed[card.speed]}</p>` : nothing}
        ${this.#facts(card)}
        <div class="state">${this.asking ? this.#question(card) : this.#state(card)}</div>
      </article>
    `;
  }

  /** Where the keyboard was before what it was on changed. */
  #held = false;

  protected override willUpdate(): void {
    this.#held = this.shadowRoot?.activeElement != null;
  }

  /** A question takes the keyboard; and who pressed what is gone now goes on at what took its place. */
  protected override updated(changed: PropertyValues): void {
    const asks = changed.has('asking') && this.asking;
    if (!asks && !(this.#held && !this.shadowRoot?.activeElement)) return;
    const next = this.renderRoot.querySelector<HTMLElement>(asks ? '.no' : '.actions button, .actions a');
    (next ?? this.renderRoot.querySelector<HTMLElement>('h3'))?.focus();
  }

  #facts(card: CardView): TemplateResult {
    const words = modelsText();
    const { facts } = words;
    const rows: [string, string][] = [];
    const { state, memory } = card;
    if (state.kind === 'built-in') rows.push([facts.size, words.nothingToFetch]);
    else if (state.kind === 'installed') rows.push([facts.onDisk, formatBytes(state.sizeBytes)]);
    else rows.push([facts.size, card.sizeBytes === undefined ? words.hubWillSay : formatBytes(card.sizeBytes)]);
    rows.push([facts.memory, memory ? `${formatBytes(memory.value)} (${words[memory.from]})` : words.notKnown]);
    rows.push([facts.languages, languageWords(card.languages)]);
    if (card.voices > 1) rows.push([facts.voices, String(card.voices)]);
    rows.push([facts.runsOn, card.devices.map((device) => words.devices[device]).join(', ')]);
    if (card.licence) rows.push([facts.licence, licenceWords(card.licence)]);
    return html`<dl>
      ${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
    </dl>`;
  }

  #state(card: CardView): TemplateResult | typeof nothing {
    const words = modelsText();
    const { state } = card;
    switch (state.kind) {
      case 'built-in':
        return this.#actions(this.#use(card));
      case 'absent':
        return this.#actions(this.#button('get', words.get, card.fits));
      case 'paused':
        return html`
          ${this.#bar(card, state.loadedBytes)}
          <p class="line">${words.paused(loadedWords(state.loadedBytes, card.sizeBytes))}</p>
          ${this.#actions(html`${this.#button('get', words.goOn, true)}${this.#button('cancel', words.discard)}`)}
        `;
      case 'queued':
        return html`
          <p class="line">${words.queued}</p>
          ${this.#actions(this.#button('pause', words.cancel))}
        `;
      case 'downloading':
        return html`
          ${this.#bar(card, state.loadedBytes)}
          <p class="line">${downloadWords(card, state)}</p>
          ${this.#actions(html`${this.#button('pause', words.pause)}${this.#button('cancel', words.cancel)}`)}
        `;
      case 'needs-permission':
        return this.#permission(card, state.origins);
      case 'needs-library':
        return html`
          <p class="line">${words.libraryAsk}</p>
          ${this.#actions(html`<a class="button" href="#settings">${words.openSettings}</a>${this.#button('dismiss', words.notNow)}`)}
        `;
      case 'asks-metered': {
        const size = state.missingBytes === undefined ? undefined : formatBytes(state.missingBytes);
        return html`
          <p class="line">${words.meteredAsk(size)}</p>
          ${this.#actions(html`${this.#button('confirm-metered', words.meteredYes, true)}${this.#button('dismiss', words.notNow)}`)}
        `;
      }
      case 'installed':
        return html`
          ${state.hashes ? html`<p class="line vouched">${state.hashes === 'first-seen' ? alarmIcon : lockIcon}${words.hashes[state.hashes]}</p>` : nothing}
          ${this.#actions(html`${this.#use(card)}${this.#button('export', words.export)}${card.checkable ? this.#button('check', words.check) : nothing}${card.starter || card.inUse ? nothing : this.#removeButton(card)}`)}
        `;
      case 'exporting':
        return html`<p class="line">${words.exporting(percent(state.doneBytes, state.totalBytes))}</p>`;
      case 'removing':
        return html`<p class="line">${words.removing}</p>`;
      case 'failed': {
        const { title, advice, detail } = faultWords(state.code, state.message);
        return html`
          <div class="fault">${alarmIcon}<p><b>${title}.</b> ${advice}<span class="detail" dir="auto">${detail}</span></p></div>
          ${this.#actions(html`${this.#button('get', words.tryAgain, true)}${this.#button(state.loadedBytes > 0 ? 'cancel' : 'dismiss', state.loadedBytes > 0 ? words.discard : words.dismiss)}`)}
        `;
      }
    }
  }

  #permission(card: CardView, origins: readonly string[]): TemplateResult {
    const words = modelsText();
    const [first = ''] = origins;
    const allow = () => this.#fire({ kind: 'allow', id: card.id, origins });
    return html`
      <p class="line">${words.permissionAsk(new URL(first).host)}</p>
      <details>
        <summary>${words.permissionHosts(origins.length)}</summary>
        <ul dir="ltr">
          ${origins.map((origin) => html`<li>${origin}</li>`)}
        </ul>
      </details>
      ${this.#actions(html`
        <button class="button primary" type="button" aria-label=${words.actionFor(words.allow, card.title)} @click=${allow}>${words.allow}</button>
        ${this.#button('dismiss', words.notNow)}
      `)}
    `;
  }

  #bar({ title, sizeBytes }: CardView, loadedBytes: number): TemplateResult {
    const share = percent(loadedBytes, sizeBytes ?? 0);
    // Without a size there is no share to tell: the bar says that something moves, its words how far.
    return html`<progress
      aria-label=${modelsText().progressOf(title)}
      max="100"
      value=${sizeBytes === undefined ? nothing : share}
    ></progress>`;
  }

  #actions(buttons: TemplateResult | typeof nothing): TemplateResult {
    return html`<div class="actions">${buttons}</div>`;
  }

  #use(card: CardView): TemplateResult | typeof nothing {
    const { modelRole } = this;
    const words = modelsText();
    if (!modelRole || !card.choosable || !card.fits || (card.inUse && card.chosen)) return nothing;
    const use = () => this.#fire({ kind: 'use', role: modelRole, id: card.id });
    return html`<button class="button" type="button" aria-label=${words.actionFor(words.use, card.title)} @click=${use}>
      ${words.use}
    </button>`;
  }

  #removeButton({ title }: CardView): TemplateResult {
    const words = modelsText();
    const ask = () => {
      this.asking = true;
    };
    return html`<button id="remove" class="button quiet" type="button" aria-label=${words.actionFor(words.remove, title)} @click=${ask}>
      ${words.remove}
    </button>`;
  }

  #question(card: CardView): TemplateResult {
    const words = modelsText();
    const size = card.state.kind === 'installed' ? card.state.sizeBytes : 0;
    const close = () => {
      this.asking = false;
    };
    return confirmTemplate({
      question: words.removeQuestion(card.title, formatBytes(size)),
      yes: words.remove,
      onYes: () => {
        close();
        this.#fire({ kind: 'remove', id: card.id });
      },
      onNo: close,
    });
  }

  #button(
    kind: 'get' | 'pause' | 'cancel' | 'confirm-metered' | 'dismiss' | 'check' | 'export',
    label: string,
    primary = false,
  ): TemplateResult {
    const { card } = this;
    const name = modelsText().actionFor(label, card?.title ?? '');
    const press = () => card && this.#fire({ kind, id: card.id });
    return html`<button class="button ${primary ? 'primary' : 'quiet'}" data-action=${kind} type="button" aria-label=${name} @click=${press}>
      ${label}
    </button>`;
  }

  #fire(intent: ModelsIntentEvent['intent']): void {
    this.dispatchEvent(new ModelsIntentEvent(intent));
  }
}

customElements.define('sotto-model-card', SottoModelCard);

declare global {
  interface HTMLElementTagNameMap {
    'sotto-model-card': SottoModelCard;
  }
}
