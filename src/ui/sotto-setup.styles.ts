import { css } from 'lit';

export const setupStyles = css`
  :host {
    display: block;
    width: 100%;
    max-width: 34rem;
  }

  .panel {
    display: grid;
    gap: 1.25rem;
  }

  h2 {
    font: italic 400 clamp(1.625rem, 1.2rem + 2vw, 2.125rem) / 1.2 var(--mark);
    letter-spacing: -0.005em;
    text-wrap: balance;
  }

  /* Focused by the page to keep the keyboard's place, never by the user. */
  h2:focus-visible {
    outline: none;
  }

  .light h2 {
    font-size: 1.5rem;
  }

  .lead {
    color: var(--ink-soft);
    text-wrap: pretty;
  }

  ul {
    list-style: none;
    border-bottom: 1px solid var(--line);
  }

  li {
    display: grid;
    grid-template-columns: 1fr auto;
    column-gap: 1rem;
    align-items: start;
    padding: 0.5625rem 0;
    border-top: 1px solid var(--line);
  }

  .name {
    font-weight: 600;
    min-width: 0;
    overflow-wrap: anywhere;
  }

  .purpose {
    color: var(--ink-soft);
    font-weight: 400;
    font-size: 0.9375rem;
  }

  .purpose::before {
    content: '';
    margin-inline-start: 0.25rem;
  }

  .size {
    display: inline-flex;
    align-items: center;
    gap: 0.375rem;
    min-height: 1.5rem;
    color: var(--ink-soft);
    font-size: 0.875rem;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }

  .size .icon {
    width: 1rem;
    height: 1rem;
    color: var(--ink);
  }

  li[data-step='ready'] .size {
    color: var(--ink);
  }

  progress::-webkit-progress-value {
    transition: inline-size 200ms linear;
  }

  li progress {
    grid-column: 1 / -1;
    height: 0.1875rem;
    margin-top: 0.4375rem;
  }

  li progress::-webkit-progress-value {
    background: var(--edge);
  }

  li progress::-moz-progress-bar {
    background: var(--edge);
  }

  .total {
    display: grid;
    gap: 0.5rem;
  }

  .figures {
    display: flex;
    justify-content: space-between;
    gap: 1rem;
    font-variant-numeric: tabular-nums;
  }

  .figures strong {
    font-weight: 600;
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.75rem 1.25rem;
  }

  .button.primary {
    min-height: 3.25rem;
    padding-inline: 1.75rem;
    border-radius: 1.75rem;
    font-size: 1.0625rem;
  }

  .note {
    flex: 1 1 12rem;
    color: var(--ink-soft);
    font-size: 0.875rem;
    line-height: 1.4;
  }

  .source {
    margin-top: -0.5rem;
    color: var(--ink-soft);
    font-size: 0.875rem;
    line-height: 1.4;
    overflow-wrap: anywhere;
  }

  .links {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1.25rem;
    margin-top: -0.5rem;
    font-size: 0.875rem;
  }

  .links a {
    display: inline-flex;
    align-items: center;
    min-height: var(--touch);
    color: var(--ink-soft);
    text-underline-offset: 0.1875rem;
  }

  .links a:hover {
    color: var(--ink);
  }

  sotto-mic-check {
    margin-top: 1.5rem;
    padding-top: 1.25rem;
    border-top: 1px solid var(--line);
  }

  /* Until it has come. */
  sotto-mic-check:not(:defined) {
    display: none;
  }

  @media (max-width: 30rem) {
    .purpose {
      display: block;
    }
    .purpose::before {
      margin: 0;
    }
  }

  @media (forced-colors: active) {
    progress {
      border: 1px solid CanvasText;
    }
    progress::-webkit-progress-value {
      background: Highlight;
    }
  }
`;
