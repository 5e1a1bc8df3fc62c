import { type CSSResult, css } from 'lit';
import { intervalStyles } from './interval.styles';

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
    margin: -0.5rem -0.75rem -0.5rem 0;
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

  @media (max-width: 26rem) {
    .card {
      padding: 0.875rem 1rem;
    }
  }
`;

export const resultsStyles: CSSResult[] = [intervalStyles, styles];
