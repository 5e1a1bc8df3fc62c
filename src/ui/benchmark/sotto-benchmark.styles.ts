import { type CSSResult, css } from 'lit';
import { dashboardStyles } from '../dashboard/sotto-dashboard.styles';

const styles = css`
  .columns {
    grid-template-columns: 19.5rem minmax(0, 1fr);
  }

  .plan {
    position: sticky;
    top: 0.75rem;
    max-height: calc(100dvh - 1.5rem);
    overflow-y: auto;
  }

  .welcome {
    padding: 1.5rem 1.25rem;
  }

  .welcome p {
    max-width: 40rem;
    margin-top: 0.5rem;
    color: var(--ink-soft);
    font-size: 0.9375rem;
  }

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

  .told button {
    display: grid;
    place-items: center;
    width: var(--touch);
    height: var(--touch);
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: none;
    cursor: pointer;
  }

  @media (max-width: 64rem) {
    .columns {
      grid-template-columns: minmax(0, 1fr);
    }
    .plan {
      position: static;
      max-height: none;
    }
  }
`;

export const benchmarkStyles: CSSResult[] = [dashboardStyles, styles];
