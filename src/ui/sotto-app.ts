import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { DEFAULT_PREFERENCES } from '../store/preferences';
import { percent } from './format';
import { lockIcon, loudspeakerIcon, mark, performanceIcon } from './icons';
import { pageHeadStyles } from './page-head.styles';
import { shared } from './shared.styles';
import { appSizeStyles } from './sotto-app.sizes.styles';
import { appStyles } from './sotto-app.styles';
import './sotto-composer';
import './sotto-devices';
import './sotto-fault';
import './sotto-preferences';
import './sotto-setup';
import './sotto-talk';
import './sotto-update';
import './sotto-welcome';
import { talkText } from './text/talk/words';
import { Words, wordsHere } from './text/text';
import { IntentEvent, type ViewModel } from './view-model';
import { isFetching, isReplying, isUsable } from './words';

/**
 * The whole page: draws one `ViewModel`, and fires `IntentEvent` for all a user can ask. It keeps nothing of its own but
 * the line being typed and where the conversation is scrolled to.
 */
export class SottoApp extends LitElement {
  static override styles = [shared, pageHeadStyles, appStyles, appSizeStyles];
  static override properties = { view: { attribute: false } };

  /** What to show; a new object each time. Undefined until the page knows anything. */
  declare view: ViewModel | undefined;

  /** The keyboard was in the set-up panel before this update. */
  #wasInSetup = false;
  #later: Promise<unknown> | undefined;

  constructor() {
    super();
    this.view = undefined;
    new Words(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('keydown', this.#onKeyDown);
  }

  override disconnectedCallback(): void {
    window.removeEventListener('keydown', this.#onKeyDown);
    super.disconnectedCallback();
  }

  /** The live level, 0 to 1, of whoever is talking. Up to 30 times a second; renders nothing. */
  level(level01: number): void {
    this.renderRoot.querySelector('sotto-talk')?.level(level01);
  }

  /** Text from elsewhere, for the user to send or to change. */
  offer(text: string): void {
    void this.updateComplete.then(() => {
      const composer = this.renderRoot.querySelector('sotto-composer');
      if (composer) composer.draft = text;
    });
  }

  protected override willUpdate(): void {
    this.#wasInSetup = this.shadowRoot?.activeElement?.localName === 'sotto-setup';
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('view')) return;
    this.#fetchLater();
    // Set-up is done and its panel gone: the keyboard goes to the control the user was setting up.
    if (this.#wasInSetup && !this.renderRoot.querySelector('sotto-setup')) {
      const talk = this.renderRoot.querySelector('sotto-talk');
      void talk?.updateComplete.then(() => talk.focus({ preventScroll: true }));
    }
  }

  /** First drawn when its words are here: English on its way to another language would be a flash. */
  protected override async scheduleUpdate(): Promise<void> {
    if (!this.hasUpdated) await wordsHere();
    super.scheduleUpdate();
  }

  protected override render(): TemplateResult {
    const words = talkText();
    const view = this.view ?? EMPTY;
    const talking = view.messages.length > 0;
    const preparing = view.stage === 'starting' || view.stage === 'setup' || view.stage === 'loading';
    const { before, short, after } = words.newConversation;
    const fetching = view.loading !== undefined && isFetching(view.loading);
    return html`
      <header>
        <h1 class="name">${mark}<span>Sotto</span></h1>
        <sotto-history .list=${view.conversations} .keeping=${view.preferences.keepConversations} ?hidden=${preparing}></sotto-history>
        <p class="badge">${lockIcon}<span>${words.promise}</span></p>
        <a id="performance" class="quiet" href="#performance" aria-label=${words.performance} title=${words.performance}>${performanceIcon}</a>
        <sotto-preferences .preferences=${view.preferences}></sotto-preferences>
      </header>
      <main>${this.#main(view)}</main>
      <section class="dock" data-size=${preparing ? 'tiny' : talking || view.stage === 'failed' ? 'small' : 'large'} aria-label=${words.dock}>
        <sotto-update .news=${view.update}></sotto-update>
        ${
          view.fault && !this.#faultFills(view)
            ? html`<sotto-fault .fault=${view.fault} .fatal=${view.stage === 'failed'}></sotto-fault>`
            : nothing
        }
        <sotto-talk
          .stage=${view.stage}
          .microphone=${view.microphone}
          .talkMode=${view.preferences.talkMode}
          .holding=${view.holding}
          .byName=${view.byName}
          .givenBackMinutes=${view.givenBackMinutes}
          .interruptible=${view.halfDuplexReason === undefined}
          ?bare=${preparing}
          .progress=${fetching && view.loading ? percent(view.loading.loadedBytes, view.loading.totalBytes) : undefined}
        ></sotto-talk>
        <p id="changing" class=${view.changing ? '' : 'visually-hidden'} role="status">${view.changing ? words.changing(view.changing) : nothing}</p>
        ${this.#halfDuplexNote(view)}
        <sotto-composer .stage=${view.stage}></sotto-composer>
        <footer>
          <sotto-devices .devices=${view.devices}></sotto-devices>
          ${view.limitation ? html`<span class="limitation">${words.limitations[view.limitation]}</span>` : nothing}
          <button id="clear" type="button" ?hidden=${!talking} @click=${this.#clear}>
            <span class="long">${before}</span>${short}<span class="long">${after}</span>
          </button>
          <span class="version">${view.version}</span>
        </footer>
      </section>
    `;
  }

  /**
   * Always there, so that a screen reader hears of its words when they come. A key that is held ends a reply everywhere, so
   * there is nothing to say then.
   */
  #halfDuplexNote({ stage, halfDuplexReason, preferences }: ViewModel): TemplateResult {
    const reason = preferences.talkMode === 'hands-free' && isUsable(stage) ? halfDuplexReason : undefined;
    return html`<p id="half-duplex" class=${reason ? '' : 'visually-hidden'} role="status">
      ${reason ? html`${loudspeakerIcon}<span>${talkText().halfDuplex[reason]}</span>` : nothing}
    </p>`;
  }

  #main(view: ViewModel): TemplateResult | typeof nothing {
    if (this.#faultFills(view)) {
      return html`<div class="centre"><sotto-fault .fault=${view.fault} fatal></sotto-fault></div>`;
    }
    if (view.stage === 'setup' || view.stage === 'loading') {
      return html`<div class="centre"><sotto-setup .stage=${view.stage} .loading=${view.loading}></sotto-setup></div>`;
    }
    if (view.messages.length > 0) {
      return html`<sotto-conversation .messages=${view.messages} .usable=${isUsable(view.stage)}></sotto-conversation>`;
    }
    if (view.stage === 'starting' || view.stage === 'failed') return nothing;
    return html`<div class="centre"><sotto-welcome .said=${view.welcome}></sotto-welcome></div>`;
  }

