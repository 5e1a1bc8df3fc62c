import { css, html, LitElement, type TemplateResult } from 'lit';
import { shared } from '../shared.styles';
import { dashboardText } from '../text/dashboard/words';
import { Words } from '../text/text';
import { bandChip } from './band-chip';
import { dash } from './dash';
import { partStyles } from './dashboard-parts.styles';
import { type ComponentRowView, DashboardIntentEvent } from './dashboard-view';
import { sparkline } from './sparkline';

const styles = css`
  :host {
    display: block;
    container-type: inline-size;
  }

  .lead {
    margin: 0.25rem 0 0.75rem;
    color: var(--ink-soft);
    font-size: 0.875rem;
  }

  tr.selected {
    background: color-mix(in srgb, var(--tint) 60%, transparent);
  }

  .name {
    min-height: 2rem;
    padding: 0;
    border: 0;
    background: none;
    font-size: 0.875rem;
    text-align: start;
    text-decoration: underline;
    text-decoration-color: var(--edge);
    text-underline-offset: 0.25em;
    cursor: pointer;
  }

  .name:hover {
    text-decoration-color: currentColor;
  }

  .selected .name {
    font-weight: 600;
  }

  .spark {
    display: inline-block;
    width: 5rem;
    height: 1.25rem;
    vertical-align: middle;
    overflow: visible;
  }

  .spark polyline {
    stroke: var(--ink);
    stroke-width: 1.5;
    stroke-linejoin: round;
  }

  .cards :is(th, td).trend {
    padding-inline-start: 0.75rem;
    white-space: nowrap;
  }

  .target {
    padding-inline-start: 0.75rem;
  }

  .trend span {
    display: inline-block;
    min-width: 5rem;
    color: var(--ink-soft);
  }

  .errors {
    color: var(--alarm);
    font-weight: 600;
  }

  @container (max-width: 40rem) {
    .cards tbody th {
      order: -2;
      grid-column: span 3;
    }
    .cards tbody td.target {
      order: -1;
      padding: 0;
    }
    .cards tbody td.target::before {
      content: none;
    }
    .cards tbody td.trend {
      grid-column: span 2;
      padding: 0;
    }
    .trend span {
      min-width: 4.5rem;
    }
    .spark {
      width: 3.5rem;
    }
  }
`;

/** Every component with its quantiles, trend and errors. A press on a name makes it the chosen one. */
export class SottoComponentTable extends LitElement {
  static override properties = { rows: { attribute: false } };
  static override styles = [shared, partStyles, styles];

  declare rows: readonly ComponentRowView[];

  constructor() {
    super();
    new Words(this);
    this.rows = [];
  }

  protected override render(): TemplateResult {
    const text = dashboardText().table;
    const headings = [text.count, 'p50', 'p95', 'p99', text.work];
    return html`
      <h2 id="title">${text.title}</h2>
      <p class="lead">
        ${text.lead}
      </p>
      <table class="cards" role="table" aria-labelledby="title">
        <thead role="rowgroup">
          <tr role="row">
            <th scope="col" role="columnheader">${text.component}</th>
            ${headings.map((heading) => html`<th class="number" scope="col" role="columnheader">${heading}</th>`)}
            <th class="trend" scope="col" role="columnheader">${text.trend}</th>
            <th class="number" scope="col" role="columnheader">${text.errors}</th>
            <th class="target" scope="col" role="columnheader">${text.p95Is}</th>
          </tr>
        </thead>
        <tbody role="rowgroup">${this.rows.map((row) => this.#row(row))}</tbody>
      </table>
    `;
  }

  #row(row: ComponentRowView): TemplateResult {
    const cells = [String(row.count), row.p50, row.p95, row.p99, row.work];
    const text = dashboardText().table;
    const labels = [text.count, 'p50', 'p95', 'p99', text.work];
    const choose = () =>
      this.dispatchEvent(
        new DashboardIntentEvent({ kind: 'set-component', component: row.selected ? 'all' : row.component }),
      );
    return html`<tr class=${row.selected ? 'selected' : ''} role="row">
      <th scope="row" role="rowheader">
        <button class="name" type="button" aria-pressed=${row.selected ? 'true' : 'false'} @click=${choose}>${row.label}</button>
      </th>
      ${cells.map((value, i) => html`<td class="number" role="cell" data-label=${labels[i]}>${value ?? dash()}</td>`)}
      <td class="trend" role="cell" data-label=${text.trend}><span>${row.trendWords}</span>${sparkline(row.trend)}</td>
      <td class="number" role="cell" data-label=${text.errors}>
        <span class=${row.errors > 0 ? 'errors' : ''}>${row.errors}</span>
      </td>
      <td class="target" role="cell" data-label=${text.p95Is} title=${row.target}>${row.band ? bandChip(row.band) : dash()}</td>
    </tr>`;
  }
}

customElements.define('sotto-component-table', SottoComponentTable);

declare global {
  interface HTMLElementTagNameMap {
    'sotto-component-table': SottoComponentTable;
  }
}
