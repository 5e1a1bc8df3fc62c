import { css } from 'lit';

/** Advice, grades by document, and where the time goes. */
export const judgementStyles = css`
  .advice {
    display: grid;
    gap: 0.75rem;
    margin: 0.5rem 0 0;
    padding-inline-start: 1.25rem;
    font-size: 0.875rem;
  }

  .advice .of {
    flex-wrap: wrap;
  }

  .gain {
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }

  .breakdown {
    display: grid;
    gap: 0.625rem;
    list-style: none;
    font-size: 0.8125rem;
    font-variant-numeric: tabular-nums;
  }

  .stages {
    display: block;
    width: 100%;
    height: 1.625rem;
    border-radius: 0.25rem;
    overflow: hidden;
  }

  .stages .plate {
    fill: var(--surface);
  }

  .stages text {
    fill: var(--ink);
    font-size: 0.6875rem;
    font-weight: 600;
  }

  .scroll {
    overflow-x: auto;
  }

  .scroll td {
    white-space: nowrap;
  }

  .scroll td .soft {
    display: block;
  }

  .scroll table {
    min-width: 44rem;
  }

  .documents {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(19rem, 100%), 1fr));
    gap: 1.25rem 2rem;
  }

  .document .head {
    flex-wrap: nowrap;
    padding-bottom: 0.375rem;
    border-bottom: 1px solid var(--edge);
  }

  .document h3 .soft {
    font: 0.8125rem/1.4 var(--text);
  }

  .document .absent {
    font-size: 0.8125rem;
    white-space: nowrap;
  }

  .document ul {
    list-style: none;
  }

  .document li {
    padding: 0.5rem 0;
    border-bottom: 1px solid var(--line);
    font-size: 0.875rem;
  }

  .document li:last-child {
    border: 0;
  }

  .document .value {
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }

  q {
    min-width: 0;
    color: var(--ink-soft);
    font-size: 0.8125rem;
    overflow-wrap: anywhere;
  }
`;
