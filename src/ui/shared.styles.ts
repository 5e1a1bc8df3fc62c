import { css } from 'lit';

/** What every element needs: box sizing, buttons, the focus ring, text for screen readers only. */
export const shared = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  :host([hidden]),
  [hidden] {
    display: none !important;
  }

  /* In a drawing time runs from left to right in every language; what is written in it finds its own way. */
  svg text {
    direction: ltr;
  }

  .chevron:dir(rtl) {
    scale: -1 1;
  }

  h1,
  h2,
  p,
  ul,
  dl,
  dd {
    margin: 0;
    padding: 0;
  }

  button {
    font: inherit;
    color: inherit;
    -webkit-tap-highlight-color: transparent;
    touch-action: manipulation;
  }

  :focus-visible {
    outline: 0.1875rem solid var(--ink);
    outline-offset: 0.1875rem;
  }

  .icon {
    display: block;
    width: 1.25rem;
    height: 1.25rem;
    flex: none;
  }

  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5rem;
    min-height: var(--touch);
    padding: 0.5rem 1.125rem;
    border: 1px solid var(--edge);
    border-radius: 1.5rem;
    background: transparent;
    line-height: 1.25;
    cursor: pointer;
    transition:
      background-color 120ms,
      border-color 120ms;
  }

  .button:hover {
    background: var(--tint);
  }

  .button.primary {
    border-color: var(--ink);
    background: var(--ink);
    color: var(--on-ink);
    font-weight: 600;
  }

  .button.primary:hover {
    background: color-mix(in srgb, var(--ink) 86%, var(--paper));
  }

  .button.quiet {
    border-color: transparent;
    color: var(--ink-soft);
  }

  /* A sign alone, round, as large as a finger. */
  .icon-button {
    display: grid;
    place-items: center;
    flex: none;
    width: var(--touch);
    height: var(--touch);
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: none;
    cursor: pointer;
  }

  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation: none !important;
      transition: none !important;
      scroll-behavior: auto !important;
    }
  }
`;
