import { css } from 'lit';

/** What the page's sections have in common: chips, inputs, heads, rows of buttons. */
export const benchmarkParts = css`
  :host {
    display: block;
    min-width: 0;
    container-type: inline-size;
  }

  b {
    font-weight: 600;
  }

  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 0.25rem 1rem;
  }

  .lead {
    margin: 0.25rem 0 0.75rem;
    color: var(--ink-soft);
    font-size: 0.875rem;
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }

  .actions .button {
    padding-inline: 0.875rem;
  }

  .button .icon {
    width: 1rem;
    height: 1rem;
  }

  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    list-style: none;
  }

  .chip {
    display: inline-flex;
    align-items: center;
    gap: 0.375rem;
    color: var(--ink-soft);
    font-size: 0.8125rem;
    white-space: nowrap;
  }

  .chip.boxed {
    min-height: 2rem;
    padding: 0 0.75rem;
    border: 1px solid var(--line);
    border-radius: 1rem;
  }

  .chip svg {
    width: 0.6875rem;
    height: 0.6875rem;
    flex: none;
    fill: currentColor;
  }

  .chip .stroke {
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .chip .dashed {
    stroke-width: 1.5;
    stroke-dasharray: 2 2.5;
  }

  .chip:is(.regressed, .poor) {
    color: var(--alarm);
    font-weight: 600;
  }

  .chip.boxed.regressed {
    border-color: var(--alarm);
    background: var(--alarm-ground);
  }

  .chip:is(.improved, .excellent) {
    color: var(--ink);
    font-weight: 600;
  }

  label.field {
    display: grid;
    gap: 0.25rem;
    min-width: 0;
    color: var(--ink-soft);
    font-size: 0.8125rem;
  }

  :is(input[type='number'], input[type='text']) {
    width: 100%;
    min-height: var(--touch);
    padding: 0 0.75rem;
    border: 1px solid var(--edge);
    border-radius: 0.75rem;
    background: var(--surface);
    color: var(--ink);
    font: inherit;
    font-size: 0.875rem;
    font-variant-numeric: tabular-nums;
  }

  select {
    width: 100%;
    text-overflow: ellipsis;
  }

  .fault {
    display: flex;
    align-items: flex-start;
    gap: 0.5rem;
    color: var(--alarm);
    font-size: 0.875rem;
    font-weight: 600;
  }

  svg {
    forced-color-adjust: none;
  }
`;
