import { css } from 'lit';

/** The small bars in tables: of an interval, and of a change. */
export const intervalStyles = css`
  .interval {
    display: block;
    width: 100%;
    min-width: 6rem;
    height: 0.75rem;
    overflow: visible;
  }

  .interval .axis {
    stroke: var(--line);
  }

  .interval .ground {
    fill: var(--tint);
  }

  .interval .range {
    stroke: var(--edge);
    stroke-width: 1;
  }

  .interval .block {
    fill: var(--edge);
  }

  .interval .block-line {
    stroke: var(--edge);
    stroke-width: 7;
  }

  .interval .median {
    stroke: var(--ink);
    stroke-width: 2.5;
  }
`;
