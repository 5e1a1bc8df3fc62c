import { type CSSResult, css } from 'lit';
import { confirmStyles } from '../confirm';
import { partStyles } from '../dashboard/dashboard-parts.styles';
import { dashboardStyles } from '../dashboard/sotto-dashboard.styles';
import { pageFrameStyles } from '../page-frame.styles';
import { shared } from '../shared.styles';

const styles = css`
  header,
  main {
    max-width: calc(52rem + 2 * var(--gutter));
  }

  .card > p.soft {
    margin-bottom: 0.5rem;
    font-size: 0.875rem;
  }

  .promise,
  .proof,
  .limits {
    display: grid;
    gap: 0.5rem;
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .promise li {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0.625rem;
  }

  .promise .icon {
    width: 1.125rem;
    height: 1.125rem;
    margin-top: 0.125rem;
    color: var(--ink-soft);
  }

  #prove {
    margin-top: 0.875rem;
  }

  .proof {
    margin-top: 0.875rem;
    padding-inline-start: 1.25rem;
    list-style: decimal;
  }

  .limits {
    padding-inline-start: 1.125rem;
    color: var(--ink-soft);
    list-style: disc;
  }

  .rows {
    list-style: none;
  }

  .row {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0.125rem 1rem;
    align-items: center;
    min-height: var(--touch);
    padding-block: 0.625rem;
    border-top: 1px solid var(--line);
  }

  .row .what {
    display: grid;
    gap: 0.125rem;
    min-width: 0;
    font-size: 0.875rem;
    overflow-wrap: anywhere;
  }

  .row .name {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 1rem;
    font-size: 1rem;
  }

  .row .amount {
    color: var(--ink-soft);
    font-size: 0.875rem;
    font-variant-numeric: tabular-nums;
  }

  .button:disabled {
    border-color: var(--line);
    background: none;
    color: var(--ink-soft);
    cursor: default;
  }

  .row .confirm {
    grid-column: 1 / -1;
    padding-top: 0.375rem;
  }

  .row .warning {
    color: var(--alarm);
  }

  .address {
    font-family: ui-monospace, 'SF Mono', Consolas, monospace;
    font-size: 0.875rem;
    unicode-bidi: isolate;
    overflow-wrap: anywhere;
  }

  .places {
    color: var(--ink-soft);
    font-size: 0.75rem;
  }

  .used {
    padding-top: 0.625rem;
    border-top: 1px solid var(--line);
    font-size: 0.875rem;
  }

  .reload {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.5rem 1rem;
    padding-top: 0.75rem;
    border-top: 1px solid var(--line);
    font-size: 0.875rem;
  }

  .counted {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.25rem 1rem;
    margin-bottom: 0.5rem;
    color: var(--ink-soft);
    font-size: 0.875rem;
  }

  tbody th {
    overflow-wrap: anywhere;
  }

  tbody .number span {
    display: block;
  }

  tbody .number .bytes,
  .whose {
    color: var(--ink-soft);
    font-size: 0.75rem;
  }

  .outcome {
    position: sticky;
    bottom: max(0.75rem, env(safe-area-inset-bottom));
    z-index: 1;
    justify-self: center;
    max-width: 44rem;
  }

  .outcome p {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0.75rem;
    align-items: center;
    min-height: var(--touch);
    padding: 0.5rem 1rem;
    border: 1px solid var(--edge);
    border-radius: var(--radius);
    background: var(--surface);
    font-size: 0.875rem;
  }

  .outcome .failed {
    border-color: var(--alarm);
    background: var(--alarm-ground);
  }

  .card {
    container-type: inline-size;
  }

  @media (max-width: 26rem) {
    .row {
      gap: 0.125rem 0.5rem;
    }
    .row .button {
      padding-inline: 0.75rem;
    }
  }
`;

export const privacyStyles: CSSResult[] = [
  shared,
  ...pageFrameStyles,
  partStyles,
  dashboardStyles,
  confirmStyles,
  styles,
];
