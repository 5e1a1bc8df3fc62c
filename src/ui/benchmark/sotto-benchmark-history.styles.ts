import { css } from 'lit';

export const historyStyles = css`
  .pick {
    display: flex;
    gap: 0.625rem;
    margin-top: 0.5rem;
  }

  .pick .series {
    flex: 1 1 auto;
    max-width: 26rem;
  }

  .pick label:last-child {
    flex: 0 0 7.5rem;
  }

  .lead {
    min-height: 2.8em;
    margin: 0.75rem 0 0.5rem;
  }

  .plot {
    direction: ltr;
    height: 224px;
  }

  .plot svg {
    display: block;
    width: 100%;
    height: 100%;
    overflow: visible;
  }

  text {
    fill: var(--ink-soft);
    font-size: 12px;
    font-variant-numeric: tabular-nums;
  }

  path {
    fill: none;
    stroke-linecap: round;
  }

  .grid {
    stroke: var(--line);
  }

  .intervals {
    stroke: var(--edge);
    stroke-opacity: 0.55;
    stroke-width: 3;
    stroke-linecap: butt;
  }

  .intervals.apart {
    stroke-opacity: 0.25;
  }

  .line {
    stroke: var(--ink);
    stroke-width: 1.25;
    stroke-opacity: 0.55;
    stroke-linejoin: round;
  }

  .like {
    stroke: var(--ink);
    stroke-width: 5;
  }

  .other {
    stroke: var(--edge);
    stroke-width: 7;
  }

  .hole {
    stroke: var(--surface);
    stroke-width: 4;
  }

  .cross {
    stroke: var(--alarm);
    stroke-width: 1.5;
  }

  .baseline {
    stroke: var(--part-stt);
    stroke-width: 1.5;
    stroke-dasharray: 6 4;
  }

  .of-baseline {
    fill: var(--ink);
    font-weight: 600;
    paint-order: stroke;
    stroke: var(--surface);
    stroke-width: 4;
    stroke-linejoin: round;
  }

  .at {
    fill: none;
    stroke: var(--ink);
    stroke-width: 2;
  }

  .under {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 1rem;
    min-height: 1.5rem;
    margin-top: 0.375rem;
    color: var(--ink-soft);
    font-size: 0.8125rem;
  }

  .keys {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1rem;
    list-style: none;
  }

  .keys li {
    display: inline-flex;
    align-items: center;
    gap: 0.375rem;
  }

  .key {
    width: 0.5625rem;
    height: 0.5625rem;
    border-radius: 50%;
  }

  .key.like {
    background: var(--ink);
  }

  .key.other {
    border: 1.5px solid var(--edge);
  }

  .key.invalid {
    width: auto;
    height: auto;
    color: var(--alarm);
    line-height: 1;
  }

  .readout {
    font-variant-numeric: tabular-nums;
  }

  @media (forced-colors: active) {
    .key.like {
      forced-color-adjust: none;
    }
  }
`;
