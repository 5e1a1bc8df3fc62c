import { css } from 'lit';

export const faultStyles = css`
  :host {
    display: block;
    width: 100%;
    max-width: 38rem;
  }

  .fault {
    display: grid;
    position: relative;
    grid-template-columns: auto 1fr;
    column-gap: 0.75rem;
    padding: 0.75rem 1rem;
    border: 1px solid color-mix(in srgb, var(--alarm) 45%, transparent);
    border-radius: var(--radius);
    background: var(--alarm-ground);
  }

  .fault > .icon {
    margin-top: 0.125rem;
    color: var(--alarm);
  }

  .body {
    min-width: 0;
    overflow-wrap: anywhere;
  }

  h2 {
    padding-inline-end: 2rem;
    font-size: 1rem;
    line-height: 1.5;
  }

  .advice {
    font-size: 0.9375rem;
    text-wrap: pretty;
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 1rem;
    margin-top: 0.25rem;
  }

  .row .button {
    margin-block: 0.375rem 0.25rem;
  }

  details {
    color: var(--ink-soft);
    font-size: 0.875rem;
  }

  details[open] {
    flex-basis: 100%;
  }

  summary {
    display: inline-flex;
    align-items: center;
    gap: 0.25rem;
    min-height: var(--touch);
    border-radius: 0.5rem;
    cursor: pointer;
    list-style: none;
  }

  summary::-webkit-details-marker {
    display: none;
  }

  summary .icon {
    width: 0.875rem;
    height: 0.875rem;
  }

  details[open] summary .icon {
    transform: rotate(90deg);
  }

  code {
    display: block;
    max-height: 8rem;
    overflow: auto;
    padding-bottom: 0.375rem;
    font:
      0.8125rem/1.5 ui-monospace,
      Menlo,
      Consolas,
      monospace;
    white-space: pre-wrap;
  }

  #dismiss {
    position: absolute;
    top: 0.125rem;
    inset-inline-end: 0.125rem;
  }

  #dismiss:hover {
    background: var(--tint);
  }

  :host([fatal]) .fault {
    padding: 1.5rem 1.25rem;
  }

  :host([fatal]) h2 {
    font: italic 400 1.5rem/1.25 var(--mark);
  }

  :host([fatal]) .fault > .icon {
    margin-top: 0.3125rem;
  }

  :host([fatal]) .advice {
    margin-top: 0.5rem;
    font-size: 1rem;
  }
`;
