import { html, LitElement, nothing, svg, type TemplateResult } from 'lit';
import { fetchIcon, microphoneIcon, stopIcon } from './icons';
import { shared } from './shared.styles';
import { talkGlyphStyles } from './sotto-talk.glyphs.styles';
import { talkStyles } from './sotto-talk.styles';
import { IntentEvent, type Stage, type ViewModel } from './view-model';
import { hintWords, isReplying, stateWords, talkLabel } from './words';

/** The one big control, the state in words under it, and what pressing it would do. */
export class SottoTalk extends LitElement {
  static override styles = [shared, talkStyles, talkGlyphStyles];
  static override properties = {
    stage: { attribute: false },
    microphone: { attribute: false },
    progress: { attribute: false },
    bare: { type: Boolean, reflect: true },
  };

  /** What the page is doing. */
  declare stage: Stage;
  declare microphone: ViewModel['microphone'];
  /** Per cent downloaded, or undefined when loading has no measure: the ring then only turns. */
  declare progress: number | undefined;
  /** The control without words to look at: the page around it says them already. */
  declare bare: boolean;

  #level = 0;

  constructor() {
    super();
    this.stage = 'starting';
    this.microphone = 'off';
    this.progress = undefined;
    this.bare = false;
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
    this.renderRoot.querySelector<HTMLButtonElement>('#talk')?.focus(options);
  }

  protected override render(): TemplateResult {
    const { stage, microphone } = this;
    const idle = stage === 'starting' || stage === 'loading' || stage === 'failed';
    const canBeOn = !idle && stage !== 'setup';
    // A disabled button would drop the keyboard's place when loading starts; `aria-disabled` keeps it.
    return html`
      <div class="control" data-state=${stage} data-microphone=${microphone}>
        <span class="halo" aria-hidden="true"></span>
        <span class="ring" aria-hidden="true"></span>
        <button
          id="talk"
          type="button"
          data-state=${stage}
          data-microphone=${microphone}
          aria-pressed=${canBeOn ? String(microphone === 'on') : nothing}
          aria-disabled=${idle ? 'true' : nothing}
          aria-describedby="hint"
          @click=${this.#press}
        >
          ${this.#glyph()}
          <span class="visually-hidden">${talkLabel(stage, microphone)}</span>
        </button>
        ${this.#arc()}
      </div>
      <div class="words ${this.bare ? 'visually-hidden' : ''}">
        <p id="state" aria-hidden="true">${stateWords(stage, microphone)}</p>
        <p id="hint">${hintWords(stage, microphone)}</p>
      </div>
      <p class="visually-hidden" role="status" aria-live="polite">${this.#announcement()}</p>
    `;
  }

  #press(): void {
    const idle = this.stage === 'starting' || this.stage === 'loading' || this.stage === 'failed';
    if (!idle) this.dispatchEvent(new IntentEvent({ kind: 'talk' }));
  }

  /** A screen reader talking over the user would be heard by the microphone: "hearing" changes no announcement. */
  #announcement(): string {
    return stateWords(this.stage === 'hearing' ? 'listening' : this.stage, this.microphone);
  }

  #glyph(): TemplateResult | typeof nothing {
    if (isReplying(this.stage)) {
      return html`${stopIcon}${this.stage === 'thinking' ? dots : nothing}`;
    }
    if (this.stage === 'setup') return fetchIcon;
    if (this.stage === 'hearing') return bars;
    if (this.stage === 'loading') {
      return this.progress === undefined
        ? dots
        : html`<span class="figure" aria-hidden="true">${this.progress}%</span>`;
    }
    return this.stage === 'starting' ? dots : microphoneIcon;
  }

  /** The ring of progress: drawn by attributes, since the page's policy refuses inline styles. */
  #arc(): TemplateResult | typeof nothing {
    const turning =
      this.stage === 'thinking' ||
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
