import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { BenchmarkPlan } from '../../store/benchmark-run';
import { partStyles } from '../dashboard/dashboard-parts.styles';
import { alarmIcon, chevronIcon } from '../icons';
import { shared } from '../shared.styles';
import { benchmarkText } from '../text/benchmark/words';
import { dashboardText } from '../text/dashboard/words';
import { Words } from '../text/text';
import { benchmarkParts } from './benchmark-parts.styles';
import {
  BenchmarkIntentEvent,
  type ChoiceView,
  type PlanFieldView,
  type PlanView,
  type RunStateView,
} from './benchmark-view';
import { runProgress } from './run-progress';
import { planStyles } from './sotto-benchmark-plan.styles';

/** What to measure and how often; while it is measured, how far it is. One button starts and ends it. */
export class SottoBenchmarkPlan extends LitElement {
  static override properties = { view: { attribute: false }, state: { attribute: false } };
  static override styles = [shared, partStyles, benchmarkParts, planStyles];

  declare view: PlanView | undefined;
  declare state: RunStateView;

  constructor() {
    super();
    new Words(this);
    this.view = undefined;
    this.state = { kind: 'idle' };
  }

  protected override render(): TemplateResult | typeof nothing {
    const { view, state } = this;
    if (!view) return nothing;
    const text = benchmarkText().plan;
    const running = state.kind === 'running';
    return html`
      <h2>${running ? text.measuring : text.measure}</h2>
      ${running ? runProgress(state) : this.#form(view)}
      ${this.#button(view, state)}
    `;
  }

  /** Always the same one, so that the keyboard stays where it is when a run begins or ends. */
  #button({ fault, blocked }: PlanView, state: RunStateView): TemplateResult {
    const running = state.kind === 'running';
    const text = benchmarkText().plan;
    const off = running ? state.cancelling : Boolean(fault ?? blocked);
    const words = running ? (state.cancelling ? text.cancelling : text.cancel) : text.run;
    const press = () => {
      if (!off) this.dispatchEvent(new BenchmarkIntentEvent({ kind: running ? 'cancel' : 'run' }));
    };
    return html`<button
      id="run"
      class="button ${running ? '' : 'primary'}"
      type="button"
      aria-disabled=${off ? 'true' : 'false'}
      @click=${press}
    >${words}</button>`;
  }

  #form(view: PlanView): TemplateResult {
    const { values, suites, components, fields, fault, blocked, estimate } = view;
    const text = benchmarkText().plan;
    const { comma } = dashboardText();
    const chosen = components.filter(({ key }) => values.components.includes(key));
    return html`
      <fieldset>
        <legend>${text.suites}</legend>
        ${suites.map((suite) => this.#choice(suite, values.suites.includes(suite.key), () => ({ suites: toggled(values.suites, suite.key, suites) })))}
      </fieldset>
      <details class="disclosure">
        <summary>${chevronIcon}${text.chosen(chosen.length === 0 ? text.all : chosen.map(({ label }) => label).join(comma))}</summary>
        <fieldset>
          <legend class="visually-hidden">${text.components}</legend>
          ${components.map((component) => this.#choice(component, values.components.includes(component.key), () => ({ components: toggled(values.components, component.key, components) })))}
          <p class="soft small">${text.noneTicked}</p>
        </fieldset>
      </details>
      <details class="disclosure">
        <summary>${chevronIcon}${text.howOften}</summary>
        <div class="numbers">${fields.map((field) => this.#number(field, values))}</div>
        ${this.#choice({ key: 'cold', label: text.firstLoads, hint: text.firstLoadsHint }, values.coldLoads, () => ({
          coldLoads: !values.coldLoads,
        }))}
      </details>
      <p class="estimate" role="status">
        ${
          (fault ?? blocked)
            ? html`<span class="fault">${alarmIcon}<span>${fault ?? blocked}</span></span>`
            : html`${text.takes.before}<b>${estimate}</b>${text.takes.after}`
        }
      </p>
    `;
  }

  #choice(
    { key, label, hint }: ChoiceView<string>,
    checked: boolean,
    change: () => Partial<BenchmarkPlan>,
  ): TemplateResult {
    return html`<label class="choice">
      <input type="checkbox" name=${key} .checked=${live(checked)} @change=${() => this.#set(change())} />
      <span><span class="name">${label}</span> <span class="hint">${hint}</span></span>
    </label>`;
  }

  #number({ key, label, unit, min, used }: PlanFieldView, values: BenchmarkPlan): TemplateResult {
    const change = (event: Event) => {
      const input = event.currentTarget;
      // An empty field says nothing: the value stays.
      if (!(input instanceof HTMLInputElement) || Number.isNaN(input.valueAsNumber)) return this.requestUpdate();
      this.#set({ [key]: input.valueAsNumber });
    };
    return html`<label class="field" ?hidden=${!used}>
      <span>${[label, unit].filter(Boolean).join(dashboardText().comma)}</span>
      <input type="number" name=${key} min=${min} step="1" inputmode="numeric" .value=${live(String(values[key]))} @change=${change} />
    </label>`;
  }

  #set(changes: Partial<BenchmarkPlan>): void {
    if (!this.view) return;
    this.dispatchEvent(new BenchmarkIntentEvent({ kind: 'set-plan', plan: { ...this.view.values, ...changes } }));
  }
}

/** The chosen keys with one more or one fewer, in the order they are offered. */
function toggled<Key extends string>(chosen: readonly Key[], key: Key, all: readonly ChoiceView<Key>[]): Key[] {
  const wanted = (one: Key) => (one === key ? !chosen.includes(key) : chosen.includes(one));
  return all.map((choice) => choice.key).filter(wanted);
}

customElements.define('sotto-benchmark-plan', SottoBenchmarkPlan);

declare global {
  interface HTMLElementTagNameMap {
    'sotto-benchmark-plan': SottoBenchmarkPlan;
  }
}
