import { css } from 'lit';

export const tileStyles = css`
  :host {
    display: grid;
    grid-template-columns: repeat(5, minmax(0, 1fr));
    gap: 0.75rem;
  }

  .tile {
    display: flex;
    flex-direction: column;
    gap: 0.375rem;
    min-width: 0;
    padding: 0.875rem 1rem;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
  }

  h2 {
    color: var(--ink-soft);
    font: 0.875rem/1.4 var(--text);
  }

  .value {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 0 0.75rem;
    font-size: 1.5rem;
    font-variant-numeric: tabular-nums;
    line-height: 1.2;
  }

  .value .absent,
  [data-key='latency'] dd .absent {
    font-size: 1rem;
  }

  .unit {
    color: var(--ink-soft);
    font-size: 0.8125rem;
  }

  dl {
    display: grid;
    gap: 0.125rem;
    font-size: 0.8125rem;
  }

  dl div {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 0.5rem;
  }

  dt {
    color: var(--ink-soft);
  }

  dd {
    font-variant-numeric: tabular-nums;
  }

  .target {
    margin-top: auto;
    padding-top: 0.25rem;
    color: var(--ink-soft);
    font-size: 0.75rem;
  }

  .target:empty {
    display: none;
  }

  [data-key='latency'] {
    display: grid;
    grid-column: 1 / -1;
    grid-template-columns: auto minmax(10rem, 1fr) auto;
    grid-template-areas:
      'head target target'
      'value gauge details';
    align-items: center;
    gap: 0.25rem 2rem;
    padding: 1rem 1.25rem;
  }

  [data-key='latency'] h2 {
    grid-area: head;
  }

  [data-key='latency'] .target {
    grid-area: target;
    padding: 0;
    text-align: end;
  }

  [data-key='latency'] .value {
    grid-area: value;
    font-size: 2.75rem;
    line-height: 1.1;
    white-space: nowrap;
  }

  [data-key='latency'] dl {
    grid-area: details;
    grid-auto-flow: column;
    gap: 0 1.75rem;
  }

  [data-key='latency'] dl div {
    display: grid;
    gap: 0;
  }

  [data-key='latency'] dd {
    font-size: 1.25rem;
    line-height: 1.3;
  }

  .gauge {
    grid-area: gauge;
    width: 100%;
    height: 2.5rem;
    overflow: visible;
  }

  .gauge .ground {
    fill: var(--tint);
  }

  .gauge .to-p50 {
    fill: var(--ink);
  }

  .gauge .to-p95 {
    fill: color-mix(in srgb, var(--ink) 60%, var(--tint));
  }

  .gauge .to-p99 {
    fill: var(--edge);
  }

  .gauge .limit {
    stroke: var(--ink-soft);
    stroke-width: 1.5;
    stroke-dasharray: 3 2;
  }

  .gauge text {
    fill: var(--ink-soft);
    font-size: 0.75rem;
  }

  @media (max-width: 60rem) {
    :host {
      grid-template-columns: repeat(6, minmax(0, 1fr));
    }
    .tile:not([data-key='latency']) {
      grid-column: span 2;
    }
    .tile:nth-child(n + 5) {
      grid-column: span 3 !important;
    }
  }

  @media (max-width: 42rem) {
    :host {
      grid-template-columns: repeat(2, minmax(0, 1fr));
      gap: 0.625rem;
    }
    .tile:nth-child(n + 2) {
      grid-column: auto !important;
      padding: 0.75rem 0.875rem;
    }
    .tile:last-child {
      grid-column: 1 / -1 !important;
    }
    [data-key='latency'] {
      grid-template-columns: minmax(0, 1fr);
      grid-template-areas: 'head' 'value' 'gauge' 'details' 'target';
      gap: 0.375rem;
    }
    [data-key='latency'] dl {
      justify-content: start;
      gap: 0 1.5rem;
    }
    [data-key='latency'] .target {
      text-align: start;
    }
  }
`;
