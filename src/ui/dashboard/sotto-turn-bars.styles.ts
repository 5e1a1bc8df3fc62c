import { css } from 'lit';

/** The axis has the columns of the rows, so that its marks stand beneath the bars. */
export const turnBarStyles = css`
  :host {
    display: block;
    position: relative;
    container-type: inline-size;
  }

  .summary {
    margin: 0.25rem 0 0.75rem;
    color: var(--ink-soft);
    font-size: 0.875rem;
  }

  .bars {
    list-style: none;
  }

  .row,
  .axis {
    display: grid;
    grid-template-columns: 6rem minmax(0, 12rem) minmax(8rem, 1fr) 4rem 1rem;
    grid-template-areas: 'when title drawing figure band';
    align-items: center;
    column-gap: 0.75rem;
    width: 100%;
  }

  .row {
    min-height: 2rem;
    padding: 0 0.5rem;
    border: 0;
    border-radius: 0.5rem;
    background: none;
    font-size: 0.8125rem;
    text-align: start;
    cursor: pointer;
  }

  .row:hover,
  .row[aria-expanded='true'] {
    background: color-mix(in srgb, var(--tint) 60%, transparent);
  }

  .row:focus-visible {
    outline-offset: -0.125rem;
  }

  .when {
    grid-area: when;
    color: var(--ink-soft);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }

  .title {
    grid-area: title;
    display: flex;
    align-items: center;
    gap: 0.5rem;
    min-width: 0;
  }

  .words {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .cold {
    padding: 0 0.5rem;
    border: 1px solid var(--edge);
    border-radius: 1rem;
    color: var(--ink-soft);
    white-space: nowrap;
  }

  .figure {
    grid-area: figure;
    font-variant-numeric: tabular-nums;
    text-align: end;
  }

  .row .band {
    grid-area: band;
  }

  .drawing {
    grid-area: drawing;
    width: 100%;
    height: 2rem;
    overflow: visible;
  }

  .piece {
    stroke: var(--surface);
    stroke-width: 1;
  }

  .faded {
    opacity: 0.25;
  }

  .limit {
    stroke: var(--ink-soft);
    stroke-width: 1.5;
    stroke-dasharray: 3 3;
  }

  .axis {
    padding: 0 0.5rem;
    color: var(--ink-soft);
    font-size: 0.75rem;
  }

  .axis svg {
    grid-area: drawing;
    width: 100%;
    height: 2.75rem;
    overflow: visible;
  }

  .axis text {
    fill: var(--ink-soft);
    font-variant-numeric: tabular-nums;
  }

  .axis .base,
  .axis .tick {
    stroke: var(--edge);
  }

  .axis p {
    grid-column: 3 / -1;
    text-align: end;
  }

  sotto-waterfall {
    margin: 0.25rem 0 0.75rem;
  }

  @container (max-width: 40rem) {
    .row,
    .axis {
      grid-template-columns: minmax(0, 1fr) auto 0.75rem;
      grid-template-areas:
        'title figure band'
        'drawing drawing drawing';
      column-gap: 0.5rem;
    }
    .row {
      min-height: 3.25rem;
      padding: 0.25rem 0.25rem 0;
      border-radius: 0.5rem;
    }
    .when {
      display: none;
    }
    .drawing {
      height: 1.5rem;
    }
    .axis {
      padding: 0 0.25rem;
    }
    .axis p {
      grid-row: 3;
      grid-column: 1 / -1;
    }
  }
`;
