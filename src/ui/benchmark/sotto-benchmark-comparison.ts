import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { partStyles } from '../dashboard/dashboard-parts.styles';
import { closeIcon } from '../icons';
import { shared } from '../shared.styles';
import { benchmarkText } from '../text/benchmark/words';
import { dashboardText } from '../text/dashboard/words';
import { Words } from '../text/text';
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

  /* Figures beside each other: neither takes the other's place where the page runs from the right. */
  .change :is(b, span) {
    unicode-bidi: isolate;
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
    new Words(this);
    this.view = undefined;
  }

  override focus(options?: FocusOptions): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('h2')?.focus(options));
  }

  protected override render(): TemplateResult | typeof nothing {
    const { view } = this;
    if (!view) return nothing;
    const text = benchmarkText().comparison;
    const close = () => this.dispatchEvent(new BenchmarkIntentEvent({ kind: 'close-compare' }));
    return html`
      <div class="head top">
        <h2 id="title" tabindex="-1">${view.runTitle} <span class="soft">${text.against}</span> ${view.baseTitle}</h2>
        <button class="close" type="button" aria-label=${text.close} @click=${close}>${closeIcon}</button>
      </div>
      <p class="lead">${view.lead}</p>
      ${view.differences.length > 0 ? differences(view.differences, view) : nothing}
      ${verdictCounts(view.counts)}
      ${view.rows.length > 0 ? verdicts(view) : html`<p class="empty">${text.nothingInCommon}</p>`}
    `;
  }
}

function differences(all: readonly DifferenceView[], { baseTitle, runTitle }: ComparisonView): TemplateResult {
  const text = benchmarkText().comparison;
  return html`<table class="differences">
    <caption class="visually-hidden">${text.differsCaption}</caption>
    <thead>
      <tr>
        <th scope="col">${text.differs}</th>
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
  const text = benchmarkText();
  return html`<table class="cards verdicts" role="table" aria-labelledby="title">
    <thead role="rowgroup">
      <tr role="row">
        <th scope="col" role="columnheader">${text.series}</th>
        <th scope="col" role="columnheader">${text.comparison.verdict}</th>
        <th class="number" scope="col" role="columnheader">${text.comparison.base}</th>
        <th class="number" scope="col" role="columnheader">${text.run}</th>
        <th class="change" scope="col" role="columnheader">${text.comparison.changeHead(axis)}</th>
        <th class="number" scope="col" role="columnheader">p</th>
      </tr>
    </thead>
    <tbody role="rowgroup">${rows.map(row)}</tbody>
  </table>`;
}

function row({ title, verdict, why, base, run, change, interval, p, bar }: VerdictRowView): TemplateResult {
  const text = benchmarkText();
  return html`<tr role="row">
    <th scope="row" role="rowheader">${title}${why ? html`<span class="why" dir="auto">${why}</span>` : nothing}</th>
    <td class="verdict" role="cell" data-label=${text.comparison.verdict}>${verdictChip(verdict)}</td>
    <td class="number" role="cell" data-label=${text.comparison.base}>${base.median}<span class="why">${base.n}</span></td>
    <td class="number" role="cell" data-label=${text.run}>${run.median}<span class="why">${run.n}</span></td>
    <td class="change" role="cell" data-label=${text.comparison.change}>
      ${changeBar(bar)}<b>${change}</b> <span>${interval ?? text.nTooSmall}</span>
    </td>
    <td class="number" role="cell" data-label="p">${p ?? html`<span class="absent">${dashboardText().none}</span>`}</td>
  </tr>`;
}

customElements.define('sotto-benchmark-comparison', SottoBenchmarkComparison);

declare global {
  interface HTMLElementTagNameMap {
    'sotto-benchmark-comparison': SottoBenchmarkComparison;
  }
}
