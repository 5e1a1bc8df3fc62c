import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { dash } from '../dashboard/dash';
import { partStyles } from '../dashboard/dashboard-parts.styles';
import { closeIcon, fetchIcon } from '../icons';
import { shared } from '../shared.styles';
import { benchmarkText } from '../text/benchmark/words';
import { dashboardText } from '../text/dashboard/words';
import { Words } from '../text/text';
import { benchmarkParts } from './benchmark-parts.styles';
import { type BenchmarkIntent, BenchmarkIntentEvent } from './benchmark-view';
import type { HistoryView, RunRowView } from './history-view';
import { runListStyles } from './sotto-run-list.styles';
import { type ComparedPair, suggestedPair } from './suggested-pair';

/** Rows at first, and again with each press for more. */
const PAGE = 10;

/** All runs that are kept, the newest first: open one, pin one, compare two, bring one in from elsewhere. */
export class SottoRunList extends LitElement {
  static override properties = {
    view: { attribute: false },
    rows: { state: true },
    deleting: { state: true },
    chosen: { state: true },
  };
  static override styles = [shared, partStyles, benchmarkParts, runListStyles];

  declare view: HistoryView | undefined;
  declare private rows: number;
  /** Asked for, and not confirmed yet. */
  declare private deleting: string | undefined;
  /** What the user chose to compare; undefined: what suggests itself. */
  declare private chosen: ComparedPair;

  /** Where the row is, or was, whose deletion is asked for. */
  #deletedRow = 0;

  constructor() {
    super();
    new Words(this);
    this.view = undefined;
    this.rows = PAGE;
    this.deleting = undefined;
    this.chosen = { base: undefined, run: undefined };
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('view')) return;
    const gone = (id: string | undefined) => !this.view?.runs.some(({ runId }) => runId === id);
    if (this.deleting !== undefined && gone(this.deleting)) {
      this.deleting = undefined;
      // The row that had the keyboard is gone: the one in its place takes it.
      void this.updateComplete.then(() => this.#focusRow(this.#deletedRow));
    }
    const { base, run } = this.chosen;
    this.chosen = { base: gone(base) ? undefined : base, run: gone(run) ? undefined : run };
  }

  protected override render(): TemplateResult | typeof nothing {
    const { view } = this;
    if (!view) return nothing;
    const { runs } = view;
    const text = benchmarkText();
    return html`
      <div class="head">
        <h2 id="title">${text.runs.title}</h2>
        <label class="button import">
          <input id="import" type="file" accept=".json,application/json" @change=${this.#import} />${fetchIcon}${text.runs.import}
        </label>
      </div>
      ${
        runs.length === 0
          ? html`<p class="empty">${text.runs.nothing}</p>`
          : html`${runs.length > 1 ? this.#compare(runs) : nothing}
              <p class="lead">${text.runs.figuresOf(view.seriesTitle)}</p>
              <table class="cards" role="table" aria-labelledby="title">
                <thead role="rowgroup">
                  <tr role="row">
                    <th scope="col" role="columnheader">${text.run}</th>
                    <th class="number" scope="col" role="columnheader">${text.median}</th>
                    <th class="number" scope="col" role="columnheader">${text.interval}</th>
                    <th class="number" scope="col" role="columnheader">n</th>
                    <th class="number" scope="col" role="columnheader"><span class="visually-hidden">${text.runs.actions}</span></th>
                  </tr>
                </thead>
                <tbody role="rowgroup">
                  ${repeat(
                    runs.slice(0, this.rows),
                    ({ runId }) => runId,
                    (run) => this.#row(run),
                  )}
                </tbody>
              </table>
              ${
                runs.length > this.rows
                  ? html`<button id="more" class="button quiet" type="button" @click=${this.#more}>
                      ${text.runs.more(String(Math.min(5 * PAGE, runs.length - this.rows)), String(runs.length))}
                    </button>`
                  : nothing
              }`
      }
    `;
  }

  /** Once for each list, not once for each of a thousand options. */
  protected override updated(): void {
    const pair = suggestedPair(this.view?.runs ?? [], this.chosen);
    for (const key of ['base', 'run'] as const) {
      const select = this.renderRoot.querySelector<HTMLSelectElement>(`#pick-${key}`);
      const value = pair[key];
      if (select && value !== undefined && select.value !== value) select.value = value;
    }
  }

  #compare(runs: readonly RunRowView[]): TemplateResult {
    const text = benchmarkText();
    const { base, run } = suggestedPair(runs, this.chosen);
    const select = (key: 'base' | 'run', label: string) => html`<label class="field">
      <span>${label}</span>
      <select id=${`pick-${key}`} @change=${(event: Event) => this.#choose(key, event)}>
        ${runs.map(
          ({ runId, when, label, baseline }) =>
            html`<option value=${runId}>${[when, label, baseline ? text.baseline : ''].filter(Boolean).join(dashboardText().comma)}</option>`,
        )}
      </select>
    </label>`;
    const same = base === run;
    const compare = () => {
      if (base !== undefined && run !== undefined && !same) this.#send({ kind: 'compare', baseId: base, runId: run });
    };
    return html`<div class="pick">
      ${select('run', text.runs.compareRun)} ${select('base', text.runs.compareWith)}
      <button id="compare" class="button" type="button" aria-disabled=${same ? 'true' : 'false'} @click=${compare}>${text.runs.compare}</button>
    </div>`;
  }

