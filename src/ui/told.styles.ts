import { css } from 'lit';

/** What came of what was asked, at the foot of a page until it is dismissed. */
export const toldStyles = css`
  .told {
    position: sticky;
    bottom: max(0.75rem, env(safe-area-inset-bottom));
    z-index: 1;
    justify-self: center;
    max-width: 44rem;
  }

  .told p {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    gap: 0.75rem;
    align-items: center;
    padding-block: 0.25rem;
    padding-inline: 1rem 0.25rem;
    border: 1px solid var(--edge);
    border-radius: var(--radius);
    background: var(--surface);
    box-shadow: 0 0.25rem 1.25rem color-mix(in srgb, var(--under) 60%, transparent);
    font-size: 0.875rem;
    overflow-wrap: anywhere;
  }

  .told .error {
    border-color: var(--alarm);
    background: var(--alarm-ground);
  }

  .told .error > .icon {
    color: var(--alarm);
  }
`;
