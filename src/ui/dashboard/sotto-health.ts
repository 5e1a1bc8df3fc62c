import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { HealthCheck, HealthReport } from '../../store/health';
import { alarmIcon, doneIcon } from '../icons';
import { shared } from '../shared.styles';
import { dashboardText } from '../text/dashboard/words';
import { Words } from '../text/text';
import { partStyles } from './dashboard-parts.styles';
import { DashboardIntentEvent } from './dashboard-view';

const styles = css`
  :host {
    display: block;
  }

  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.5rem;
  }

  ul {
    display: grid;
    gap: 0.625rem;
    margin-top: 0.75rem;
    list-style: none;
  }

  li {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0.625rem;
    font-size: 0.875rem;
    overflow-wrap: anywhere;
  }

  .name {
    font-weight: 600;
  }

  .advice {
    margin-top: 0.125rem;
  }

  .bad .icon,
  .bad .verdict {
    color: var(--alarm);
  }

  .unknown .verdict {
    font-style: italic;
  }

  .verdict,
  .when {
    color: var(--ink-soft);
    font-size: 0.8125rem;
  }

  .unknown .icon {
    visibility: hidden;
  }
`;

/** What the health check found, and what to do about it. */
export class SottoHealth extends LitElement {
  static override properties = {
    report: { attribute: false },
    when: { attribute: false },
    checking: { attribute: false },
  };
  static override styles = [shared, partStyles, styles];

  declare report: HealthReport | undefined;
  /** Time of the report. */
  declare when: string;
  declare checking: boolean;

  constructor() {
    super();
    new Words(this);
    this.report = undefined;
    this.when = '';
    this.checking = false;
  }

  protected override render(): TemplateResult {
    const { report } = this;
    const text = dashboardText().health;
    return html`
      <div class="head">
        <h2>${text.title}</h2>
        <button id="check" class="button" type="button" aria-disabled=${this.checking ? 'true' : 'false'} @click=${this.#check}>
          ${this.checking ? text.checking : text.check}
        </button>
      </div>
      <p class="when" role="status">${report ? text.checkedAt(headline(report), this.when) : text.notChecked}</p>
      ${report ? html`<ul>${report.checks.map(row)}</ul>` : nothing}
    `;
  }

  #check(): void {
    if (!this.checking) this.dispatchEvent(new DashboardIntentEvent({ kind: 'run-health' }));
  }
}

function headline({ checks }: HealthReport): string {
  const bad = checks.filter(({ verdict }) => verdict === 'bad').length;
  const text = dashboardText().health;
  return bad === 0 ? text.well : text.bad(bad, String(bad));
}

/** In other languages the names and figures of what is wrong follow in the English of whoever checked. */
function row({ name, verdict, finding, advice }: HealthCheck): TemplateResult {
  const text = dashboardText().health;
  const found = text.finding(name, verdict, finding);
  const inDetail = verdict === 'bad' && found !== finding;
  return html`<li class=${verdict}>
    ${verdict === 'bad' ? alarmIcon : doneIcon}
    <div>
      <p><span class="name">${text.names[name]}</span> <span class="verdict">${text.verdicts[verdict]}</span></p>
      <p class="soft">${found}</p>
      ${inDetail ? html`<p class="soft" lang="en" dir="auto">${finding}</p>` : nothing}
      ${advice ? html`<p class="advice">${text.advice(name, advice)}</p>` : nothing}
    </div>
  </li>`;
}

customElements.define('sotto-health', SottoHealth);

declare global {
  interface HTMLElementTagNameMap {
    'sotto-health': SottoHealth;
  }
}
