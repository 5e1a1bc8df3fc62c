import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { partStyles } from '../dashboard/dashboard-parts.styles';
import { tableDisclosure } from '../dashboard/disclosure';
import { shared } from '../shared.styles';
import { benchmarkText } from '../text/benchmark/words';
import { Words } from '../text/text';
import { benchmarkParts } from './benchmark-parts.styles';
import { BenchmarkIntentEvent } from './benchmark-view';
import { historyPlot, historyScale } from './history-plot';
import { historyTable } from './history-table';
import type { HistoryPointView, HistoryView } from './history-view';
import { historyStyles } from './sotto-benchmark-history.styles';

const DAYS = [7, 30, 90, 365, undefined] as const;

/** A press or a pointer this near a point, in CSS pixels across, means it. */
const REACH = 24;

/**
 * One series over all runs. How long it took until it was drawn, the wait for its size included, is measured as
 * `sotto:benchmark-history`.
 */
export class SottoBenchmarkHistory extends LitElement {
  static override properties = {
    view: { attribute: false },
    width: { state: true },
    at: { state: true },
    tableOpen: { state: true },
  };
  static override styles = [shared, partStyles, benchmarkParts, historyStyles];

  declare view: HistoryView | undefined;
  declare private width: number;
  /** Beneath the pointer. */
  declare private at: HistoryPointView | undefined;
  declare private tableOpen: boolean;

  #startedAt: number | undefined;
  readonly #resized = new ResizeObserver(([entry]) => {
    if (entry) this.width = Math.round(entry.contentRect.width);
  });

  constructor() {
    super();
    new Words(this);
    this.view = undefined;
    this.width = 0;
    this.at = undefined;
    this.tableOpen = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resized.observe(this);
  }

  override disconnectedCallback(): void {
    this.#resized.disconnect();
    super.disconnectedCallback();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('view')) return;
    this.at = undefined;
    this.#startedAt = performance.now();
  }

  protected override updated(): void {
    // Without a size nothing is drawn yet: the first comes with the frame.
    if (this.#startedAt === undefined || this.width === 0) return;
    performance.measure('sotto:benchmark-history', {
      start: this.#startedAt,
      detail: { runs: this.view?.runs.length ?? 0 },
    });
    this.#startedAt = undefined;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { view } = this;
    if (!view) return nothing;
    const text = benchmarkText();
    const { kinds } = text.history;
    const { chart, days } = view;
    return html`
      <div class="head"><h2>${text.history.title}</h2></div>
      <div class="pick">
        <label class="field series">
          <span>${text.series}</span>
          <select id="series" @change=${this.#pickSeries}>
            ${groupsOf(view).map(
              ([group, all]) => html`<optgroup label=${group}>
                ${all.map(({ id, title }) => html`<option value=${id} .selected=${live(id === view.seriesId)}>${title}</option>`)}
              </optgroup>`,
            )}
          </select>
        </label>
        <label class="field">
          <span>${text.history.time}</span>
          <select id="days" @change=${this.#pickDays}>
            ${DAYS.map((one) => html`<option value=${one ?? 'all'} .selected=${live(one === days)}>${text.history.days[one ?? 'all']}</option>`)}
          </select>
        </label>
      </div>
      <p class="lead">${chart.summary}</p>
      <div class="plot" role="img" aria-label=${chart.summary} @pointermove=${this.#point} @pointerleave=${this.#leave} @click=${this.#open}>
        ${this.width > 0 ? historyPlot(chart, this.width, this.at) : nothing}
      </div>
      <div class="under">
        <ul class="keys" aria-hidden="true">
          <li><span class="key like"></span>${kinds.like}</li>
          <li><span class="key other"></span>${kinds.other}</li>
          <li><span class="key invalid">×</span>${kinds.invalid}</li>
        </ul>
        <p class="readout" aria-hidden="true">${this.at?.words ?? ''}</p>
      </div>
      ${
        chart.points.length > 0
          ? tableDisclosure(
              this.tableOpen,
              (open) => {
                this.tableOpen = open;
              },
              text.history.title,
              () => historyTable(view),
            )
          : nothing
      }
    `;
  }

  #pickSeries(event: Event): void {
    if (!(event.currentTarget instanceof HTMLSelectElement)) return;
    this.dispatchEvent(new BenchmarkIntentEvent({ kind: 'set-history-series', seriesId: event.currentTarget.value }));
  }

  #pickDays(event: Event): void {
    const select = event.currentTarget;
    if (!(select instanceof HTMLSelectElement)) return;
    const days = DAYS.find((one) => String(one) === select.value);
    this.dispatchEvent(new BenchmarkIntentEvent({ kind: 'set-history-days', days }));
  }

  #nearest(event: MouseEvent): HistoryPointView | undefined {
    const { view } = this;
    if (!view || !(event.currentTarget instanceof Element)) return undefined;
    const box = event.currentTarget.getBoundingClientRect();
    const { x, y } = historyScale(view.chart, this.width);
    const [px, py] = [event.clientX - box.left, event.clientY - box.top];
    let nearest: HistoryPointView | undefined;
    let least = REACH;
    for (const point of view.chart.points) {
      const distance = Math.hypot(x(point.atMs) - px, (y(point.median) - py) / 4);
      if (distance < least) [least, nearest] = [distance, point];
    }
    return nearest;
  }

  #point(event: PointerEvent): void {
    this.at = this.#nearest(event);
  }

  #leave(): void {
    this.at = undefined;
  }

  /** A shortcut for a mouse: every run can be opened from the list. */
  #open(event: MouseEvent): void {
    const point = this.#nearest(event);
    if (point) this.dispatchEvent(new BenchmarkIntentEvent({ kind: 'open-run', runId: point.runId }));
  }
}

/** Series by group, both in the order they come. */
function groupsOf({ series }: HistoryView): [string, HistoryView['series']][] {
  const groups = [...new Set(series.map(({ group }) => group))];
  return groups.map((group) => [group, series.filter((one) => one.group === group)]);
}

customElements.define('sotto-benchmark-history', SottoBenchmarkHistory);

declare global {
  interface HTMLElementTagNameMap {
    'sotto-benchmark-history': SottoBenchmarkHistory;
  }
}
