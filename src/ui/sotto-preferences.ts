import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { DEFAULT_PREFERENCES } from '../store/preferences';
import { chevronIcon, closeIcon, settingsIcon } from './icons';
import { popoverPanelStyles } from './popover-panel.styles';
import { shared } from './shared.styles';
import { preferencesStyles } from './sotto-preferences.styles';
import {
  type IdleMinutes,
  IntentEvent,
  type NameGate,
  type PatienceChoice,
  type Preferences,
  type TalkMode,
} from './view-model';

interface Choice<T> {
  value: T;
  title: string;
  /** What choosing it means, in one short sentence; left out where the title says it all. */
  meaning?: string;
}

const PATIENCE: readonly Choice<PatienceChoice>[] = [
  { value: 'quick', title: 'Quick', meaning: 'Answers fastest; may cut in while you think.' },
  { value: 'normal', title: 'Balanced', meaning: 'Waits a little if you sound unfinished.' },
  { value: 'patient', title: 'Patient', meaning: 'Waits longer in every pause.' },
];

const TALK_MODES: readonly Choice<TalkMode>[] = [
  { value: 'hands-free', title: 'Hands-free', meaning: 'Hears you while the microphone is on.' },
  { value: 'push-to-talk', title: 'Hold to talk', meaning: 'Hears you while you hold the button.' },
  { value: 'toggle', title: 'Press to talk', meaning: 'One press begins, the next one sends.' },
  { value: 'one-question', title: 'One question', meaning: 'A press opens the microphone for one question.' },
];

const NAME_GATES: readonly Choice<NameGate>[] = [
  { value: 'off', title: 'Everyone', meaning: 'Answers whatever it hears.' },
  { value: 'on', title: 'Only when you say “Sotto”', meaning: 'Answers what names it, and what you ask right after.' },
];

const IDLE_MINUTES: readonly Choice<`${IdleMinutes}`>[] = [
  { value: '5', title: '5 minutes' },
  { value: '15', title: '15 minutes' },
  { value: '60', title: 'An hour' },
  { value: '0', title: 'Never' },
];

const MINUTES: Readonly<Record<`${IdleMinutes}`, IdleMinutes>> = { 0: 0, 5: 5, 15: 15, 60: 60 };

/** What `keepConversations` means, as the two answers to it. */
const KEEPING: readonly Choice<'on' | 'off'>[] = [
  {
    value: 'on',
    title: 'Keep conversations on this device',
    meaning: 'Found again under Conversations. Nothing is sent.',
  },
  { value: 'off', title: 'Keep nothing', meaning: 'What was kept before stays until you delete it.' },
];

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
  }

  /** The panel is open: Escape is meant for it. */
  get isOpen(): boolean {
    return this.renderRoot.querySelector('#panel:popover-open') !== null;
  }

  protected override render(): TemplateResult {
    const { patience, talkMode, nameGate, idleMinutes, keepConversations } = this.preferences;
    return html`
      <button id="settings" class="opener" type="button" popovertarget="panel" title="Settings">
        ${settingsIcon}<span>Settings</span>
      </button>
      <div id="panel" popover role="dialog" aria-labelledby="title" @beforetoggle=${this.#toggling}>
        <header class="head">
          <h2 id="title">Settings</h2>
          <button id="close" type="button" popovertarget="panel" popovertargetaction="hide" aria-label="Close settings">
            ${closeIcon}
          </button>
        </header>
        ${this.#group('patience', 'When I pause', PATIENCE, patience, (value) => ({ patience: value }))}
        ${this.#group('talk-mode', 'Microphone', TALK_MODES, talkMode, (value) => ({ talkMode: value }))}
        ${this.#group('name-gate', 'Who I listen to', NAME_GATES, nameGate, (value) => ({ nameGate: value }))}
        ${this.#group('idle', 'Release the microphone after a silence of', IDLE_MINUTES, `${idleMinutes}`, (value) => ({
          idleMinutes: MINUTES[value],
        }))}
        ${this.#group('keep', 'Conversations', KEEPING, keepConversations ? 'on' : 'off', (value) => ({
          keepConversations: value === 'on',
        }))}
        <a id="all-settings" href="#settings" @click=${this.#leave}>All settings${chevronIcon}</a>
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

  #group<T extends string>(
    name: string,
    legend: string,
    choices: readonly Choice<T>[],
    chosen: T,
    change: (value: T) => Partial<Preferences>,
  ): TemplateResult {
    const choice = ({ value, title, meaning }: Choice<T>) => html`
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
    const terse = choices.every(({ meaning }) => !meaning);
    return html`<fieldset class=${terse ? 'terse' : ''}><legend>${legend}</legend>${choices.map(choice)}</fieldset>`;
  }
}

customElements.define('sotto-preferences', SottoPreferences);

declare global {
  interface HTMLElementTagNameMap {
    'sotto-preferences': SottoPreferences;
  }
}
