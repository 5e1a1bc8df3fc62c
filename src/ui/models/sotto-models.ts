import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { partStyles } from '../dashboard/dashboard-parts.styles';
import { dashboardStyles } from '../dashboard/sotto-dashboard.styles';
import { faultWords } from '../fault-words';
import { formatBytes, percent } from '../format';
import { alarmIcon, chevronIcon, closeIcon, doneIcon, lockIcon } from '../icons';
import { pageFrameStyles } from '../page-frame.styles';
import { shared } from '../shared.styles';
import { modelsText } from '../text/models/words';
import { Words } from '../text/text';
import { toldStyles } from '../told.styles';
import { deviceFacts } from './device-facts';
import { modelSets } from './model-sets';
import {
  type CardView,
  ModelsIntentEvent,
  type ModelsView,
  type NoticeView,
  type ReasonView,
  type RoleView,
} from './models-view';
import './sotto-model-card';
import { modelsStyles } from './sotto-models.styles';
import { storageBar, storageStyles } from './storage-bar';
import { ToldProgress } from './told-progress';

/** The page of the models: draws one `ModelsView`, and fires `ModelsIntentEvent` for all a user can ask. */
export class SottoModels extends LitElement {
  static override properties = { view: { attribute: false }, dragging: { state: true } };
  static override styles = [
    shared,
    ...pageFrameStyles,
    toldStyles,
    partStyles,
    dashboardStyles,
    modelsStyles,
    storageStyles,
  ];

  /** What to show; a new object each time. Undefined until the disk was looked at. */
  declare view: ModelsView | undefined;
  /** A file is held over the page. */
  declare private dragging: boolean;
  readonly #told = new ToldProgress();

  constructor() {
    super();
    this.view = undefined;
    this.dragging = false;
    new Words(this);
    this.addEventListener('dragover', (event) => this.#drag(event));
    this.addEventListener('dragleave', (event) => this.#leave(event));
    this.addEventListener('drop', (event) => this.#drop(event));
  }

  /** Puts the keyboard and a screen reader's attention on the heading: call when the page is switched to. */
  override focus(options?: FocusOptions): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector('h1')?.focus(options));
  }

  protected override render(): TemplateResult {
    const { view } = this;
    const words = modelsText();
    return html`
      <header>
        <a id="back" href="#" @click=${this.#close}>${chevronIcon}<span>${words.back}</span></a>
        <h1 tabindex="-1">${words.title}</h1>
        <p class="badge">${lockIcon}<span>${words.badge}</span></p>
      </header>
      <main>
        ${view ? this.#sections(view) : html`<p class="empty" role="status">${words.reading}</p>`}
        ${this.#notice(view?.notice)}
        <p class="visually-hidden" role="status" id="told">${view ? this.#told.words(view) : ''}</p>
      </main>
      ${this.dragging ? html`<div class="drop" aria-hidden="true"><p>${words.importDrop}</p></div>` : nothing}
    `;
  }

  #sections(view: ModelsView): TemplateResult {
    const words = modelsText();
    return html`
      <div class="overview">
        <section class="card" aria-labelledby="device">
          <h2 id="device">${words.deviceTitle}</h2>
          ${deviceFacts(view.device)}
        </section>
        <section class="card" aria-labelledby="storage">
          <h2 id="storage">${words.storageTitle}</h2>
          ${view.storage ? storageBar(view.storage) : html`<p class="soft">${words.deviceAsking}</p>`} ${this.#import(view)}
        </section>
      </div>
      ${view.roles.map((role) => this.#role(role))} ${view.others.length > 0 ? this.#others(view.others) : nothing}
      <section class="card" aria-labelledby="sets">${modelSets(view.sizes, view.sets)}</section>
    `;
  }

  #role(role: RoleView): TemplateResult {
    const words = modelsText();
    const { cards, inUse, reason, automatic } = role;
    const title = words.roles[role.role].title;
    // What is here is shown, whether this device carries it or not: it takes room.
    const shown = cards.filter(({ fits, state }) => fits || state.kind !== 'absent');
    const beyond = cards.filter((card) => !shown.includes(card));
    const choose = () => this.#fire({ kind: 'use-automatic', role: role.role });
    return html`<section class="card role" data-role=${role.role} aria-labelledby="role-${role.role}">
      <h2 id="role-${role.role}">${title}</h2>
      <p class="in-use-line">
        <b>${words.inUseOn(inUse.title, words.devices[inUse.device])}</b> ${reasonWords(reason)}
        ${automatic && cards.length > 1 ? words.sottoChooses : nothing}
      </p>
      ${automatic ? nothing : html`<button class="button automatic" type="button" aria-label=${words.actionFor(words.letSottoChoose, title)} @click=${choose}>${words.letSottoChoose}</button>`}
      <div class="grid">${repeat(shown, byId, (card) => this.#card(card, role))}</div>
      ${
        beyond.length > 0
          ? html`<details class="disclosure">
              <summary>${chevronIcon}${words.beyond(beyond.length)}</summary>
              <div class="grid">${repeat(beyond, byId, (card) => this.#card(card, role))}</div>
            </details>`
          : nothing
      }
    </section>`;
  }

  #card(card: CardView, role?: RoleView): TemplateResult {
    return html`<sotto-model-card data-id=${card.id} .card=${card} .modelRole=${role?.role}></sotto-model-card>`;
  }

