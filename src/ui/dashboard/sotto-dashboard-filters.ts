import { css, html, LitElement, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { shared } from '../shared.styles';
import { dashboardText } from '../text/dashboard/words';
import { Words } from '../text/text';
import { partStyles } from './dashboard-parts.styles';
import { type ComponentFilter, DashboardIntentEvent, type RangeKey } from './dashboard-view';

const RANGES: readonly RangeKey[] = ['5m', '30m', '24h', '7d', '30d'];

/** The whole turn first, the device last. */
const COMPONENTS: readonly ComponentFilter[] = [
  'all',
  ...(['capture', 'vad', 'stt', 'route', 'tool', 'llm', 'tts', 'playback', 'system'] as const),
];

const styles = css`
  :host {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem 1rem;
  }

  fieldset {
    display: flex;
    min-width: 0;
    margin: 0;
    padding: 0.1875rem;
    border: 1px solid var(--edge);
    border-radius: 0.75rem;
    background: var(--surface);
  }

  label.range {
    position: relative;
    display: grid;
    place-items: center;
    min-width: 3rem;
    min-height: 2.25rem;
    padding: 0 0.75rem;
    border-radius: 0.5625rem;
    color: var(--ink-soft);
    font-size: 0.875rem;
    white-space: nowrap;
    cursor: pointer;
  }

  label.range:hover {
    background: var(--tint);
    color: var(--ink);
  }

  label.range:has(:checked) {
    background: var(--ink);
    color: var(--on-ink);
    font-weight: 600;
  }

  label.range:has(:focus-visible) {
    outline: 0.1875rem solid var(--ink);
    outline-offset: 0.25rem;
  }

  /* Covers its label: what is pressed is the radio itself. */
  input {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }

  .component {
    display: inline-flex;
    align-items: center;
    gap: 0.5rem;
    color: var(--ink-soft);
    font-size: 0.875rem;
  }

  @media (max-width: 30rem) {
    :host,
    fieldset,
    .component {
      width: 100%;
    }
    label.range {
      flex: 1 1 0;
      min-width: 0;
      padding: 0 0.25rem;
    }
    select {
      flex: 1;
    }
  }

  @media (forced-colors: active) {
    label.range:has(:checked) {
      outline: 1px solid Highlight;
    }
  }
`;

/** Which time and whose figures are shown. */
export class SottoDashboardFilters extends LitElement {
  static override properties = { range: { attribute: false }, component: { attribute: false } };
  static override styles = [shared, partStyles, styles];

  declare range: RangeKey;
  declare component: ComponentFilter;

  constructor() {
    super();
    new Words(this);
    this.range = '30m';
    this.component = 'all';
  }

  protected override render(): TemplateResult {
    const { ranges, components, time, figuresOf } = dashboardText();
    return html`
      <fieldset>
        <legend class="visually-hidden">${time}</legend>
        ${RANGES.map((key) => {
          const { short, long } = ranges[key];
          return html`<label class="range" title=${long}>
            <input
              type="radio"
              name="range"
              value=${key}
              aria-label=${long}
              .checked=${live(key === this.range)}
              @change=${() => this.dispatchEvent(new DashboardIntentEvent({ kind: 'set-range', range: key }))}
            /><span aria-hidden="true">${short}</span>
          </label>`;
        })}
      </fieldset>
      <label class="component">
        ${figuresOf}
        <select id="component" @change=${this.#pick}>
          ${COMPONENTS.map(
            (key) =>
              html`<option value=${key} .selected=${live(key === this.#shown())}>${components[key === 'all' ? 'pipeline' : key]}</option>`,
          )}
        </select>
      </label>
    `;
  }

  /** The whole turn and the pipeline are one to the user. */
  #shown(): ComponentFilter {
    return this.component === 'pipeline' ? 'all' : this.component;
  }

  #pick(event: Event): void {
    const chosen = COMPONENTS.find(
      (key) => event.currentTarget instanceof HTMLSelectElement && key === event.currentTarget.value,
    );
    if (chosen) this.dispatchEvent(new DashboardIntentEvent({ kind: 'set-component', component: chosen }));
  }
}

customElements.define('sotto-dashboard-filters', SottoDashboardFilters);

declare global {
  interface HTMLElementTagNameMap {
    'sotto-dashboard-filters': SottoDashboardFilters;
  }
}
