import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { partStyles } from '../dashboard/dashboard-parts.styles';
import { closeIcon } from '../icons';
import { shared } from '../shared.styles';
import { benchmarkParts } from './benchmark-parts.styles';
import { BenchmarkIntentEvent } from './benchmark-view';
import { verdictChip, verdictCounts } from './chips';
import type { ComparisonView, DifferenceView, VerdictRowView } from './comparison-view';
import { intervalStyles } from './interval.styles';
import { changeBar } from './interval-bar';

const styles = css`
  h2:focus-visible {
    outline: none;
  }

  .top {
    flex-wrap: nowrap;
  }

  .close {
    display: grid;
    flex: none;
    place-items: center;
    width: var(--touch);
    height: var(--touch);
    margin-block: -0.5rem;
    margin-inline: 0 -0.75rem;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: none;
    color: var(--ink-soft);
    cursor: pointer;
  }

  .close:hover {
    background: var(--tint);
    color: var(--ink);
  }

  .differences {
    margin: 0 0 0.75rem;
  }

  .differences td {
    overflow-wrap: anywhere;
  }

  .verdicts {
    margin-top: 0.75rem;
  }

  .why {
    display: block;
    color: var(--ink-soft);
    font-size: 0.75rem;
  }

  td.number {
    white-space: nowrap;
  }

  .change {
    width: 30%;
    padding-inline-start: 1rem;
  }

  .change span {
    color: var(--ink-soft);
    font-size: 0.75rem;
  }

  .change b {
    color: var(--ink);
    font-size: 0.8125rem;
  }

  @container (max-width: 40rem) {
    .cards tbody td.change {
      grid-column: 1 / -1;
      order: 9;
      width: auto;
    }
    .cards tbody tr {
      grid-template-columns: minmax(0, 1.5fr) minmax(0, 1fr) minmax(0, 1fr) minmax(0, 0.7fr);
    }
    .cards tbody td {
      align-self: start;
    }
    td.number {
      white-space: normal;
    }
  }
`;

/** Two runs side by side: what differs between their devices, and a verdict for every series both have. */
export class SottoBenchmarkComparison extends LitElement {
  static override properties = { view: { attribute: false } };
  static override styles = [shared, partStyles, benchmarkParts, intervalStyles, styles];

  declare view: ComparisonView | undefined;

  constructor() {
    super();
    this.view = undefined;
  }

  override focus(options?: FocusOptions): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('h2')?.focus(options));
  }

  protected override render(): TemplateResult | typeof nothing {
    const { view } = this;
    if (!view) return nothing;
    const close = () => this.dispatchEvent(new BenchmarkIntentEvent({ kind: 'close-compare' }));
    return html`
      <div class="head top">
        <h2 id="title" tabindex="-1">${view.runTitle} <span class="soft">against</span> ${view.baseTitle}</h2>
        <button class="close" type="button" aria-label="Close the comparison" @click=${close}>${closeIcon}</button>
      </div>
      <p class="lead">${view.lead}</p>
      ${view.differences.length > 0 ? differences(view.differences, view) : nothing}
      ${verdictCounts(view.counts)}
      ${view.rows.length > 0 ? verdicts(view) : html`<p class="empty">The two have no series in common.</p>`}
    `;
  }
}

function differences(all: readonly DifferenceView[], { baseTitle, runTitle }: ComparisonView): TemplateResult {
  return html`<table class="differences">
    <caption class="visually-hidden">What differs between what they were measured on</caption>
    <thead>
      <tr>
        <th scope="col">Differs</th>
        <th scope="col">${baseTitle}</th>
        <th scope="col">${runTitle}</th>
      </tr>
    </thead>
    <tbody>
      ${all.map(({ field, a, b }) => html`<tr><th scope="row">${field}</th><td><b>${a}</b></td><td><b>${b}</b></td></tr>`)}
    </tbody>
  </table>`;
}

function verdicts({ rows, axis }: ComparisonView): TemplateResult {
  return html`<table class="cards verdicts" role="table" aria-labelledby="title">
    <thead role="rowgroup">
      <tr role="row">
        <th scope="col" role="columnheader">Series</th>
        <th scope="col" role="columnheader">Verdict</th>
        <th class="number" scope="col" role="columnheader">Base</th>
        <th class="number" scope="col" role="columnheader">Run</th>
        <th class="change" scope="col" role="columnheader">Change of the median, ±${axis}; its 95% interval</th>
        <th class="number" scope="col" role="columnheader">p</th>
      </tr>
    </thead>
    <tbody role="rowgroup">${rows.map(row)}</tbody>
  </table>`;
}

function row({ title, verdict, why, base, run, change, interval, p, bar }: VerdictRowView): TemplateResult {
  return html`<tr role="row">
    <th scope="row" role="rowheader">${title}${why ? html`<span class="why">${why}</span>` : nothing}</th>
    <td class="verdict" role="cell" data-label="Verdict">${verdictChip(verdict)}</td>
    <td class="number" role="cell" data-label="Base">${base.median}<span class="why">${base.n}</span></td>
    <td class="number" role="cell" data-label="Run">${run.median}<span class="why">${run.n}</span></td>
    <td class="change" role="cell" data-label="Change">
      ${changeBar(bar)}<b>${change}</b> <span>${interval ?? 'n too small'}</span>
    </td>
    <td class="number" role="cell" data-label="p">${p ?? html`<span class="absent">none</span>`}</td>
  </tr>`;
}

customElements.define('sotto-benchmark-comparison', SottoBenchmarkComparison);

declare global {
  interface HTMLElementTagNameMap {
    'sotto-benchmark-comparison': SottoBenchmarkComparison;
  }
}