  #others(cards: readonly CardView[]): TemplateResult {
    const words = modelsText();
    return html`<section class="card" aria-labelledby="others">
      <h2 id="others">${words.othersTitle}</h2>
      <p class="soft">${words.othersLead}</p>
      <div class="grid">${repeat(cards, byId, (card) => this.#card(card))}</div>
    </section>`;
  }

  #import({ importing }: ModelsView): TemplateResult {
    const words = modelsText();
    const pick = (event: Event) => {
      const input = event.currentTarget;
      if (!(input instanceof HTMLInputElement)) return;
      const file = input.files?.[0];
      // The same file can be chosen again.
      input.value = '';
      if (file) this.#fire({ kind: 'import', file });
    };
    return html`<div class="import">
      <h3>${words.importTitle}</h3>
      <p class="soft small">${words.importLead}</p>
      ${
        importing
          ? html`<progress aria-label=${words.importTitle} max="100" value=${percent(importing.doneBytes, importing.totalBytes)}></progress>
              <p class="soft small">${words.importing(percent(importing.doneBytes, importing.totalBytes))}</p>`
          : html`<label class="button">${words.importChoose}<input id="import" class="visually-hidden" type="file" @change=${pick} /></label>`
      }
    </div>`;
  }

  /** Always there, so that a screen reader hears of it when it comes. */
  #notice(notice: NoticeView | undefined): TemplateResult {
    const words = modelsText();
    const dismiss = () => this.#fire({ kind: 'dismiss-notice' });
    return html`<div class="told" role="status">
      ${
        notice
          ? html`<p class=${notice.kind === 'failed' ? 'error' : 'done'}>
              ${notice.kind === 'failed' ? alarmIcon : doneIcon}<span>${noticeWords(notice)}</span
              ><button id="dismiss" class="icon-button" type="button" aria-label=${words.dismiss} @click=${dismiss}>${closeIcon}</button>
            </p>`
          : nothing
      }
    </div>`;
  }

  /** A notice that was read took the keyboard with it. */
  protected override updated(changed: PropertyValues<this>): void {
    const before = changed.get('view');
    if (before?.notice && !this.view?.notice && document.activeElement === document.body) this.focus();
  }

  #drag(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes('Files')) return;
    // Or else the browser opens the file in place of Sotto.
    event.preventDefault();
    this.dragging = true;
  }

  #leave(event: DragEvent): void {
    if (!(event.relatedTarget instanceof Node) || !this.contains(event.relatedTarget)) this.dragging = false;
  }

  #drop(event: DragEvent): void {
    event.preventDefault();
    this.dragging = false;
    const file = event.dataTransfer?.files[0];
    if (file) this.#fire({ kind: 'import', file });
  }

  #close(event: MouseEvent): void {
    // The address is the host's: it knows what the hash was before.
    event.preventDefault();
    this.#fire({ kind: 'close' });
  }

  #fire(intent: ModelsIntentEvent['intent']): void {
    this.dispatchEvent(new ModelsIntentEvent(intent));
  }
}

/** A card is the model's own wherever it moves: focus and a press stay with it. */
const byId = ({ id }: CardView) => id;

function reasonWords(reason: ReasonView): string {
  const { reasons } = modelsText();
  switch (reason.kind) {
    case 'language':
      return reasons.language(reason.language);
    case 'missing':
    case 'beyond-device':
    case 'failed':
    case 'left-out':
      return reasons[reason.kind](reason.wanted);
    default:
      return reasons[reason.kind];
  }
}

function noticeWords(notice: NoticeView): string {
  const { notices, hashes } = modelsText();
  switch (notice.kind) {
    case 'removed':
      return notices.removed(notice.title, formatBytes(notice.freedBytes));
    case 'imported':
      return notices.imported(notice.title, hashes[notice.hashes]);
    case 'installed':
      return notices.installed(notice.title);
    case 'checked':
      return notices.checked(notice.title);
    case 'failed': {
      const { title, advice } = faultWords(notice.code, notice.message);
      return notices.failed(notice.title, title, advice);
    }
  }
}

customElements.define('sotto-models', SottoModels);

declare global {
  interface HTMLElementTagNameMap {
    'sotto-models': SottoModels;
  }
}
