import { type CSSResult, css } from 'lit';
import { partStyles } from '../dashboard/dashboard-parts.styles';
import { dashboardStyles } from '../dashboard/sotto-dashboard.styles';
import { pageFrameStyles } from '../page-frame.styles';
import { toldStyles } from '../told.styles';

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

export const benchmarkStyles: CSSResult[] = [...pageFrameStyles, toldStyles, partStyles, dashboardStyles, styles];
