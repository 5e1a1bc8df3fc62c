import { css } from 'lit';

export const modelsStyles = css`
  .overview {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 0.75rem;
  }

  .small {
    font-size: 0.8125rem;
  }

  .tier {
    font-weight: 600;
  }

  .why {
    max-width: 36rem;
    margin-block: 0.125rem 0.75rem;
    color: var(--ink-soft);
    font-size: 0.875rem;
  }

  .import {
    display: grid;
    justify-items: start;
    gap: 0.375rem;
    margin-top: 1rem;
    padding-top: 0.875rem;
    border-top: 1px solid var(--line);
  }

  .import label:focus-within {
    outline: 0.1875rem solid var(--ink);
    outline-offset: 0.1875rem;
  }

  .import progress {
    width: 100%;
    accent-color: var(--ink);
  }

  .in-use-line {
    max-width: 46rem;
    font-size: 0.875rem;
  }

  .automatic {
    margin-top: 0.5rem;
  }

  .grid {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(18rem, 100%), 1fr));
    gap: 0.75rem;
    margin-top: 0.875rem;
  }

  .disclosure .grid {
    margin-top: 0.25rem;
    font-size: 1rem;
  }

  .lead {
    max-width: 46rem;
    margin-bottom: 0.75rem;
    font-size: 0.875rem;
  }

  .lead a {
    color: var(--ink);
  }

  .tables {
    container-type: inline-size;
    display: grid;
    gap: 1.25rem;
  }

  .tables table {
    table-layout: fixed;
  }

  caption {
    padding-bottom: 0.375rem;
    font: italic 1.0625rem/1.25 var(--mark);
    text-align: start;
  }

  td,
  th {
    vertical-align: top;
    overflow-wrap: anywhere;
  }

  tbody th {
    font-weight: 600;
  }

  .from {
    display: block;
    font-size: 0.75rem;
  }

  @container (max-width: 40rem) {
    .tables .cards tbody tr {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
    .tables .cards tbody :is(th, td) {
      align-self: start;
    }
    .tables caption {
      display: block;
    }
  }

  .drop {
    position: fixed;
    inset: 0.75rem;
    z-index: 2;
    display: grid;
    place-items: center;
    border: 0.1875rem dashed var(--ink);
    border-radius: var(--radius);
    background: color-mix(in srgb, var(--paper) 85%, transparent);
    pointer-events: none;
  }

  .drop p {
    font: italic 1.5rem/1.25 var(--mark);
  }

  @media (max-width: 48rem) {
    .overview {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
