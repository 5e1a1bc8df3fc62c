import { html, LitElement, nothing, svg, type TemplateResult } from 'lit';
import { formatPercent } from './format';
import { HoldController } from './hold-controller';
import { fetchIcon, microphoneIcon, microphoneOffIcon, stopIcon } from './icons';
import { shared } from './shared.styles';
import { talkGlyphStyles } from './sotto-talk.glyphs.styles';
import { talkHoldStyles } from './sotto-talk.hold.styles';
import { talkStyles } from './sotto-talk.styles';
import { announcement, type Hold, hintWords, holdOf, keyWords, stateWords, talkLabel } from './talk-words';
import { controlText } from './text/control/words';
import { Words } from './text/text';
import { IntentEvent, type Stage, type TalkMode, type ViewModel } from './view-model';
import { isReplying } from './words';

/** The one big control, pressed or held; the state in words under it, and what pressing it would do. */
export class SottoTalk extends LitElement {
  static override styles = [shared, talkStyles, talkHoldStyles, talkGlyphStyles];
  static override properties = {
    stage: { attribute: false },
    microphone: { attribute: false },
    talkMode: { attribute: false },
    holding: { attribute: false },
    interruptible: { attribute: false },
    byName: { attribute: false },
    givenBackMinutes: { attribute: false },
    progress: { attribute: false },
    bare: { type: Boolean, reflect: true },
  };

  /** What the page is doing. */
  declare stage: Stage;
  declare microphone: ViewModel['microphone'];
  declare talkMode: TalkMode;
  /** The control is down, by whatever means. */
  declare holding: boolean;
  /** A voice can end a reply on this device. */
  declare interruptible: boolean;
  /** Only what names Sotto counts just now. */
  declare byName: boolean;
  declare givenBackMinutes: ViewModel['givenBackMinutes'];
  /** Per cent downloaded, or undefined when loading has no measure: the ring then only turns. */
  declare progress: number | undefined;
  /** The control without words to look at: the page around it says them already. */
  declare bare: boolean;

