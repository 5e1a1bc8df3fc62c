import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { alarmIcon, chevronIcon, closeIcon, doneIcon, lockIcon } from '../icons';
import { shared } from '../shared.styles';
import { words } from '../text/settings/words';
import { Words } from '../text/text';
import { carryPart } from './carry-part';
import { fieldRow, firing } from './field-row';
import { latencyPart } from './latency-part';
import { noticeWords } from './notice-words';
import { profileCards } from './profile-cards';
import { matches, matching } from './search';
import { type FieldView, SECTIONS, type SectionId, type SettingsView } from './settings-view';
import { settingsStyles } from './sotto-settings.styles';

/** Parts of the page that are no plain settings; they stand before and behind those. */
type PartId = SectionId | 'profiles' | 'carry' | 'no-place';

/**
 * All that can be chosen, on one page: draws one `SettingsView`, and fires `SettingsIntentEvent` for all that is asked. It
 * keeps nothing of its own but what is searched for and the question before everything is deleted.
 */
export class SottoSettings extends LitElement {
  static override properties = { view: { attribute: false }, query: { state: true }, asking: { state: true } };
  static override styles = [shared, ...settingsStyles];

  /** What to show; a new object each time. Undefined until it was read. */
  declare view: SettingsView | undefined;
  declare private query: string;
  declare private asking: 'nothing' | 'reset' | 'wipe';
  readonly #fire = firing(this);

  constructor() {
    super();
    this.view = undefined;
    this.query = '';
    this.asking = 'nothing';
    new Words(this);
  }

