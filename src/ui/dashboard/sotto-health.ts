import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { HealthCheck, HealthReport } from '../../store/health';
import { alarmIcon, doneIcon } from '../icons';
import { shared } from '../shared.styles';
import { partStyles } from './dashboard-parts.styles';
import { DashboardIntentEvent } from './dashboard-view';

const NAMES: Readonly<Record<HealthCheck['name'], string>> = {
  models: 'Models',
  audio: 'Sound',
  storage: 'Storage',
  workers: 'Workers',
  memory: 'Memory',
  pressure: 'Pressure',
};

const VERDICTS: Readonly<Record<HealthCheck['verdict'], string>> = {
  good: 'good',
  bad: 'needs attention',
  unknown: 'not available',
};

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
    this.report = undefined;
    this.when = '';
    this.checking = false;
  }

  protected override render(): TemplateResult {
    const { report } = this;
    return html`
      <div class="head">
        <h2>Health</h2>
        <button id="check" class="button" type="button" aria-disabled=${this.checking ? 'true' : 'false'} @click=${this.#check}>
          ${this.checking ? 'Checking…' : 'Check now'}
        </button>
      </div>
      <p class="when" role="status">${report ? `${headline(report)} Checked at ${this.when}.` : 'Not checked yet.'}</p>
      ${report ? html`<ul>${report.checks.map(row)}</ul>` : nothing}
    `;
  }

  #check(): void {
    if (!this.checking) this.dispatchEvent(new DashboardIntentEvent({ kind: 'run-health' }));
  }
}

function headline({ checks }: HealthReport): string {
  const bad = checks.filter(({ verdict }) => verdict === 'bad').length;
  if (bad === 0) return 'All is well.';
  return bad === 1 ? '1 thing needs attention.' : `${bad} things need attention.`;
}

function row({ name, verdict, finding, advice }: HealthCheck): TemplateResult {
  return html`<li class=${verdict}>
    ${verdict === 'bad' ? alarmIcon : doneIcon}
    <div>
      <p><span class="name">${NAMES[name]}</span> <span class="verdict">${VERDICTS[verdict]}</span></p>
      <p class="soft">${finding}</p>
      ${advice ? html`<p class="advice">${advice}</p>` : nothing}
    </div>
  </li>`;
}

customElements.define('sotto-health', SottoHealth);

declare global {
  interface HTMLElementTagNameMap {
    'sotto-health': SottoHealth;
  }
}
