import { css } from 'lit';

/** The head of every page: its name, the way from it, and the promise. */
export const pageHeadStyles = css`
  :host {
    --gutter: max(1.25rem, env(safe-area-inset-left), env(safe-area-inset-right));
  }

  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 1rem;
    min-height: 3.75rem;
    margin: 0 auto;
    padding: 0.25rem var(--gutter);
  }

  .badge {
    display: inline-flex;
    align-items: center;
    gap: 0.375rem;
    margin-inline-start: auto;
    color: var(--ink-soft);
    font-size: 0.875rem;
  }

  .badge .icon {
    width: 1rem;
    height: 1rem;
  }
`;
