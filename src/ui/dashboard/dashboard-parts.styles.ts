import { css } from 'lit';

/** What the dashboard's sections have in common: headings, tables, disclosures, verdicts, what is not there. */
export const partStyles = css`
  h2,
  h3 {
    margin: 0;
    font: italic 1.25rem/1.25 var(--mark);
  }

  h3 {
    font-size: 1.0625rem;
  }

  /* Drawings run from left to right in every language: so do their axes, which words are anchored to. */
  svg {
    direction: ltr;
  }

  p,
  dl,
  ul {
    line-height: 1.4;
  }

  .soft,
  .absent {
    color: var(--ink-soft);
  }

  .absent {
    font-style: italic;
  }

  .empty {
    padding: 1.25rem 0;
    color: var(--ink-soft);
  }

  .band {
    display: inline-flex;
    align-items: center;
    gap: 0.375rem;
    color: var(--ink-soft);
    font-size: 0.8125rem;
    white-space: nowrap;
  }

  .band svg {
    width: 0.625rem;
    height: 0.625rem;
    flex: none;
    fill: currentColor;
  }

  .band .ring {
    fill: none;
    stroke: currentColor;
  }

  .band.poor {
    color: var(--alarm);
    font-weight: 600;
  }

  .disclosure {
    margin-top: 0.5rem;
    font-size: 0.8125rem;
  }

  .disclosure summary {
    display: inline-flex;
    align-items: center;
    gap: 0.25rem;
    min-height: var(--touch);
    padding-inline-end: 0.5rem;
    border-radius: 0.5rem;
    color: var(--ink-soft);
    cursor: pointer;
    list-style: none;
  }

  .disclosure summary::-webkit-details-marker {
    display: none;
  }

  .disclosure summary:hover {
    color: var(--ink);
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }

  .disclosure .icon {
    width: 0.875rem;
    height: 0.875rem;
    transition: transform 120ms;
  }

  .disclosure[open] .icon {
    transform: rotate(90deg);
  }

  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 0.8125rem;
    font-variant-numeric: tabular-nums;
    line-height: 1.4;
  }

  th {
    font-weight: 400;
    text-align: start;
  }

  thead th {
    padding-block: 0 0.375rem;
    padding-inline: 0 0.5rem;
    color: var(--ink-soft);
    vertical-align: bottom;
  }

  tbody :is(th, td) {
    padding-block: 0.375rem;
    padding-inline: 0 0.5rem;
    border-top: 1px solid var(--line);
  }

  .number {
    text-align: end;
  }

  :is(th, td):last-child {
    padding-inline-end: 0;
  }

  .figures {
    display: grid;
    gap: 0.25rem;
    font-size: 0.875rem;
  }

  .figures > div {
    display: flex;
    justify-content: space-between;
    gap: 1rem;
  }

  .figures dt {
    color: var(--ink-soft);
  }

  .figures dd {
    font-variant-numeric: tabular-nums;
    text-align: end;
  }

  select {
    min-height: var(--touch);
    max-width: 100%;
    padding: 0 0.75rem;
    border: 1px solid var(--edge);
    border-radius: 0.75rem;
    background: var(--surface);
    color: var(--ink);
    font: inherit;
    font-size: 0.875rem;
    cursor: pointer;
  }

  .button {
    font-size: 0.875rem;
  }

  /* A wide table becomes a list of cards; each cell then carries its own heading. */
  @container (max-width: 40rem) {
    .cards thead {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .cards,
    .cards tbody {
      display: block;
    }
    .cards tbody tr {
      display: grid;
      grid-template-columns: repeat(4, minmax(0, 1fr));
      gap: 0.375rem 0.5rem;
      padding: 0.75rem 0;
      border-top: 1px solid var(--line);
    }
    .cards tbody :is(th, td) {
      align-self: end;
      padding: 0;
      border: 0;
      text-align: start;
    }
    .cards tbody th {
      grid-column: 1 / -1;
    }
    .cards td[data-label]::before {
      content: attr(data-label);
      display: block;
      color: var(--ink-soft);
      font-size: 0.75rem;
    }
  }
`;
