import { type CSSResult, css } from 'lit';
import { intervalStyles } from './interval.styles';
import { judgementStyles } from './judgement.styles';
import { suiteTableStyles } from './suite-table.styles';

const styles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.75rem;
  }

  .card {
    container-type: inline-size;
    min-width: 0;
    padding: 1rem 1.25rem;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
  }

  .card > h2 {
    margin-bottom: 0.5rem;
  }

  .card > h2 + .lead {
    margin-top: -0.25rem;
  }

  h2:focus-visible {
    outline: none;
  }

  .close {
    display: grid;
    place-items: center;
    width: var(--touch);
    height: var(--touch);
    margin-block: -0.5rem;
    margin-inline: 0 -0.75rem;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: none;
    color: var(--ink-soft);
    cursor: pointer;
  }

  .close:hover {
    background: var(--tint);
    color: var(--ink);
  }

  .first .head {
    flex-wrap: nowrap;
  }

  .invalid {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0.625rem;
    margin-bottom: 0.875rem;
    padding: 0.75rem 0.875rem;
    border: 1px solid var(--alarm);
    border-radius: 0.75rem;
    background: var(--alarm-ground);
    font-size: 0.875rem;
  }

  .invalid .icon,
  .invalid b {
    color: var(--alarm);
  }

  .invalid ul {
    padding-inline-start: 1.1rem;
  }

  .glance {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(6.25rem, 1fr));
    gap: 0.75rem 1rem;
    margin: 0.25rem 0 1rem;
  }

  .glance dt {
    white-space: nowrap;
    color: var(--ink-soft);
    font-size: 0.8125rem;
  }

  .glance dd {
    font-size: 1.25rem;
    font-variant-numeric: tabular-nums;
    line-height: 1.2;
  }

  .headline {
    margin-bottom: 0.625rem;
  }

  .first .actions {
    margin-top: 0.875rem;
  }

  .first .label {
    grid-template-columns: auto minmax(0, 1fr);
    align-items: center;
    gap: 0.5rem;
    margin-inline-start: auto;
    flex: 1 1 9rem;
    max-width: 16rem;
  }

  #pin[aria-pressed='true'] {
    border-color: var(--ink);
    background: var(--tint);
    font-weight: 600;
  }

  .of {
    display: flex;
    justify-content: space-between;
    align-items: baseline;
    gap: 0.25rem 1rem;
  }

  .small {
    font-size: 0.75rem;
  }

  .two {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(19rem, 100%), 1fr));
    gap: 1.25rem 2.5rem;
  }

  .two h2 {
    margin-bottom: 0.5rem;
  }

  .two dd {
    min-width: 0;
    overflow-wrap: anywhere;
  }

  @media (max-width: 26rem) {
    .card {
      padding: 0.875rem 1rem;
    }
  }
`;

export const resultsStyles: CSSResult[] = [intervalStyles, styles, judgementStyles, suiteTableStyles];
