import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { microphoneIcon } from './icons';
import { shared } from './shared.styles';
import { talkText } from './text/talk/words';
import { Words } from './text/text';
import { type DeviceView, IntentEvent } from './view-model';

/** Which microphone. Absent until there is a choice, or a name to show (browsers hide names before permission). */
export class SottoDevices extends LitElement {
  static override properties = { devices: { attribute: false } };
  static override styles = [
    shared,
    css`
      :host {
        display: contents;
      }

      label {
        display: inline-flex;
        align-items: center;
        gap: 0.125rem;
        flex: 0 1 auto;
        min-width: 0;
      }

      .icon {
        width: 1rem;
        height: 1rem;
      }

      select {
        min-width: 0;
        max-width: 14rem;
        min-height: var(--touch);
        padding: 0 0.25rem;
        border: 0;
        border-radius: 0.5rem;
        background: transparent;
        color: var(--ink);
        font: inherit;
        text-overflow: ellipsis;
        cursor: pointer;
      }

      option {
        background: var(--surface);
        color: var(--ink);
      }
    `,
  ];

  declare devices: DeviceView[];

  constructor() {
    super();
    this.devices = [];
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
    `;
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
