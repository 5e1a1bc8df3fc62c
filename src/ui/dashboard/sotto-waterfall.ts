import { html, LitElement, nothing, svg, type TemplateResult } from 'lit';
import { formatSeconds } from '../format';
import { closeIcon, fetchIcon } from '../icons';
import { shared } from '../shared.styles';
import { dashboardText } from '../text/dashboard/words';
import { Words } from '../text/text';
import { partStyles } from './dashboard-parts.styles';
import { DashboardIntentEvent } from './dashboard-view';
import { tableDisclosure } from './disclosure';
import { waterfallStyles } from './sotto-waterfall.styles';
import { stageStyles } from './stage.styles';
import { stageFill, stagePatterns } from './stage-patterns';
import type { LaneView, SpanView, WaterfallView } from './turn-view';

/** One turn over time: a lane for each stage, one for what was begun early, one for each worker. */
export class SottoWaterfall extends LitElement {
  static override properties = { view: { attribute: false }, tableOpen: { state: true } };
  static override styles = [shared, partStyles, stageStyles, waterfallStyles];

  declare view: WaterfallView | undefined;
  declare private tableOpen: boolean;

  constructor() {
    super();
    new Words(this);
    this.view = undefined;
    this.tableOpen = false;
  }

  protected override render(): TemplateResult | typeof nothing {
    const view = this.view;
    if (!view) return nothing;
    const { waterfall: text, bars } = dashboardText();
    const exported = { kind: 'export', what: 'turn-trace', format: 'json', turnId: view.turnId } as const;
    return html`
      ${stagePatterns}
      <section aria-labelledby="question" @keydown=${this.#onKeyDown}>
        <header>
          <h3 id="question"><bdi>${view.question || bars.noWords}</bdi> <span class="when">${view.when}</span></h3>
          <button id="close" type="button" aria-label=${text.close} @click=${this.#close}>${closeIcon}</button>
        </header>
        ${view.reply ? html`<p class="reply" dir="auto">${view.reply}</p>` : nothing}
        <div class="chart" role="img" aria-label=${view.summary}>
          ${view.lanes.map((lane) => laneRow(view, lane))}
          ${axis(view)}
        </div>
        <ul class="notes">
          <li><svg class="key" aria-hidden="true"><line class="decided" x1="50%" x2="50%" y2="100%"></line></svg>${text.decided(formatSeconds(view.decidedMs, 1000))}</li>
          <li><svg class="key" aria-hidden="true"><circle class="milestone" cx="50%" cy="50%" r="3"></circle></svg>${text.milestone}</li>
        </ul>
        <dl class="facts">${view.facts.map(
          ({ label, value }) => html`<div>
            <dt>${label}</dt>
            <dd>${value}</dd>
          </div>`,
        )}</dl>
        <div class="foot">
          ${tableDisclosure(
            this.tableOpen,
            (tableOpen) => {
              this.tableOpen = tableOpen;
            },
            text.thisTurn,
            () => table(view),
          )}
          <button
            id="trace"
            class="button"
            type="button"
            @click=${() => this.dispatchEvent(new DashboardIntentEvent(exported))}
          >
            ${fetchIcon}${text.trace}
          </button>
        </div>
      </section>
    `;
  }

  readonly #close = (): void => {
    this.dispatchEvent(new DashboardIntentEvent({ kind: 'close-turn' }));
  };

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    this.#close();
  };
}

const at = (ms: number, { startMs, endMs }: WaterfallView) =>
  `${(((ms - startMs) / (endMs - startMs)) * 100).toFixed(3)}%`;

function laneRow(view: WaterfallView, { label, kind, spans, figure }: LaneView): TemplateResult {
  const width = (span: SpanView) => ((span.endMs - span.startMs) / (view.endMs - view.startMs)) * 100;
  return html`<div class="lane ${kind}">
    <span class="label">${label}</span>
    <svg aria-hidden="true" focusable="false">
      <line class="rail" x1="0" x2="100%" y1="50%" y2="50%"></line>
      <line class="decided" x1=${at(view.decidedMs, view)} x2=${at(view.decidedMs, view)} y1="0" y2="100%"></line>
      ${spans.map(
        (
          span,
        ) => svg`<rect class="piece" x=${at(span.startMs, view)} y="20%" width="${Math.max(width(span), 0.3)}%" height="60%"
          rx="2" fill=${stageFill(span.key)}><title>${span.label}: ${formatSeconds(span.endMs - span.startMs, 1000)}</title></rect>`,
      )}
    </svg>
    <span class="figure">${figure}</span>
  </div>`;
}

function axis(view: WaterfallView): TemplateResult {
  return html`<div class="lane axis">
    <span class="label">${dashboardText().waterfall.afterLastWord}</span>
    <svg aria-hidden="true" focusable="false">
      <line class="base" x1="0" x2="100%" y1="6" y2="6"></line>
      ${view.milestones.map(
        ({ atMs, label }) =>
          svg`<circle class="milestone" cx=${at(atMs, view)} cy="6" r="3"><title>${label}</title></circle>`,
      )}
      ${view.ticks.map((tick) => {
        const share = (tick.atMs - view.startMs) / (view.endMs - view.startMs);
        const anchor = share < 0.04 ? 'start' : share > 0.93 ? 'end' : 'middle';
        return svg`<text x=${at(tick.atMs, view)} y="1.625rem" text-anchor=${anchor}>${tick.label}</text>`;
      })}
    </svg>
    <span class="figure"></span>
  </div>`;
}

function table({ lanes, milestones }: WaterfallView): TemplateResult {
  const text = dashboardText().waterfall;
  const rows = lanes.flatMap((lane) => lane.spans.map((span) => ({ lane, span })));
  return html`<table>
      <caption class="visually-hidden">${text.workCaption}</caption>
      <thead>
        <tr>
          <th scope="col">${text.lane}</th>
          <th scope="col">${text.work}</th>
          <th class="number" scope="col">${text.begins}</th>
          <th class="number" scope="col">${text.takes}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ lane, span }) => html`<tr>
            <th scope="row">${text.kinds[lane.kind]}</th>
            <td>${span.label}</td>
            <td class="number">${signed(span.startMs)}</td>
            <td class="number">${formatSeconds(span.endMs - span.startMs, 1000)}</td>
          </tr>`,
        )}
      </tbody>
    </table>
    <table class="milestones">
      <caption class="visually-hidden">${text.milestonesCaption}</caption>
      <thead>
        <tr>
          <th scope="col">${text.milestoneHead}</th>
          <th class="number" scope="col">${text.passedAt}</th>
        </tr>
      </thead>
      <tbody>
        ${milestones.map(
          ({ atMs, label }) => html`<tr>
            <th scope="row">${label}</th>
            <td class="number">${signed(atMs)}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
}

function signed(ms: number): string {
  const words = formatSeconds(Math.abs(ms), 1000);
  // The mark keeps the sign before its figure between words that run from right to left.
  return Math.round(ms) < 0 ? `\u200e−${words}` : words;
}

customElements.define('sotto-waterfall', SottoWaterfall);

declare global {
  interface HTMLElementTagNameMap {
    'sotto-waterfall': SottoWaterfall;
  }
}
