import { css } from 'lit';

/** Tables of a suite, with their bars and the strips of raw samples. */
export const suiteTableStyles = css`
  .suites h3 {
    margin: 1.25rem 0 0.5rem;
  }

  .suites .lead + h3 {
    margin-top: 0;
  }

  .cards tbody th {
    width: 30%;
  }

  .remark {
    display: block;
    color: var(--ink-soft);
    font-size: 0.75rem;
    overflow-wrap: anywhere;
  }

  .remark.bad {
    color: var(--alarm);
  }

  .cold {
    padding: 0 0.375rem;
    border: 1px solid var(--edge);
    border-radius: 0.5rem;
    color: var(--ink-soft);
    font-size: 0.6875rem;
  }

  .cards .spread {
    width: 26%;
    padding-inline: 0.75rem;
  }

  .spread span {
    color: var(--ink-soft);
    font-size: 0.75rem;
  }

  .cards td.number {
    white-space: nowrap;
  }

  .strips {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(19rem, 100%), 1fr));
    gap: 1rem 2rem;
    align-items: end;
    margin: 0.25rem 0 0.5rem;
  }

  figure {
    min-width: 0;
    margin: 0;
  }

  figcaption .soft {
    white-space: nowrap;
  }

  figcaption {
    display: flex;
    justify-content: space-between;
    gap: 0.75rem;
    font-size: 0.75rem;
    font-variant-numeric: tabular-nums;
  }

  figure svg {
    display: block;
    width: 100%;
    height: 4.5rem;
    border-bottom: 1px solid var(--edge);
    overflow: visible;
  }

  figure path {
    stroke-linecap: round;
  }

  .dots {
    stroke: var(--ink);
    stroke-width: 4;
  }

  .rings {
    stroke: var(--alarm);
    stroke-width: 9;
  }

  .holes {
    stroke: var(--surface);
    stroke-width: 5;
  }

  .middle {
    stroke: var(--edge);
    stroke-dasharray: 4 4;
  }

  @container (max-width: 40rem) {
    .cards tbody th,
    .cards .spread {
      width: auto;
    }
    .cards tbody td.spread {
      grid-column: 1 / -1;
      order: 9;
      padding: 0;
    }
    .cards tbody tr {
      grid-template-columns: repeat(5, minmax(0, 1fr));
    }
    .cards td.number {
      white-space: normal;
    }
  }
`;
