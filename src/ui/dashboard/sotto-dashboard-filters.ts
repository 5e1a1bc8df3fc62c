import { css, html, LitElement, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { shared } from '../shared.styles';
import { partStyles } from './dashboard-parts.styles';
import { type ComponentFilter, DashboardIntentEvent, type RangeKey } from './dashboard-view';

const RANGES: readonly { key: RangeKey; short: string; long: string }[] = [
  { key: '5m', short: '5 min', long: 'Last 5 minutes' },
  { key: '30m', short: '30 min', long: 'Last 30 minutes' },
  { key: '24h', short: '24 h', long: 'Last 24 hours' },
  { key: '7d', short: '7 d', long: 'Last 7 days' },
  { key: '30d', short: '30 d', long: 'Last 30 days' },
];

const COMPONENTS: readonly { key: ComponentFilter; label: string }[] = [
  { key: 'all', label: 'Whole turn' },
  { key: 'capture', label: 'Microphone' },
  { key: 'vad', label: 'End of turn' },
  { key: 'stt', label: 'Speech to text' },
  { key: 'route', label: 'Routing' },
  { key: 'tool', label: 'Skill' },
  { key: 'llm', label: 'Language model' },
  { key: 'tts', label: 'Voice' },
  { key: 'playback', label: 'Audio out' },
  { key: 'system', label: 'This device' },
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
    this.range = '30m';
    this.component = 'all';
  }

  protected override render(): TemplateResult {
    return html`
      <fieldset>
        <legend class="visually-hidden">Time</legend>
        ${RANGES.map(
          ({ key, short, long }) => html`<label class="range" title=${long}>
            <input
              type="radio"
              name="range"
              value=${key}
              aria-label=${long}
              .checked=${live(key === this.range)}
              @change=${() => this.dispatchEvent(new DashboardIntentEvent({ kind: 'set-range', range: key }))}
            /><span aria-hidden="true">${short}</span>
          </label>`,
        )}
      </fieldset>
      <label class="component">
        Figures of
        <select id="component" @change=${this.#pick}>
          ${COMPONENTS.map(
            ({ key, label }) => html`<option value=${key} .selected=${live(key === this.#shown())}>${label}</option>`,
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
      ({ key }) => event.currentTarget instanceof HTMLSelectElement && key === event.currentTarget.value,
    );
    if (chosen) this.dispatchEvent(new DashboardIntentEvent({ kind: 'set-component', component: chosen.key }));
  }
}

customElements.define('sotto-dashboard-filters', SottoDashboardFilters);

declare global {
  interface HTMLElementTagNameMap {
    'sotto-dashboard-filters': SottoDashboardFilters;
  }
}