  #row({ runId, when, label, origin, kind, median, interval, n, shown, baseline }: RunRowView): TemplateResult {
    const text = benchmarkText();
    const kinds = { like: '', other: text.history.kinds.other, invalid: text.runs.disturbed };
    const name = label || when;
    const remarks = [label ? when : '', origin, kinds[kind]].filter(Boolean).join(' · ');
    return html`<tr class=${shown ? 'shown' : ''} role="row">
      <th scope="row" role="rowheader">
        <button class="name" type="button" aria-current=${shown ? 'true' : 'false'} @click=${() => this.#send({ kind: 'open-run', runId })}>${name}</button>
        <span class="remark ${kind === 'invalid' ? 'bad' : ''}">${remarks}</span>
      </th>
      <td class="number" role="cell" data-label=${text.median}>${median ?? dash()}</td>
      <td class="number" role="cell" data-label=${text.interval}>${interval ?? dash()}</td>
      <td class="number" role="cell" data-label="n">${n ?? dash()}</td>
      <td class="number do" role="cell">${this.deleting === runId ? this.#confirm(runId) : this.#actions(runId, name, baseline)}</td>
    </tr>`;
  }

  #actions(runId: string, name: string, baseline: boolean): TemplateResult {
    const text = benchmarkText().runs;
    const pin = () => this.#send({ kind: 'pin-baseline', runId: baseline ? undefined : runId });
    return html`<button class="small pin" type="button" aria-pressed=${baseline ? 'true' : 'false'} @click=${pin}>
        ${baseline ? text.pinned : text.pin}<span class="visually-hidden">: ${name}</span></button
      ><button class="small round" type="button" aria-label=${text.deleteRun(name)} @click=${() => this.#ask(runId)}>${closeIcon}</button>`;
  }

  #confirm(runId: string): TemplateResult {
    const text = benchmarkText().runs;
    return html`<button class="small sure" type="button" @click=${() => this.#send({ kind: 'delete-run', runId })}>${text.delete}</button
      ><button class="small" type="button" @click=${() => this.#ask(undefined)}>${text.keep}</button>`;
  }

  /** The keyboard goes where the question is, and back. */
  #ask(runId: string | undefined): void {
    const row = this.shadowRoot?.activeElement?.closest('tr');
    this.deleting = runId;
    if (runId !== undefined) this.#deletedRow = this.view?.runs.findIndex((run) => run.runId === runId) ?? 0;
    void this.updateComplete.then(() => row?.querySelector<HTMLElement>(runId ? '.sure' : '.round')?.focus());
  }

  #more(): void {
    const first = this.rows;
    this.rows += 5 * PAGE;
    void this.updateComplete.then(() => this.#focusRow(first));
  }

  #focusRow(index: number): void {
    const names = this.renderRoot.querySelectorAll<HTMLElement>('tbody .name');
    names[Math.min(index, names.length - 1)]?.focus({ preventScroll: true });
  }

  #choose(key: 'base' | 'run', event: Event): void {
    if (event.currentTarget instanceof HTMLSelectElement)
      this.chosen = { ...this.chosen, [key]: event.currentTarget.value };
  }

  #import(event: Event): void {
    const input = event.currentTarget;
    if (!(input instanceof HTMLInputElement)) return;
    const file = input.files?.[0];
    if (file) this.#send({ kind: 'import', file });
    // So that the same file, mended, can be chosen again.
    input.value = '';
  }

  #send(intent: BenchmarkIntent): void {
    this.dispatchEvent(new BenchmarkIntentEvent(intent));
  }
}

customElements.define('sotto-run-list', SottoRunList);

declare global {
  interface HTMLElementTagNameMap {
    'sotto-run-list': SottoRunList;
  }
}