  /** A fault that ends everything takes the page, unless there is a conversation to keep in sight. */
  #faultFills(view: ViewModel): boolean {
    return view.stage === 'failed' && view.fault !== undefined && view.messages.length === 0;
  }

  /** What a conversation needs comes behind the first picture; where it did not come, it is asked for again. */
  #fetchLater(): void {
    this.#later ??= Promise.all([import('./sotto-conversation'), import('./sotto-history')]).catch(() => {
      this.#later = undefined;
    });
  }

  #clear(): void {
    this.dispatchEvent(new IntentEvent({ kind: 'clear' }));
  }

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
    // Escape closes the panel first; the browser does that after this event.
    if (this.renderRoot.querySelector('sotto-preferences')?.isOpen) return;
    if (this.renderRoot.querySelector('sotto-history')?.isOpen) return;
    const { stage } = this.view ?? EMPTY;
    if (isReplying(stage) || stage === 'hearing') this.dispatchEvent(new IntentEvent({ kind: 'stop' }));
  };
}

const EMPTY: ViewModel = {
  preferences: DEFAULT_PREFERENCES,
  halfDuplexReason: undefined,
  holding: false,
  byName: false,
  givenBackMinutes: undefined,
  stage: 'starting',
  microphone: 'off',
  messages: [],
  loading: undefined,
  fault: undefined,
  devices: [],
  conversations: { items: [], query: '' },
  update: undefined,
  limitation: undefined,
  changing: undefined,
  version: '',
};

customElements.define('sotto-app', SottoApp);

declare global {
  interface HTMLElementTagNameMap {
    'sotto-app': SottoApp;
  }
}
