import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { DEFAULT_PREFERENCES } from '../store/preferences';
import { chevronIcon, closeIcon, settingsIcon } from './icons';
import { popoverPanelStyles } from './popover-panel.styles';
import { shared } from './shared.styles';
import { preferencesStyles } from './sotto-preferences.styles';
import { quickText } from './text/quick/words';
import { Words } from './text/text';
import {
  type IdleMinutes,
  IntentEvent,
  type NameGate,
  type PatienceChoice,
  type Preferences,
  type TalkMode,
} from './view-model';

const PATIENCE: readonly PatienceChoice[] = ['quick', 'normal', 'patient'];
const TALK_MODES: readonly TalkMode[] = ['hands-free', 'push-to-talk', 'toggle', 'one-question'];
const NAME_GATES: readonly NameGate[] = ['off', 'on'];
const IDLE_MINUTES: readonly `${IdleMinutes}`[] = ['5', '15', '60', '0'];
const MINUTES: Readonly<Record<`${IdleMinutes}`, IdleMinutes>> = { 0: 0, 5: 5, 15: 15, 60: 60 };
/** What `keepConversations` means, as the two answers to it. */
const KEEPING: readonly ('on' | 'off')[] = ['on', 'off'];

/** A group of the panel: its values in order, and their words. */
interface Group<T extends string> {
  legend: string;
  values: readonly T[];
  words: Readonly<Record<T, { title: string; meaning?: string }>>;
  chosen: T;
  change: (value: T) => Partial<Preferences>;
}

/**
 * How the user likes to talk: a button, and the panel it opens. The panel is a popover: the page goes on beside it, and
 * the browser closes it on Escape or a press elsewhere.
 */
export class SottoPreferences extends LitElement {
  static override styles = [shared, popoverPanelStyles, preferencesStyles];
  static override properties = { preferences: { attribute: false } };

  declare preferences: Preferences;

  constructor() {
    super();
    this.preferences = DEFAULT_PREFERENCES;
    new Words(this);
  }

  /** The panel is open: Escape is meant for it. */
  get isOpen(): boolean {
    return this.renderRoot.querySelector('#panel:popover-open') !== null;
  }

  protected override render(): TemplateResult {
    const { patience, talkMode, nameGate, idleMinutes, keepConversations } = this.preferences;
    const words = quickText();
    return html`
      <button id="settings" class="opener" type="button" popovertarget="panel" title=${words.title}>
        ${settingsIcon}<span>${words.title}</span>
      </button>
      <div id="panel" popover role="dialog" aria-labelledby="title" @beforetoggle=${this.#toggling}>
        <div class="head">
          <h2 id="title">${words.title}</h2>
          <button id="close" class="icon-button" type="button" popovertarget="panel" popovertargetaction="hide" aria-label=${words.close}>
            ${closeIcon}
          </button>
        </div>
        ${this.#group('patience', {
          legend: words.patience,
          values: PATIENCE,
          words: words.patiences,
          chosen: patience,
          change: (value) => ({ patience: value }),
        })}
        ${this.#group('talk-mode', {
          legend: words.talkMode,
          values: TALK_MODES,
          words: words.talkModes,
          chosen: talkMode,
          change: (value) => ({ talkMode: value }),
        })}
        ${this.#group('name-gate', {
          legend: words.nameGate,
          values: NAME_GATES,
          words: words.nameGates,
          chosen: nameGate,
          change: (value) => ({ nameGate: value }),
        })}
        ${this.#group('idle', {
          legend: words.idle,
          values: IDLE_MINUTES,
          words: words.idleMinutes,
          chosen: `${idleMinutes}`,
          change: (value) => ({ idleMinutes: MINUTES[value] }),
        })}
        ${this.#group('keep', {
          legend: words.keep,
          values: KEEPING,
          words: words.keeping,
          chosen: keepConversations ? 'on' : 'off',
          change: (value) => ({ keepConversations: value === 'on' }),
        })}
        <a id="all-settings" href="#settings" @click=${this.#leave}>${words.all}${chevronIcon}</a>
      </div>
    `;
  }

  /** The browser would give the keyboard back to the host of this shadow root, which cannot have it (Chromium 156). */
  #toggling(event: Event): void {
    if (!(event instanceof ToggleEvent) || event.newState !== 'closed') return;
    if (this.renderRoot.querySelector('#panel :focus')) {
      this.renderRoot.querySelector<HTMLButtonElement>('#settings')?.focus({ preventScroll: true });
    }
  }

  /** The page behind the panel is left for another. */
  #leave(): void {
    this.renderRoot.querySelector<HTMLElement>('#panel')?.hidePopover();
  }

  #group<T extends string>(name: string, { legend, values, words, chosen, change }: Group<T>): TemplateResult {
    const choice = (value: T) => {
      const { title, meaning } = words[value];
      return html`
      <label>
        <input
          type="radio"
          name=${name}
          value=${value}
          aria-describedby=${meaning ? `${name}-${value}` : nothing}
          ?autofocus=${name === 'patience' && value === chosen}
          .checked=${live(value === chosen)}
          @change=${() => this.dispatchEvent(new IntentEvent({ kind: 'prefer', change: change(value) }))}
        />
        <span class="title">${title}</span>
        ${meaning ? html`<span class="meaning" id="${name}-${value}">${meaning}</span>` : nothing}
      </label>
    `;
    };
    const terse = values.every((value) => !words[value].meaning);
    return html`<fieldset class=${terse ? 'terse' : ''}><legend>${legend}</legend>${values.map(choice)}</fieldset>`;
  }
}

customElements.define('sotto-preferences', SottoPreferences);

declare global {
  interface HTMLElementTagNameMap {
    'sotto-preferences': SottoPreferences;
  }
}
