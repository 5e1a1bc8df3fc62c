import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { closeIcon, meterIcon, microphoneIcon } from './icons';
import { shared } from './shared.styles';
import { devicesStyles } from './sotto-devices.styles';
import { micCheckText } from './text/mic-check/words';
import { talkText } from './text/talk/words';
import { Words } from './text/text';
import { type DeviceView, IntentEvent } from './view-model';

/** Which microphone, and whether it hears the user. Absent until there is a choice, or a name to show (browsers hide names before permission). */
export class SottoDevices extends LitElement {
  static override properties = { devices: { attribute: false }, checking: { state: true } };
  static override styles = [shared, devicesStyles];

  declare devices: DeviceView[];
  /** The panel that tries the microphone is open. */
  declare checking: boolean;

  constructor() {
    super();
    this.devices = [];
    this.checking = false;
    new Words(this);
  }

  protected override render(): TemplateResult | typeof nothing {
    const named = this.devices.some((device) => device.label !== '');
    if (this.devices.length === 0 || (this.devices.length < 2 && !named)) return nothing;
    const words = talkText();
    return html`
      <label>
        ${microphoneIcon}<span class="visually-hidden">${words.microphone}</span>
        <select id="device" @change=${this.#pick}>
          ${this.devices.map(
            (device, index) =>
              html`<option value=${device.id} .selected=${device.selected}>
                ${device.label || words.microphoneNumber(index + 1)}
              </option>`,
          )}
        </select>
      </label>
      ${this.#check()}
    `;
  }

  /** The browser closes the panel on Escape or a press elsewhere; with it the check ends. */
  #check(): TemplateResult {
    const { start, close } = micCheckText();
    return html`
      <button id="check-microphone" class="icon-button" type="button" popovertarget="check-panel" aria-label=${start} title=${start}>
        ${meterIcon}
      </button>
      <div id="check-panel" popover role="dialog" aria-label=${start} @beforetoggle=${this.#toggling}>
        <button id="close-check" class="icon-button" type="button" popovertarget="check-panel" popovertargetaction="hide" aria-label=${close}>
          ${closeIcon}
        </button>
        ${this.checking ? html`<sotto-mic-check></sotto-mic-check>` : nothing}
      </div>
    `;
  }

  #toggling(event: Event): void {
    if (!(event instanceof ToggleEvent)) return;
    // The browser would give the keyboard back to the host of this shadow root, which cannot have it (Chromium 156).
    if (event.newState === 'closed' && this.renderRoot.querySelector('#check-panel :focus')) {
      this.renderRoot.querySelector<HTMLElement>('#check-microphone')?.focus({ preventScroll: true });
    }
    this.checking = event.newState === 'open';
    if (this.checking)
      void this.#begin().catch(() => this.renderRoot.querySelector<HTMLElement>('#check-panel')?.hidePopover());
  }

  /** The press that opened the panel is the gesture the sound needs. */
  async #begin(): Promise<void> {
    const { SottoMicCheck } = await import('./sotto-mic-check');
    await this.updateComplete;
    const check = this.renderRoot.querySelector('sotto-mic-check');
    if (check instanceof SottoMicCheck) check.begin();
  }

  #pick(event: Event): void {
    if (event.target instanceof HTMLSelectElement) {
      this.dispatchEvent(new IntentEvent({ kind: 'pick-device', deviceId: event.target.value }));
    }
  }
}

customElements.define('sotto-devices', SottoDevices);

declare global {
  interface HTMLElementTagNameMap {
    'sotto-devices': SottoDevices;
  }
}
