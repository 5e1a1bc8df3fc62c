import { css } from 'lit';

export const runListStyles = css`
  .head {
    align-items: center;
  }

  .import {
    position: relative;
    overflow: hidden;
  }

  .import:has(:focus-visible) {
    outline: 0.1875rem solid var(--ink);
    outline-offset: 0.1875rem;
  }

  /* Covers its label: what is pressed, and dropped on, is the input itself. */
  .import input {
    position: absolute;
    inset: 0;
    width: 100%;
    opacity: 0;
    cursor: pointer;
  }

  .import .icon {
    transform: rotate(180deg);
  }

  .pick {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr) auto;
    gap: 0.625rem;
    align-items: end;
    margin: 0.5rem 0 0.25rem;
  }

  #compare[aria-disabled='true'] {
    border-color: var(--line);
    color: var(--ink-soft);
    cursor: default;
  }

  .lead {
    margin: 0.75rem 0 0.5rem;
  }

  .name {
    min-height: 2rem;
    padding: 0;
    border: 0;
    background: none;
    font-size: 0.875rem;
    text-align: start;
    text-decoration: underline;
    text-decoration-color: var(--edge);
    text-underline-offset: 0.25em;
    overflow-wrap: anywhere;
    cursor: pointer;
  }

  .name:hover {
    text-decoration-color: currentColor;
  }

  .shown .name {
    font-weight: 600;
  }

  .remark {
    display: block;
    color: var(--ink-soft);
    font-size: 0.75rem;
  }

  .remark.bad {
    color: var(--alarm);
  }

  td.number {
    white-space: nowrap;
  }

  .do {
    width: 9rem;
  }

  .small {
    display: inline-grid;
    place-items: center;
    min-width: 2.25rem;
    min-height: 2.25rem;
    padding: 0 0.625rem;
    border: 1px solid transparent;
    border-radius: 1.125rem;
    background: none;
    color: var(--ink-soft);
    font-size: 0.8125rem;
    vertical-align: middle;
    cursor: pointer;
  }

  .small:hover {
    background: var(--tint);
    color: var(--ink);
  }

  .small.round {
    padding: 0;
  }

  .small .icon {
    width: 1rem;
    height: 1rem;
  }

  .pin {
    border-color: var(--line);
  }

  .pin[aria-pressed='true'] {
    border-color: var(--ink);
    background: var(--ink);
    color: var(--on-ink);
  }

  .sure {
    border-color: var(--alarm);
    color: var(--alarm);
    font-weight: 600;
  }

  #more {
    width: 100%;
    margin-top: 0.5rem;
  }

  @container (max-width: 40rem) {
    .pick {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    }
    #compare {
      grid-column: 1 / -1;
    }
    .cards tbody tr {
      grid-template-columns: minmax(0, 1.2fr) minmax(0, 1.6fr) minmax(0, 0.6fr) auto;
    }
    .cards tbody td.do {
      width: auto;
    }
    td.number {
      white-space: normal;
    }
  }
`;
