import { css, html, LitElement, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { alarmIcon, closeIcon } from '../icons';
import { shared } from '../shared.styles';
import { dashboardText } from '../text/dashboard/words';
import { Words } from '../text/text';
import { partStyles } from './dashboard-parts.styles';
import { type AlertView, DashboardIntentEvent, type NotificationsView, type ProfileView } from './dashboard-view';

const styles = css`
  :host {
    display: block;
  }

  .profile {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.25rem;
    margin: 0.5rem 0 0.75rem;
    color: var(--ink-soft);
    font-size: 0.8125rem;
  }

  ul {
    display: grid;
    gap: 0.5rem;
    list-style: none;
  }

  li {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    gap: 0.625rem;
    align-items: start;
    padding-block: 0.625rem;
    padding-inline: 0.75rem 0;
    border: 1px solid var(--line);
    border-radius: 0.75rem;
    font-size: 0.875rem;
    overflow-wrap: anywhere;
  }

  li.lasting {
    border-color: var(--alarm);
    background: var(--alarm-ground);
  }

  li .icon {
    color: var(--ink-soft);
  }

  li.lasting :is(.icon, .verdict) {
    color: var(--alarm);
  }

  .verdict {
    font-weight: 600;
  }

  .rule {
    font-weight: 600;
  }

  select {
    box-sizing: border-box;
    width: 100%;
    min-width: 0;
  }

  #notify {
    margin-block: 0.625rem;
  }

  .detail {
    color: var(--ink-soft);
    font-size: 0.8125rem;
  }

  code {
    font-size: 0.8125rem;
  }

  button.dismiss {
    display: grid;
    place-items: center;
    width: var(--touch);
    height: var(--touch);
    margin-block: -0.5rem;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: none;
    color: var(--ink-soft);
    cursor: pointer;
  }

  button.dismiss:hover {
    background: var(--tint);
    color: var(--ink);
  }
`;

/** Alerts, those that last first, and the profile of rules that raise them. */
export class SottoAlerts extends LitElement {
  static override properties = {
    alerts: { attribute: false },
    profiles: { attribute: false },
    activeProfile: { attribute: false },
    notifications: { attribute: false },
  };
  static override styles = [shared, partStyles, styles];

  declare alerts: readonly AlertView[];
  declare profiles: readonly ProfileView[];
  declare activeProfile: string;
  declare notifications: NotificationsView;

  constructor() {
    super();
    new Words(this);
    this.alerts = [];
    this.profiles = [];
    this.activeProfile = '';
    this.notifications = 'off';
  }

  protected override render(): TemplateResult {
    const text = dashboardText().alerts;
    return html`
      <h2>${text.title}</h2>
      <label class="profile">
        ${text.rules}
        <select id="profile" @change=${this.#pick}>
          ${this.profiles.map(
            ({ id, title }) => html`<option value=${id} .selected=${live(id === this.activeProfile)}>${title}</option>`,
          )}
        </select>
      </label>
      ${this.#notify()}
      ${
        this.alerts.length === 0
          ? html`<p class="soft">${text.nothing}</p>`
          : html`<ul>
              ${repeat(
                this.alerts,
                ({ id }) => id,
                (alert) => this.#row(alert),
              )}
            </ul>`
      }
    `;
  }

  /** Asked for here, where it is plain what for; the browser's own question follows the click. */
  #notify(): TemplateResult {
    const text = dashboardText().alerts;
    switch (this.notifications) {
      case 'unavailable':
        return html`<p class="soft">${text.unavailable}</p>`;
      case 'denied':
        return html`<p class="soft">${text.denied}</p>`;
      case 'on':
      case 'off': {
        const on = this.notifications === 'on';
        const change = () => this.dispatchEvent(new DashboardIntentEvent({ kind: 'set-notifications', on: !on }));
        return html`<button id="notify" class="button" type="button" aria-pressed=${on ? 'true' : 'false'} @click=${change}>
          ${on ? text.on : text.off}
        </button>`;
      }
    }
  }

  #row({ id, rule, condition, severity, lasting, when, value, component }: AlertView): TemplateResult {
    const text = dashboardText().alerts;
    const dismiss = () => this.dispatchEvent(new DashboardIntentEvent({ kind: 'dismiss-alert', alertId: id }));
    return html`<li class=${lasting ? 'lasting' : ''}>
      ${alarmIcon}
      <div>
        <p class="rule">${rule}</p>
        <p><span class="verdict">${(lasting ? text.lasting : text.over)(text.severities[severity])}</span> <span class="detail">${when}</span></p>
        <p class="detail"><code dir="ltr">${condition}</code>${component ? text.metAtBy(value, component) : text.metAt(value)}</p>
      </div>
      <button class="dismiss" type="button" aria-label=${text.dismiss(rule)} @click=${dismiss}>${closeIcon}</button>
    </li>`;
  }

  #pick(event: Event): void {
    if (!(event.currentTarget instanceof HTMLSelectElement)) return;
    this.dispatchEvent(new DashboardIntentEvent({ kind: 'set-profile', profileId: event.currentTarget.value }));
  }
}

customElements.define('sotto-alerts', SottoAlerts);

declare global {
  interface HTMLElementTagNameMap {
    'sotto-alerts': SottoAlerts;
  }
}
