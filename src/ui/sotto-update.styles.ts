import { css } from 'lit';

export const updateStyles = css`
  :host {
    display: block;
    max-width: 38rem;
  }

  .line {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: 0 0.25rem;
    padding-inline-start: 0.75rem;
    color: var(--ink-soft);
    font-size: 0.875rem;
  }

  .words {
    text-wrap: pretty;
  }

  .button {
    padding: 0.25rem 0.75rem;
    border-color: transparent;
  }

  #update {
    color: var(--ink);
    font-weight: 600;
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
`;
