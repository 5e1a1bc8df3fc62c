import { css, html, LitElement, nothing, svg, type TemplateResult } from 'lit';
import { partStyles } from '../dashboard/dashboard-parts.styles';
import { shared } from '../shared.styles';
import { benchmarkText } from '../text/benchmark/words';
import { Words } from '../text/text';
import { benchmarkParts } from './benchmark-parts.styles';
import type { LiveView } from './benchmark-view';
import { dotPath } from './dots';

const styles = css`
  /* Samples run from left to right in every language, and what names both ends with them. */
  .plot,
  .range {
    direction: ltr;
  }

  .plot {
    position: relative;
    height: 9rem;
    margin-top: 0.25rem;
    border-bottom: 1px solid var(--edge);
  }

  .plot svg {
    width: 100%;
    height: 100%;
    overflow: visible;
  }

  .samples {
    stroke: var(--ink);
    stroke-width: 5;
    stroke-linecap: round;
  }

  .newest {
    stroke: var(--lamp);
    stroke-width: 9;
    stroke-linecap: round;
  }

  .median {
    stroke: var(--edge);
    stroke-dasharray: 4 4;
  }

  .top {
    position: absolute;
    inset-block-start: 0;
    inset-inline-start: 0;
    padding-inline-end: 0.25rem;
    background: var(--surface);
    color: var(--ink-soft);
    font-size: 0.75rem;
  }

  .range {
    display: flex;
    justify-content: space-between;
    color: var(--ink-soft);
    font-size: 0.75rem;
    font-variant-numeric: tabular-nums;
  }

  .lead {
    min-height: 1.4em;
    margin-bottom: 0.5rem;
    font-variant-numeric: tabular-nums;
  }
`;

/** How many samples are as wide as the plot, until there are more. */
const LEAST_SLOTS = 40;

/** Samples of the series in hand as they come in. Its height is fixed: nothing moves when one comes. */
export class SottoLiveSamples extends LitElement {
  static override properties = { view: { attribute: false } };
  static override styles = [shared, partStyles, benchmarkParts, styles];

  declare view: LiveView | undefined;

  constructor() {
    super();
    new Words(this);
    this.view = undefined;
  }

  protected override render(): TemplateResult {
    const { view } = this;
    const text = benchmarkText().running;
    return html`
      <div class="head"><h2>${text.samples}</h2><span class="soft">${view?.title ?? ''}</span></div>
      <p class="lead">${view?.summary ?? text.firstComes}</p>
      <div class="plot" role="img" aria-label=${view ? text.samplesOf(view.title) : text.noSamples}>
        ${view ? plot(view) : nothing}
      </div>
      <p class="range" aria-hidden="true">
        <span>${view ? text.sample(String(view.firstNumber)) : ''}</span>
        <span>${view ? view.firstNumber + view.values.length - 1 : ''}</span>
      </p>
    `;
  }
}

function plot({ values, median, top, topWords }: LiveView): TemplateResult {
  const slots = Math.max(LEAST_SLOTS, values.length);
  const points = values.map((value, i): [number, number] => [((i + 0.5) / slots) * 100, 100 - (value / top) * 100]);
  const middle = median === undefined ? undefined : 100 - (median / top) * 100;
  return html`<svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      ${middle === undefined ? nothing : svg`<line class="median" x1="0" x2="100" y1=${middle} y2=${middle} vector-effect="non-scaling-stroke"></line>`}
      ${svg`<path class="samples" d=${dotPath(points.slice(0, -1))} vector-effect="non-scaling-stroke"></path>
        <path class="newest" d=${dotPath(points.slice(-1))} vector-effect="non-scaling-stroke"></path>`}
    </svg>
    <span class="top" aria-hidden="true">${topWords}</span>`;
}

customElements.define('sotto-live-samples', SottoLiveSamples);

declare global {
  interface HTMLElementTagNameMap {
    'sotto-live-samples': SottoLiveSamples;
  }
}
