import { css } from 'lit';

export const cardStyles = css`
  :host {
    display: block;
    min-width: 0;
  }

  article {
    display: flex;
    flex-direction: column;
    gap: 0.625rem;
    height: 100%;
    padding: 0.875rem 1rem;
    border: 1px solid var(--line);
    border-radius: 0.75rem;
    background: var(--paper);
    overflow-wrap: anywhere;
  }

  article[data-in-use] {
    border-color: var(--ink);
    box-shadow: inset 0.1875rem 0 0 var(--ink);
  }

  article[data-in-use]:dir(rtl) {
    box-shadow: inset -0.1875rem 0 0 var(--ink);
  }

  header {
    display: grid;
    gap: 0.125rem;
  }

  h3 {
    margin: 0;
    font: 600 1rem/1.3 var(--text);
  }

  .maker {
    color: var(--ink-soft);
    font-size: 0.8125rem;
  }

  .marks {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 0.375rem;
    margin-top: 0.25rem;
  }

  .marks:not(:has(.mark)) {
    display: none;
  }

  .mark {
    display: inline-flex;
    align-items: center;
    gap: 0.25rem;
    padding: 0.0625rem 0.5rem;
    border: 1px solid var(--line);
    border-radius: 1rem;
    color: var(--ink-soft);
    font-size: 0.75rem;
  }

  .mark .icon {
    width: 0.875rem;
    height: 0.875rem;
  }

  .in-use {
    border-color: var(--ink);
    color: var(--ink);
    font-weight: 600;
  }

  .notes {
    font-size: 0.875rem;
    line-height: 1.4;
  }

  dl {
    display: grid;
    gap: 0.1875rem;
    font-size: 0.8125rem;
    line-height: 1.4;
  }

  dl > div {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 1rem;
  }

  dt {
    color: var(--ink-soft);
  }

  dd {
    font-variant-numeric: tabular-nums;
    text-align: end;
  }

  .state {
    display: grid;
    gap: 0.5rem;
    margin-top: auto;
    font-size: 0.875rem;
  }

  .line {
    color: var(--ink-soft);
    font-size: 0.8125rem;
    font-variant-numeric: tabular-nums;
    line-height: 1.4;
  }

  .vouched {
    display: flex;
    gap: 0.375rem;
  }

  .vouched .icon {
    width: 1rem;
    height: 1rem;
    margin-top: 0.0625rem;
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.375rem;
  }

  .actions:not(:has(*)) {
    display: none;
  }

  .button {
    padding-inline: 1rem;
    color: inherit;
    font-size: 0.875rem;
    text-decoration: none;
  }

  .button.primary {
    color: var(--on-ink);
  }

  .button.quiet {
    border-color: var(--line);
    color: var(--ink-soft);
  }

  details {
    color: var(--ink-soft);
    font-size: 0.8125rem;
  }

  summary {
    padding-block: 0.375rem;
    cursor: pointer;
  }

  @media (pointer: coarse) {
    summary {
      padding-block: 0.75rem;
    }
  }

  ul {
    padding-inline-start: 1rem;
    list-style: none;
    font-size: 0.75rem;
    line-height: 1.5;
  }

  .fault {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0.5rem;
    padding: 0.625rem 0.75rem;
    border-radius: 0.5rem;
    background: var(--alarm-ground);
    font-size: 0.8125rem;
    line-height: 1.4;
  }

  .fault .icon {
    color: var(--alarm);
  }

  .detail {
    display: block;
    margin-top: 0.25rem;
    color: var(--ink-soft);
    font-size: 0.75rem;
  }
`;
