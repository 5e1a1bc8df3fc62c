import { css } from 'lit';

/** A row that is always laid out, so that nothing moves when it is shown. */
export const messageActionsStyles = css`
  :host {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    color: var(--ink-soft);
  }

  .toolbar {
    display: flex;
  }

  .toolbar button {
    display: grid;
    place-items: center;
    width: 2rem;
    height: 2rem;
    padding: 0;
    border: 0;
    border-radius: 0.625rem;
    background: none;
    cursor: pointer;
  }

  .toolbar button:hover {
    background: var(--tint);
    color: var(--ink);
  }

  .toolbar button:focus-visible {
    outline-offset: -0.125rem;
  }

  .toolbar .icon {
    width: 1.125rem;
    height: 1.125rem;
  }

  .confirm {
    color: var(--ink);
  }

  .note:not(:empty) {
    padding-inline: 0.5rem;
  }

  .note {
    font-size: 0.8125rem;
    line-height: 1.35;
  }

  .note[data-failed='true'] {
    color: var(--alarm);
  }

  @media (pointer: coarse) {
    .note:not(:empty) {
      padding-inline: 0.125rem;
    }
    .toolbar button {
      width: var(--touch);
      height: 2.5rem;
    }
  }
`;
