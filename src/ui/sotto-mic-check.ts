import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { shared } from './shared.styles';
import { micCheckStyles } from './sotto-mic-check.styles';
import { micCheckText } from './text/mic-check/words';
import { Words, wordsHere } from './text/text';
import { type DeviceView, IntentEvent, type MicCheckDisplay, type MicCheckView } from './view-model';

/** The scale of the meter: from a quiet room to full scale. */
const LOWEST_DBFS = -60;
const MARKS_DBFS = [-60, -45, -30, -15, 0];
/** The peak mark stays so long, then falls. */
const PEAK_HOLD_MS = 900;
const PEAK_FALL_DB_PER_S = 20;

/**
 * Tries the microphone: a button, then a live meter, what the level means, and which device it is. It ends when it is left,
 * or goes.
 */
export class SottoMicCheck extends LitElement implements MicCheckDisplay {
  static override styles = [shared, micCheckStyles];
  static override properties = { view: { state: true } };

  /** Undefined before the first check, and when it was ended. */
  declare view: MicCheckView | undefined;

  #end: AbortController | undefined;
  #peak = { dbfs: LOWEST_DBFS, atMs: 0 };

  constructor() {
    super();
    this.view = undefined;
    new Words(this);
  }

  override disconnectedCallback(): void {
    this.end();
    super.disconnectedCallback();
  }

  /** Begins a check. Only in a gesture. */
  begin(): void {
    const before = this.#end;
    const end = new AbortController();
    this.#end = end;
    this.#peak = { dbfs: LOWEST_DBFS, atMs: 0 };
    // The next one begins first: between two checks nobody shall think that it is over.
    this.dispatchEvent(new IntentEvent({ kind: 'check-microphone', display: this, signal: end.signal }));
    before?.abort();
  }

  /** The microphone is given back. */
  end(): void {
    this.#end?.abort();
    this.#end = undefined;
    this.view = undefined;
  }

  show(view: MicCheckView): void {
    this.view = view;
  }

  level(dbfs: number): void {
    const bar = this.renderRoot.querySelector<HTMLElement>('.meter');
    if (!bar) return;
    const atMs = performance.now();
    const sinceMs = atMs - this.#peak.atMs - PEAK_HOLD_MS;
    const fallen = this.#peak.dbfs - Math.max(0, sinceMs / 1000) * PEAK_FALL_DB_PER_S;
    if (dbfs >= fallen) this.#peak = { dbfs, atMs };
    bar.style.setProperty('--level', `${shareOf(dbfs)}`);
    bar.style.setProperty('--peak', `${shareOf(Math.max(dbfs, fallen))}`);
  }

  /** First drawn when its words are here. */
  protected override async scheduleUpdate(): Promise<void> {
    if (!this.hasUpdated) await wordsHere();
    super.scheduleUpdate();
  }

  protected override render(): TemplateResult {
    const words = micCheckText();
    const { view } = this;
    const running = view && view.state !== 'failed';
    return html`
      <section aria-labelledby="title">
        <h3 id="title">${words.title}</h3>
        ${view ? nothing : html`<p class="lead">${words.lead}</p>`}
        ${view?.state === 'open' ? this.#meter() : nothing}
        <div role="status" class=${view ? '' : 'visually-hidden'}>${view ? sayings(view) : nothing}</div>
        <div class="actions">
          ${view?.state === 'open' ? this.#devices(view.devices) : nothing}
          <button id="check" class="button" type="button" @click=${this.#press}>
            ${running ? words.end : view ? words.again : words.start}
          </button>
        </div>
      </section>
    `;
  }

  /** Drawn by `level`, 60 times a second, beside Lit. */
  #meter(): TemplateResult {
    return html`<div class="meter" aria-hidden="true">
      <div class="track"><div class="level"></div><div class="peak"></div></div>
      <div class="scale" dir="ltr">${MARKS_DBFS.map((dbfs) => html`<span>${dbfs === 0 ? '0 dBFS' : `−${-dbfs}`}</span>`)}</div>
    </div>`;
  }

  #devices(devices: readonly DeviceView[]): TemplateResult | typeof nothing {
    if (devices.length < 2) return nothing;
    const words = micCheckText();
    return html`<label>
      <span class="visually-hidden">${words.device}</span>
      <select id="check-device" @change=${this.#pick}>
        ${devices.map(
          ({ id, label, selected }, index) =>
            html`<option value=${id} .selected=${selected}>${label || words.deviceNumber(index + 1)}</option>`,
        )}
      </select>
    </label>`;
  }

  #press(): void {
    if (this.view && this.view.state !== 'failed') this.end();
    else this.begin();
  }

  #pick(event: Event): void {
    if (!(event.target instanceof HTMLSelectElement)) return;
    this.dispatchEvent(new IntentEvent({ kind: 'pick-device', deviceId: event.target.value }));
    // What is preferred now is tried now.
    this.begin();
  }
}

/** Where on the scale a level lies, 0 to 1. */
function shareOf(dbfs: number): number {
  return Math.min(1, Math.max(0, 1 - dbfs / LOWEST_DBFS));
}

function sayings(view: MicCheckView): TemplateResult {
  const words = micCheckText();
  switch (view.state) {
    case 'opening':
      return html`<p>${words.opening}</p>`;
    case 'open':
      return html`<p data-verdict=${view.verdict}>${words.verdicts[view.verdict]}</p>`;
    case 'failed':
      return html`<p><strong>${view.fault.title}</strong></p><p>${view.fault.advice}</p>`;
  }
}

customElements.define('sotto-mic-check', SottoMicCheck);

declare global {
  interface HTMLElementTagNameMap {
    'sotto-mic-check': SottoMicCheck;
  }
}
