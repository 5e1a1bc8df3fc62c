import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { alarmIcon, chevronIcon, lockIcon } from '../icons';
import { pageFrameStyles } from '../page-frame.styles';
import { shared } from '../shared.styles';
import { dashboardText } from '../text/dashboard/words';
import { Words } from '../text/text';
import { partStyles } from './dashboard-parts.styles';
import { DashboardIntentEvent, type DashboardView } from './dashboard-view';
import { errorTable, figureGroups, unavailableList } from './plain-sections';
import './sotto-alerts';
import './sotto-chart';
import './sotto-component-table';
import { dashboardStyles } from './sotto-dashboard.styles';
import './sotto-dashboard-filters';
import './sotto-exports';
import './sotto-health';
import './sotto-tiles';
import './sotto-turn-bars';

/**
 * The page on which Sotto shows how it performs: draws one `DashboardView`, and fires `DashboardIntentEvent` for all a
 * user can ask. Who sets the view decides how often it is made anew.
 */
export class SottoDashboard extends LitElement {
  static override properties = { view: { attribute: false } };
  static override styles = [shared, ...pageFrameStyles, partStyles, dashboardStyles];

  /** What to show; a new object each time. Undefined until something was read. */
  declare view: DashboardView | undefined;

  constructor() {
    super();
    new Words(this);
    this.view = undefined;
  }

  /** Puts the keyboard and a screen reader's attention on the heading: call when the page is switched to. */
  override focus(options?: FocusOptions): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector('h1')?.focus(options));
  }

  protected override render(): TemplateResult {
    const { view } = this;
    const text = dashboardText();
    return html`
      <header>
        <a id="back" href="#" @click=${this.#close}>${chevronIcon}<span>${text.back}</span></a>
        <h1 tabindex="-1">${text.title}</h1>
        <p class="badge">${lockIcon}<span>${text.badge}</span></p>
        <a id="benchmarks" class="page-link" href="#benchmark">${text.benchmarks}</a>
        ${view ? this.#switch(view.monitoring) : nothing}
      </header>
      <main>${view ? this.#sections(view) : html`<p class="empty" role="status">${text.reading}</p>`}</main>
    `;
  }

  #sections(view: DashboardView): TemplateResult {
    return html`
      <sotto-dashboard-filters .range=${view.range} .component=${view.component}></sotto-dashboard-filters>
      ${this.#notes(view)}
      <sotto-tiles .tiles=${view.tiles}></sotto-tiles>
      <div class="columns">
        <div class="column">
          <section class="card">
            <sotto-turn-bars .view=${view.turns} .open=${view.openTurn}></sotto-turn-bars>
          </section>
          <section class="card"><sotto-chart .view=${view.trend}></sotto-chart></section>
          <section class="card"><sotto-component-table .rows=${view.components}></sotto-component-table></section>
          <section class="card"><sotto-chart .view=${view.throughput}></sotto-chart></section>
          <section class="card"><sotto-chart .view=${view.memory}></sotto-chart></section>
        </div>
        <div class="column side">
          <section class="card" id="alerts">
            <sotto-alerts
              .alerts=${view.alerts}
              .profiles=${view.profiles}
              .activeProfile=${view.activeProfile}
              .notifications=${view.notifications}
            ></sotto-alerts>
          </section>
          <section class="card">
            <sotto-health .report=${view.health} .when=${view.healthWhen} .checking=${view.checkingHealth}></sotto-health>
          </section>
          <section class="card">${errorTable(view.errors)}</section>
          <section class="card">${figureGroups(view.figures)}</section>
          <section class="card">${unavailableList(view.unavailable)}</section>
          <section class="card"><sotto-exports .collector=${view.collector}></sotto-exports></section>
        </div>
      </div>
    `;
  }

  /** Always there, so that a screen reader hears of an alert when it is raised, and only then. */
  #notes({ storageNote, monitoring, alerts }: DashboardView): TemplateResult {
    const lasting = alerts.filter((alert) => alert.lasting);
    const text = dashboardText();
    const rules = lasting.map(({ rule }) => rule).join(text.comma);
    return html`<div class="notes">
      <div role="status">
        ${
          lasting.length > 0
            ? html`<p class="note alarm">
                ${alarmIcon}<span>${text.alerts.last(lasting.length, String(lasting.length), rules)}</span>
              </p>`
            : nothing
        }
        ${storageNote ? html`<p class="note">${alarmIcon}<span>${storageNote}</span></p>` : nothing}
        ${monitoring ? nothing : html`<p class="note">${alarmIcon}<span>${text.monitoringIsOff}</span></p>`}
      </div>
      ${lasting.length > 0 ? html`<button class="button" type="button" @click=${this.#toAlerts}>${text.alerts.see}</button>` : nothing}
    </div>`;
  }

  #switch(on: boolean): TemplateResult {
    const change = () => this.dispatchEvent(new DashboardIntentEvent({ kind: 'set-monitoring', on: !on }));
    return html`<button id="monitoring" type="button" role="switch" aria-checked=${on ? 'true' : 'false'} @click=${change}>
      <span>${dashboardText().monitoring}</span><span class="track"><span class="knob"></span></span>
    </button>`;
  }

  #toAlerts(): void {
    const alerts = this.renderRoot.querySelector('#alerts');
    alerts?.scrollIntoView({ block: 'start' });
    alerts
      ?.querySelector('sotto-alerts')
      ?.renderRoot.querySelector<HTMLElement>('button, select')
      ?.focus({ preventScroll: true });
  }

  #close(event: MouseEvent): void {
    // The address is the host's: it knows what the hash was before.
    event.preventDefault();
    this.dispatchEvent(new DashboardIntentEvent({ kind: 'close' }));
  }
}

customElements.define('sotto-dashboard', SottoDashboard);

declare global {
  interface HTMLElementTagNameMap {
    'sotto-dashboard': SottoDashboard;
  }
}
