import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { partStyles } from '../dashboard/dashboard-parts.styles';
import { tableDisclosure } from '../dashboard/disclosure';
import { shared } from '../shared.styles';
import { benchmarkParts } from './benchmark-parts.styles';
import { BenchmarkIntentEvent } from './benchmark-view';
import { historyPlot, historyScale } from './history-plot';
import { historyTable, RUN_KINDS } from './history-table';
import type { HistoryPointView, HistoryView } from './history-view';
import { historyStyles } from './sotto-benchmark-history.styles';

const DAYS: readonly { days: number | undefined; label: string }[] = [
  { days: 7, label: '7 days' },
  { days: 30, label: '30 days' },
  { days: 90, label: '90 days' },
  { days: 365, label: 'a year' },
  { days: undefined, label: 'all' },
];

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
    const { chart, days } = view;
    return html`
      <div class="head"><h2>History</h2></div>
      <div class="pick">
        <label class="field series">
          <span>Series</span>
          <select id="series" @change=${this.#pickSeries}>
            ${groupsOf(view).map(
              ([group, all]) => html`<optgroup label=${group}>
                ${all.map(({ id, title }) => html`<option value=${id} .selected=${live(id === view.seriesId)}>${title}</option>`)}
              </optgroup>`,
            )}
          </select>
        </label>
        <label class="field">
          <span>Time</span>
          <select id="days" @change=${this.#pickDays}>
            ${DAYS.map((one) => html`<option value=${one.days ?? 'all'} .selected=${live(one.days === days)}>${one.label}</option>`)}
          </select>
        </label>
      </div>
      <p class="lead">${chart.summary}</p>
      <div class="plot" role="img" aria-label=${chart.summary} @pointermove=${this.#point} @pointerleave=${this.#leave} @click=${this.#open}>
        ${this.width > 0 ? historyPlot(chart, this.width, this.at) : nothing}
      </div>
      <div class="under">
        <ul class="keys" aria-hidden="true">
          <li><span class="key like"></span>${RUN_KINDS.like}</li>
          <li><span class="key other"></span>${RUN_KINDS.other}</li>
          <li><span class="key invalid">×</span>${RUN_KINDS.invalid}</li>
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
              'History',
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
    const chosen = DAYS.find(
      ({ days }) => select instanceof HTMLSelectElement && String(days ?? 'all') === select.value,
    );
    if (chosen) this.dispatchEvent(new BenchmarkIntentEvent({ kind: 'set-history-days', days: chosen.days }));
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