  #level = 0;
  readonly #hold = new HoldController(this, {
    enabled: () => holdOf(this) !== 'none',
    latching: () => this.talkMode === 'toggle',
    button: () => this.#button,
    onDown: () => this.#fire('hold-talk'),
    onUp: () => this.#fire('release-talk'),
  });

  constructor() {
    super();
    this.stage = 'starting';
    this.microphone = 'off';
    this.talkMode = 'hands-free';
    this.holding = false;
    this.interruptible = true;
    this.byName = false;
    this.givenBackMinutes = undefined;
    this.progress = undefined;
    this.bare = false;
    new Words(this);
  }

  /**
   * Shows the live level, 0 to 1. Called up to 30 times a second, so it renders nothing: one custom property, two
   * composited transforms that read it.
   */
  level(level01: number): void {
    const clamped = Math.min(1, Math.max(0, Number.isFinite(level01) ? level01 : 0));
    // Steps of a fortieth: a level that has not changed to the eye paints nothing.
    const step = Math.round(clamped * 40) / 40;
    if (step === this.#level) return;
    this.#level = step;
    this.style.setProperty('--level', String(step));
  }

  /** Puts the keyboard on the control. */
  override focus(options?: FocusOptions): void {
    this.#button?.focus(options);
  }

  protected override render(): TemplateResult {
    const { stage, microphone } = this;
    const hold = holdOf(this);
    // A disabled button would drop the keyboard's place when loading starts; `aria-disabled` keeps it.
    return html`
      <div class="control" data-state=${stage} data-hold=${hold} ?data-by-name=${this.byName}>
        <span class="halo" aria-hidden="true"></span>
        <span class="ring" aria-hidden="true"></span>
        <button
          id="talk"
          type="button"
          data-state=${stage}
          data-hold=${hold}
          data-microphone=${microphone}
          ?data-by-name=${this.byName}
          aria-pressed=${this.#pressed(hold) ?? nothing}
          aria-disabled=${this.#idle ? 'true' : nothing}
          aria-describedby="hint"
          aria-keyshortcuts=${hold === 'none' ? nothing : 'Space'}
          @click=${this.#click}
          @pointerdown=${this.#hold.pointerDown}
          @pointerup=${this.#hold.pointerUp}
          @pointercancel=${this.#hold.pointerUp}
          @pointerleave=${this.#hold.pointerUp}
          @lostpointercapture=${this.#hold.pointerUp}
          @contextmenu=${this.#hold.contextMenu}
        >
          ${this.#glyph(hold)}
          <span class="visually-hidden">${talkLabel(this)}</span>
        </button>
        ${this.#arc()}
      </div>
      <div class="words ${this.bare ? 'visually-hidden' : ''}">
        <p id="state" aria-hidden="true">${stateWords(this)}</p>
        <p id="hint">
          ${hintWords(this)}${hold === 'up' && stage === 'listening' ? html`<span class="keys">${keyWords(this)}</span>` : nothing}
        </p>
      </div>
      ${hold === 'none' ? nothing : this.#offButton()}
      <p class="visually-hidden" role="status" aria-live="polite">${announcement(this)}</p>
    `;
  }

  get #button(): HTMLButtonElement | null {
    return this.renderRoot.querySelector<HTMLButtonElement>('#talk');
  }

  get #idle(): boolean {
    return this.stage === 'starting' || this.stage === 'loading' || this.stage === 'failed';
  }

  /** Held: down or not. Pressed: the microphone on or off. Undefined where it is neither. */
  #pressed(hold: Hold): 'true' | 'false' | undefined {
    if (hold !== 'none') return hold === 'down' ? 'true' : 'false';
    if (this.#idle || this.stage === 'setup') return undefined;
    return this.microphone === 'on' ? 'true' : 'false';
  }

  #fire(kind: 'talk' | 'hold-talk' | 'release-talk'): void {
    this.dispatchEvent(new IntentEvent({ kind }));
  }

  #click(): void {
    if (!this.#hold.click() && !this.#idle) this.#fire('talk');
  }

  /**
   * The control is for talking, so another one closes the microphone. During a reply it keeps its place and waits: there
   * the same request would stop the reply.
   */
  #offButton(): TemplateResult {
    const replying = isReplying(this.stage);
    const { off } = controlText();
    return html`<button id="off" class="button quiet" type="button" title=${off} ?disabled=${replying} @click=${this.#off}>
      ${microphoneOffIcon}<span>${off}</span>
    </button>`;
  }

  #off(): void {
    const byKeyboard = this.renderRoot.querySelector('#off:focus-visible') !== null;
    this.#fire('talk');
    // This button goes away with the microphone: the keyboard goes to the one that opens it again.
    if (byKeyboard) this.focus({ preventScroll: true });
  }

  #glyph(hold: Hold): TemplateResult | typeof nothing {
    if (hold === 'down') return this.stage === 'hearing' ? bars : microphoneIcon;
    if (isReplying(this.stage)) {
      return html`${stopIcon}${this.stage === 'thinking' ? dots : nothing}`;
    }
    if (this.stage === 'setup') return fetchIcon;
    if (this.stage === 'hearing') return hold === 'up' ? dots : bars;
    if (this.stage === 'loading') {
      return this.progress === undefined
        ? dots
        : html`<span class="figure" aria-hidden="true">${formatPercent(this.progress)}</span>`;
    }
    return this.stage === 'starting' ? dots : microphoneIcon;
  }

  /** The ring of progress: drawn by attributes, since the page's policy refuses inline styles. */
  #arc(): TemplateResult | typeof nothing {
    const turning =
      (this.stage === 'thinking' && holdOf(this) !== 'down') ||
      this.microphone === 'opening' ||
      (this.stage === 'loading' && this.progress === undefined);
    if (!turning && this.stage !== 'loading') return nothing;
    const length = turning ? 22 : (this.progress ?? 0);
    return html`<svg class="arc ${turning ? 'turning' : ''}" viewBox="0 0 100 100" aria-hidden="true">
      ${turning ? nothing : svg`<circle class="track" cx="50" cy="50" r="47.5"></circle>`}
      <circle class="run" cx="50" cy="50" r="47.5" pathLength="100" stroke-dasharray="${length} 100"></circle>
    </svg>`;
  }
}

const dots = html`<span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>`;
const bars = html`<span class="bars" aria-hidden="true"><i></i><i></i><i></i><i></i><i></i></span>`;

customElements.define('sotto-talk', SottoTalk);

declare global {
  interface HTMLElementTagNameMap {
    'sotto-talk': SottoTalk;
  }
}
