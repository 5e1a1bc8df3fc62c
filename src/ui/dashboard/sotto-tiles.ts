import { html, LitElement, nothing, svg, type TemplateResult } from 'lit';
import { shared } from '../shared.styles';
import { dashboardText } from '../text/dashboard/words';
import { Words } from '../text/text';
import { bandChip } from './band-chip';
import { partStyles } from './dashboard-parts.styles';
import type { FigureView, GaugeView, TileView } from './dashboard-view';
import { notMeasured } from './plain-sections';
import { tileStyles } from './sotto-tiles.styles';

/** The figures at the top: latency wide, against its targets, the rest as tiles. */
export class SottoTiles extends LitElement {
  static override properties = { tiles: { attribute: false } };
  static override styles = [shared, partStyles, tileStyles];

  declare tiles: readonly TileView[];

  constructor() {
    super();
    new Words(this);
    this.tiles = [];
  }

  protected override render(): TemplateResult {
    return html`${this.tiles.map(
      (tile) => html`<section class="tile" data-key=${tile.key} aria-labelledby="tile-${tile.key}">
        <h2 id="tile-${tile.key}">${tile.label}</h2>
        <p class="value">
          <span
            >${tile.value ?? html`<span class="absent">${tile.absence}</span>`}
            ${tile.key === 'latency' && tile.value ? html`<span class="unit">p50</span>` : nothing}</span
          >
          ${bandChip(tile.band)}
        </p>
        ${tile.gauge ? gauge(tile.gauge) : nothing}
        <dl>${tile.details.map(figure)}</dl>
        <p class="target">${tile.target}</p>
      </section>`,
    )}`;
  }
}

function figure({ label, value }: FigureView): TemplateResult {
  return html`<div>
    <dt>${label}</dt>
    <dd>${value ?? notMeasured()}</dd>
  </div>`;
}

/** Nested bars: to the median thick, to p95 thinner, to p99 a line; the limits as steps of the ground. Figures stand beside it. */
function gauge({ p50, p95, p99, good, acceptable, max }: GaugeView): TemplateResult {
  const at = (ms: number) => `${Math.min(100, (ms / max) * 100)}%`;
  const shown = (ms: number) => ms < max;
  const { bands } = dashboardText();
  return html`<svg class="gauge" aria-hidden="true" focusable="false">
    <rect class="ground" width="100%" height="1.25rem" rx="4"></rect>
    <rect class="to-p99" y="0.5625rem" width=${at(p99)} height="0.125rem"></rect>
    <rect class="to-p95" y="0.375rem" width=${at(p95)} height="0.5rem"></rect>
    <rect class="to-p50" y="0.1875rem" width=${at(p50)} height="0.875rem"></rect>
    ${[
      { ms: good, label: bands.good },
      { ms: acceptable, label: bands.acceptable },
    ]
      .filter(({ ms }) => shown(ms))
      .map(
        ({ ms, label }) => svg`<line class="limit" x1=${at(ms)} x2=${at(ms)} y1="0" y2="1.5rem"></line>
          <text x=${at(ms)} dx="-0.375em" y="2.25rem" text-anchor="end">${label}</text>`,
      )}
  </svg>`;
}

customElements.define('sotto-tiles', SottoTiles);

declare global {
  interface HTMLElementTagNameMap {
    'sotto-tiles': SottoTiles;
  }
}
