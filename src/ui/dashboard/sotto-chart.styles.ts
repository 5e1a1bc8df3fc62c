import { css } from 'lit';

/** The plot's height is fixed, so that nothing moves when data come. */
export const chartStyles = css`
  :host {
    display: block;
    position: relative;
    min-width: 0;
  }

  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 0 1rem;
  }

  .keys {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1rem;
    list-style: none;
    color: var(--ink-soft);
    font-size: 0.8125rem;
  }

  .keys li {
    display: inline-flex;
    align-items: center;
    gap: 0.375rem;
  }

  .keys svg {
    width: 1.5rem;
    height: 0.5rem;
  }

  .keys line {
    stroke-width: 2;
  }

  .keys .first {
    stroke: var(--ink);
  }
  .keys .second {
    stroke: var(--part-tts);
  }
  .keys .third {
    stroke: var(--part-stt);
  }

  .summary {
    margin: 0.25rem 0 0.5rem;
    color: var(--ink-soft);
    font-size: 0.875rem;
  }

  .plot {
    direction: ltr;
    height: 13rem;
    min-width: 0;
    overflow: hidden;
  }

  .foot {
    position: relative;
  }

  .foot .disclosure {
    margin: 0;
  }

  .readout {
    position: absolute;
    inset-block-start: 0.75rem;
    inset-inline-end: 0;
    max-width: calc(100% - 8rem);
    color: var(--ink-soft);
    font-size: 0.8125rem;
    font-variant-numeric: tabular-nums;
    text-align: end;
  }

  .nothing {
    position: absolute;
    inset-inline: 0;
    top: 8rem;
    color: var(--ink-soft);
    text-align: center;
  }

  .ink {
    display: none;
  }
  .ink.first {
    color: var(--ink);
  }
  .ink.second {
    color: var(--part-tts);
  }
  .ink.third {
    color: var(--part-stt);
  }
  .ink.line {
    color: var(--line);
  }
  .ink.limit {
    color: var(--ink-soft);
  }

  .u-cursor-x {
    border-color: var(--edge) !important;
  }

  svg {
    forced-color-adjust: none;
  }
`;
