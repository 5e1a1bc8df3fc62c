import { html, LitElement, nothing, type PropertyValues, svg, type TemplateResult, unsafeCSS } from 'lit';
import uPlot from 'uplot';
import uPlotStyles from 'uplot/dist/uPlot.min.css?inline';
import { shared } from '../shared.styles';
import { dashboardText } from '../text/dashboard/words';
import { Words } from '../text/text';
import { type ChartInk, chartData, chartOptions, DASHES, slotWords, valueWords } from './chart-options';
import type { ChartView } from './chart-view';
import { partStyles } from './dashboard-parts.styles';
import { tableDisclosure } from './disclosure';
import { chartStyles } from './sotto-chart.styles';

/** A chart over time: drawn by uPlot, told in one sentence, and laid out as a table behind a disclosure. */
export class SottoChart extends LitElement {
  static override properties = { view: { attribute: false }, tableOpen: { state: true } };
  static override styles = [shared, unsafeCSS(uPlotStyles), partStyles, chartStyles];

  declare view: ChartView | undefined;
  declare private tableOpen: boolean;

  #plot: uPlot | undefined;
  /** What the plot was built for; other data alone are set into it. */
  #builtFor = '';
  readonly #dark = matchMedia('(prefers-color-scheme: dark)');
  readonly #resized = new ResizeObserver(() => this.#resize());

  constructor() {
    super();
    new Words(this);
    this.view = undefined;
    this.tableOpen = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#dark.addEventListener('change', this.#repaint);
    this.#resized.observe(this);
    // Moved or shown again: the plot went when it left.
    this.requestUpdate('view');
  }

  override disconnectedCallback(): void {
    this.#dark.removeEventListener('change', this.#repaint);
    this.#resized.disconnect();
    this.#drop();
    super.disconnectedCallback();
  }

  protected override render(): TemplateResult | typeof nothing {
    const view = this.view;
    if (!view) return nothing;
    return html`
      <div class="head">
        <h2>${view.title}</h2>
        <ul class="keys" aria-hidden="true">
          ${view.series.length > 1 ? view.series.map(({ label, look }) => html`<li>${key(look)}${label}</li>`) : nothing}
        </ul>
      </div>
      <p class="summary">${view.summary}</p>
      <div class="plot" role="img" aria-label=${view.summary}></div>
      <p class="nothing" ?hidden=${!isEmpty(view)}>${view.empty}</p>
      <div class="foot">
        <p class="readout" aria-hidden="true"></p>
        ${
          isEmpty(view)
            ? nothing
            : tableDisclosure(
                this.tableOpen,
                (tableOpen) => {
                  this.tableOpen = tableOpen;
                },
                view.title,
                () => table(view),
              )
        }
      </div>
      <i class="ink first"></i><i class="ink second"></i><i class="ink third"></i><i class="ink line"></i><i class="ink limit"></i>
    `;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('view')) this.#draw();
  }

  readonly #repaint = (): void => {
    this.#drop();
    this.#draw();
  };

  #draw(): void {
    const { view } = this;
    const place = this.renderRoot.querySelector<HTMLElement>('.plot');
    if (!view || !place || place.clientWidth === 0) return;
    const builtFor = JSON.stringify([
      view.id,
      view.slotMs,
      view.unit,
      view.limits,
      view.series.map(({ label }) => label),
    ]);
    if (this.#plot && this.#builtFor === builtFor) {
      this.#plot.setData(chartData(view));
      return;
    }
    this.#drop();
    const size = { width: place.clientWidth, height: place.clientHeight };
    const bars = uPlot.paths.bars?.({ size: [0.7, 28], align: 1 });
    // The range of the value axis is of the view of the moment, not of the one the plot was built for.
    const current = (): ChartView => this.view ?? view;
    const options = chartOptions(current, size, this.#ink(), bars, (index) => this.#read(index));
    this.#plot = new uPlot(options, chartData(view), place);
    this.#builtFor = builtFor;
  }

  #drop(): void {
    this.#plot?.destroy();
    this.#plot = undefined;
  }

  #resize(): void {
    const place = this.renderRoot.querySelector<HTMLElement>('.plot');
    if (!place || place.clientWidth === 0) return;
    if (this.#plot) this.#plot.setSize({ width: place.clientWidth, height: place.clientHeight });
    else this.#draw();
  }

  /** The values beneath the pointer, in place of the summary's line. */
  #read(index: number | undefined): void {
    const { view } = this;
    const line = this.renderRoot.querySelector('.readout');
    if (!line || !view) return;
    const startMs = index === undefined ? undefined : view.startsMs[index];
    const values = view.series.flatMap(({ label, values }) => {
      const value = index === undefined ? undefined : values[index];
      return value === undefined ? [] : [`${label} ${valueWords(view.unit, value)}`];
    });
    line.textContent =
      startMs === undefined || values.length === 0 ? '' : [slotWords(startMs, view.slotMs), ...values].join(' · ');
  }

  /** Custom properties as colours: each is the colour of an element that is not seen. */
  #ink(): ChartInk {
    const colour = (name: string) => {
      const element = this.renderRoot.querySelector(`.ink.${name}`);
      return element ? getComputedStyle(element).color : '';
    };
    return {
      series: { first: colour('first'), second: colour('second'), third: colour('third') },
      text: colour('limit'),
      line: colour('line'),
      limit: colour('limit'),
      font: `12px ${getComputedStyle(this).fontFamily}`,
    };
  }
}

const isEmpty = ({ series }: ChartView) => !series.some(({ values }) => values.some((value) => value !== undefined));

function key(look: keyof typeof DASHES): TemplateResult {
  return html`<svg viewBox="0 0 24 8" focusable="false">
    ${svg`<line class=${look} x1="0" x2="24" y1="4" y2="4" stroke-dasharray=${DASHES[look].join(' ') || 'none'}></line>`}
  </svg>`;
}

/** Slots in which something was measured, the newest first. */
function table({ title, unit, startsMs, slotMs, series }: ChartView): TemplateResult {
  const rows = startsMs
    .map((startMs, i) => ({ startMs, values: series.map(({ values }) => values[i]) }))
    .filter(({ values }) => values.some((value) => value !== undefined))
    .reverse();
  return html`<table>
    <caption class="visually-hidden">${title}</caption>
    <thead>
      <tr>
        <th scope="col">${dashboardText().charts.from}</th>
        ${series.map(({ label }) => html`<th class="number" scope="col">${label}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ({ startMs, values }) => html`<tr>
          <th scope="row">${slotWords(startMs, slotMs)}</th>
          ${values.map((value) => html`<td class="number">${value === undefined ? dashboardText().notMeasured : valueWords(unit, value)}</td>`)}
        </tr>`,
      )}
    </tbody>
  </table>`;
}

customElements.define('sotto-chart', SottoChart);

declare global {
  interface HTMLElementTagNameMap {
    'sotto-chart': SottoChart;
  }
}
