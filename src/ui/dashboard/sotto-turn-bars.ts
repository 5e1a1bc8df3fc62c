import { html, LitElement, nothing, type PropertyValues, svg, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { formatSeconds } from '../format';
import { shared } from '../shared.styles';
import { dashboardText } from '../text/dashboard/words';
import { Words } from '../text/text';
import { bandChip } from './band-chip';
import { partStyles } from './dashboard-parts.styles';
import { DashboardIntentEvent } from './dashboard-view';
import { tableDisclosure } from './disclosure';
import { turnBarStyles } from './sotto-turn-bars.styles';
import './sotto-waterfall';
import { stageStyles } from './stage.styles';
import { stageFill, stageLegend, stagePatterns } from './stage-patterns';
import { stages, type TurnBarsView, type TurnBarView, type WaterfallView } from './turn-view';

/** The last turns, a stacked bar each; a bar is a button that opens the turn beneath it. */
export class SottoTurnBars extends LitElement {
  static override properties = {
    view: { attribute: false },
    open: { attribute: false },
    tableOpen: { state: true },
  };
  static override styles = [shared, partStyles, stageStyles, turnBarStyles];

  declare view: TurnBarsView | undefined;
  /** The turn that is open. */
  declare open: WaterfallView | undefined;
  declare private tableOpen: boolean;

  /** The keyboard was in this turn before it was closed. */
  #wasIn: string | undefined;

  constructor() {
    super();
    new Words(this);
    this.view = undefined;
    this.open = undefined;
    this.tableOpen = false;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('open');
    this.#wasIn = undefined;
    if (
      before &&
      before.turnId !== this.open?.turnId &&
      this.shadowRoot?.activeElement?.localName === 'sotto-waterfall'
    ) {
      this.#wasIn = before.turnId;
    }
  }

  protected override updated(): void {
    // The turn that had the keyboard is closed: the keyboard goes back to the bar that opened it.
    const bar = this.#wasIn && this.view?.bars.findIndex(({ id }) => id === this.#wasIn);
    if (typeof bar === 'number') this.renderRoot.querySelectorAll<HTMLElement>('.row').item(bar)?.focus();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { view, open } = this;
    if (!view) return nothing;
    const text = dashboardText().bars;
    const isListed = view.bars.some(({ id }) => id === open?.turnId);
    return html`
      ${stagePatterns}
      <h2>${text.title}</h2>
      <p class="summary">${view.summary}</p>
      ${
        view.bars.length === 0
          ? html`<p class="empty">${text.empty}</p>`
          : html`
              <ul class="bars">
                ${repeat(
                  view.bars,
                  ({ id }) => id,
                  (bar) => this.#row(view, bar),
                )}
              </ul>
              ${axis(view)}
              ${stageLegend()}
              ${tableDisclosure(
                this.tableOpen,
                (tableOpen) => {
                  this.tableOpen = tableOpen;
                },
                text.tableOf,
                () => table(view),
              )}
            `
      }
      ${open && !isListed ? html`<sotto-waterfall .view=${open}></sotto-waterfall>` : nothing}
    `;
  }

  #row(view: TurnBarsView, bar: TurnBarView): TemplateResult {
    const isOpen = this.open?.turnId === bar.id;
    const toggle = () =>
      this.dispatchEvent(
        new DashboardIntentEvent(isOpen ? { kind: 'close-turn' } : { kind: 'open-turn', turnId: bar.id }),
      );
    return html`<li>
      <button class="row" type="button" aria-expanded=${isOpen ? 'true' : 'false'} @click=${toggle}>
        <span class="when">${bar.when}</span>
        <span class="title"><span class="words" dir="auto">${bar.title}</span>${bar.cold ? html`<span class="cold">${dashboardText().bars.firstTurn}</span>` : nothing}</span>
        ${drawing(view, bar)}
        <span class="figure">${bar.figure}</span>
        ${bandChip(bar.band, true)}
      </button>
      ${isOpen ? html`<sotto-waterfall .view=${this.open}></sotto-waterfall>` : nothing}
    </li>`;
  }
}

const at = (ms: number, scaleMs: number) => `${((ms / scaleMs) * 100).toFixed(3)}%`;

/** The parts end to end, so that the bar is as long as the total; the limits cross every bar. */
function drawing({ scaleMs, limits, emphasis }: TurnBarsView, bar: TurnBarView): TemplateResult {
  let startMs = 0;
  return html`<svg class="drawing" aria-hidden="true" focusable="false">
    ${limits.map((limit) => svg`<line class="limit" x1=${at(limit.atMs, scaleMs)} x2=${at(limit.atMs, scaleMs)} y1="0" y2="100%"></line>`)}
    ${bar.parts.map(({ key, label, ms }) => {
      const rect = svg`<rect class=${emphasis && emphasis !== key ? 'piece faded' : 'piece'} x=${at(startMs, scaleMs)} y="25%"
        width=${at(ms, scaleMs)} height="50%" fill=${stageFill(key)}><title>${label}: ${formatSeconds(ms, 1000)}</title></rect>`;
      startMs += ms;
      return rect;
    })}
  </svg>`;
}

function axis({ scaleMs, ticks, limits, beyond }: TurnBarsView): TemplateResult {
  const label = ({ atMs, label }: { atMs: number; label: string }, y: string, anchor: string) =>
    svg`<text x=${at(atMs, scaleMs)} y=${y} text-anchor=${anchor}>${label}</text>`;
  return html`<div class="axis">
    <svg aria-hidden="true" focusable="false">
      <line class="base" x1="0" x2="100%" y1="0.5" y2="0.5"></line>
      ${ticks.map(({ atMs }) => svg`<line class="tick" x1=${at(atMs, scaleMs)} x2=${at(atMs, scaleMs)} y1="0" y2="5"></line>`)}
      ${ticks.map((tick) => label(tick, '1.25rem', tick.atMs === 0 ? 'start' : tick.atMs > scaleMs * 0.93 ? 'end' : 'middle'))}
      ${limits.map((limit) => label(limit, '2.375rem', limit.atMs > scaleMs * 0.3 ? 'end' : 'start'))}
    </svg>
    ${beyond ? html`<p>${dashboardText().bars.beyond(beyond)}</p>` : nothing}
  </div>`;
}

function table({ bars }: TurnBarsView): TemplateResult {
  const text = dashboardText().bars;
  return html`<table class="cards" role="table">
    <caption class="visually-hidden">${text.caption}</caption>
    <thead role="rowgroup">
      <tr role="row">
        <th scope="col" role="columnheader">${text.turn}</th>
        ${stages().map(({ label }) => html`<th class="number" scope="col" role="columnheader">${label}</th>`)}
        <th class="number" scope="col" role="columnheader">${text.total}</th>
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${bars.map(
        (bar) => html`<tr role="row">
          <th scope="row" role="rowheader"><bdi>${bar.title}</bdi> <span class="soft">${bar.when}</span></th>
          ${bar.parts.map(({ label, ms }) => html`<td class="number" role="cell" data-label=${label}>${formatSeconds(ms, 1000)}</td>`)}
          <td class="number" role="cell" data-label=${text.total}>${formatSeconds(bar.totalMs, 1000)}</td>
        </tr>`,
      )}
    </tbody>
  </table>`;
}

customElements.define('sotto-turn-bars', SottoTurnBars);

declare global {
  interface HTMLElementTagNameMap {
    'sotto-turn-bars': SottoTurnBars;
  }
}
