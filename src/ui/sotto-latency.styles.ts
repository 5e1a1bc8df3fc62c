import { css } from 'lit';

export const latencyStyles = css`
  :host {
    display: block;
    font-size: 0.8125rem;
    line-height: 1.4;
    color: var(--ink-soft);
    font-variant-numeric: tabular-nums;
  }

  summary {
    display: inline-flex;
    flex-wrap: wrap;
    align-items: center;
    column-gap: 0.625rem;
    min-height: var(--touch);
    border-radius: 0.5rem;
    cursor: pointer;
    list-style: none;
  }

  summary::-webkit-details-marker {
    display: none;
  }

  summary:hover .total {
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }

  .icon {
    width: 0.875rem;
    height: 0.875rem;
    margin-inline-start: -0.25rem;
    transition: transform 120ms;
  }

  details[open] .icon {
    transform: rotate(90deg);
  }

  .bar {
    width: 9rem;
    max-width: 22vw;
    height: 0.375rem;
    border-radius: 0.1875rem;
    overflow: hidden;
    transition: height 120ms;
  }

  summary:hover .bar,
  summary:focus-visible .bar,
  details[open] .bar {
    height: 0.625rem;
  }

  .cold {
    padding: 0 0.5rem;
    border: 1px solid var(--edge);
    border-radius: 1rem;
  }

  table {
    width: 100%;
    max-width: 22rem;
    margin: 0 0 0.75rem;
    border-collapse: collapse;
  }

  th {
    font-weight: 400;
    text-align: start;
  }

  thead th {
    padding: 0 0 0.25rem;
  }

  td,
  thead th:not(:first-child) {
    text-align: end;
  }

  tbody th,
  td,
  tfoot th {
    padding: 0.25rem 0;
    border-top: 1px solid var(--line);
    color: var(--ink);
  }

  .guesses {
    margin: -0.25rem 0 0.75rem;
  }

  .swatch {
    display: inline-block;
    width: 0.625rem;
    height: 0.625rem;
    margin-inline-end: 0.5rem;
  }

  .vad {
    fill: var(--part-vad);
  }
  .stt {
    fill: var(--part-stt);
  }
  .routing {
    fill: var(--part-routing);
  }
  .tool {
    fill: var(--part-tool);
  }
  .llm {
    fill: var(--part-llm);
  }
  .tts {
    fill: var(--part-tts);
  }
  .audioOut {
    fill: var(--part-audio-out);
  }

  svg {
    forced-color-adjust: none;
  }
`;