  /** Puts the keyboard and a screen reader's attention on the heading: call when the page is switched to. */
  override focus(options?: FocusOptions): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector('h1')?.focus(options));
  }

  protected override updated(changed: PropertyValues): void {
    const before = changed.get('view');
    // What a file holds is shown where the eye is; the question goes to the answer that changes nothing.
    if (this.view?.incoming && !(before instanceof Object && 'incoming' in before && before.incoming)) {
      this.#focusOn('#incoming-title');
    }
    if (before instanceof Object && 'undo' in before && before.undo !== this.view?.undo) this.#focusOn('#undo');
    const asked = changed.get('asking');
    if (this.asking !== 'nothing' && asked) this.#focusOn(`#${this.asking}-no`);
    else if (asked === 'wipe') this.#focusOn('#wipe');
    else if (asked === 'reset') this.#focusOn('#reset-all, #search');
  }

  protected override render(): TemplateResult {
    const text = words();
    const { view } = this;
    return html`
      <header>
        <a id="back" href="#" @click=${this.#close}>${chevronIcon}<span>${text.back}</span></a>
        <h1 tabindex="-1">${text.title}</h1>
        <p class="badge">${lockIcon}<span>${text.badge}</span></p>
      </header>
      ${view ? this.#page(view) : nothing}
    `;
  }

  #page(view: SettingsView): TemplateResult {
    const text = words();
    const found = matching(view.fields, this.query);
    const parts = this.#parts(view, found);
    const hits = this.query.trim() ? found.length : undefined;
    return html`<div class="columns">
      <div class="side">
        <search>
          <input
          id="search"
          type="search"
          autocomplete="off"
          spellcheck="false"
          placeholder=${text.search.label}
          aria-label=${text.search.label}
          .value=${this.query}
          @input=${this.#search}
        />
        <p class=${hits === undefined ? 'visually-hidden' : 'soft hits'} role="status">
          ${hits === undefined ? '' : text.search.found(hits)}
        </p>
        </search>
        <nav aria-label=${text.sectionsLabel}>
          <ul>
            ${parts.map(
              ({ id, title }) => html`<li><button type="button" @click=${() => this.#go(id)}>${title}</button></li>`,
            )}
          </ul>
        </nav>
        ${this.#resetAll(view)}
      </div>
      <main>
        ${view.remembers ? nothing : html`<p class="warning">${text.forgets}</p>`}
        ${parts.map(
          ({ id, title, lead, body }) => html`<section class="card" aria-labelledby="part-${id}">
            <h2 id="part-${id}" tabindex="-1">${title}</h2>
            ${lead ? html`<p class="soft lead">${lead}</p>` : nothing} ${body}
          </section>`,
        )}
        ${this.#notice(view)}
      </main>
    </div>`;
  }

  /** Those that the search leaves. */
  #parts(
    view: SettingsView,
    found: readonly FieldView[],
  ): { id: PartId; title: string; lead: string | undefined; body: TemplateResult }[] {
    const text = words();
    const leads: Partial<Record<SectionId, string>> = text.leads;
    const searching = this.query.trim() !== '';
    const { profiles, carry, noPlace, latency } = text;
    const named = (...texts: string[]) => !searching || matches(texts, this.query);
    const rows = Object.values(noPlace.rows).filter(({ title, why }) => named(noPlace.title, title, why));
    const sections = SECTIONS.flatMap((id) => {
      const fields = found.filter(({ section }) => section === id);
      const measured = id === 'sound' && named(text.sections.sound, latency.title, latency.lead);
      if (fields.length === 0 && !measured) return [];
      const body = html`${fields.map((field) => fieldRow(field, this.#fire))}
        ${measured ? latencyPart(view.latency, this.#fire) : nothing} ${this.#link(id)}`;
      return [{ id, title: text.sections[id], lead: leads[id], body }];
    });
    return [
      ...(named(profiles.title, profiles.lead, ...Object.values(profiles.names).map(({ title }) => title))
        ? [
            {
              id: 'profiles' as const,
              title: profiles.title,
              lead: profiles.lead,
              body: profileCards(view, this.#fire),
            },
          ]
        : []),
      ...sections,
      ...(named(carry.title, carry.settings, carry.backup, carry.bring, carry.wipe)
        ? [{ id: 'carry' as const, title: carry.title, lead: carry.lead, body: this.#carry(view) }]
        : []),
      ...(rows.length > 0
        ? [{ id: 'no-place' as const, title: noPlace.title, lead: noPlace.lead, body: noPlaceList(rows) }]
        : []),
    ];
  }

  #carry(view: SettingsView): TemplateResult {
    const ask = (asking: boolean) => {
      this.asking = asking ? 'wipe' : 'nothing';
    };
    return carryPart(view, { asking: this.asking === 'wipe', ask }, this.#fire);
  }

  #resetAll({ fields }: SettingsView): TemplateResult | typeof nothing {
    const { resetAll, resetAllQuestion, resetAllYes, carry } = words();
    const answer = (yes: boolean) => {
      this.asking = 'nothing';
      if (yes) this.#fire({ kind: 'reset-all' });
    };
    if (this.asking === 'reset') {
      return html`<div class="wipe" role="group" aria-label=${resetAllQuestion}>
        <p>${resetAllQuestion}</p>
        <div class="actions">
          <button class="button danger" id="reset-yes" type="button" @click=${() => answer(true)}>${resetAllYes}</button>
          <button class="button" id="reset-no" type="button" @click=${() => answer(false)}>${carry.keep}</button>
        </div>
      </div>`;
    }
    if (!fields.some(({ changed }) => changed)) return nothing;
    const ask = () => {
      this.asking = 'reset';
    };
    return html`<button class="button" id="reset-all" type="button" @click=${ask}>${resetAll}…</button>`;
  }

  #link(section: SectionId): TemplateResult | typeof nothing {
    const { modelsLink, privacyLink } = words();
    if (section === 'models') return html`<a class="onward" href="#models">${modelsLink}${chevronIcon}</a>`;
    if (section === 'kept' || section === 'hosts') {
      return html`<a class="onward" href="#privacy">${privacyLink}${chevronIcon}</a>`;
    }
    return nothing;
  }

  /** Always there, so that a screen reader hears of it when it comes. */
  #notice({ notice }: SettingsView): TemplateResult {
    const said = notice && noticeWords(notice);
    return html`<div class="told" role="status">
      ${
        said
          ? html`<p class=${said.error ? 'error' : ''}>
              ${said.error ? alarmIcon : doneIcon}<span>${said.text}${said.detail ? html`<small>${said.detail}</small>` : nothing}</span
              ><button id="dismiss" class="icon-button" type="button" aria-label=${words().notices.dismiss} @click=${() => this.#fire({ kind: 'dismiss-notice' })}>
                ${closeIcon}
              </button>
            </p>`
          : nothing
      }
    </div>`;
  }

  #search({ target }: Event): void {
    if (target instanceof HTMLInputElement) this.query = target.value;
  }

  #go(id: PartId): void {
    this.renderRoot.querySelector(`#part-${id}`)?.scrollIntoView({ block: 'start' });
    this.#focusOn(`#part-${id}`);
  }

  #focusOn(selector: string): void {
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus({ preventScroll: selector.startsWith('#part') });
  }

  #close(event: MouseEvent): void {
    // The address is the host's.
    event.preventDefault();
    this.#fire({ kind: 'close' });
  }
}

function noPlaceList(rows: readonly { title: string; why: string }[]): TemplateResult {
  return html`<dl class="no-place">
    ${rows.map(({ title, why }) => html`<div><dt>${title}</dt><dd>${why}</dd></div>`)}
  </dl>`;
}

customElements.define('sotto-settings', SottoSettings);

declare global {
  interface HTMLElementTagNameMap {
    'sotto-settings': SottoSettings;
  }
}
