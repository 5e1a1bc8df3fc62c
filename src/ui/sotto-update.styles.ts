import { css } from 'lit';

export const updateStyles = css`
  :host {
    display: block;
    grid-column: 1 / -1;
    max-width: 38rem;
  }

  /* Nothing to say takes no room, not even a gap of its neighbours. */
  :host(:not([news])) {
    position: absolute;
  }

  .line {
    display: flex;
    align-items: center;
    justify-content: center;
    color: var(--ink-soft);
    font-size: 0.875rem;
  }

  .words {
    text-wrap: pretty;
  }

  .button {
    flex: none;
    padding: 0.25rem 0.625rem;
    border-color: transparent;
  }

  #update {
    color: var(--ink);
    font-weight: 600;
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
`;
