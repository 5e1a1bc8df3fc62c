import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { alarmIcon, chevronIcon, closeIcon, doneIcon, lockIcon } from '../icons';
import { shared } from '../shared.styles';
import { benchmarkText } from '../text/benchmark/words';
import { Words } from '../text/text';
import { BenchmarkIntentEvent, type BenchmarkView, type NoticeView } from './benchmark-view';
import { benchmarkStyles } from './sotto-benchmark.styles';
import './sotto-benchmark-comparison';
import './sotto-benchmark-history';
import './sotto-benchmark-plan';
import './sotto-benchmark-results';
import './sotto-live-samples';
import './sotto-run-list';

/**
 * The page on which Sotto is measured: draws one `BenchmarkView`, and fires `BenchmarkIntentEvent` for all a user can ask.
 * Parts of a view that did not change should be the same objects: what they draw is then left alone.
 */
export class SottoBenchmark extends LitElement {
  static override properties = { view: { attribute: false }, dismissed: { state: true } };
  static override styles = [shared, ...benchmarkStyles];

  /** What to show; a new object each time. Undefined until the history was read. */
  declare view: BenchmarkView | undefined;
  /** The notice that was read. */
  declare private dismissed: NoticeView | undefined;

  constructor() {
    super();
    new Words(this);
    this.view = undefined;
    this.dismissed = undefined;
  }

  /** Puts the keyboard and a screen reader's attention on the heading: call when the page is switched to. */
  override focus(options?: FocusOptions): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector('h1')?.focus(options));
  }

  protected override render(): TemplateResult {
    const { view } = this;
    const text = benchmarkText();
    return html`
      <header>
        <a id="back" href="#" @click=${this.#close}>${chevronIcon}<span>${text.back}</span></a>
        <h1 tabindex="-1">${text.title}</h1>
        <p class="badge">${lockIcon}<span>${text.badge}</span></p>
      </header>
      <main>
        ${view ? this.#sections(view) : html`<p class="empty" role="status">${text.reading}</p>`}
        ${this.#notice(view?.notice)}
      </main>
    `;
  }

  #sections({ plan, state, results, comparison, history }: BenchmarkView): TemplateResult {
    const first = history.runs.length === 0 && state.kind === 'idle' && !results;
    return html`<div class="columns">
      <section class="card plan"><sotto-benchmark-plan .view=${plan} .state=${state}></sotto-benchmark-plan></section>
      <div class="column">
        ${first ? welcome() : nothing}
        ${state.kind === 'running' ? html`<section class="card"><sotto-live-samples .view=${state.live}></sotto-live-samples></section>` : nothing}
        ${comparison ? html`<section class="card"><sotto-benchmark-comparison .view=${comparison}></sotto-benchmark-comparison></section>` : nothing}
        ${results ? html`<sotto-benchmark-results .view=${results}></sotto-benchmark-results>` : nothing}
        ${history.runs.length > 0 ? html`<section class="card"><sotto-benchmark-history .view=${history}></sotto-benchmark-history></section>` : nothing}
        <section class="card"><sotto-run-list .view=${history}></sotto-run-list></section>
      </div>
    </div>`;
  }

  /** What was opened is shown where the eye is: its heading gets the keyboard. */
  protected override updated(changed: PropertyValues<this>): void {
    const before = changed.get('view');
    const { view } = this;
    if (!changed.has('view') || !before || !view) return;
    const opened = (kind: 'comparison' | 'results') => {
      const of = (one: BenchmarkView) =>
        kind === 'results' ? one.results?.runId : one.comparison && `${one.comparison.baseId} ${one.comparison.runId}`;
      return of(view) !== undefined && of(view) !== of(before);
    };
    if (opened('comparison')) this.#show('sotto-benchmark-comparison');
    else if (opened('results') && view.state.kind === before.state.kind) this.#show('sotto-benchmark-results');
    // What was closed took the keyboard with it.
    else if (before.comparison && !view.comparison) this.#giveBack('#compare');
    else if (before.results && !view.results) this.#giveBack('.name');
  }

  #show(name: 'sotto-benchmark-comparison' | 'sotto-benchmark-results'): void {
    const element = this.renderRoot.querySelector(name);
    element?.focus({ preventScroll: true });
    element?.scrollIntoView({ block: 'start' });
  }

  #giveBack(selector: string): void {
    const list = this.renderRoot.querySelector('sotto-run-list');
    void list?.updateComplete.then(() => list.renderRoot.querySelector<HTMLElement>(selector)?.focus());
  }

  /** Always there, so that a screen reader hears of it when it comes. */
  #notice(notice: NoticeView | undefined): TemplateResult {
    const shown = notice && notice !== this.dismissed ? notice : undefined;
    const dismiss = () => {
      this.dismissed = notice;
    };
    return html`<div class="told" role="status">
      ${
        shown
          ? html`<p class=${shown.kind}>
              ${shown.kind === 'error' ? alarmIcon : doneIcon}<span>${shown.text}</span
              ><button id="dismiss" class="icon-button" type="button" aria-label=${benchmarkText().dismiss} @click=${dismiss}>${closeIcon}</button>
            </p>`
          : nothing
      }
    </div>`;
  }

  #close(event: MouseEvent): void {
    // The address is the host's: it knows what the hash was before.
    event.preventDefault();
    this.dispatchEvent(new BenchmarkIntentEvent({ kind: 'close' }));
  }
}

function welcome(): TemplateResult {
  const { welcomeTitle, welcome } = benchmarkText();
  return html`<section class="card welcome">
    <h2>${welcomeTitle}</h2>
    <p>${welcome}</p>
  </section>`;
}

customElements.define('sotto-benchmark', SottoBenchmark);

declare global {
  interface HTMLElementTagNameMap {
    'sotto-benchmark': SottoBenchmark;
  }
}
