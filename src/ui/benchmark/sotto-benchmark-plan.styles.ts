import { css } from 'lit';

export const planStyles = css`
  fieldset {
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }

  legend {
    padding: 0.5rem 0 0.125rem;
    color: var(--ink-soft);
    font-size: 0.8125rem;
  }

  .choice {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0.75rem;
    align-items: center;
    min-height: var(--touch);
    padding: 0.25rem 0;
    line-height: 1.25;
    cursor: pointer;
  }

  .choice + .choice {
    border-top: 1px solid var(--line);
  }

  .choice input {
    width: 1.125rem;
    height: 1.125rem;
    margin: 0;
    accent-color: var(--ink);
  }

  .name {
    font-size: 0.875rem;
  }

  .hint {
    display: block;
    color: var(--ink-soft);
    font-size: 0.75rem;
  }

  .small {
    font-size: 0.75rem;
  }

  .disclosure {
    margin: 0;
    border-top: 1px solid var(--line);
  }

  .disclosure summary {
    width: 100%;
  }

  .disclosure[open] {
    padding-bottom: 0.5rem;
  }

  .numbers {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 0.625rem;
    align-items: end;
    margin-bottom: 0.5rem;
  }

  .estimate {
    padding: 0.75rem 0 0.875rem;
    border-top: 1px solid var(--line);
    color: var(--ink-soft);
    font-size: 0.8125rem;
  }

  .estimate b {
    color: var(--ink);
  }

  #run {
    width: 100%;
  }

  #run[aria-disabled='true'] {
    border-color: var(--line);
    background: var(--tint);
    color: var(--ink-soft);
    cursor: default;
  }

  .now {
    display: grid;
    gap: 0.125rem;
    margin: 0.625rem 0 0.75rem;
  }

  .suite {
    color: var(--ink-soft);
    font-size: 0.8125rem;
  }

  .series {
    min-height: 2.6em;
    overflow-wrap: anywhere;
    line-height: 1.3;
  }

  .bar {
    display: block;
    width: 100%;
    height: 0.5rem;
    border-radius: 0.25rem;
    overflow: hidden;
  }

  .bar .ground {
    fill: var(--tint);
  }

  .bar .done {
    fill: var(--lamp);
    transition: width 200ms;
  }

  .paused .bar .done {
    fill: var(--edge);
  }

  .times {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 1rem;
    margin: 0.5rem 0 1rem;
    color: var(--ink-soft);
    font-size: 0.8125rem;
    font-variant-numeric: tabular-nums;
  }

  .eta {
    color: var(--ink);
    font-weight: 600;
  }
`;
