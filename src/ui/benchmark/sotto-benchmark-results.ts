import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { partStyles } from '../dashboard/dashboard-parts.styles';
import type { FigureView } from '../dashboard/dashboard-view';
import { tableDisclosure } from '../dashboard/disclosure';
import { stageStyles } from '../dashboard/stage.styles';
import { stagePatterns } from '../dashboard/stage-patterns';
import { alarmIcon, closeIcon, fetchIcon } from '../icons';
import { shared } from '../shared.styles';
import { benchmarkText } from '../text/benchmark/words';
import { Words } from '../text/text';
import { benchmarkParts } from './benchmark-parts.styles';
import { type BenchmarkIntent, BenchmarkIntentEvent } from './benchmark-view';
import { breakdownBars, breakdownTable } from './breakdown-bars';
import { verdictCounts } from './chips';
import { adviceList, gradeColumns, slaTable } from './judgement';
import type { ResultsView } from './results-view';
import { resultsStyles } from './sotto-benchmark-results.styles';
import { suiteTable } from './suite-table';

/** One run: the verdict first, then grades, where the time goes, advice, every figure, and what it was measured on. */
export class SottoBenchmarkResults extends LitElement {
  static override properties = {
    view: { attribute: false },
    open: { state: true },
  };
  static override styles = [shared, partStyles, stageStyles, benchmarkParts, resultsStyles];

  declare view: ResultsView | undefined;
  /** Which disclosures are open. */
  declare private open: ReadonlySet<string>;

  constructor() {
    super();
    new Words(this);
    this.view = undefined;
    this.open = new Set();
  }

  /** Puts the keyboard on the heading: a run that was opened is read from its top. */
  override focus(options?: FocusOptions): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('h2')?.focus(options));
  }

  protected override render(): TemplateResult | typeof nothing {
    const { view } = this;
    if (!view) return nothing;
    const text = benchmarkText().results;
    const { documents, breakdown, advice, sla, suites, environment, method } = view;
    return html`
      ${stagePatterns}
      <section class="card first">${this.#top(view)}</section>
      <section class="card"><h2>${text.whatFirst}</h2>${adviceList(advice)}</section>
      ${breakdown.length > 0 ? html`<section class="card">${this.#breakdown(breakdown)}</section>` : nothing}
      <section class="card">
        <h2>${text.grades}</h2>
        <p class="lead">${text.gradesLead}</p>
        ${gradeColumns(documents)}
      </section>
      <section class="card"><h2>${text.levels}</h2>${slaTable(sla)}</section>
      <section class="card suites">
        <h2>${text.everyFigure}</h2>
        <p class="lead">
          ${text.everyFigureLead}
        </p>
        ${suites.map((suite) =>
          suiteTable(suite, this.open.has(suite.suite), (open) => this.#toggle(suite.suite, open)),
        )}
      </section>
      <section class="card two">
        <div><h2>${text.measuredOn}</h2>${figures(environment)}</div>
        <div><h2>${text.measuredHow}</h2>${figures(method)}</div>
      </section>
    `;
  }

  #top(view: ResultsView): TemplateResult {
    const { runId, title, label, origin, disturbances, headline, verdicts, glance, isBaseline, baselineId } = view;
    const { run, results: text } = benchmarkText();
    const send = (intent: BenchmarkIntent) => () => this.dispatchEvent(new BenchmarkIntentEvent(intent));
    return html`
      <div class="head">
        <h2 tabindex="-1">${label || run} <span class="soft">${text.of(title)}</span></h2>
        <button class="close" type="button" aria-label=${text.close} @click=${send({ kind: 'close-run' })}>${closeIcon}</button>
      </div>
      <p class="lead">${origin}</p>
      ${
        disturbances.length > 0
          ? html`<div class="invalid">
              ${alarmIcon}
              <div>
                <p><b>${text.invalid}</b> ${text.invalidMeans}</p>
                <ul>${disturbances.map(({ when, what }) => html`<li>${when}: ${what}</li>`)}</ul>
              </div>
            </div>`
          : nothing
      }
      ${
        glance.length > 0
          ? html`<dl class="glance">
              ${glance.map(({ label, value }) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}
            </dl>`
          : nothing
      }
      ${disturbances.length === 0 ? html`<p class="headline">${headline}</p>` : nothing}
      ${verdictCounts(verdicts)}
      <div class="actions">
        <button id="export" class="button primary" type="button" @click=${send({ kind: 'export', runId })}>${fetchIcon}${text.download}</button>
        ${
          baselineId
            ? html`<button id="against-baseline" class="button" type="button" @click=${send({ kind: 'compare', baseId: baselineId, runId })}>${text.compare}</button>`
            : nothing
        }
        <button
          id="pin"
          class="button"
          type="button"
          aria-pressed=${isBaseline ? 'true' : 'false'}
          @click=${send({ kind: 'pin-baseline', runId: isBaseline ? undefined : runId })}
        >${isBaseline ? text.pinned : text.pin}</button>
        <label class="field label"
          ><span>${text.label}<span class="visually-hidden">${text.ofThisRun}</span></span
          ><input id="label" type="text" maxlength="60" .value=${live(label)} @change=${this.#label}
        /></label>
      </div>
    `;
  }

  #breakdown(rows: ResultsView['breakdown']): TemplateResult {
    const text = benchmarkText().results;
    return html`<h2>${text.whereTime}</h2>
      <p class="lead">${text.whereTimeLead}</p>
      ${breakdownBars(rows)}
      ${tableDisclosure(
        this.open.has('breakdown'),
        (open) => this.#toggle('breakdown', open),
        text.whereTime,
        () => breakdownTable(rows),
      )}`;
  }

  #toggle(key: string, open: boolean): void {
    if (open === this.open.has(key)) return;
    const next = new Set(this.open);
    if (open) next.add(key);
    else next.delete(key);
    this.open = next;
  }

  #label(event: Event): void {
    const runId = this.view?.runId;
    if (runId === undefined || !(event.currentTarget instanceof HTMLInputElement)) return;
    this.dispatchEvent(new BenchmarkIntentEvent({ kind: 'label-run', runId, label: event.currentTarget.value.trim() }));
  }
}

function figures(all: readonly FigureView[]): TemplateResult {
  return html`<dl class="figures">
    ${all.map(
      ({ label, value }) => html`<div>
        <dt>${label}</dt>
        <dd>${value ?? html`<span class="absent">${benchmarkText().results.notTold}</span>`}</dd>
      </div>`,
    )}
  </dl>`;
}

customElements.define('sotto-benchmark-results', SottoBenchmarkResults);

declare global {
  interface HTMLElementTagNameMap {
    'sotto-benchmark-results': SottoBenchmarkResults;
  }
}
